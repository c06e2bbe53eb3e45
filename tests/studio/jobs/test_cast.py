import numpy as np
import pytest

from sprite_studio.studio.jobs.cast import (
    CAST_COLOURS,
    CAST_DRAWING,
    CAST_TEMPERATURE,
    FROM_WORDS,
    GIVEN_CANDIDATES,
    GIVEN_TEMPERATURE,
    candidates_for,
    cast_of,
    colours_asked,
    colours_for,
)

FRAMES = np.zeros((4, 3, 16, 16, 4), np.uint8)


@pytest.mark.parametrize(("asked", "words", "given"), [(None, CAST_COLOURS, 16), (9, 9, 9)])
def test_given_frames_may_have_more_colours_than_words_make(asked, words, given):
    front = np.zeros((4, 3), dtype=bool)
    front[0, 0] = True
    assert colours_for(asked, FROM_WORDS) == words
    assert colours_for(asked, cast_of(FRAMES, np.zeros_like(front))) == words
    assert colours_for(asked, cast_of(FRAMES, front)) == given
    assert colours_asked(given, cast_of(FRAMES, front)) == words


@pytest.mark.parametrize(
    ("asked", "words", "given"), [(None, CAST_DRAWING.candidates, GIVEN_CANDIDATES), (5, 5, 5)]
)
def test_a_choice_is_made_around_given_frames_unless_another_is_asked_for(asked, words, given):
    front = np.zeros((4, 3), dtype=bool)
    front[0, 0] = True
    assert candidates_for(asked, FROM_WORDS) == words
    assert candidates_for(asked, cast_of(FRAMES, front)) == given


def test_what_is_given_begins_with_less_noise_than_words_do_and_what_follows_with_as_much():
    front = np.zeros((4, 3), dtype=bool)
    nothing = front.copy()
    front[0, 0] = True
    assert cast_of(FRAMES, front).temperature == GIVEN_TEMPERATURE < CAST_TEMPERATURE
    assert cast_of(FRAMES, nothing).temperature == CAST_TEMPERATURE
    assert cast_of(FRAMES, front, strength=0.7).temperature == CAST_TEMPERATURE
