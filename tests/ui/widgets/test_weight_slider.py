import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSlider

from sprite_studio.ui import theme
from sprite_studio.ui.widgets.weight_slider import WeightSlider, title_of


@pytest.fixture
def slider(qtbot) -> WeightSlider:
    made = WeightSlider("colour:red", 0.6)
    qtbot.addWidget(made)
    made.resize(320, 24)
    made.show()
    return made


def test_a_word_is_shown_as_people_call_it():
    assert title_of("colour:red") == "Red"
    assert title_of("style:tiny-creatures-dungeon") == "Tiny dungeon"
    assert title_of("style:grafxkid") == "GrafxKid"


@pytest.mark.parametrize("kind", [QSlider, QLabel])
def test_a_double_click_on_the_slider_or_beside_it_goes_back_to_zero(slider, qtbot, kind):
    with qtbot.waitSignal(slider.changed):
        qtbot.mouseDClick(slider.findChildren(kind)[-1], Qt.MouseButton.LeftButton)
    assert slider.weight == 0


@pytest.mark.parametrize(("weight", "left", "right"), [(1.0, False, True), (-0.8, True, False)])
def test_the_groove_is_filled_between_zero_and_the_handle(slider, weight, left, right):
    """Looked for a little to the left and to the right of zero, which lies at two fifths."""
    slider.set_weight(weight)
    picture = slider.findChildren(QSlider)[0].grab().toImage()
    width, middle = picture.width(), picture.height() // 2
    accent = theme.colours().accent
    seen = [picture.pixelColor(int(x * width), middle).name() == accent for x in (0.32, 0.48)]
    assert seen == [left, right]
