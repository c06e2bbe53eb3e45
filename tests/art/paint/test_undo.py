import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as of_numpy

from sprite_studio.art.paint.painting import Painting
from sprite_studio.art.paint.strokes import Brush, pencil, select_box
from sprite_studio.art.paint.undo import UndoHistory

PAINTINGS = st.builds(
    Painting.of, of_numpy.arrays(np.uint8, (3, 4, 4)), of_numpy.arrays(np.bool_, (3, 4))
)


def same(one: Painting, other: Painting) -> bool:
    return np.array_equal(one.pixels, other.pixels) and np.array_equal(
        one.selection, other.selection
    )


@given(st.lists(PAINTINGS, min_size=1, max_size=6))
def test_all_changes_can_be_taken_back_and_brought_again(paintings):
    history = UndoHistory(paintings[0])
    passed = [paintings[0]]
    for painting in paintings[1:]:
        if history.add(painting):
            passed.append(painting)
    for painting in reversed(passed):
        assert same(history.now, painting)
        history.undo()
    assert not history.can_undo
    for painting in passed:
        assert same(history.now, painting)
        history.redo()
    assert not history.can_redo


def test_no_more_is_kept_than_what_changed():
    empty = Painting.of(np.zeros((64, 64, 4), np.uint8))
    history = UndoHistory(empty)
    for column in range(10):
        history.add(pencil(history.now, [(5, column)], Brush((1, 2, 3, 255))))
    assert history.bytes_kept == 10 * 2 * 4
    assert not history.add(pencil(history.now, [(5, 0)], Brush((1, 2, 3, 255))))
    history.add(select_box(history.now, [(0, 0), (1, 1)], Brush()))
    assert history.bytes_kept == 10 * 2 * 4 + 2 * 4


def test_something_new_ends_what_could_be_brought_again():
    history = UndoHistory(Painting.of(np.zeros((2, 2, 4), np.uint8)))
    history.add(pencil(history.now, [(0, 0)], Brush((1, 2, 3, 255))))
    history.undo()
    assert history.can_redo
    history.add(pencil(history.now, [(1, 1)], Brush((1, 2, 3, 255))))
    assert not history.can_redo
    assert not history.now.pixels[0, 0].any()
