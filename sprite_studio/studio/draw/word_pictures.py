"""Draw what words do, a few sprites at a time and each only once for a model.

Of a network of characters they are its characters, seen from the front.
"""

from collections.abc import Generator, Iterator, Mapping, Sequence

import numpy as np

from sprite_studio.art.palette import crisp
from sprite_studio.art.sprite import Pixels
from sprite_studio.diffusion.networks.cast import CastConfig
from sprite_studio.diffusion.pixels import decode
from sprite_studio.studio.draw.casting.cast import STILL, draw_cast, of_a_person
from sprite_studio.studio.draw.generate import frozen
from sprite_studio.studio.draw.sampling import begin, steps_of
from sprite_studio.studio.jobs.base import Images
from sprite_studio.studio.jobs.cast import CAST_COLOURS, CAST_DRAWING, CAST_TEMPERATURE
from sprite_studio.studio.jobs.drawing import MIXED, NONE, Drawing
from sprite_studio.studio.jobs.word_pictures import (
    WordPicture,
    WordPicturesJob,
    WordPicturesResult,
)
from sprite_studio.studio.library.loaded_model import LoadedModel
from sprite_studio.studio.library.models import ModelLibrary
from sprite_studio.studio.library.picture_cache import PictureCache, name_of
from sprite_studio.studio.words.examples import Example, examples

ABREAST, PEOPLE_ABREAST = 4, 1
"""Sprites, and characters, that are drawn together: a live frame waits for one network call of
theirs."""

HOW = Drawing(steps=8)


def word_pictures(
    job: WordPicturesJob, library: ModelLibrary, cache: PictureCache
) -> Generator[WordPicture | WordPicturesResult | None, None, None]:
    """Yields a WordPicture for each word, those that are kept first, one WordPicturesResult, and
    None where other work may go first. What was drawn until it is closed is kept.

    Raises JobError, CheckpointError.
    """
    loaded = library.load(job.model)
    known = loaded.model.vocabulary.known
    shown = {
        word: _named(loaded, word)
        for word in job.words
        if word in known or word in (MIXED, NONE)  # a taught one may be gone by now
    }
    kept = cache.read(loaded.hash)
    missing = [one for of_word in shown.values() for one in of_word.items() if one[0] not in kept]
    abreast = PEOPLE_ABREAST if isinstance(loaded.model.config, CastConfig) else ABREAST
    yield from _complete(shown, kept)
    begun_with = len(kept)
    try:
        for first in range(0, len(missing), abreast):
            names, few = zip(*missing[first : first + abreast], strict=True)
            for pixels in _drawn(loaded, few):
                if pixels is not None:
                    kept[names[0]] = pixels
                    names = names[1:]
                yield None
            yield from _complete(shown, kept)
    finally:
        if len(kept) > begun_with:
            cache.write(loaded.hash, kept)
    yield WordPicturesResult()


def examples_of(loaded: LoadedModel, word: str) -> Generator[None, None, Images]:
    """(N, 16, 16, 4) what shows a word, drawn anew. Yields where other work may go first."""
    images = []
    for pixels in _drawn(loaded, tuple(_named(loaded, word).values())):
        if pixels is not None:
            images.append(pixels)
        yield None
    return frozen(np.stack(images))


def _named(loaded: LoadedModel, word: str) -> dict[str, Example]:
    """What shows a word, by the name that it is kept under: of a word that was taught later, by its
    lesson, too, since another may be called so one day. A style that was taught is shown by what
    its own sprites were."""
    vocabulary = loaded.model.vocabulary
    counts = loaded.styles
    if (own := vocabulary.shown.get(word)) is not None:
        counts = {**counts, word: dict.fromkeys(own.beside, 1)}
    found = {}
    for mix, seed in examples(word, vocabulary.known, loaded.best_style, counts):
        lessons = "".join(vocabulary.lessons(set(mix)).values())
        found[name_of((mix, seed)) + lessons] = (mix, seed)
    return found


def _complete(
    shown: dict[str, dict[str, Example]], kept: Mapping[str, Pixels]
) -> Iterator[WordPicture]:
    """The words whose sprites are all there, which are then no longer waited for."""
    for word, of_word in list(shown.items()):
        if of_word and of_word.keys() <= kept.keys():
            del shown[word]
            yield WordPicture(word, frozen(np.stack([kept[name] for name in of_word])))


def _drawn(loaded: LoadedModel, few: Sequence[Example]) -> Iterator[Pixels | None]:
    """(16, 16, 4) of each in turn, and None between two steps."""
    mixes, seeds = zip(*few, strict=True)
    if isinstance(loaded.model.config, CastConfig):
        yield from _fronts(loaded, mixes, seeds)
        return
    x0 = None
    for step in steps_of(begin(loaded, mixes, seeds, HOW)):
        x0 = step.x0
        yield None
    assert x0 is not None  # a run has at least one step
    for pixels in decode(x0):
        yield crisp(pixels, HOW.colours, None)


def _fronts(
    loaded: LoadedModel, mixes: Sequence[Mapping[str, float]], seeds: Sequence[int]
) -> Iterator[Pixels | None]:
    """As `_drawn`, of characters; what does not walk is left out of their words."""
    people = [of_a_person({w: v for w, v in mix.items() if w not in STILL}) for mix in mixes]
    run = draw_cast(
        loaded, people, seeds, CAST_DRAWING, colours=CAST_COLOURS, temperature=CAST_TEMPERATURE
    )
    while True:
        try:
            next(run)
        except StopIteration as end:
            yield from end.value[:, 0, 0]
            return
        yield None
