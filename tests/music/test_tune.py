import numpy as np
from hypothesis import given
from tunes import PLAIN, known_tune, tunes

from sprite_studio.music.roll import BASS, DRUMS, HARMONY, HELD, LEAD, STRUCK, row_of
from sprite_studio.music.tune import Note, Tune


def test_notes_have_their_place_length_and_pitch():
    bars = np.zeros((6, 4, 16, 16), np.uint8)
    bars[1, LEAD, row_of(-3), 2:6] = [STRUCK, HELD, HELD, STRUCK]
    notes = Tune(PLAIN, bars).notes()
    # B is the second bar and the sixth; three semitones below C5 is A4.
    assert notes == [
        Note(18, 3, LEAD, 69),
        Note(21, 1, LEAD, 69),
        Note(82, 3, LEAD, 69),
        Note(85, 1, LEAD, 69),
    ]


def test_voices_lie_apart_and_drums_are_general_midi_s():
    first = [note for note in known_tune().notes() if note.start == 0]
    assert {note.voice: note.pitch for note in first} == {
        LEAD: 72,
        HARMONY: 60,
        BASS: 36,
        DRUMS: 36,
    }


def test_eight_bars_at_120_last_sixteen_seconds():
    tune = known_tune()
    assert tune.seconds == 16
    assert tune.in_order().shape == (8, 4, 16, 16)
    np.testing.assert_array_equal(tune.in_order()[4], tune.bars[0])


@given(tunes())
def test_every_sounding_cell_is_a_sixteenth_of_a_note(tune):
    bars = tune.in_order()
    assert sum(note.length for note in tune.notes()) == np.count_nonzero(bars)
    assert all(0 <= note.start < note.start + note.length <= 128 for note in tune.notes())
