"""More characters than were ever drawn: other colours, another's head or legs, taller or shorter,
wider or thinner, mirrored, moved.

With some hundred subjects a network learns them by heart: it sees who is given and draws what it
remembers. Whoever has the head of one and the body of another, in colours of neither, can only be
drawn by looking at the given frames.
"""

from collections.abc import Sequence
from itertools import permutations

import numpy as np

from sprite_studio.art.colour.oklab import oklab_to_rgb, rgb_to_oklab
from sprite_studio.art.colour.recolour import RECOLOURED, hue_turned
from sprite_studio.art.colour.shades import COLOURFUL
from sprite_studio.art.colour.words import COLOURS, colour_words
from sprite_studio.art.walk.character import Character, Frames, mirrored

TURNED, CHANGED, JOINED = 0.5, 0.25, 0.5
"""How often the hues of a character are turned, its colour channels change places, or it gets the
head or the legs of another."""

ARCS = 0.5
"""How often only the hues of one half of the circle are turned, so that what was of one colour
family no longer tells what the rest was."""

DYED, DYES = 0.4, 4
"""How often, instead, every part of the circle, and the greys, get a hue, a strength and a
lightness of their own, skin too. Which colour belongs where can then only be seen in what is
given."""

STRETCHED, WIDENED = 0.5, 0.3
"""How often it is a row taller or shorter, or a column wider or thinner."""

MIRRORED, MOVED = 0.5, 0.25
"""How often it is mirrored, or moved by a pixel: people do not draw all on one line."""

CUTS = range(6, 14)
"""The row at which another begins: below the head, or below the waist."""

LEAST_ROWS, LEAST_COLUMNS = 6, 6
"""Of a character that may be a row shorter, or of whom each view may be a column thinner."""

KEPT = ("hero", "non-hero", "style:")
"""Words that stay true of whoever has the upper part of another of the same style."""

CHANNELS = [list(order) for order in permutations(range(3))][1:]


def varied(one: Character, other: Character, rng: np.random.Generator) -> Character:
    """Args: other: whose upper part it may get."""
    if rng.random() < JOINED:
        one = joined(other, one, int(rng.choice(CUTS)))
    frames, words = one.frames, one.words
    if rng.random() < STRETCHED:
        frames = stretched(frames, rng)
    if rng.random() < WIDENED:
        frames = widened(frames, rng)
    if rng.random() < TURNED:
        frames = dyed(frames, rng) if rng.random() < DYED else turned(frames, rng)
        words = told_colours(words, frames)
    if rng.random() < CHANGED:
        order = CHANNELS[rng.integers(len(CHANNELS))]
        frames = frames[..., [*order, 3]]
        words = told_colours(words, frames)
    if rng.random() < MIRRORED:
        frames = mirrored(frames)
    return Character(moved(frames, rng), words, one.subject, one.origin)


def joined(upper: Character, lower: Character, cut: int) -> Character:
    """The upper rows of one above the lower rows of another, in every frame.

    Args: cut: the first row of the lower one.
    """
    frames = np.concatenate([upper.frames[:, :, :cut], lower.frames[:, :, cut:]], axis=2)
    both = set(upper.words)
    words = tuple(word for word in lower.words if word in both and word.startswith(KEPT))
    told = (*words, *colour_words(frames[0, 0]), RECOLOURED)
    return Character(frames, told, lower.subject, lower.origin)


def stretched(frames: Frames, rng: np.random.Generator) -> Frames:
    """A row taller or shorter somewhere between the top and the feet, which stay where they are; as
    it is where there is no room for another row."""
    rows = np.flatnonzero(frames[..., 3].any(axis=(0, 1, 3)))
    if len(rows) < LEAST_ROWS:
        return frames
    row = int(rng.integers(rows[0] + 1, rows[-1] - 1))
    above, below = frames[:, :, :row], frames[:, :, row:]
    if rng.random() < 0.5:
        return np.concatenate([np.zeros_like(above[:, :, :1]), above, below[:, :, 1:]], axis=2)
    if rows[0] == 0:
        return frames
    return np.concatenate([above[:, :, 1:], below[:, :, :1], below], axis=2)


def widened(frames: Frames, rng: np.random.Generator) -> Frames:
    """A column wider or thinner in every view, front and back at one place and both sides at one;
    as it is where a view has no room for another column.

    What lies beyond the place goes a pixel outwards or inwards, as `stretched` moves what is above.
    """
    wider = rng.random() < 0.5
    front, side = rng.random(2)
    result = frames.copy()
    for view, (place, flipped) in enumerate(((front, 0), (side, 0), (side, 1), (front, 1))):
        steps = frames[view, ..., ::-1, :] if flipped else frames[view]
        columns = np.flatnonzero(steps[..., 3].any(axis=(0, 1)))
        if len(columns) < LEAST_COLUMNS or (wider and columns[0] == 0):
            return frames
        # Anywhere between the first and the last column, which stay.
        at = columns[0] + 1 + int(place * (columns[-1] - columns[0] - 1))
        left, right = steps[:, :, :at], steps[:, :, at:]
        if wider:
            steps = np.concatenate([left[:, :, 1:], right[:, :, :1], right], axis=2)
        else:
            steps = np.concatenate([np.zeros_like(left[:, :, :1]), left, right[:, :, 1:]], axis=2)
        result[view] = steps[..., ::-1, :] if flipped else steps
    return result


def dyed(frames: Frames, rng: np.random.Generator) -> Frames:
    """Each of `DYES` parts of the circle of hues, and what is grey, in another colour.

    Black and white stay near what they are; alike colours stay alike.
    """
    seen = frames[..., 3] > 0
    colours, of_pixel = np.unique(frames[seen][:, :3], axis=0, return_inverse=True)
    if not len(colours):
        return frames
    lab = rgb_to_oklab(colours)
    chroma, hue = np.hypot(lab[:, 1], lab[:, 2]), np.arctan2(lab[:, 2], lab[:, 1])
    place = (hue / (2 * np.pi) + rng.random()) % 1
    part = np.where(chroma > COLOURFUL, (place * DYES).astype(int), DYES)
    hue += rng.uniform(0, 2 * np.pi, DYES + 1)[part]
    chroma *= rng.uniform(0.5, 1.5, DYES + 1)[part]
    lightness = (
        lab[:, 0] + 4 * lab[:, 0] * (1 - lab[:, 0]) * rng.uniform(-0.12, 0.12, DYES + 1)[part]
    )
    dyes = oklab_to_rgb(np.stack([lightness, chroma * np.cos(hue), chroma * np.sin(hue)], axis=1))
    result = frames.copy()
    result[seen, :3] = dyes[of_pixel.reshape(-1)]
    return result


def turned(frames: Frames, rng: np.random.Generator) -> Frames:
    """The hues of the whole circle, or of one half of it, by one angle."""
    arc = (rng.uniform(0, 360), 180.0) if rng.random() < ARCS else (0.0, 360.0)
    flat = hue_turned(frames.reshape(-1, 16, 4), rng.uniform(50, 310), arc)
    return flat.reshape(frames.shape)


def told_colours(words: Sequence[str], frames: Frames) -> tuple[str, ...]:
    """The words of a character in other colours."""
    kept = [word for word in words if word.partition(":")[2] not in COLOURS and word != RECOLOURED]
    return (*kept, *colour_words(frames[0, 0]), RECOLOURED)


def moved(frames: Frames, rng: np.random.Generator) -> Frames:
    """At times all frames a pixel to one side, or up or down, where nothing is lost by it."""
    if rng.random() >= MOVED:
        return frames
    axis, by = ((3, -1), (3, 1), (2, -1), (2, 1))[rng.integers(4)]
    edge = [0 if by < 0 else -1]
    lost = frames.take(edge, axis=axis)[..., 3].any()
    return frames if lost else np.roll(frames, by, axis=axis)
