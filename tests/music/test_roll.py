import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from sprite_studio.music.roll import (
    BASS,
    DRUM_ROWS,
    DRUMS,
    HARMONY,
    HELD,
    LEAD,
    MOST_AT_ONCE,
    SILENT,
    STRUCK,
    from_numbers,
    row_of,
    to_numbers,
)

NUMBERS = arrays.arrays(
    np.float32, (2, 4, 16, 16), elements=st.floats(-1, 1, width=32), fill=st.just(-1.0)
)


def silence():
    return np.full((1, 4, 16, 16), -1, np.float32)


@given(NUMBERS)
def test_what_was_read_once_is_written_and_read_as_it_is(numbers):
    bars = from_numbers(numbers)
    np.testing.assert_array_equal(from_numbers(to_numbers(bars)), bars)


@given(NUMBERS)
def test_whatever_comes_can_be_played(numbers):
    bars = from_numbers(numbers)
    for voice, most in enumerate(MOST_AT_ONCE):
        assert ((bars[:, voice] != SILENT).sum(axis=1) <= most).all()
    held = bars == HELD
    assert not held[..., 0].any()
    assert ((bars[..., :-1] != SILENT) | ~held[..., 1:]).all(), "held goes on from a note"
    drums = bars[:, DRUMS]
    assert not (drums == HELD).any()
    assert not drums[:, [row for row in range(16) if row not in DRUM_ROWS]].any()


def test_a_wrong_note_stays_wrong():
    numbers = silence()
    numbers[0, LEAD, row_of(1), 3] = 0.9
    assert from_numbers(numbers)[0, LEAD, row_of(1), 3] == STRUCK


def test_of_two_notes_the_surer_one_is_played():
    numbers = silence()
    numbers[0, BASS, 4, 0], numbers[0, BASS, 9, 0] = 0.7, 0.9
    bar = from_numbers(numbers)[0, BASS]
    assert np.argwhere(bar).tolist() == [[9, 0]]


def test_a_new_note_ends_one_that_is_held_where_a_voice_has_one():
    numbers = silence()
    numbers[0, LEAD, 4, :4] = [1, 0, 0, 0]
    numbers[0, LEAD, 6, 2] = 1
    numbers[0, HARMONY] = numbers[0, LEAD]
    bars = from_numbers(numbers)[0]
    assert bars[LEAD, 4, :4].tolist() == [STRUCK, HELD, SILENT, SILENT]
    assert bars[HARMONY, 4, :4].tolist() == [STRUCK, HELD, HELD, HELD]


@pytest.mark.parametrize("semitones", [-4, 13])
def test_there_are_sixteen_rows(semitones):
    with pytest.raises(ValueError, match="not on the roll"):
        row_of(semitones)
