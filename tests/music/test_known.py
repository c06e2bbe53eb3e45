import numpy as np
import pytest
from tunes import known_tune

from sprite_studio.music.known import known_from, notes_known
from sprite_studio.music.roll import DRUMS, LEAD, to_numbers


def test_silence_knows_nothing_and_the_loop_itself_everything():
    bars = known_tune().bars
    assert notes_known(np.full(bars.shape, -1, np.float32), bars).tolist() == [0, 0, 0, 0]
    assert notes_known(to_numbers(bars), bars).tolist() == [1, 1, 1, 1]


def test_a_missing_half_and_a_note_too_many_count():
    bars = known_tune().bars
    believed = to_numbers(bars).copy()
    believed[:3, LEAD] = -1  # three of six notes are not there
    believed[:, DRUMS, 6, 8] = 1  # six notes that nobody plays
    assert notes_known(believed, bars) == pytest.approx([2 / 3, 1, 1, 2 / 3])


def test_noise_that_strikes_everywhere_knows_little():
    bars = known_tune().bars
    assert (notes_known(np.ones(bars.shape, np.float32), bars) < 0.01).all()


@pytest.mark.parametrize(
    ("shares", "first"),
    [((0.1, 0.95, 1), 1), ((0.95, 0.2, 0.9), 2), ((1, 1), 0), ((1, 0.1), None), ((), None)],
)
def test_it_is_known_from_where_it_stays_so(shares, first):
    assert known_from(shares, 0.9) == first
