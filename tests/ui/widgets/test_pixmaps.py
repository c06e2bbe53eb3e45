import numpy as np
import pytest

from sprite_studio.ui.widgets.pixmaps import integer_zoom, to_qimage


def test_an_image_owns_its_pixels_and_keeps_their_colours():
    pixels = np.zeros((16, 16, 4), np.uint8)
    pixels[3, 5] = (10, 20, 30, 255)
    image = to_qimage(pixels)
    pixels[:] = 77
    assert image.pixelColor(5, 3).getRgb() == (10, 20, 30, 255)
    assert image.pixelColor(0, 0).alpha() == 0


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0])
@pytest.mark.parametrize("room", [10.0, 100.0, 333.3, 1000.0])
def test_zoom_is_a_whole_number_of_device_pixels_and_fits(ratio, room):
    zoom = integer_zoom(room, 16, ratio)
    assert (zoom * ratio) == pytest.approx(round(zoom * ratio))
    assert zoom * ratio >= 1
    if room * ratio >= 16:
        assert zoom * 16 <= room + 1e-9
        assert (zoom + 1 / ratio) * 16 > room
