"""What a style practises beside the sprites that show it: what the model draws of other things.

The model draws them itself, in its own styles, so that every model has them, whatever it was
trained on and wherever that is. Half-way to the pack's light and colours they show what a thing
that the pack lacks may look like in its manner. Half-way: wholly in the colours of a dark pack a
judge knows 0.69 of them, half-way 0.82, and as they were 0.84.

Few sprites say little of the shapes that their kind may have, and would be known by heart: of eight
the style drew eight copies in a hundred. So the fewer there are, the more of their own categories
is practised as well, and that wholly in their colours.
"""

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from sprite_studio.art.colour.transfer import coloured_like
from sprite_studio.art.palette import crisp
from sprite_studio.art.sprite import CATEGORIES, Sprite
from sprite_studio.diffusion.pixels import decode, encode
from sprite_studio.diffusion.training.dataset import Batch, step_generator
from sprite_studio.studio.draw.sampling import CHUNK, steps_abreast
from sprite_studio.studio.draw.stopwatch import Stopwatch
from sprite_studio.studio.jobs.drawing import BEST, Drawing
from sprite_studio.studio.library.loaded_model import LoadedModel
from sprite_studio.studio.words.kinds import told_kinds
from sprite_studio.studio.words.styles import FORGE_STYLE

POOL = 4 * CHUNK
"""Sprites; a pack has at most two hundred."""

STYLE = BEST

HOW = Drawing(sampler="dpm++", steps=8)
COLOURS, HALF_WAY = 12, 0.5

FEW = 8
"""So many sprites have half of the practice in their own categories, thirty have a fifteenth: as a
fifth it kept the style from the pack's own shapes."""

ALONE = 0.2
"""How often a kind is practised without its category beside it."""


@dataclass(frozen=True)
class Practised:
    """After a part of it was drawn. Attributes: share: of all that is done, above 0 and at most 1;
    seconds: that this took."""

    share: float
    seconds: float

    @property
    def whole(self) -> float:
        """Seconds that all of it will take."""
        return self.seconds / self.share


Practice = Generator[Practised | None, None, Callable[[int], Batch]]


def practice(loaded: LoadedModel, shown: Sequence[Sprite], count: int, seed: int) -> Practice:
    """Batches of `count` sprites with the words that they were drawn by, and none for a style;
    empty ones where the model has no word for anything.

    Yields Practised, and None where other work may go first.
    """
    vocabulary = loaded.model.vocabulary
    mixes, own = _mixes(loaded, shown, seed)
    pool = torch.empty(0, 4, 16, 16)
    if mixes:
        drawn = yield from _drawn(loaded, mixes, seed)
        like = np.stack([sprite.pixels for sprite in shown])
        parts = coloured_like(drawn[:own], like), coloured_like(drawn[own:], like, HALF_WAY)
        pool = encode(np.concatenate(parts))
    weights = vocabulary.weights(mixes)[:, : len(vocabulary.words)]

    def batch(step: int) -> Batch:
        rows = torch.randint(0, POOL, (count,), generator=step_generator(seed + 5, step))
        rows = rows[: len(pool)]
        return Batch(pool[rows], weights[rows])

    return batch


def _mixes(
    loaded: LoadedModel, shown: Sequence[Sprite], seed: int
) -> tuple[list[dict[str, float]], int]:
    """What is drawn, and how many of the first are of categories that the pack has, and of no kind.
    Of the others two in three are of those that it lacks, and one is of its own."""
    had = {sprite.category for sprite in shown}
    known = loaded.model.vocabulary.index
    categories = [word for word in known if word in CATEGORIES]
    own = [word for word in categories if word in had]
    lacking = [word for word in categories if word not in had]
    if not categories:
        return [], 0
    rng = np.random.default_rng(seed)
    first = round(POOL * FEW**2 / (FEW**2 + len(shown) ** 2)) if own else 0
    mixes = [{str(rng.choice(own)): 1.0} for _ in range(first)]
    others = [group for group in (lacking, lacking, own) if group]
    for i in range(POOL - first):
        mix = {str(rng.choice(others[i % len(others)])): 1.0}
        told = told_kinds(mix, {FORGE_STYLE: 1.0}, loaded.styles, i, loaded.card.kinds)
        kind = {word: weight for word, weight in told.items() if word in known}
        mixes.append(kind if kind and rng.random() < ALONE else {**mix, **kind})
    return mixes, first


def _drawn(
    loaded: LoadedModel, mixes: Sequence[dict[str, float]], seed: int
) -> Generator[Practised | None, None, np.ndarray]:
    """(N, 16, 16, 4) uint8, each in a style of its own."""
    watch, drawn = Stopwatch(), []
    for first in range(0, POOL, CHUNK):
        seeds = range(seed % 2**62 + first, seed % 2**62 + first + CHUNK)
        full = [
            {**mix, **loaded.told_styles(STYLE, mix, [one])[0]}
            for mix, one in zip(mixes[first : first + CHUNK], seeds, strict=True)
        ]
        x0: Tensor | None = None
        for step in steps_abreast(loaded, full, seeds, HOW):
            x0 = x0 if step is None else step.x0
            with watch.paused():
                yield None
        assert x0 is not None  # a run has at least one step
        drawn += [crisp(pixels, COLOURS, None) for pixels in decode(x0)]
        with watch.paused():
            yield Practised(len(drawn) / POOL, watch.seconds)
    return np.stack(drawn)
