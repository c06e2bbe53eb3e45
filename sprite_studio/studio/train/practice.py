"""What a style practises beside the sprites that show it: what the model draws of other things.

The model draws them itself, in its own styles, so that every model has them, whatever it was
trained on and wherever that is. Half-way to the pack's light and colours they show what a thing
that the pack lacks may look like in its manner. Half-way: wholly in the colours of a dark pack a
judge knows 0.69 of them, half-way 0.82, and as they were 0.84.
"""

from collections.abc import Callable, Generator, Sequence

import numpy as np
import torch
from torch import Tensor

from sprite_studio.art.colour_transfer import coloured_like
from sprite_studio.art.palette import crisp
from sprite_studio.art.sprite import CATEGORIES, Sprite
from sprite_studio.diffusion.pixels import decode, encode
from sprite_studio.diffusion.training.dataset import Batch, step_generator
from sprite_studio.studio.draw.sampling import CHUNK, steps_abreast
from sprite_studio.studio.draw.stopwatch import Stopwatch
from sprite_studio.studio.jobs.drawing import MIXED, Drawing
from sprite_studio.studio.jobs.train import Preparing
from sprite_studio.studio.library.models import LoadedModel

POOL = 4 * CHUNK
"""Sprites; a pack has at most two hundred."""

HOW = Drawing(sampler="dpm++", steps=8)
COLOURS, HALF_WAY = 12, 0.5

Practice = Generator[Preparing | None, None, Callable[[int], Batch]]


def practice(loaded: LoadedModel, shown: Sequence[Sprite], count: int, seed: int) -> Practice:
    """Batches of `count` sprites with the words that they were drawn by, and none for a style;
    empty ones where the model knows no other thing than the pack shows.

    Yields Preparing, and None where other work may go first.
    """
    vocabulary = loaded.model.vocabulary
    mixes = _mixes(vocabulary.words, {sprite.category for sprite in shown}, seed)
    pool = torch.empty(0, 4, 16, 16)
    if mixes:
        drawn = yield from _drawn(loaded, mixes, seed)
        own = np.stack([sprite.pixels for sprite in shown])
        pool = encode(coloured_like(drawn, own, HALF_WAY))
    weights = vocabulary.weights(mixes)[:, : len(vocabulary.words)]

    def batch(step: int) -> Batch:
        rows = torch.randint(0, POOL, (count,), generator=step_generator(seed + 5, step))
        rows = rows[: len(pool)]
        return Batch(pool[rows], weights[rows])

    return batch


def _mixes(words: Sequence[str], had: set[str | None], seed: int) -> list[dict[str, float]]:
    """What is drawn: the categories that the pack lacks, and as often kinds of things."""
    categories = [word for word in words if word in CATEGORIES and word not in had]
    kinds = [word for word in words if word.startswith("kind:")]
    groups = [group for group in (categories, kinds) if group]
    rng = np.random.default_rng(seed)
    return [{str(rng.choice(groups[i % len(groups)])): 1.0} for i in range(POOL)] if groups else []


def _drawn(
    loaded: LoadedModel, mixes: Sequence[dict[str, float]], seed: int
) -> Generator[Preparing | None, None, np.ndarray]:
    """(N, 16, 16, 4) uint8, each in a style of its own."""
    watch, drawn = Stopwatch(), []
    for first in range(0, POOL, CHUNK):
        done = first / POOL
        left = watch.seconds / done * (1 - done) if done else 10.0
        with watch.paused():
            yield Preparing("other things to practise", left)
        seeds = range(seed % 2**62 + first, seed % 2**62 + first + CHUNK)
        full = [
            {**mix, **loaded.told_styles(MIXED, mix, [one])[0]}
            for mix, one in zip(mixes[first : first + CHUNK], seeds, strict=True)
        ]
        x0: Tensor | None = None
        for step in steps_abreast(loaded, full, seeds, HOW):
            x0 = x0 if step is None else step.x0
            with watch.paused():
                yield None
        assert x0 is not None  # a run has at least one step
        drawn += [crisp(pixels, COLOURS, None) for pixels in decode(x0)]
    return np.stack(drawn)
