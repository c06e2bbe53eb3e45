from random import Random

import numpy as np

from sprite_studio.music.forge.melody import Motif, make_motif, write_lead
from sprite_studio.music.moods import MOOD_RULES
from sprite_studio.music.roll import HELD, LOWEST, STRUCK
from sprite_studio.music.scales import OCTAVE, triad

MOOD = MOOD_RULES["shop"]


def test_the_rhythm_is_the_motif_s():
    motif = Motif("x-x.xx--..x-x---", (0, 0))
    bar = write_lead(motif, MOOD, "major", 1, "place:middle", Random(0))
    marks = ["x" if STRUCK in cells else "-" if HELD in cells else "." for cells in bar.T]
    assert "".join(marks) == motif.rhythm


def test_nothing_is_held_after_a_rest():
    bar = write_lead(Motif("x...----x---....", (0, 0)), MOOD, "minor", 4, "place:open", Random(1))
    assert not bar[:, 1:8].any()


def test_on_the_first_and_third_quarter_is_a_tone_of_the_chord():
    for seed in range(50):
        rng = Random(seed)
        motif = make_motif(MOOD, "fast", rng)
        bar = write_lead(motif, MOOD, "minor", 6, "place:middle", rng)
        for column in (0, 8):
            for row in np.flatnonzero(bar[:, column] == STRUCK):
                assert (LOWEST + row) % OCTAVE in triad("minor", 6)


def test_at_half_and_close_the_lead_comes_to_rest():
    motif = Motif("x" * 16, (0, 0))
    for seed in range(20):
        bar = write_lead(motif, MOOD, "major", 5, "place:close", Random(seed))
        assert (bar[:, 8:] == STRUCK).sum() <= 2


def test_a_motif_begins_with_a_note():
    for seed in range(100):
        motif = make_motif(MOOD_RULES["night"], "slow", Random(seed))
        assert motif.rhythm[0] == "x"
        assert len(motif.rhythm) == 16
