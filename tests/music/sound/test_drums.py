import numpy as np
import pytest

from sprite_studio.music.sound.drums import DRUM_SOUNDS, drum
from sprite_studio.music.sound.waves import RATE
from sprite_studio.music.tune import DRUM_PITCHES


def test_every_drum_of_the_roll_has_a_sound():
    assert set(DRUM_PITCHES.values()) == set(DRUM_SOUNDS)


@pytest.mark.parametrize("pitch", DRUM_SOUNDS)
def test_a_hit_begins_and_ends_at_nothing_and_is_not_too_loud(pitch):
    hit = drum(pitch)
    assert hit[0] == hit[-1] == 0
    assert 0.1 < np.abs(hit).max() <= 1
    assert not hit.flags.writeable


def test_a_kick_is_lower_than_a_hat():
    def centre(samples):
        spectrum = np.abs(np.fft.rfft(samples))
        return (spectrum * np.fft.rfftfreq(len(samples), 1 / RATE)).sum() / spectrum.sum()

    assert centre(drum(DRUM_PITCHES["kick"])) < 1000 < centre(drum(DRUM_PITCHES["hat"]))
