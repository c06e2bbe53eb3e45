import numpy as np
import pytest
from tunes import PLAIN

from sprite_studio.music.figures import in_key, same_bars, silent_voices
from sprite_studio.music.forge import forge_tune
from sprite_studio.music.moods import MOOD_RULES
from sprite_studio.music.roll import DRUMS, STRUCK, from_numbers, to_numbers
from sprite_studio.music.tune import Tune
from sprite_studio.music.words import GROUPS, MOODS, PATTERNS

FORGED = [forge_tune(seed) for seed in range(400)]
TUNES = [Tune(one.plan, one.bars) for one in FORGED]


def test_it_forges_every_mood_and_the_same_from_the_same_seed():
    assert {one.mood for one in FORGED} == set(MOODS)
    assert {forge_tune(seed, "shop").mood for seed in range(9)} == {"shop"}
    again = forge_tune(7)
    np.testing.assert_array_equal(again.bars, FORGED[7].bars)
    assert again.words == FORGED[7].words


def test_every_note_is_in_key_and_no_voice_silent():
    assert {in_key(tune) for tune in TUNES} == {1.0}
    assert {silent_voices(tune) for tune in TUNES} == {()}


def test_bars_are_seldom_the_same():
    assert np.mean([bool(same_bars(tune)) for tune in TUNES]) < 0.05


def test_it_can_be_played_as_it_is():
    for one in FORGED:
        np.testing.assert_array_equal(from_numbers(to_numbers(one.bars)), one.bars)


def test_a_bar_has_one_word_of_each_group():
    for one in FORGED:
        assert len(one.words) == len(one.bars)
        for words in one.words:
            assert [len(set(group) & set(words)) for group in GROUPS] == [1] * len(GROUPS)


@pytest.mark.parametrize("mood", MOODS)
def test_a_mood_s_patterns_fill_a_bar_and_have_words(mood):
    rules = MOOD_RULES[mood]
    assert len(rules.harmony) <= len(PATTERNS["harmony"])
    assert len(rules.bass) <= len(PATTERNS["bass"])
    assert len(rules.drums) <= len(PATTERNS["drums"])
    lines = [line for drums in rules.drums for line in drums.values()]
    assert {len(line) for line in (*rules.harmony, *rules.bass, *lines)} == {16}
    assert set("".join(rules.harmony)) <= set("x1358-.")
    assert set("".join(rules.bass)) <= set("1358-.")
    assert set("".join(lines)) <= set("x.")
    assert sum(rules.paces) == pytest.approx(1)


def test_moods_differ_in_how_much_they_play():
    def hits(mood):
        tunes = [forge_tune(seed, mood).bars for seed in range(30)]
        return np.mean([(bars[:, DRUMS] == STRUCK).sum() / len(bars) for bars in tunes])

    assert hits("battle") > 2 * hits("calm")


def test_plans_of_tests_are_plans():
    assert len(PLAIN.bar_words()) == 6
