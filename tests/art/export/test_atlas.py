"""A sheet of all sprites: each is where it is said to be."""

import io

import numpy as np
import pytest
from engine_sprites import named, sprite
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from sprite_studio.art.export.atlas import lay_out
from sprite_studio.art.export.collection import Arrangement, Collection, ExportError, NamedSprite
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
