"""Draw what words do, a few sprites at a time and each only once for a model."""

from collections.abc import Generator, Iterator, Mapping, Sequence

import numpy as np

from sprite_studio.art.palette import crisp
from sprite_studio.art.sprite import Pixels
from sprite_studio.diffusion.pixels import decode
from sprite_studio.studio.draw.generate import frozen
from sprite_studio.studio.draw.sampling import begin, steps_of
from sprite_studio.studio.jobs.drawing import MIXED, NONE, Drawing
from sprite_studio.studio.jobs.word_pictures import (
    WordPicture,
    WordPicturesJob,
    WordPicturesResult,
)
from sprite_studio.studio.library.models import LoadedModel, ModelLibrary
from sprite_studio.studio.library.picture_cache import PictureCache, name_of
from sprite_studio.studio.words.examples import Example, examples

ABREAST = 4
"""Sprites that are drawn together: a live frame waits for one network call of theirs."""

HOW = Drawing(steps=8)


def word_pictures(
    job: WordPicturesJob, library: ModelLibrary, cache: PictureCache
) -> Generator[WordPicture | WordPicturesResult | None, None, None]:
    """Yields a WordPicture for each word, those that are kept first, one WordPicturesResult, and
    None where other work may go first. What was drawn until it is closed is kept.

    Raises JobError, CheckpointError.
    """
    loaded = library.load(job.model)
    known, counts = loaded.model.vocabulary.known, loaded.styles
    shown = {
        word: examples(word, known, loaded.best_style, counts)
        for word in job.words
        if word in known or word in (MIXED, NONE)  # a taught one may be gone by now
    }
    kept = cache.read(loaded.hash)
    missing = [one for of_word in shown.values() for one in of_word if name_of(one) not in kept]
    yield from _complete(shown, kept)
    begun_with = len(kept)
    try:
        for first in range(0, len(missing), ABREAST):
            few = missing[first : first + ABREAST]
            for pixels in _drawn(loaded, few):
                if pixels is not None:
                    kept[name_of(few[0])] = pixels
                    few = few[1:]
                yield None
            yield from _complete(shown, kept)
    finally:
        if len(kept) > begun_with:
            cache.write(loaded.hash, kept)
    yield WordPicturesResult()


def _complete(
    shown: dict[str, tuple[Example, ...]], kept: Mapping[str, Pixels]
) -> Iterator[WordPicture]:
    """The words whose sprites are all there, which are then no longer waited for."""
    for word, of_word in list(shown.items()):
        if of_word and all(name_of(example) in kept for example in of_word):
            del shown[word]
            yield WordPicture(word, frozen(np.stack([kept[name_of(one)] for one in of_word])))


def _drawn(loaded: LoadedModel, few: Sequence[Example]) -> Iterator[Pixels | None]:
    """(16, 16, 4) of each in turn, and None between two steps."""
    mixes, seeds = zip(*few, strict=True)
    x0 = None
    for step in steps_of(begin(loaded, mixes, seeds, HOW)):
        x0 = step.x0
        yield None
    assert x0 is not None  # a run has at least one step
    for pixels in decode(x0):
        yield crisp(pixels, HOW.colours, None)
