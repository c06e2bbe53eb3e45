import numpy as np
import pytest
from tunes import PLAIN, known_tune

from sprite_studio.music.figures import (
    NearestMean,
    features,
    in_key,
    in_key_counts,
    most_alike,
    nearest_distances,
    rhythm_shared,
    same_bars,
    scale_heard,
    seam,
    silent_voices,
)
from sprite_studio.music.forge import forge_tune
from sprite_studio.music.roll import BASS, DRUMS, HARMONY, LEAD, STRUCK, row_of
from sprite_studio.music.tune import Tune


def silence():
    return Tune(PLAIN, np.zeros((6, 4, 16, 16), np.uint8))


def test_notes_out_of_the_scale_are_counted_and_drums_are_not():
    tune = known_tune()
    assert in_key(tune) == 1
    tune.bars[0, LEAD, row_of(1), 8] = STRUCK  # C sharp
    tune.bars[0, BASS, row_of(3), 8] = STRUCK  # E flat
    tune.bars[0, DRUMS, 4, 8] = STRUCK  # a tom, where a pitch were C sharp
    assert in_key_counts(tune) == (18, 20)
    assert in_key(tune) == 0.9


def test_without_a_note_nothing_is_out_of_key():
    assert in_key(silence()) == 1


def test_a_voice_that_never_sounds_is_named():
    tune = known_tune()
    assert silent_voices(tune) == ()
    tune.bars[:, HARMONY] = 0
    assert silent_voices(tune) == ("harmony",)
    assert silent_voices(silence()) == ("lead", "harmony", "bass", "drums")


def test_bars_that_are_the_same_without_a_rule_are_named():
    tune = known_tune()
    assert same_bars(tune) == ()
    assert most_alike(tune) == 1, "A and B are heard twice, as the form says"
    tune.bars[4] = tune.bars[1]
    assert same_bars(tune) == ("BE",)
    assert most_alike(tune) == 2
    assert most_alike(silence()) == 6


def test_a_seam_is_measured_in_the_signal_s_own_steps():
    whole = np.sin(2 * np.pi * np.arange(44_100) * 100 / 44_100)
    assert seam(whole) == pytest.approx(1, abs=0.01), "a whole number of periods goes on"
    cut = whole[:-110]  # a quarter of a period short
    assert seam(cut) > 50
    assert seam(np.zeros(1000)) == 0


def test_a_copied_lead_is_at_0_and_one_with_no_note_in_common_at_1():
    bars = known_tune().bars
    assert nearest_distances(bars, bars).tolist() == [0] * 6
    assert nearest_distances(bars[:1], bars[1:]).tolist() == [1]
    half = bars[:1].copy()
    half[0, LEAD, row_of(4), 8] = STRUCK  # two notes, one of them the copy's: 2·1 / (2 + 1)
    assert nearest_distances(half, bars)[0] == pytest.approx(1 / 3)
    accompanied = bars[:1].copy()
    accompanied[0, BASS] = 0
    assert nearest_distances(accompanied, bars)[0] == 0, "the lead alone counts"


def test_the_scale_is_heard_from_the_notes_alone():
    tune = known_tune()
    assert scale_heard(tune) == "major"
    tune.bars[:] = 0
    for row, tone in enumerate((0, 3, 7, 8, 10)):
        tune.bars[row, LEAD, row_of(tone), 0] = STRUCK
    assert scale_heard(tune) == "minor"


def test_leads_that_begin_notes_together_share_their_rhythm():
    bars = known_tune().bars
    assert rhythm_shared(bars, bars) == 1
    shifted = np.roll(bars, 1, axis=-1)
    assert rhythm_shared(bars, shifted) == 0
    both = bars | shifted
    assert rhythm_shared(bars, both) == pytest.approx(2 / 3)


def test_a_classifier_tells_the_forge_s_moods_apart():
    tunes = [forge_tune(seed) for seed in range(600)]
    rows = [(tune.mood, features(tune.bars)) for tune in tunes]
    tell = NearestMean(rows[:400])
    assert np.mean([tell(row) == mood for mood, row in rows[400:]]) > 0.85


def test_a_feature_that_never_varies_does_not_disturb_it():
    tell = NearestMean([("a", np.array([1.0, 5.0])), ("b", np.array([2.0, 5.0]))])
    assert tell(np.array([1.9, 7.0])) == "b"
