"""Pictures in rows, in whole pixels."""

import numpy as np
import pytest

from sprite_studio.ui.widgets.numbers.plates import Plates


@pytest.mark.parametrize("width", [120, 333, 700])
def test_a_sprite_s_pixel_is_a_whole_number_of_the_screen_s(qtbot, width):
    plates = Plates("sprites", 3)
    qtbot.addWidget(plates)
    plates.show_pictures([np.zeros((16, 16, 4), np.uint8)] * 5, ["a"] * 5)
    plates.resize(width, plates.heightForWidth(width))
    places = plates.places()
    assert len(places) == 5
    assert all((place.width() * plates.devicePixelRatioF()) % 16 == 0 for place in places)
    assert places[2].right() <= width
    assert places[3].top() > places[0].bottom()
    assert places[4].bottom() <= plates.height()


def test_captions_have_room_by_fewer_columns(qtbot):
    plates = Plates("sprites", 5)
    qtbot.addWidget(plates)
    plates.show_pictures([np.zeros((16, 16, 4), np.uint8)] * 5, ["a caption of many words"] * 5)
    plates.resize(400, plates.heightForWidth(400))
    first, second, *_ = plates.places()
    assert plates.fontMetrics().horizontalAdvance("a caption of many words") < first.width() + 12
    assert second.right() <= 400
