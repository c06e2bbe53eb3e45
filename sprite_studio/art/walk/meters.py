"""What an eye would object to in a walk, in figures.

Frames are (4, 3, 16, 16, 4) uint8 straight RGBA: views, steps, a sprite each. A pixel is opaque
from half alpha up.
"""

from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from sprite_studio.art.colour.oklab import rgb_to_oklab
from sprite_studio.art.metrics import colour_agreement
from sprite_studio.art.walk.character import VIEWS, Frames

LOWER = slice(11, 16)
"""Rows of the lower third, in which legs move."""

UPPER = slice(0, 8)
"""Rows of the upper half, which holds still."""

LEAST_MOVED = 4
"""Pixels of the lower third that must differ for an eye to see a step."""

MOST_CHANGED = 0.08
"""Share of the upper half's pixels that may change beside its moving as a whole."""

SAME = 0.02
"""OKLab distance of two colours that an eye hardly tells apart."""

PAIRS = ((0, 1), (1, 2))
"""Stand and a, a and b: what follows one another in a walk."""


@dataclass(frozen=True)
class Meters:
    """Attributes:
    feet: pixels between the highest and the lowest line on which frames stand; 1 is a bob.
    jitter: pixels by which the upper half moves from step to step, at most; 1 is a bob.
    changed: share of the upper half that changes beside that, at most, 0 to 1.
    still: "view step" of each frame in which fewer than `LEAST_MOVED` pixels of the lower third
        differ from the one before.
    colours: of all frames together.
    least_alike: the view whose colours agree least with the others'.
    likeness: how far they do, 0 to 1.
    """

    feet: int
    jitter: int
    changed: float
    still: tuple[str, ...]
    colours: int
    least_alike: str
    likeness: float

    @property
    def walks(self) -> bool:
        """Whether every step of every view is seen."""
        return not self.still

    @property
    def holds_still(self) -> bool:
        """Whether the upper half moves by one pixel at most, and changes hardly beside."""
        return self.jitter <= 1 and self.changed <= MOST_CHANGED


def measure(frames: Frames) -> Meters:
    """All of them."""
    lines = [feet_line(frames[at]) for at in np.ndindex(frames.shape[:2])]
    found = [line for line in lines if line is not None]
    moves = [upper_move(view[i], view[j]) for view in frames for i, j in PAIRS]
    alike = view_likeness(frames)
    least = min(range(len(VIEWS)), key=lambda view: alike[view])
    return Meters(
        feet=max(found) - min(found) if found else 0,
        jitter=max(max(abs(m.down), abs(m.right)) for m in moves),
        changed=max(m.changed for m in moves),
        still=still_steps(frames),
        colours=len(palette(frames)),
        least_alike=VIEWS[least],
        likeness=alike[least],
    )


def still_steps(frames: Frames) -> tuple[str, ...]:
    """As `Meters.still`."""
    return tuple(
        f"{name} {'stand-a' if i == 0 else 'a-b'}"
        for name, view in zip(VIEWS, frames, strict=True)
        for i, j in PAIRS
        if legs_moved(view[i], view[j]) < LEAST_MOVED
    )


def feet_line(frame: NDArray[np.uint8]) -> int | None:
    """The lowest row with something in it, or None for a blank (16, 16, 4)."""
    rows = np.flatnonzero((frame[..., 3] >= 128).any(axis=1))
    return int(rows[-1]) if len(rows) else None


def legs_moved(before: NDArray[np.uint8], after: NDArray[np.uint8]) -> int:
    """Pixels of the lower third that differ."""
    return int(differing(before[LOWER], after[LOWER]).sum())


@dataclass(frozen=True)
class UpperMove:
    """Attributes: down, right: pixels by which the upper half moved; changed: share of its pixels,
    0 to 1, that differ beside that."""

    down: int
    right: int
    changed: float


def upper_move(
    before: NDArray[np.uint8], after: NDArray[np.uint8], reach: int = 2, same: float = SAME
) -> UpperMove:
    """How the upper half of one frame became that of the next: the move that explains most, and
    of those that explain as much the shortest.

    Args: reach: pixels that are looked at to each side; same: as of `differing`.
    """
    share = {
        (down, right): _differing_share(before, after, down, right, same)
        for down, right in product(range(-reach, reach + 1), repeat=2)
    }
    best = min(share, key=lambda move: (share[move], abs(move[0]) + abs(move[1])))
    return UpperMove(*best, share[best])


def palette(frames: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """(N, 3) the distinct colours that can be seen in any frame."""
    return np.unique(frames[frames[..., 3] >= 128][:, :3], axis=0)


def view_likeness(frames: Frames) -> tuple[float, ...]:
    """For each view how alike its standing frame's colours are to the other views', row by row:
    the share of their area that both have, 0 to 1."""
    tables = [_colours_by_height(view[0]) for view in frames]
    return tuple(
        float(np.mean([np.minimum(one, other).sum() for j, other in enumerate(tables) if j != i]))
        for i, one in enumerate(tables)
    )


def mirror_agreement(frames: Frames) -> float:
    """How far right is left turned round: the share of their pixels that agree, over all steps."""
    left, right = frames[1][..., ::-1, :], frames[2]
    return float(min(colour_agreement(left, right).mean(), colour_agreement(right, left).mean()))


def differing(
    before: NDArray[np.uint8], after: NDArray[np.uint8], same: float = SAME
) -> NDArray[np.bool_]:
    """(..., 4) twice → (...) whether a pixel is another: by more than `same` in OKLab."""
    solid, solid_after = before[..., 3] >= 128, after[..., 3] >= 128
    lab = rgb_to_oklab(before[..., :3]) - rgb_to_oklab(after[..., :3])
    return (solid != solid_after) | (solid & solid_after & (np.linalg.norm(lab, axis=-1) > same))


def _differing_share(
    before: NDArray[np.uint8], after: NDArray[np.uint8], down: int, right: int, same: float
) -> float:
    """Of the pixels of the upper half that both frames show."""
    rows, size = UPPER.stop, before.shape[1]
    here = before[max(0, -down) : rows - max(0, down), max(0, -right) : size - max(0, right)]
    there = after[max(0, down) : rows - max(0, -down), max(0, right) : size - max(0, -right)]
    return float(differing(here, there, same).mean())


_BINS = 4


def _colours_by_height(frame: NDArray[np.uint8]) -> NDArray[np.float64]:
    """(thirds, colours) share of a frame's area, coarse in colour: a back has the hair of a face,
    and less skin."""
    solid = frame[..., 3] >= 128
    bins = (frame[..., :3] // (256 // _BINS)).astype(np.int64)
    code = bins @ np.array([_BINS**2, _BINS, 1])
    table = np.zeros((3, _BINS**3))
    rows = np.broadcast_to((np.arange(16) * 3 // 16)[:, None], solid.shape)
    np.add.at(table, (rows[solid], code[solid]), 1.0)
    return table / max(1, solid.sum())
