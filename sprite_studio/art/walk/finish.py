"""From what a network draws to what a game uses: one palette, feet on a line, one head."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sprite_studio.art.colour.oklab import rgb_to_oklab
from sprite_studio.art.metrics import SAME_COLOUR
from sprite_studio.art.palette import reduce_colours, snap_alpha
from sprite_studio.art.speckle import settle
from sprite_studio.art.walk.character import Frames
from sprite_studio.art.walk.meters import (
    UPPER,
    feet_line,
    mirror_agreement,
    palette,
    upper_move,
)

MOST_COLOURS = 16
"""Of all frames together."""

NEAR = 0.05
"""OKLab distance within which a drawn colour is taken for one of a given frame. With .09 a leg
behind becomes the one before it: of 30 unseen characters drawn from their sides 80 % walk by the
meters then, and 87 % with .05, which are as near to what an artist drew."""

STEADY = 0.35
"""Share of the upper half up to which what changes there beside its moving is the network's noise,
and not a hand that is raised. Of 30 unseen characters drawn from their front 77 % hold still with
0.22, and 90 % with this."""

STEADY_BESIDE_GIVEN = 0.5
"""The same where the standing frame is given, and so is true: of 1,496 steps of real characters 997
in a thousand change less."""

BODY = slice(UPPER.stop, 11)
"""Rows below the head in which arms may swing, and whose colours stay."""

MIRRORS = 0.8
"""From this `mirror_agreement` on left and right are one drawing; things held in one hand only fall
below it."""

MIRRORS_GIVEN = 0.6
"""The same where one of the sides is given and the other not: its twin turned round is what most
artists drew, and true where the network is unsure. Of 30 unseen characters drawn from front and
left the gain over both baselines is 37 % with `MIRRORS`, and 43 % with this."""

BOB = 1
"""Pixels by which feet beside given frames may stand above or below the line of these. A third of
real people (63 of 187) do not stand all on one line, most of these (55) within a pixel of their
front; the network sees in what is given who does. With all on one line the frames drawn beside two
and more sides were a quarter further from what an artist drew."""

Given = NDArray[np.bool_]
"""(4, 3) whether a frame is given."""


def finish(
    drawn: Frames, given: Given, mirror: bool | None = None, colours: int = MOST_COLOURS
) -> Frames:
    """Alpha 0 or 255, at most `colours` colours in all; feet on one line, or beside given frames
    within `BOB` of theirs.

    Args:
        drawn: soft alpha, many near-equal colours.
        given: frames that stay byte for byte. If they have more colours than `colours`, no other
            colour comes in.
        mirror: whether right is left turned round, or None where they nearly are.
    """
    if mirror is None:
        one_side = given[1].any() != given[2].any()
        mirror = mirror_agreement(drawn) >= (MIRRORS_GIVEN if one_side else MIRRORS)
    frames = _on_lines(snap_alpha(drawn), given)
    if mirror:  # before, so that no place in the palette goes to what is not kept
        frames = _mirrored(frames, given)
    # In few colours what the network meant to be the same is the same.
    frames = _steady(in_one_palette(frames, given, colours), given)
    if mirror:  # and after: given frames are not touched, and their twins follow them
        frames = _mirrored(frames, given)
    frames[given] = drawn[given]
    return frames


def _mirrored(frames: Frames, given: Given) -> Frames:
    """Left for right, but where right is given and left is not."""
    frames = frames.copy()
    for step in range(frames.shape[1]):
        if given[2, step] and not given[1, step]:
            frames[1, step] = frames[2, step, :, ::-1]
        elif not given[2, step]:
            frames[2, step] = frames[1, step, :, ::-1]
    return frames


def _on_lines(frames: Frames, given: Given) -> Frames:
    """Every frame moved to the line that most feet stand on, or beside given frames to theirs: in
    each view that of its own, or else of most. There others keep what they bob of `BOB`, all to the
    side to which more of them do."""
    lines = np.array([[_or(feet_line(frame), -1) for frame in view] for view in frames])
    seen = lines >= 0
    anchors = lines[given & seen] if (given & seen).any() else lines[seen]
    if not len(anchors):
        return frames
    wanted = np.full_like(lines, int(np.bincount(anchors).argmax()))
    drawn = seen & ~given
    if given.any():
        for view in np.flatnonzero((given & seen).any(axis=1)):
            wanted[view] = lines[view][(given & seen)[view]][0]
        off = np.where(drawn, lines - wanted, 0)
        wanted += off.clip(0, BOB) if (off > 0).sum() >= (off < 0).sum() else off.clip(-BOB, 0)
    frames = frames.copy()
    for at in zip(*np.nonzero(drawn), strict=True):
        frames[at] = _moved_down(frames[at], int(wanted[at] - lines[at]))
    return frames


def _or(value: int | None, other: int) -> int:
    return other if value is None else value


def _moved_down(frame: NDArray[np.uint8], by: int) -> NDArray[np.uint8]:
    """What leaves the frame is lost, and clear pixels come in."""
    moved = np.zeros_like(frame)
    if by >= 0:
        moved[by:] = frame[: len(frame) - by]
    else:
        moved[:by] = frame[-by:]
    return moved


def _steady(frames: Frames, given: Given) -> Frames:
    """The head is drawn once: a step takes the standing frame's, moved as its own has moved, where
    it changes by no more than `STEADY`, or beside a given one `STEADY_BESIDE_GIVEN`. The body below
    it keeps the step's outline, and has the standing frame's colours: what else changes there
    flickers."""
    frames = frames.copy()
    for view in range(frames.shape[0]):
        stand = frames[view, 0]
        most = STEADY_BESIDE_GIVEN if given[view, 0] else STEADY
        for step in (1, 2):
            if given[view, step]:
                continue
            move = upper_move(stand, frames[view, step], reach=1, same=SAME_COLOUR)
            if move.changed <= most:
                frames[view, step] = _with_head_of(stand, frames[view, step], move.down, move.right)
    return frames


def _with_head_of(
    stand: NDArray[np.uint8], step: NDArray[np.uint8], down: int, right: int
) -> NDArray[np.uint8]:
    moved = _moved_down(stand, down)
    columns = np.arange(stand.shape[1]) - right
    inside = (columns >= 0) & (columns < stand.shape[1])
    moved = np.where(inside[:, None], moved[:, columns.clip(0, stand.shape[1] - 1)], np.uint8(0))
    result = step.copy()
    result[UPPER] = moved[UPPER]
    both = (moved[BODY][..., 3:] > 0) & (step[BODY][..., 3:] > 0)
    result[BODY] = np.where(both, moved[BODY], step[BODY])
    return result


def in_one_palette(frames: Frames, given: Given, most: int) -> Frames:
    """Merged together, not frame by frame. Colours of given frames stay, and draw near ones to
    themselves; the places that they leave go to what is unlike them."""
    flat = frames.reshape(-1, *frames.shape[2:])  # (12, 16, 16, 4)
    drawn = flat[~given.reshape(-1)]
    if not len(drawn):
        return frames.copy()
    kept = palette(frames[given]) if given.any() else np.empty((0, 3), np.uint8)
    # As one tall picture: reducing looks at colours, not at where they stand.
    tall = drawn.reshape(-1, drawn.shape[2], 4)
    reduced = _towards(tall, kept, most) if len(kept) else reduce_colours(tall, most)
    settled = [settle(one, soft) for one, soft in zip(_cut(reduced, drawn), drawn, strict=True)]
    result = flat.copy()
    result[~given.reshape(-1)] = np.stack(settled)
    return result.reshape(frames.shape)


def _towards(tall: NDArray[np.uint8], kept: NDArray[np.uint8], most: int) -> NDArray[np.uint8]:
    apart = np.linalg.norm(
        rgb_to_oklab(tall[..., None, :3]) - rgb_to_oklab(kept), axis=-1
    )  # (H, W, kept)
    free = most - len(kept)
    solid = tall[..., 3] > 0
    near = (apart.min(axis=-1) <= NEAR) | (free <= 0)
    result = tall.copy()
    taken = solid & near
    result[taken, :3] = kept[apart.argmin(axis=-1)[taken]]
    unlike = solid & ~near
    if unlike.any():
        others = np.where(unlike[..., None], tall, np.uint8(0))
        result[unlike] = reduce_colours(others, free)[unlike]
    return result


def _cut(tall: NDArray[np.uint8], like: NDArray[np.uint8]) -> Sequence[NDArray[np.uint8]]:
    return list(tall.reshape(like.shape))
