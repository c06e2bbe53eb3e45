"""A step of training, and what of the losses' differences is the level's."""

import numpy as np
import pytest
from finished import finished

from sprite_studio.studio.jobs.learn.training import TrainingJob
from sprite_studio.studio.learn.training import STEPS, between, training


def test_between_is_all_where_only_the_row_counts_and_nothing_where_it_does_not():
    assert between(np.array([[1.0, 1.0], [3.0, 3.0]])) == 1
    assert between(np.array([[1.0, 3.0], [3.0, 1.0]])) == 0
    assert between(np.array([[0.0, 2.0], [2.0, 4.0]])) == pytest.approx(0.5)
    assert between(np.ones((2, 2))) == 0


def test_a_copy_learns_the_example_by_heart_and_the_model_stays(library):
    before = library.load("base").model.fingerprint()
    result = finished(training(TrainingJob(), library))
    assert len(result.falling) == STEPS + 1
    assert result.falling[-1] < result.falling[0]
    loaded = library.load("base").model
    assert loaded.fingerprint() == before
    assert not loaded.training


def test_the_picture_of_the_error_is_the_loss(library):
    result = finished(training(TrainingJob(), library))
    shown = result.error.mean(axis=(1, 2, 3))
    assert shown == pytest.approx(result.losses[:, 0], rel=1e-4)
    assert result.falling[0] == pytest.approx(result.losses[result.taken, 0], rel=1e-3)
    assert result.by_level == between(result.losses)
