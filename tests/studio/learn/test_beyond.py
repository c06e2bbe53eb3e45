"""What is kept is kept, and a taught word leaves nothing behind."""

import numpy as np
import pytest
from finished import finished

from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.learn.beyond import ROWS, NewWordJob, RedrawJob
from sprite_studio.studio.learn.beyond import changed, in_other_colours, new_word, redraw


def test_what_lies_below_is_kept_to_the_last_bit(library):
    result = finished(redraw(RedrawJob(), library))
    assert not result.changed.any()
    for anew, rows in zip(result.anew, ROWS, strict=True):
        assert all(np.array_equal(one[rows:], result.sprite[rows:]) for one in anew)
        assert any(not np.array_equal(one[:rows], result.sprite[:rows]) for one in anew)


def test_a_share_of_pixels_has_changed():
    sprite = np.zeros((16, 16, 4), np.uint8)
    anew = np.zeros((2, 16, 16, 4), np.uint8)
    assert changed(anew, sprite, 4) == 0
    anew[1, 8, 3] = 9
    anew[0, 0, 0] = 9  # above
    assert changed(anew, sprite, 4) == pytest.approx(1 / (12 * 16))


def test_colours_change_places_and_alpha_stays():
    one = np.array([[[[1, 2, 3, 4]]]], np.uint8)
    assert in_other_colours(one).tolist() == [[[[2, 3, 1, 4]]]]


def test_a_word_is_learned_and_forgotten_and_the_network_stays(library):
    model = library.load("base").model
    before = model.fingerprint()
    result = finished(new_word(NewWordJob(steps=6), library))
    assert len(result.losses) == 6
    assert result.learned == model.vocabulary.null.numel()
    assert result.before.shape == result.after.shape
    assert not np.array_equal(result.before, result.after)
    assert model.fingerprint() == before
    assert not model.vocabulary.taught


def test_who_can_learn_a_word_is_known_before(library, course_library):
    assert finished(redraw(RedrawJob(), library)).can_learn
    assert not finished(redraw(RedrawJob(), course_library)).can_learn


def test_a_network_without_clear_pixels_changes_only_those(course_library):
    result = finished(redraw(RedrawJob(), course_library))
    for anew, rows in zip(result.anew, ROWS, strict=True):
        solid = result.sprite[rows:, :, 3] > 0
        assert np.array_equal(anew[:, rows:][:, solid], np.stack([result.sprite[rows:][solid]] * 5))
        assert (anew[:, rows:][:, ~solid] == (0, 0, 0, 255)).all()


def test_the_course_s_network_learns_no_word(course_library):
    with pytest.raises(JobError, match="has an input for each word"):
        finished(new_word(NewWordJob(), course_library))
