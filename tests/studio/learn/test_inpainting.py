"""What is kept is kept, and the seam is measured on cases whose answer is known."""

import numpy as np
import pytest
from finished import finished

from sprite_studio.studio.jobs.learn.inpainting import ROUNDS, ROWS, RedrawJob
from sprite_studio.studio.learn.inpainting import STEPS, apart, changed, redraw, seams


@pytest.fixture
def redrawn(library):
    return finished(redraw(RedrawJob(), library))


def test_what_lies_below_is_kept_to_the_last_bit(redrawn):
    assert redrawn.changed == 0
    for anew in redrawn.drawn:
        assert np.array_equal(anew[:, ROWS:], redrawn.sprites[:, ROWS:])
        assert not np.array_equal(anew[:, :ROWS], redrawn.sprites[:, :ROWS])


def test_of_three_channels_what_lies_below_is_kept_too(course_library):
    """Such a network has no clear pixels, and the originals are shown as it knows them."""
    redrawn = finished(redraw(RedrawJob(), course_library))
    assert redrawn.changed == 0
    assert (redrawn.sprites[..., 3] == 255).all()
    assert np.array_equal(redrawn.drawn[0, :, ROWS:], redrawn.sprites[:, ROWS:])


def test_the_known_part_is_shown_under_the_noise_of_its_step(redrawn):
    """Below, x_t is a · known + b · ε, and nothing of what the network drew."""
    assert redrawn.x_t.shape == redrawn.x0.shape == (len(ROUNDS), STEPS, 4, 16, 16)
    assert len(redrawn.log_snr) == STEPS
    known = redrawn.x0[0, -1, :, ROWS:]
    for step, log_snr in enumerate(redrawn.log_snr):
        signal = 1 / (1 + np.exp(-log_snr))
        noise = (redrawn.x_t[:, step, :, ROWS:] - signal**0.5 * known) / (1 - signal) ** 0.5
        assert 0.8 < noise.std() < 1.2
        assert np.allclose(redrawn.x0[:, step, :, ROWS:], known, atol=1e-5)


def test_every_number_of_rounds_draws_something_else(redrawn):
    assert len({one.tobytes() for one in redrawn.drawn}) == len(ROUNDS)


def half(above, below, rows=ROWS):
    sprites = np.zeros((1, 16, 16, 4), np.uint8)
    sprites[:, :rows], sprites[:, rows:] = above, below
    return sprites


WHITE, BLACK, CLEAR = (255, 255, 255, 255), (0, 0, 0, 255), (9, 9, 9, 0)


@pytest.mark.parametrize(
    ("above", "below", "jump"),
    [(WHITE, WHITE, 0), (WHITE, CLEAR, 1), (BLACK, CLEAR, 1 / 4), (WHITE, BLACK, 3 / 4)],
)
def test_the_seam_is_the_jump_from_row_to_row(above, below, jump):
    assert seams(half(above, below), ROWS) == pytest.approx([jump])
    assert seams(half(above, below), ROWS - 2) == pytest.approx([0])


def test_only_the_new_rows_count_for_what_lies_apart():
    assert apart(half(WHITE, BLACK), half(WHITE, WHITE), ROWS) == pytest.approx([0])
    assert apart(half(WHITE, BLACK), half(CLEAR, BLACK), ROWS) == pytest.approx([1])


def test_a_share_of_known_pixels_has_changed():
    sprites = half(BLACK, BLACK, 4)
    anew = np.stack([sprites, sprites])
    assert changed(anew, sprites, 4) == 0
    anew[1, 0, 8, 3] = 9
    anew[0, 0, 0, 0] = 9  # above
    assert changed(anew, sprites, 4) == pytest.approx(1 / (12 * 16))


def test_a_network_without_clear_pixels_changes_only_those(course_library):
    result = finished(redraw(RedrawJob(), course_library))
    below, solid = result.sprites[:, ROWS:], result.sprites[:, ROWS:, :, 3] > 0
    for anew in result.drawn:
        assert np.array_equal(anew[:, ROWS:][solid], below[solid])
        assert (anew[:, ROWS:][~solid] == (0, 0, 0, 255)).all()
