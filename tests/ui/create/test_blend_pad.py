import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt

from sprite_studio.art.sprite import CATEGORIES
from sprite_studio.ui.create.blend_pad import (
    CORNERS,
    BlendPad,
    field_points,
    inside,
    point_of,
    weights_at,
)

POINTS = st.tuples(st.floats(-3, 3), st.floats(-3, 3)).map(inside)


@given(POINTS)
def test_shares_are_a_partition_that_lies_where_it_says(point):
    shares = weights_at(point)
    assert sum(shares) == pytest.approx(1)
    assert min(shares) >= 0
    # Wachspress's coordinates are linear: the mean of the corners is the point itself.
    assert point_of(dict(zip(CATEGORIES, shares, strict=True))) == pytest.approx(point, abs=1e-9)


def test_a_corner_is_its_category_alone_and_an_edge_its_two():
    for i in range(5):
        assert weights_at(CORNERS[i])[i] == pytest.approx(1)
        a, b = CORNERS[i], CORNERS[(i + 1) % 5]
        part = ((3 * a[0] + b[0]) / 4, (3 * a[1] + b[1]) / 4)
        assert weights_at(part)[i] == pytest.approx(0.75)
        assert weights_at(part)[(i + 1) % 5] == pytest.approx(0.25)


@given(st.floats(0, 2 * math.pi), st.floats(0.0, 9.0))
def test_what_is_dragged_outside_stays_at_the_edge(angle, radius):
    x, y = inside((radius * math.cos(angle), radius * math.sin(angle)))
    assert math.hypot(x, y) <= 1 + 1e-9
    if radius < math.cos(math.pi / 5):  # the inner circle
        assert math.hypot(x, y) == pytest.approx(radius)


@pytest.fixture
def pad(qtbot) -> BlendPad:
    made = BlendPad()
    qtbot.addWidget(made)
    made.resize(320, 240)
    made.show()
    return made


def test_the_puck_is_dragged_and_nudged(pad, qtbot):
    told = []
    pad.moved.connect(told.append)
    middle = pad._middle().toPoint()
    qtbot.mousePress(pad, Qt.MouseButton.LeftButton, pos=middle)
    assert set(told[-1]) == set(CATEGORIES)
    assert sum(told[-1].values()) == pytest.approx(1, abs=0.03)
    qtbot.mouseMove(pad, QPoint(middle.x(), 0))
    assert told[-1] == {"hero": 1.0}
    qtbot.keyClick(pad, Qt.Key.Key_Down)
    assert 0.5 < told[-1]["hero"] < 1


def test_showing_a_mix_says_nothing_and_the_field_has_a_sprite_for_each_place(pad):
    told = []
    pad.moved.connect(told.append)
    pad.show_mix({"food": 2.0, "colour:red": 1.0})
    assert pad.mix() == {"food": 1.0}
    mixes = pad.field_mixes({"colour:red": 1.0})
    assert len(mixes) == len(field_points()) == 16
    assert all(mix["colour:red"] == 1.0 for mix in mixes)
    assert told == []
    blank = pad.grab().toImage()
    pad.show_field(np.full((16, 16, 16, 4), 255, np.uint8))
    assert pad.grab().toImage() != blank
