"""Distances between sets where the right answer is known, and feature spaces without training."""

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor

from sprite_studio.diffusion.measuring.fidelity import (
    Projection,
    RandomFeatures,
    density_coverage,
    frechet_distance,
)

SEEDS = st.integers(0, 10_000)


def normal(seed: int, *shape: int) -> Tensor:
    return torch.randn(shape, generator=torch.Generator().manual_seed(seed), dtype=torch.float64)


def with_moments(seed: int, count: int, mean: Tensor, covariance: Tensor) -> Tensor:
    """(count, D) points whose mean and unbiased covariance are exactly these."""
    points = normal(seed, count, len(mean))
    points = torch.linalg.qr(points - points.mean(dim=0)).Q * (count - 1) ** 0.5
    values, vectors = torch.linalg.eigh(covariance)
    return points @ (vectors * values.clamp(min=0).sqrt()).T + mean


@given(SEEDS)
@settings(max_examples=20, deadline=None)
def test_gaussians_along_the_same_axes_are_apart_by_their_deviations(seed: int) -> None:
    rotation = torch.linalg.qr(normal(seed, 6, 6)).Q
    std_a, std_b = normal(seed + 1, 6).abs(), normal(seed + 2, 6).abs()
    mean_a, mean_b = normal(seed + 3, 6), normal(seed + 4, 6)
    a = with_moments(seed + 5, 40, mean_a, rotation @ (std_a**2).diag() @ rotation.T)
    b = with_moments(seed + 6, 60, mean_b, rotation @ (std_b**2).diag() @ rotation.T)
    right = (mean_a - mean_b).square().sum() + (std_a - std_b).square().sum()
    assert frechet_distance(a, b) == pytest.approx(right.item(), abs=1e-6)


def test_gaussians_along_different_axes() -> None:
    # In two dimensions tr(P^½) = √(tr P + 2 √det P), here of P = Σa Σb.
    covariance_a = torch.tensor([[4.0, 1.0], [1.0, 2.0]], dtype=torch.float64)
    covariance_b = torch.tensor([[1.0, -0.5], [-0.5, 3.0]], dtype=torch.float64)
    product = covariance_a @ covariance_b
    root_trace = (product.trace() + 2 * product.det().sqrt()).sqrt()
    right = covariance_a.trace() + covariance_b.trace() - 2 * root_trace
    mean = torch.zeros(2, dtype=torch.float64)
    a, b = with_moments(0, 30, mean, covariance_a), with_moments(1, 50, mean, covariance_b)
    assert frechet_distance(a, b) == pytest.approx(right.item(), rel=1e-9)


@given(SEEDS, st.integers(2, 30))
@settings(max_examples=20, deadline=None)
def test_a_set_is_nowhere_from_itself_and_a_shift_counts_squared(seed: int, count: int) -> None:
    features = normal(seed, count, 12)  # at times fewer points than dimensions
    shift = normal(seed + 1, 12)
    assert frechet_distance(features, features.flip(0)) == pytest.approx(0, abs=1e-6)
    assert frechet_distance(features, features + shift) == pytest.approx(
        shift.square().sum().item(), abs=1e-5
    )


@given(SEEDS)
@settings(max_examples=20, deadline=None)
def test_the_distance_is_the_same_both_ways_and_never_negative(seed: int) -> None:
    a, b = normal(seed, 8, 12), normal(seed + 1, 30, 12) * 2 + 1
    there, back = frechet_distance(a, b), frechet_distance(b, a)
    assert there == pytest.approx(back, abs=1e-5)
    assert min(there, back) >= 0


def test_singular_covariances() -> None:
    axes = torch.eye(3, dtype=torch.float64)
    line_x = with_moments(0, 20, torch.zeros(3, dtype=torch.float64), axes[:, :1] @ axes[:1] * 4)
    line_y = with_moments(1, 20, torch.zeros(3, dtype=torch.float64), axes[:, 1:2] @ axes[1:2] * 9)
    points = torch.zeros(20, 3, dtype=torch.float64)
    assert frechet_distance(line_x, line_y) == pytest.approx(13, abs=1e-5)
    assert frechet_distance(line_x, points) == pytest.approx(4, abs=1e-5)
    assert frechet_distance(points, points) == 0


def test_single_precision_features_are_worked_on_in_double() -> None:
    # Far from the origin float32 moments would be lost in rounding.
    features = normal(0, 200, 4) + 1000
    distance = frechet_distance(features.float(), features.float() + 1)
    assert distance == pytest.approx(4, rel=1e-3)


def test_one_point_has_no_covariance() -> None:
    with pytest.raises(ValueError, match="two points"):
        frechet_distance(normal(0, 1, 4), normal(1, 5, 4))


def test_a_set_covers_itself_at_density_one() -> None:
    features = normal(0, 60, 8).float()
    assert density_coverage(features, features.flip(0)) == (1, 1)


def test_what_is_far_away_covers_nothing() -> None:
    features = normal(0, 60, 8)
    assert density_coverage(features, features + 1000) == (0, 0)


def test_one_mode_of_two_is_half_covered() -> None:
    near, far = normal(0, 50, 4), normal(1, 50, 4) + 1000
    density, coverage = density_coverage(torch.cat([near, far]), near)
    assert density == pytest.approx(1)
    assert coverage == 0.5


def test_by_hand_on_a_line() -> None:
    # The balls are (-1, 1), (0, 2) and (1, 7), without their ends.
    real = torch.tensor([[0.0], [1.0], [4.0]])
    fake = torch.tensor([[0.5], [0.75], [1.0], [6.5], [7.0]])
    assert density_coverage(real, fake, k=1) == pytest.approx((6 / 5, 1))
    assert density_coverage(real, fake[3:], k=1) == pytest.approx((1 / 2, 1 / 3))


def test_density_exceeds_one_where_balls_overlap() -> None:
    # On a ring of twelve the fifth neighbour is a quarter round, farther than the centre.
    angle = torch.arange(12) * torch.pi / 6
    ring = torch.stack([angle.cos(), angle.sin()], dim=1)
    assert density_coverage(ring, torch.zeros(3, 2)) == pytest.approx((12 / 5, 1))


def test_neighbours_must_exist() -> None:
    with pytest.raises(ValueError, match="5 neighbours need more than 5"):
        density_coverage(normal(0, 5, 2), normal(1, 9, 2))


def test_random_features_follow_from_their_seed_and_learn_nothing() -> None:
    first, again, other = RandomFeatures(0), RandomFeatures(0), RandomFeatures(1)
    x = normal(0, 3, 4, 16, 16).float()
    assert torch.equal(first(x), again(x))
    assert not torch.allclose(first(x), other(x))
    other.load_state_dict(first.state_dict())
    assert torch.equal(first(x), other(x))
    assert not list(first.parameters())


def test_random_features_leave_the_global_seed_alone() -> None:
    before = torch.get_rng_state()
    RandomFeatures(0)
    assert torch.equal(torch.get_rng_state(), before)


def test_random_features_have_one_mean_and_one_spread_a_channel() -> None:
    network = RandomFeatures(0)
    features = network(normal(0, 5, 4, 16, 16).float())
    assert features.shape == (5, 448)
    blank = network(torch.zeros(2, 4, 16, 16))
    assert torch.equal(blank, torch.zeros(2, 448))
    for start, width in ((0, 32), (64, 64), (192, 128)):
        assert (features[:, start + width : start + 2 * width] > 0).all()


def test_random_weights_are_orthogonal_and_keep_the_scale() -> None:
    network = RandomFeatures(0)
    for weight in network.buffers():
        rows = weight.flatten(1)
        gram = rows @ rows.T
        torch.testing.assert_close(gram, torch.eye(len(rows)) * gram[0, 0], atol=1e-5, rtol=0)
    features = network(
        torch.rand(64, 4, 16, 16, generator=torch.Generator().manual_seed(0)) * 2 - 1
    )
    square = features.square()
    for start, width in ((0, 32), (64, 64), (192, 128)):
        # mean² + std² is the mean square; the input's is 1/3, and padding takes a little.
        stage = square[:, start : start + 2 * width].sum(dim=1).mean() / width
        assert 0.5 / 3 < stage < 2 / 3


def test_random_features_tell_layouts_of_the_same_pixels_apart() -> None:
    # Lines that lie and lines that stand: no statistic of single pixels differs.
    network = RandomFeatures(0)
    lying = normal(0, 300, 4, 16, 1).float().sign().expand(-1, -1, -1, 16)
    standing = normal(1, 300, 4, 1, 16).float().sign().expand(-1, -1, 16, -1)
    lying, standing = network(lying), network(standing)
    floor = frechet_distance(lying[:150], lying[150:])
    assert frechet_distance(lying[:150], standing[:150]) > 2 * floor


def test_projection_finds_the_subspace_that_the_points_lie_in() -> None:
    directions = torch.linalg.qr(normal(0, 10, 3)).Q
    std = torch.tensor([3.0, 2.0, 1.0], dtype=torch.float64)
    offset = normal(1, 10)
    points = with_moments(2, 100, torch.zeros(3, dtype=torch.float64), (std**2).diag())
    features = points @ directions.T + offset
    projection = Projection.fit(features, 3)
    torch.testing.assert_close(projection.basis.T @ projection.basis, torch.eye(3).double())
    torch.testing.assert_close(
        (projection.basis * directions).sum(dim=0).abs(), torch.ones(3).double()
    )
    torch.testing.assert_close(projection.mean, offset)
    projected = projection(features)
    torch.testing.assert_close(torch.cov(projected.T), (std**2).diag())  # not whitened
    torch.testing.assert_close(projected @ projection.basis.T + projection.mean, features)


@given(SEEDS, st.integers(1, 8))
@settings(max_examples=20, deadline=None)
def test_projection_has_one_sense_and_the_largest_directions_first(seed: int, k: int) -> None:
    features = normal(seed, 30, 8).float()
    projection = Projection.fit(features, k)
    assert projection.basis.dtype == torch.float32
    assert (projection.basis.amax(dim=0) == projection.basis.abs().amax(dim=0)).all()
    variance = projection(features).var(dim=0)
    assert (variance[:-1] >= variance[1:] - 1e-6).all()
    mirrored = Projection.fit(features.flip(0), k)
    torch.testing.assert_close(mirrored.basis, projection.basis, atol=1e-4, rtol=1e-4)


def test_projection_is_kept_by_its_state_dict() -> None:
    features = normal(0, 30, 8)
    fitted = Projection.fit(features, 4)
    kept = Projection(torch.zeros_like(fitted.mean), torch.zeros_like(fitted.basis))
    kept.load_state_dict(fitted.state_dict())
    assert torch.equal(kept(features), fitted(features))
    assert not list(fitted.parameters())


@pytest.mark.parametrize("k", [0, 9])
def test_projection_refuses_components_that_there_are_not(k: int) -> None:
    with pytest.raises(ValueError, match=f"8 features do not have {k} components"):
        Projection.fit(normal(0, 30, 8), k)
