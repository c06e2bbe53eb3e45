import numpy as np
import pytest
from tunes import PLAIN, known_tune

from sprite_studio.music.figures import seam
from sprite_studio.music.forge import forge_tune
from sprite_studio.music.roll import BASS, DRUMS, LEAD, STRUCK, row_of
from sprite_studio.music.sound.render import PEAK, render
from sprite_studio.music.sound.waves import RATE
from sprite_studio.music.tune import Tune


def one_note(voice, row, picture, column):
    bars = np.zeros((6, 4, 16, 16), np.uint8)
    bars[picture, voice, row, column] = STRUCK
    return Tune(PLAIN, bars)


def test_it_lasts_as_long_as_its_bars_and_is_as_loud_as_may_be():
    samples = render(known_tune())
    assert len(samples) == 16 * RATE
    assert np.abs(samples).max() == pytest.approx(PEAK)


def test_silence_is_silent():
    assert not render(Tune(PLAIN, np.zeros((6, 4, 16, 16), np.uint8))).any()


def test_a_note_begins_where_it_stands():
    samples = render(one_note(BASS, row_of(0), 2, 4))  # the third bar, its second quarter
    first = np.flatnonzero(np.abs(samples) > 0.01)[0]
    assert first / RATE == pytest.approx(2 * 2 + 0.5, abs=0.01)


def test_what_rings_beyond_the_end_is_heard_at_the_begin():
    crash = one_note(DRUMS, 14, 5, 15)
    samples = render(crash)
    sixteenth = RATE // 8
    assert np.abs(samples[:sixteenth]).max() > 0.3
    assert not samples[8 * RATE : 9 * RATE].any()


def test_the_lead_has_an_echo():
    samples = render(one_note(LEAD, row_of(0), 5, 15))
    begins = np.abs(samples[: RATE // 2])
    assert begins[RATE // 4 + 500] > begins[RATE // 8 + 4000], "three sixteenths later"


@pytest.mark.parametrize("seed", range(6))
def test_no_loop_of_the_forge_clicks(seed):
    forged = forge_tune(seed)
    assert seam(render(Tune(forged.plan, forged.bars))) < 1
