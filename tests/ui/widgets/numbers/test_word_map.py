"""Where names stand on the map of words."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF, QSizeF

from sprite_studio.ui.widgets.numbers.word_map import label_places, nearest_in

ROOM = QRectF(0, 0, 300, 190)
points = st.lists(
    st.builds(QPointF, st.floats(14, 286), st.floats(14, 176)), min_size=1, max_size=6
)


@given(points)
def test_no_name_lies_on_another_nor_on_a_point_nor_outside(at):
    places = [one for one in label_places(at, [QSizeF(60, 16)] * len(at), ROOM) if one is not None]
    assert not any(one.intersects(other) for one, other in combinations(places, 2))
    assert all(ROOM.contains(one) for one in places)
    assert not any(one.contains(point) for one in places for point in at)


def test_words_that_lie_on_one_point_are_all_named_beside_it():
    crowd = [QPointF(150, 95)] * 6
    assert None not in label_places(crowd, [QSizeF(60, 16)] * 6, ROOM)


def test_where_there_is_no_room_there_is_no_name():
    assert label_places([QPointF(15, 15)], [QSizeF(60, 16)], QRectF(0, 0, 30, 30)) == [None]


def test_the_line_ends_at_the_side_that_is_nearest():
    assert nearest_in(QRectF(10, 10, 20, 10), QPointF(0, 15)) == QPointF(10, 15)
    assert nearest_in(QRectF(10, 10, 20, 10), QPointF(50, 50)) == QPointF(30, 20)
