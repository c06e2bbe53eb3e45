"""Animations: sprites that change, and a watched run; that one also as a strip of all its steps."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from sprite_studio.art.export.animation import Animation
from sprite_studio.art.export.apng import encode_apng
from sprite_studio.art.export.gif import encode_gif
from sprite_studio.art.export.png import encode_png
from sprite_studio.art.export.steps import Steps, part_of
from sprite_studio.art.number_pictures import number_pictures
from sprite_studio.art.sheet import Colour, pack_sheet
from sprite_studio.art.sprite import SIZE, Pixels
from sprite_studio.studio.export.sheet import Files
from sprite_studio.studio.jobs.base import Images
from sprite_studio.studio.jobs.export import SpriteAnimation, WatchedRun
from sprite_studio.studio.jobs.recipes.recipe import PARAMETERS_KEY, to_parameters
from sprite_studio.studio.jobs.watch import WatchResult

BACKGROUND = (34, 35, 45, 255)
"""Of animations, unless another is asked for."""

MOST_FRAMES = 120
RUN_SCALE = 8
RUN_SECONDS, LEAST_SECONDS = 4.0, 0.04
"""How long a whole run is shown, and one of its frames at least."""

PACKING = 0.1
"""The share of the time in which sprites become frames."""


def encode_animation(path: Path, asked: SpriteAnimation) -> Steps[Files]:
    """A GIF: one sheet of all sprites for every frame."""
    ground = BACKGROUND if asked.background is None else asked.background
    frames = yield from _packed(list(asked.frames), asked.columns, ground)
    animation = Animation.even(frames, asked.seconds, asked.hold, asked.scale)
    return {path: (yield from part_of(encode_gif(animation), PACKING, 1))}


def encode_run(path: Path, asked: WatchedRun) -> Steps[Files]:
    """What was shown above what was believed, as an animation (.gif, .apng), or every step beside
    the next as a strip (.png)."""
    run = asked.run
    stride = -(-len(run.taken) // MOST_FRAMES)
    # The last step is always there, whatever the stride.
    steps = range(len(run.taken) - 1, -1, -stride)[::-1]
    if path.suffix.lower() == ".png":
        return {path: (yield from _encode_strip(run, steps))}
    sheets = [_at(run, step) for step in steps]
    frames = yield from _packed(sheets, run.count, BACKGROUND)
    seconds = max(LEAST_SECONDS, RUN_SECONDS / len(frames))
    animation = Animation.even(frames, seconds, scale=RUN_SCALE)
    encode = encode_gif if path.suffix.lower() == ".gif" else encode_apng
    return {path: (yield from part_of(encode(animation), PACKING, 1))}


def _at(run: WatchResult, step: int) -> Images:
    """What was shown, and what was believed."""
    taken = run.taken[step]
    return np.concatenate([number_pictures(numbers) for numbers in (taken.x_t, taken.x0)])


def _packed(sheets: Sequence[Images], columns: int, ground: Colour) -> Steps[list[Pixels]]:
    """Each as one picture on an opaque ground."""
    frames = []
    for images in sheets:
        frames.append(pack_sheet(list(images), columns, 1, 1, ground))
        yield PACKING * len(frames) / len(sheets)
    return frames


def _encode_strip(run: WatchResult, steps: range) -> Steps[bytes]:
    """It says how it was drawn, but is no drawing that a recipe could draw again."""
    columns = [_at(run, step) for step in steps]
    strip = np.stack(columns, axis=1).reshape(-1, SIZE, SIZE, 4)
    texts = {PARAMETERS_KEY: to_parameters(run.recipe)}
    return (yield from encode_png(pack_sheet(list(strip), len(columns), 1, 1), texts))
