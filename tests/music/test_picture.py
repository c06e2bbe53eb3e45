import numpy as np
from tunes import known_tune

from sprite_studio.music.picture import COLOURS, GAP, GROUND, column_of, roll_picture
from sprite_studio.music.roll import LEAD, row_of, to_numbers


def test_every_cell_is_a_pixel_of_its_voice_s_colour():
    tune = known_tune()
    picture = roll_picture(to_numbers(tune.in_order()))
    assert picture.shape == (4 * 16 + 3 * 2, 8 * 16 + 7, 4)
    assert (picture[..., 3] == 255).all()
    # The second bar's lead strikes D, whose row counts from below, in its first column.
    at = 15 - row_of(2), column_of(16)
    assert tuple(picture[at][:3]) == COLOURS[LEAD]
    assert tuple(picture[0, 1, :3]) == GROUND
    assert tuple(picture[0, 16, :3]) == GAP


def test_what_is_held_is_half_as_bright_and_noise_beyond_the_range_is_cut_off():
    numbers = np.full((1, 4, 16, 16), -1, np.float32)
    numbers[0, 0, 15, :4] = [5, 1, 0, -5]
    row = roll_picture(numbers)[0, :4, :3].astype(int)
    assert tuple(row[0]) == tuple(row[1]) == COLOURS[0]
    np.testing.assert_allclose(row[2], (np.array(COLOURS[0]) + GROUND) / 2, atol=1)
    assert tuple(row[3]) == GROUND
