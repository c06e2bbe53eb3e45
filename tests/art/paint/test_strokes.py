import numpy as np
import pytest

from sprite_studio.art.paint import strokes
from sprite_studio.art.paint.painting import CLEAR, Painting
from sprite_studio.art.paint.strokes import Brush, Selecting

RED, BLUE = (200, 0, 0, 255), (0, 0, 200, 255)


@pytest.fixture
def empty() -> Painting:
    return Painting.of(np.zeros((4, 6, 4), np.uint8))


def seen(painting: Painting) -> list[str]:
    letters = {RED: "r", BLUE: "b", CLEAR: "."}
    return ["".join(letters[tuple(pixel.tolist())] for pixel in row) for row in painting.pixels]


def test_a_pencil_follows_the_pointer_and_its_mirror_image(empty):
    drawn = strokes.pencil(empty, [(0, 0), (0, 2)], Brush(RED))
    assert seen(drawn)[0] == "rrr..."
    mirrored = strokes.pencil(empty, [(0, 0), (0, 1)], Brush(RED, mirrored=True))
    assert seen(mirrored)[0] == "rr..rr"
    assert seen(strokes.eraser(drawn, [(0, 1)], Brush(RED)))[0] == "r.r..."


def test_a_line_and_a_rectangle_go_to_where_the_pointer_is_whatever_its_way(empty):
    way = [(0, 0), (3, 5), (0, 3)]
    assert seen(strokes.straight(empty, way, Brush(RED))) == [
        "rrrr..",
        "......",
        "......",
        "......",
    ]
    drawn = strokes.rectangle(empty, [(0, 0), (2, 2)], Brush(BLUE))
    assert seen(drawn) == ["bbb...", "b.b...", "bbb...", "......"]


def test_a_fill_stays_within_its_region_and_the_selection(empty):
    walled = strokes.straight(empty, [(0, 2), (3, 2)], Brush(BLUE))
    assert seen(strokes.fill(walled, [(0, 0)], Brush(RED)))[1] == "rrb..."
    chosen = strokes.select_box(walled, [(0, 0), (1, 5)], Brush())
    assert seen(strokes.fill(chosen, [(0, 5)], Brush(RED))) == [
        "..brrr",
        "..brrr",
        "..b...",
        "..b...",
    ]
    mirrored = strokes.fill(walled, [(0, 0)], Brush(RED, mirrored=True))
    assert seen(mirrored)[0] == "rrbrrr"


def test_one_colour_takes_the_place_of_another_everywhere(empty):
    spots = strokes.pencil(strokes.pencil(empty, [(0, 0)], Brush(RED)), [(3, 5)], Brush(RED))
    changed = strokes.replace_colour(spots, [(0, 0)], Brush(BLUE))
    assert [seen(changed)[0][0], seen(changed)[3][5]] == ["b", "b"]
    outside = strokes.replace_colour(spots, [(9, 9)], Brush(BLUE))
    assert seen(outside) == seen(spots)


def test_a_selection_begins_anew_grows_and_shrinks(empty):
    box = strokes.select_box(empty, [(0, 0), (1, 1)], Brush())
    more = strokes.select_pixels(box, [(3, 3)], Brush(selecting=Selecting.MORE))
    assert more.selection.sum() == 5
    less = strokes.select_box(more, [(0, 0), (3, 0)], Brush(selecting=Selecting.LESS))
    assert less.selection.sum() == 3
    brushed = strokes.select_path(empty, [(1, 1)], Brush())
    assert brushed.selection.sum() == 9
    assert strokes.select_region(empty, [(0, 0)], Brush()).selection.all()


def test_the_colour_under_the_pointer_can_be_taken(empty):
    drawn = strokes.pencil(empty, [(0, 0)], Brush(RED))
    assert strokes.colour_at(drawn, (0, 0)) == RED
    assert strokes.colour_at(drawn, (1, 0)) == CLEAR
    assert strokes.colour_at(drawn, (4, 0)) is None


def test_what_was_painted_before_is_never_touched(empty):
    strokes.pencil(empty, [(0, 0)], Brush(RED))
    assert not empty.pixels.any()
    with pytest.raises(ValueError, match="read-only"):
        empty.pixels[0, 0] = 1
