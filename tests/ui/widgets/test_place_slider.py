"""A click brings the handle there."""

import pytest
from PySide6.QtCore import QPoint, Qt

from sprite_studio.ui.widgets.place_slider import PlaceSlider


@pytest.fixture
def slider(qtbot):
    made = PlaceSlider()
    qtbot.addWidget(made)
    made.setRange(0, 500)
    made.resize(400, 24)
    made.show()
    return made


@pytest.mark.parametrize("share", [0.1, 0.5, 0.8])
def test_it_goes_where_it_is_clicked(slider, qtbot, share):
    place = QPoint(round(share * slider.width()), slider.height() // 2)
    qtbot.mouseClick(slider, Qt.MouseButton.LeftButton, pos=place)
    assert slider.value() == pytest.approx(500 * share, abs=25)


def test_a_click_on_the_handle_and_the_right_button_move_nothing(slider, qtbot):
    slider.setValue(250)
    middle, low = slider.rect().center() + QPoint(2, 0), QPoint(40, slider.height() // 2)
    qtbot.mouseClick(slider, Qt.MouseButton.LeftButton, pos=middle)
    qtbot.mouseClick(slider, Qt.MouseButton.RightButton, pos=low)
    assert slider.value() == 250


def test_from_there_it_is_dragged(slider, qtbot):
    low, high = (QPoint(x, slider.height() // 2) for x in (60, 300))
    qtbot.mousePress(slider, Qt.MouseButton.LeftButton, pos=low)
    qtbot.mouseMove(slider, high)
    qtbot.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=high)
    assert slider.value() > 300
