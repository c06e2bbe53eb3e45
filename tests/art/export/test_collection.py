"""What is exported: its bounds, its names, its cells."""

import numpy as np
import pytest
from engine_sprites import named, sprite, walking

from sprite_studio.art.export.collection import (
    MOST_SPRITES,
    Arrangement,
    Clip,
    Collection,
    ExportError,
    NamedSprite,
)


def test_sprites_of_several_sizes_stand_on_one_line_in_their_middle() -> None:
    small, large = sprite(0, 8, 8), sprite(1, 12, 20)
    cells = Collection("x", (NamedSprite("a", small), NamedSprite("b", large))).cells
    assert [cell.shape for cell in cells] == [(20, 12, 4)] * 2
    assert (cells[0][12:, 2:10] == small).all()
    assert cells[0][..., 3].sum() == small[..., 3].sum()
    assert (cells[1] == large).all()


def test_two_of_one_name_and_those_in_no_clip() -> None:
    collection = Collection("x", named("a", "a", "b"), (Clip("turn", (1, 2, 1), (9, 9, 9)),))
    assert collection.sprite_names == ("a", "a_2", "b")
    assert collection.still == (0,)


def test_a_clip_among_others_says_whose_it_is() -> None:
    clips = (Clip("walk_down", (0,), (9,)), Clip("Knight_turn", (0,), (9,)))
    assert Collection("knight", named("a"), clips).scoped_clip_names == (
        "knight_walk_down",
        "Knight_turn",
    )


@pytest.mark.parametrize(
    ("clip", "told"),
    [
        (Clip("c", (), ()), "has no frames"),
        (Clip("c", (0,), (1, 2)), "not a time for each"),
        (Clip("c", (7,), (1,)), "a frame that is not exported"),
        (Clip("c", (0,), (0,)), "less than 1"),
    ],
)
def test_an_impossible_clip_is_refused(clip: Clip, told: str) -> None:
    with pytest.raises(ExportError, match=told):
        Collection("x", named("a"), (clip,))


@pytest.mark.parametrize(
    "arrangement",
    [Arrangement(scale=0), Arrangement(scale=65), Arrangement(padding=-1), Arrangement(extrude=9)],
)
def test_an_impossible_arrangement_is_refused(arrangement: Arrangement) -> None:
    with pytest.raises(ExportError, match="a scale of 1 to 64"):
        Collection("x", named("a"), (), arrangement)


def test_none_and_too_many_are_refused() -> None:
    one = NamedSprite("a", np.zeros((1, 1, 4), np.uint8))
    for sprites in ((), (one,) * (MOST_SPRITES + 1)):
        with pytest.raises(ExportError, match="cannot be exported at once"):
            Collection("x", sprites)
    assert len(walking().cells) == 14
