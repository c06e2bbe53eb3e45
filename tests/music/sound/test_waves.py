import numpy as np
import pytest

from sprite_studio.music.sound.waves import RATE, envelope, phase_of, pulse, triangle


def strongest(samples):
    """Hertz."""
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
    return np.fft.rfftfreq(len(samples), 1 / RATE)[spectrum.argmax()]


@pytest.mark.parametrize(("pitch", "hertz"), [(69, 440.0), (57, 220.0), (60, 261.63)])
def test_tones_have_the_pitch_of_their_number(pitch, hertz):
    phase, step = phase_of(pitch, RATE)
    assert strongest(pulse(phase, step, 0.5)) == pytest.approx(hertz, abs=1)
    assert strongest(triangle(phase)) == pytest.approx(hertz, abs=1)


@pytest.mark.parametrize("duty", [0.125, 0.25, 0.5])
def test_a_pulse_has_no_mean_and_its_duty(duty):
    phase, step = phase_of(45, RATE)
    wave = pulse(phase, step, duty)
    assert abs(wave.mean()) < 0.01
    assert (wave > 0).mean() == pytest.approx(duty, abs=0.01)


def test_rounded_corners_fold_less_back_below_the_rate():
    phase, step = phase_of(100, RATE)  # 2637 Hz
    plain = np.where(phase % 1 < 0.5, 1.0, -1.0)
    harmonics = np.arange(1, 9) * 440 * 2 ** (31 / 12)

    def between(samples):
        spectrum = np.abs(np.fft.rfft(samples * np.blackman(len(samples)))) ** 2
        hertz = np.fft.rfftfreq(len(samples), 1 / RATE)
        near = (np.abs(hertz[:, None] - harmonics) < 40).any(axis=1)
        return spectrum[~near].sum() / spectrum.sum()

    assert between(pulse(phase, step, 0.5)) < between(plain) / 5


def test_a_triangle_climbs_sixteen_stairs():
    wave = triangle(phase_of(33, RATE)[0])
    assert len(np.unique(wave.round(6))) == 16
    assert wave.min() == -1
    assert wave.max() == 1


def test_an_envelope_begins_and_ends_at_nothing():
    level = envelope(4000, release=0.04, sustain=0.5, decay=0.1)
    assert level[0] == level[-1] == 0
    assert 0.9 < level.max() <= 1
    assert np.abs(np.diff(level)).max() < 0.05
    assert level[4000] > level[5000] > level[8000]


def test_vibrato_sets_in_late():
    plain, _ = phase_of(69, RATE)
    trembling, _ = phase_of(69, RATE, vibrato=True)
    np.testing.assert_array_equal(plain[: RATE // 5], trembling[: RATE // 5])
    assert np.abs(plain - trembling).max() > 0.01
