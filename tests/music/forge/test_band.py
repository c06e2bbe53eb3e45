from random import Random

import numpy as np

from sprite_studio.music.forge.band import Band, write_bass, write_drums, write_harmony
from sprite_studio.music.roll import DRUM_ROWS, HELD, LOWEST, STRUCK

BAND = Band("x-1.5-8-........", "1-5.8-3.........", {"kick": "x...x...x...x..."}, floor=0)


def pitches(cells, column):
    return [int(row) + LOWEST for row in np.flatnonzero(cells[:, column] == STRUCK)]


def test_chords_lie_in_the_octave_above_the_floor():
    bar = write_harmony(BAND, "major", 6)  # A minor: A C E
    assert pitches(bar, 0) == [0, 4, 9]
    assert pitches(bar, 2) == [0]
    assert pitches(bar, 4) == [9]
    assert pitches(bar, 6) == [12]
    assert (bar[:, 1] == HELD).sum() == 3
    assert not bar[:, 3].any()


def test_the_bass_has_the_root_below_and_no_octave_where_there_is_no_room():
    bar = write_bass(BAND, "major", 1)
    assert [pitches(bar, column) for column in (0, 2, 4, 6)] == [[0], [7], [12], [4]]
    fifth = write_bass(BAND, "major", 5)
    assert [pitches(fifth, column) for column in (0, 2, 4)] == [[7], [2], [2]]


def test_a_kick_is_never_left_out_and_the_end_has_a_fill():
    names = {name: row for row, name in DRUM_ROWS.items()}
    ends = set()
    for seed in range(40):
        bar = write_drums(BAND, "place:close", Random(seed))
        assert (bar[names["kick"], ::4] == STRUCK).all()
        fill = bar[[names["snare"], names["tom"]], 12:]
        assert fill.any()
        ends.add(fill.tobytes())
    assert len(ends) == 4
