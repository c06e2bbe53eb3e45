import numpy as np
import pytest

from sprite_studio import paths
from sprite_studio.ui.network.map_grid import MapGrid
from sprite_studio.ui.theme import apply_theme, colours
from sprite_studio.ui.widgets.numbers.word_map import WordMap


@pytest.fixture
def grid(qtbot, theme) -> MapGrid:
    made = MapGrid("channel")
    qtbot.addWidget(made)
    made.resize(300, 200)
    made.show()
    return made


@pytest.mark.parametrize(("count", "side"), [(1, 16), (4, 16), (48, 16), (384, 4), (96, 8)])
def test_all_maps_are_in_sight_and_found_where_they_are(grid, count, side):
    grid.show_maps(np.zeros((count, side, side), np.float32))
    for index in range(count):
        place = grid.place(index)
        assert grid.rect().toRectF().adjusted(0, 0, 1, 1).contains(place)
        assert grid.map_at(place.center()) == index
        assert place.width() % side == 0  # in whole pixels


def test_a_thousand_channels_are_shrunk(grid):
    grid.show_maps(np.zeros((1024, 16, 16), np.float32))
    assert grid.rect().toRectF().adjusted(-1, -1, 2, 2).contains(grid.place(1023))


def test_a_channel_tells_its_range(grid):
    maps = np.zeros((2, 4, 4), np.float32)
    maps[1, 0, 0], maps[1, 3, 3] = -1.5, 2.25
    grid.show_maps(maps)
    assert grid._tip(1, maps[1]) == "channel 2: from -1.50 to 2.25"


def test_maps_follow_the_theme(grid, qapp):
    grid.show_maps(np.zeros((1, 4, 4), np.float32))
    try:
        for name in ("light", "dark"):
            apply_theme(qapp, paths.resources() / "icons", name)
            assert grid._images[0].pixelColor(0, 0).name() == colours().sunken
    finally:
        apply_theme(qapp, paths.resources() / "icons")


def test_words_are_drawn_in_sight_as_far_apart_as_they_lie(qtbot, theme):
    words = WordMap()
    qtbot.addWidget(words)
    words.resize(400, 200)
    assert words.word_at(words.rect().center().toPointF()) is None
    words.show_words(np.array([[0.0, 0], [1, 0], [3, 0], [0, 1]]), ("a", "b", "c", "d"))
    points = [words.point(word) for word in range(4)]
    assert all(words.rect().toRectF().contains(point) for point in points)
    assert points[2].x() - points[0].x() == pytest.approx(3 * (points[1].x() - points[0].x()))
    assert points[0].y() - points[3].y() == pytest.approx(points[1].x() - points[0].x())
    assert [words.word_at(point) for point in points] == [0, 1, 2, 3]
    words.choose(0, (1, 2))
    words.grab()


def test_words_of_one_place_can_be_drawn(qtbot, theme):
    words = WordMap()
    qtbot.addWidget(words)
    words.show_words(np.zeros((2, 2)), ("a", "b"))
    words.choose(1, (0,))
    words.grab()
    assert words.point(0) == words.point(1)
    assert words.rect().toRectF().contains(words.point(0))
