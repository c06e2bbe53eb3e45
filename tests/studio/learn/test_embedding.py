"""Words as numbers: what is nearest is counted as it is, and sums are those that language has."""

import numpy as np
from finished import finished

from sprite_studio.studio.jobs.learn.embedding import MOST_SHOWN, EmbeddingJob
from sprite_studio.studio.learn.embedding import (
    TELLING,
    embedding,
    nearest_of_colours,
    sums_of,
    telling,
)

WORDS = ("hero", "hat-colour:red", "hat-colour:blue", "shirt-colour:red", "shirt-colour:blue")


def test_a_sum_goes_from_one_colour_of_a_thing_to_the_same_of_another():
    sums = sums_of(WORDS)
    assert (1, 2, 4, 3) in sums, "red hat - blue hat + blue shirt = red shirt"
    assert len(sums) == len(set(sums)) == 4
    assert all(len(set(one)) == 4 for one in sums)
    assert sums_of(("hero", "hat-colour:red", "hat-colour:blue")) == []
    assert sums_of(("food:red", "colour:red", "hat-colour:blue")) == []


def test_what_is_nearest_to_colours_of_things_is_counted_by_kind():
    near = np.array([[1], [3], [4], [4], [0]])
    assert nearest_of_colours(WORDS, near) == {"colour": 2, "thing": 1, "other": 1}
    hats = ("hat-colour:red", "hat-colour:blue", "hero")
    assert nearest_of_colours(hats, np.array([[1], [0], [0]])) == {}
    assert nearest_of_colours(("hero",), np.zeros((1, 0), np.int64)) == {}


def test_the_words_that_tell_most_are_shown_or_else_the_first():
    assert [(*TELLING, "x")[i] for i in telling((*TELLING, "x"))] == [*TELLING]
    assert telling(("a", "hero", "b")) == (0, 1, 2)
    assert len(telling(tuple(map(str, range(99))))) == MOST_SHOWN
    assert len(TELLING) <= MOST_SHOWN


def test_words_that_are_told_alone_are_drawn_from_one_noise(library):
    result = finished(embedding(EmbeddingJob(), library))
    count = len(result.shown)
    assert result.kind == "house"
    assert result.believed.shape == result.drawn.shape == (count, 16, 16, 4)
    assert len({one.tobytes() for one in result.drawn}) > 1
    assert result.levels.shape == (len(result.log_snr), 16)
    assert list(result.log_snr) == sorted(result.log_snr)
    assert result.sums == ()
    assert result.nearest == {}


def test_the_course_s_words_have_no_pictures_and_are_compared_by_what_is_made_of_them(
    course_library,
):
    result = finished(embedding(EmbeddingJob(), course_library))
    assert result.kind == "course"
    assert result.space.pictures is None
    assert not result.space.learned
    assert np.isfinite(result.levels).all()


def test_a_model_of_one_word_has_no_neighbours_to_show(wordless_library):
    result = finished(embedding(EmbeddingJob(), wordless_library))
    assert result.shown == (0,)
    assert result.space.nearest.shape == (1, 0)
