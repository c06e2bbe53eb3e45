"""A sheet of all sprites: each is where it is said to be."""

import io

import numpy as np
import pytest
from engine_sprites import named, sprite
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from sprite_studio.art.export.atlas import columns_of, lay_out
from sprite_studio.art.export.collection import (
    PLAIN,
    Arrangement,
    Clip,
    Collection,
    ExportError,
    NamedSprite,
)
from sprite_studio.stepwise import completed

ARRANGEMENTS = st.builds(
    Arrangement,
    scale=st.integers(1, 4),
    padding=st.integers(0, 3),
    extrude=st.integers(0, 2),
    columns=st.integers(0, 9),
    power_of_two=st.booleans(),
)


@given(ARRANGEMENTS, st.integers(1, 11), st.integers(1, 9), st.integers(1, 9))
@settings(max_examples=60, deadline=None)
def test_every_sprite_lies_where_it_is_said_to(
    asked: Arrangement, count: int, width: int, height: int
) -> None:
    sprites = tuple(NamedSprite(str(i), sprite(i, width, height)) for i in range(count))
    collection = Collection("x", sprites, (), asked)
    atlas = lay_out(collection)
    with Image.open(io.BytesIO(completed(atlas.png()))) as image:
        sheet = np.asarray(image)
    assert sheet.shape[:2] == (atlas.height, atlas.width)
    if asked.power_of_two:
        assert atlas.width.bit_count() == atlas.height.bit_count() == 1
    seen = np.zeros(sheet.shape[:2], bool)
    edge = asked.extrude * asked.scale
    for place, cell in zip(atlas.places, collection.cells, strict=True):
        assert (place.width, place.height) == atlas.cell
        shown = sheet[place.y : place.y + place.height, place.x : place.x + place.width]
        assert (shown[:: asked.scale, :: asked.scale] == cell).all()
        around = np.s_[
            place.y - edge : place.y + place.height + edge,
            place.x - edge : place.x + place.width + edge,
        ]
        assert not seen[around].any()
        seen[around] = True
        column = place.x - edge if edge else place.x
        assert (sheet[place.y : place.y + place.height, column] == shown[:, 0]).all()
    assert not sheet[~seen].any()


def test_a_sheet_that_nobody_could_open_is_refused() -> None:
    with pytest.raises(ExportError, match="8192 is the most: choose a smaller scale"):
        lay_out(Collection("x", named(*"abcdefghij"), (), Arrangement(scale=64, columns=10)))


def walking(count: int, arrangement: Arrangement = PLAIN) -> Collection:
    """So many characters of four walks of three frames each."""
    sprites = tuple(NamedSprite(str(i), sprite(i, 16, 16)) for i in range(12 * count))
    clips = tuple(
        Clip(f"walk{first}", (first, first + 1, first, first + 2), (150,) * 4)
        for first in range(0, 12 * count, 3)
    )
    return Collection("x", sprites, clips, arrangement)


def test_a_character_is_a_row_a_view_unless_other_columns_are_asked_for() -> None:
    assert columns_of(walking(1)) == columns_of(walking(2)) == 3
    assert columns_of(walking(1, Arrangement(columns=6))) == 6


def test_characters_whose_sheet_would_be_too_long_lie_in_a_square() -> None:
    assert columns_of(walking(12, Arrangement(scale=10))) == 3
    assert columns_of(walking(12, Arrangement(scale=11))) == 12


def test_animations_of_unlike_lengths_or_with_sprites_left_over_make_no_rows() -> None:
    sprites = walking(1).sprites
    whole, longer = Clip("a", (0, 1, 2), (1,) * 3), Clip("b", (3, 4, 5, 6), (1,) * 4)
    assert columns_of(Collection("x", sprites, (whole, longer))) == 4
    assert columns_of(Collection("x", sprites[:4], (whole,))) == 2
    assert columns_of(Collection("x", sprites[:3], (whole,))) == 2
