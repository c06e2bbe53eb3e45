import pytest

from sprite_studio.art.walk.character import VIEWS
from sprite_studio.art.walk.meters import Meters
from sprite_studio.ui.cast.stage_box import StageBox

STILL = tuple(f"{view} {change}" for view in VIEWS for change in ("stand-a", "a-b"))
WELL = Meters(0, 1, 0.05, (), 12, "left", 0.6)
FLICKERS = Meters(0, 1, 0.25, STILL, 12, "left", 0.6)


@pytest.mark.parametrize("width", [340, 420])
def test_the_ground_stays_where_it_is_whatever_the_meters_say(qapp, qtbot, width):
    box = StageBox()
    qtbot.addWidget(box)
    box.resize(width, 620)
    box.show()
    heights = []
    for meters in (None, WELL, FLICKERS):
        box.show_meters(meters)
        for _ in range(3):  # what is asked for anew is laid out, and then what that moves
            qapp.processEvents()
        heights.append(box.stage.height())
    assert len(set(heights)) == 1, heights
