import numpy as np
import pytest

from sprite_studio.studio.jobs.cast import CAST_COLOURS, FROM_WORDS, cast_of, colours_for

FRAMES = np.zeros((4, 3, 16, 16, 4), np.uint8)


@pytest.mark.parametrize(("asked", "words", "given"), [(None, CAST_COLOURS, 16), (9, 9, 9)])
def test_given_frames_may_have_more_colours_than_words_make(asked, words, given):
    front = np.zeros((4, 3), dtype=bool)
    front[0, 0] = True
    assert colours_for(asked, FROM_WORDS) == words
    assert colours_for(asked, cast_of(FRAMES, np.zeros_like(front))) == words
    assert colours_for(asked, cast_of(FRAMES, front)) == given
