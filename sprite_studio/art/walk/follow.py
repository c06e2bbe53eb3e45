"""One frame of a character is changed by hand: what the others take on of it without a network.

What was recoloured in one frame is recoloured in all, as image analogies have it (Hertzmann et al.,
2001): old frame is to new frame as another frame is to what it becomes. A pixel takes on what
became of the pixel of the changed frame that it is likest to: of its colour, among alike neighbours
(in a mirror, too), at about its height, for what is at one height in one view is there in every
view. A shade that the changed frame does not have turns with the colour beside it. Steps of the
changed view take on more: they show the same head, moved, whatever was painted.

Frames are (4, 3, 16, 16, 4) straight RGBA with alpha 0 or 255.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sprite_studio.art.colour.oklab import rgb_to_oklab
from sprite_studio.art.colour.shades import shade_distances, turned_along
from sprite_studio.art.metrics import SAME_COLOUR
from sprite_studio.art.paint.shapes import region
from sprite_studio.art.sprite import Pixels
from sprite_studio.art.walk.character import STEPS, Frames
from sprite_studio.art.walk.finish import Given, in_one_palette
from sprite_studio.art.walk.meters import LOWER, differing, palette, upper_move

REACH = 4
"""Rows by which a pixel and the one that it follows may be apart."""

MARGIN = 2
"""Rows above and below a change in which another view may show it."""

LIKE = 0.03
"""OKLab distance up to which a pixel has the colour of one that was changed."""

AGREE, WHOLE = 0.9, 0.5
"""Of the changed pixels of a colour, how many must become one and the same colour; and of all
pixels of that colour in their rows, how many must be changed, to call it recoloured."""

MOST = 0.8
"""Of all changed pixels, how many must be recoloured; a hat of another shape is another hat."""

_CLEAR = 0.5
"""How unlike what is there and what is not, beside OKLab distances."""

_UNLIKE = 0.2
"""OKLab distance from which two neighbours are wholly unlike."""

_ROW, _COLUMN, _VIEW = 1.0, 0.05, 0.5
"""What a row, a column or another view costs, where a wholly unlike neighbour costs 1."""

_Where = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Change:
    """Attributes:
    before: the character before.
    after: the same with its given frames as they are now; the others are as in `before`.
    given: (4, 3) frames that stay as they are in `after`, the changed ones among them.
    """

    before: Frames
    after: Frames
    given: Given

    @property
    def changed(self) -> Given:
        """(4, 3) the given frames that are not what they were."""
        return self.given & differing(self.before, self.after).any(axis=(-1, -2))

    @property
    def recolouring(self) -> "Change":
        """What of it is another colour where another colour was: the rest is as before. Nothing of
        it in frames where that is not nearly all."""
        after = self.after.copy()
        for at in _places(self.changed):
            there = _recoloured(self.before[at], self.after[at])
            if there.sum() < MOST * differing(self.before[at], self.after[at]).sum():
                there[:] = False
            after[at] = np.where(there[..., None], self.after[at], self.before[at])
        return Change(self.before, after, self.given)

    @property
    def is_recolouring(self) -> bool:
        """Whether colours are all that was changed."""
        return not differing(self.recolouring.after, self.after).any()


def followed(change: Change) -> Frames:
    """The character after a change, of which other frames take on the colours."""
    colours = change.recolouring
    frames = colours.after.copy()
    sources = _places(colours.changed)
    if sources:
        for at in _places(~change.given):
            frames[at] = _after_others(colours, at, sources)
    return frames


def with_steps(change: Change, frames: Frames) -> Frames:
    """With all that was painted in the steps of the changed views, moved as they are: where a step
    showed what the changed frame showed before, it shows what that shows now."""
    frames = frames.copy()
    for view, step in _places(change.changed):
        for other in range(len(STEPS)):
            if change.given[view, other]:
                continue
            old, new = change.before[view, step], change.after[view, step]
            now = change.before[view, other]
            move = upper_move(old, now, reach=1, same=SAME_COLOUR)
            moved_old, moved_new = (
                np.roll(one, (move.down, move.right), (0, 1)) for one in (old, new)
            )
            known = ~differing(moved_old, now)
            takes = known & differing(moved_old, moved_new)
            frames[view, other][known] = now[known]
            frames[view, other][takes] = moved_new[takes]
    return frames


def finished(change: Change, frames: Frames, mirror: bool | None, colours: int) -> Frames:
    """Given frames as they are; left and right mirrors where they were, or are to be; at most
    `colours` colours. Args: mirror: as of `finish.finish`, but None: where they were."""
    frames = frames.copy()
    frames[change.given] = change.after[change.given]
    for step in range(len(STEPS)):
        left, right = change.before[1, step], change.before[2, step]
        alike = np.array_equal(left, right[:, ::-1])
        if alike if mirror is None else mirror:
            if not change.given[2, step]:
                frames[2, step] = frames[1, step, :, ::-1]
            elif not change.given[1, step]:
                frames[1, step] = frames[2, step, :, ::-1]
    if len(palette(frames)) > colours:
        frames = in_one_palette(frames, change.given, colours)
    return frames


def rows_of(change: Change, margin: int = MARGIN) -> NDArray[np.bool_]:
    """(16,) in which rows a change may be seen in any view. Args: margin: rows beside it."""
    rows = differing(change.before, change.after)[change.given].any(axis=(0, 2))
    return np.convolve(rows, np.ones(2 * margin + 1), "same") > 0


def guessed_before(frames: Frames, changed: Given) -> Frames:
    """The character before some frames were changed, where nobody kept it: its steps show the same
    head. Where two other steps of a view agree, moved onto the changed one, it was like them."""
    before = frames.copy()
    for view, step in _places(changed):
        others = [other for other in range(len(STEPS)) if not changed[view, other]]
        if len(others) < 2:
            continue
        now = frames[view, step]
        seen = [_moved_onto(frames[view, other], now) for other in others]
        was = ~differing(seen[0], seen[1]) & differing(seen[0], now)
        # Legs and hems stay on the ground while the body sinks: there it must be so unmoved too.
        for other in others:
            was[LOWER] &= ~differing(frames[view, other], seen[0])[LOWER]
        before[view, step] = np.where(was[..., None], seen[0], now)
    return before


def _places(which: Given) -> list[tuple[int, int]]:
    return [(view, step) for view, step in np.argwhere(which).tolist()]


def _moved_onto(frame: Pixels, onto: Pixels) -> Pixels:
    move = upper_move(frame, onto, reach=1, same=SAME_COLOUR)
    return np.roll(frame, (move.down, move.right), (0, 1))


def _recoloured(old: Pixels, new: Pixels) -> _Where:
    """(16, 16) pixels of colours that became one other colour each, nearly all of them."""
    both = (old[..., 3] > 0) & (new[..., 3] > 0)
    changed = differing(old, new) & both
    there = np.zeros_like(changed)
    for colour in palette(old[changed][None]) if changed.any() else ():
        of_colour = both & (old[..., :3] == colour).all(axis=-1)
        these = of_colour & changed
        became, counts = np.unique(new[these][:, :3], axis=0, return_counts=True)
        same = these & (new[..., :3] == became[counts.argmax()]).all(axis=-1)
        rows = np.flatnonzero(these.any(axis=1))
        beside = of_colour[rows[0] : rows[-1] + 1]
        if same.sum() >= AGREE * these.sum() and these.sum() >= WHOLE * beside.sum():
            there |= same
    return there


def _after_others(change: Change, at: tuple[int, int], sources: list[tuple[int, int]]) -> Pixels:
    """A frame with what became of the pixels that its own are likest to."""
    frame = change.before[at].copy()
    solid = frame[..., 3] > 0
    y, x = np.nonzero(solid)
    own = _around(frame)[solid]  # (N, 3, 3, 4)
    best = np.full(len(y), np.inf)
    became = frame[solid]
    for source in sources:
        old, new = change.before[source], change.after[source]
        there = old[..., 3] > 0
        sy, sx = np.nonzero(there)
        around = _around(old)[there]
        apart = np.stack(
            [
                np.linalg.norm(own[:, None] - seen[None], axis=-1)
                for seen in (around, around[:, :, ::-1])
            ]
        )  # (2, N, M, 3, 3)
        cost = np.minimum(apart / _UNLIKE, 1).sum(axis=(-1, -2)).min(axis=0)
        rows = np.abs(y[:, None] - sy)
        cost += _ROW * rows + _COLUMN * np.abs(x[:, None] - sx) + _VIEW * (source[0] != at[0])
        cost[(apart[0, ..., 1, 1] > LIKE) | (rows > REACH)] = np.inf
        likest = cost.argmin(axis=1)
        least = cost[np.arange(len(y)), likest]
        nearer = least < best
        best = np.where(nearer, least, best)
        takes = nearer[:, None] & differing(old, new)[sy, sx][likest][:, None]
        became = np.where(
            takes, new[sy, sx][likest], np.where(nearer[:, None], frame[solid], became)
        )
    unseen = np.zeros(frame.shape[:2], np.bool_)
    unseen[solid] = np.isinf(best)
    frame[solid] = became
    return _with_shades(change.before[at], frame, unseen)


def _with_shades(old: Pixels, new: Pixels, unseen: _Where) -> Pixels:
    """Colours that no changed frame has at their height, a shade that is seen from behind only,
    turn with what they touch: with the colour of their hue that is nearest, if it is another now.

    Args: unseen: (16, 16) their pixels.
    """
    turned, left = new.copy(), unseen.copy()
    for at in _places(unseen):
        these = region(old, at) & left
        left &= ~these
        beside = _beside(these) & ~unseen & (old[..., 3] > 0)
        apart = shade_distances(old[at][:3], old[beside][:, :3])
        if np.isfinite(apart).any():
            was, now = old[beside][apart.argmin()], new[beside][apart.argmin()]
            if differing(was, now):
                turned[these, :3] = turned_along(old[at][:3], was[:3], now[:3])
    return turned


def _beside(where: _Where) -> _Where:
    """The pixels that touch these with a side."""
    padded = np.pad(where, 1)
    return padded[1:-1, :-2] | padded[1:-1, 2:] | padded[:-2, 1:-1] | padded[2:, 1:-1]


def _around(frame: Pixels) -> NDArray[np.float64]:
    """(16, 16, 3, 3, 4) OKLab and presence of each pixel and its neighbours."""
    solid = frame[..., 3:] > 0
    told = np.concatenate([rgb_to_oklab(frame[..., :3]), np.full_like(solid, _CLEAR, float)], -1)
    padded = np.pad(told * solid, ((1, 1), (1, 1), (0, 0)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, (3, 3), axis=(0, 1))
    return np.moveaxis(windows, 2, -1)
