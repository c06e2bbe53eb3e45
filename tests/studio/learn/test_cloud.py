"""The cloud of dots, trained a little."""

import numpy as np
from finished import finished

from sprite_studio.studio.jobs.learn.cloud import CloudJob, CloudProgress
from sprite_studio.studio.learn.cloud import cloud


def test_every_dot_s_way_begins_in_the_noise_and_has_a_density_beside_each_place():
    result = finished(cloud(CloudJob(), steps=40))
    places, dots, two = result.paths.shape
    assert two == 2
    assert len(result.log_snr) == places == len(result.density)
    assert 0.8 < result.paths[0].std() < 1.2
    assert list(result.log_snr) == sorted(result.log_snr)
    assert np.allclose(result.density.reshape(places, -1).max(axis=1), 1)
    assert dots > 100
    share = 1 / (1 + np.exp(-np.array(result.log_snr)))[:, None, None]
    sum_ = np.sqrt(share) * result.believed + np.sqrt(1 - share) * result.eps
    assert np.allclose(sum_, result.paths, atol=1e-5)


def test_it_is_looked_at_while_it_trains_always_from_the_same_noise():
    reports = [e for e in cloud(CloudJob(), steps=130) if isinstance(e, CloudProgress)]
    assert [report.step for report in reports] == [1, 41, 81, 121]
    assert all(report.steps == 130 for report in reports)
    assert reports[-1].loss < reports[0].loss


def test_the_same_seed_is_the_same_cloud():
    one, two = (finished(cloud(CloudJob(3), steps=5)) for _ in range(2))
    assert np.array_equal(one.paths, two.paths)
    assert not np.array_equal(one.paths, finished(cloud(CloudJob(4), steps=5)).paths)
