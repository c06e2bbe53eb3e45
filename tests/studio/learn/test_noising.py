"""Noising, by numbers that are known."""

import numpy as np
import pytest
import torch
from finished import finished

from sprite_studio.studio.jobs.learn.noising import NoisingJob
from sprite_studio.studio.learn.noising import likeness, noising


@pytest.fixture(scope="module")
def result():
    return finished(noising(NoisingJob()))


def test_the_factors_are_those_of_the_course(result):
    assert len(result.alpha_bar) == 501
    assert result.alpha_bar[0] == 1
    assert result.alpha_bar[500] ** 0.5 == pytest.approx(0.079, abs=0.001)
    assert result.alpha_bar[result.half] == pytest.approx(0.5, abs=0.005)
    assert np.all(np.abs(result.alpha_bar - 0.5) >= abs(result.alpha_bar[result.half] - 0.5))


def test_each_picture_is_the_sum_that_the_formula_says(result):
    for t in (0, 100, 500):
        kept = result.alpha_bar[t]
        expected = kept**0.5 * result.x0 + (1 - kept) ** 0.5 * result.eps
        assert np.allclose(result.x_t[t], expected, atol=1e-4)


def test_it_is_the_sprite_at_first_and_nothing_like_it_at_last(result):
    assert result.likeness[0] == pytest.approx(1)
    assert result.likeness[500] < 0.2
    assert result.likeness[100] > result.likeness[300]


def test_likeness_is_a_correlation():
    a = torch.randn(1, 4, 16, 16, generator=torch.Generator().manual_seed(0))
    b = torch.randn(1, 4, 16, 16, generator=torch.Generator().manual_seed(1))
    b = b - (a * b).sum() / (a * a).sum() * a  # nothing of a in it, but for their means
    found = likeness(torch.cat([a, -a, 2 * a + 1, b]), a)
    assert found[:3] == pytest.approx([1, -1, 1])
    assert abs(found[3]) < 0.01
