"""Each word's picture is drawn once for a model, as it would be drawn alone."""

import msgspec
import numpy as np
import pytest

from sprite_studio.diffusion.networks.checkpoint import Card, save_checkpoint
from sprite_studio.studio.draw.casting.characters import draw_characters
from sprite_studio.studio.draw.generate import generate
from sprite_studio.studio.draw.word_pictures import HOW, word_pictures
from sprite_studio.studio.jobs.cast import CAST_DRAWING, CastJob, CastResult
from sprite_studio.studio.jobs.drawing import MIXED, NONE, Drawing
from sprite_studio.studio.jobs.generate import GenerateJob, GenerateResult
from sprite_studio.studio.jobs.word_pictures import (
    WordPicture,
    WordPicturesJob,
    WordPicturesResult,
)
from sprite_studio.studio.library.picture_cache import PictureCache
from sprite_studio.studio.words.examples import SEED
from tests.conftest import STYLES


@pytest.fixture
def cache(tmp_path) -> PictureCache:
    return PictureCache(tmp_path / "words")


def drawn(library, cache, *words: str) -> tuple[dict[str, np.ndarray], int]:
    """Word → its sprites, and after how many steps the job ended."""
    *events, result = word_pictures(WordPicturesJob("base", words), library, cache)
    assert isinstance(result, WordPicturesResult)
    there = [event for event in events if isinstance(event, WordPicture)]
    return {picture.word: picture.images for picture in there}, len(events) - len(there)


def test_a_word_looks_as_it_is_drawn_in_the_best_style(library, cache):
    pictures, _ = drawn(library, cache, "hero", "colour:red", "food", "spell", "style:a")
    assert {word: len(images) for word, images in pictures.items()} == {
        "hero": 1,
        "colour:red": 1,
        "food": 1,
        "spell": 1,
        "style:a": 3,
    }
    how = Drawing(mix={"spell": 1.0}, seed=SEED, count=1, steps=HOW.steps)
    *_, alone = generate(GenerateJob(how), library)
    assert isinstance(alone, GenerateResult)
    np.testing.assert_array_equal(pictures["spell"], alone.images)
    assert not pictures["spell"].flags.writeable


def test_they_are_drawn_once_and_then_come_at_once(library, cache):
    first, steps = drawn(library, cache, "hero", "style:b", MIXED, NONE)
    assert steps > 0
    again, steps = drawn(library, cache, NONE, "style:b", "hero", MIXED)
    assert steps == 0
    assert again.keys() == first.keys()
    for word, images in first.items():
        np.testing.assert_array_equal(again[word], images)


def test_what_was_drawn_until_it_was_given_up_is_kept(library, cache):
    run = word_pictures(WordPicturesJob("base", ("style:a", "style:b", "hero")), library, cache)
    first = next(event for event in run if event is not None)
    assert isinstance(first, WordPicture)
    run.close()
    pictures, steps = drawn(library, cache, first.word)
    assert list(pictures) == [first.word]
    assert steps == 0


def test_of_a_network_of_characters_they_are_people_from_the_front(
    library, small_cast, tmp_path, cache
):
    card = Card(name="cast", styles=STYLES)  # of which one has food, which does not walk
    save_checkpoint(tmp_path / "bundled" / "cast.safetensors", small_cast, card)
    *events, _ = word_pictures(WordPicturesJob("cast", ("style:a", MIXED, NONE)), library, cache)
    found = {one.word: one.images for one in events if isinstance(one, WordPicture)}
    assert {word: images.shape for word, images in found.items()} == dict.fromkeys(
        ("style:a", MIXED, NONE), (3, 16, 16, 4)
    )
    how = msgspec.structs.replace(CAST_DRAWING, mix={"hero": 1.0}, style="style:a", seed=SEED)
    *_, alone = draw_characters(CastJob(how), library)
    assert isinstance(alone, CastResult)
    np.testing.assert_array_equal(found["style:a"][0], alone.frames[0, 0, 0])


def test_a_word_that_is_gone_has_no_picture(library, cache):
    pictures, _ = drawn(library, cache, "blob", "hero")
    assert list(pictures) == ["hero"]
