"""A taught word moves, is told in figures that are true, and leaves nothing behind."""

import numpy as np
import pytest
import torch
from finished import finished

from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.learn.inversion import NewWordJob, NewWordProgress, NewWordResult
from sprite_studio.studio.learn.inversion import (
    GOLD,
    in_gold,
    new_word,
    on_the_map,
    share_in_colours,
)


def test_a_word_is_learned_and_forgotten_and_the_network_stays(library):
    model = library.load("base").model
    before = model.fingerprint()
    result = finished(new_word(NewWordJob(steps=6), library))
    assert result.learned == model.vocabulary.null.numel()
    assert result.parameters == sum(parameter.numel() for parameter in model.parameters())
    assert result.changed == 0
    assert model.fingerprint() == before
    assert not model.vocabulary.taught


def test_it_is_looked_at_on_its_way_and_begins_at_nothing(library):
    events = list(new_word(NewWordJob(steps=6), library))
    reports = [event for event in events if isinstance(event, NewWordProgress)]
    [result] = [event for event in events if isinstance(event, NewWordResult)]
    looks = [report.stage for report in reports if report.stage is not None]
    assert looks == list(result.stages)
    assert result.stages[0].step == 0
    assert not result.stages[0].vector.any()
    assert not result.stages[0].near
    assert result.stages[-1].step == 6
    assert result.stages[-1].vector.any()
    assert not np.array_equal(result.stages[0].drawn, result.stages[-1].drawn)
    assert result.way.shape == (len(result.stages), 2)
    assert result.places.shape == (len(result.words), 2)
    for stage in result.stages[1:]:
        assert all(word in result.words and -1 <= alike <= 1 for word, alike in stage.near)
    assert [report.step for report in reports] == sorted(report.step for report in reports)
    assert reports[-1].step == reports[-1].steps


def test_words_without_pictures_are_taught_as_well(wordless_library):
    result = finished(new_word(NewWordJob(steps=2), wordless_library))
    assert result.stages[-1].picture is None
    assert result.told == ()


def test_the_course_s_network_learns_no_word_and_says_what_to_do(course_library):
    with pytest.raises(JobError, match="choose another model"):
        finished(new_word(NewWordJob(), course_library))


def test_a_row_lies_on_the_map_where_a_word_with_its_numbers_does():
    words = torch.tensor([[0.0, 0, 0], [1, 0, 0], [0, 2, 0], [0, 0, 3]])
    places, way = on_the_map(words, words[1:3])
    assert places.shape == (4, 2)
    assert np.allclose(way, places[1:3])


def test_gold_keeps_what_is_clear_and_orders_by_brightness():
    image = np.zeros((1, 1, 4, 4), np.uint8)
    image[0, 0, 1:] = (0, 0, 0, 255), (120, 120, 120, 255), (255, 255, 255, 255)
    golden = in_gold(image)[0, 0]
    assert golden[0].tolist() == [0, 0, 0, 0]
    assert golden[1].tolist() == [*GOLD[0].tolist(), 255]
    assert golden[3].tolist() == [*GOLD[-1].tolist(), 255]
    assert golden[1, 0] < golden[2, 0] < golden[3, 0]
    assert image[0, 0, 1].tolist() == [0, 0, 0, 255], "the given one stays"


def test_the_share_of_pixels_in_the_examples_colours():
    shown = np.zeros((1, 2, 2, 4), np.uint8)
    shown[...] = (200, 150, 50, 255)
    assert share_in_colours(shown, shown) == 1
    other = shown.copy()
    other[0, 0, 0] = (0, 0, 255, 255)
    other[0, 0, 1] = (0, 0, 255, 0)  # clear: it does not count
    assert share_in_colours(other, shown) == pytest.approx(2 / 3)
    assert share_in_colours(np.zeros_like(shown), shown) == 0
