"""A sprite's pixels are its own and cannot change; folder names become categories."""

import numpy as np
import pytest

from sprite_studio.art.sprite import CATEGORIES, Sprite, category_word


@pytest.mark.parametrize(
    ("name", "category"),
    [
        ("hero", "hero"),
        ("Heroes", "hero"),
        ("nonhero", "non-hero"),
        ("Non-Hero", "non-hero"),
        ("non hero", "non-hero"),
        ("non_hero", "non-hero"),
        ("monster", "non-hero"),
        ("food", "food"),
        ("foods", "food"),
        (" spells ", "spell"),
        ("side", "side-facing"),
        ("Side Facing", "side-facing"),
        ("side_facing", "side-facing"),
    ],
)
def test_folder_names_mean_categories(name: str, category: str) -> None:
    assert category_word(name) == category


@pytest.mark.parametrize("name", ["", "furniture", "heroic", "seaside"])
def test_other_names_mean_none(name: str) -> None:
    assert category_word(name) is None


def test_every_category_means_itself() -> None:
    assert [category_word(category) for category in CATEGORIES] == list(CATEGORIES)


def test_pixels_cannot_be_written_and_do_not_follow_the_array_they_came_from() -> None:
    pixels = np.full((16, 16, 4), 200, np.uint8)
    sprite = Sprite(pixels)
    pixels[:] = 0
    assert (sprite.pixels == 200).all()
    with pytest.raises(ValueError, match="read-only"):
        sprite.pixels[0, 0, 0] = 1


def test_colour_hidden_under_clear_pixels_is_dropped_and_alpha_is_kept() -> None:
    pixels = np.full((16, 16, 4), (9, 8, 7, 0), np.uint8)
    pixels[3, 4] = (10, 20, 30, 1)
    pixels[5, 6] = (40, 50, 60, 127)
    clean = Sprite(pixels).pixels
    assert clean[0, 0].tolist() == [0, 0, 0, 0]
    assert clean[3, 4].tolist() == [10, 20, 30, 1]
    assert clean[5, 6].tolist() == [40, 50, 60, 127]


def test_blank_means_that_nothing_shows() -> None:
    pixels = np.full((16, 16, 4), (255, 255, 255, 0), np.uint8)
    assert Sprite(pixels).is_blank
    pixels[15, 15, 3] = 1
    assert not Sprite(pixels).is_blank


def test_the_first_category_among_the_words_counts() -> None:
    pixels = np.zeros((16, 16, 4), np.uint8)
    assert Sprite(pixels, ("kind:bat", "non-hero", "hero")).category == "non-hero"
    assert Sprite(pixels, ("kind:bat",)).category is None


@pytest.mark.parametrize(
    "pixels",
    [
        np.zeros((16, 16, 4)),
        np.zeros((16, 16, 3), np.uint8),
        np.zeros((16, 16), np.uint8),
        np.zeros((1, 16, 16, 4), np.uint8),
    ],
)
def test_what_is_no_rgba_picture_is_refused(pixels: np.ndarray) -> None:
    with pytest.raises(ValueError, match="a sprite is"):
        Sprite(pixels)
