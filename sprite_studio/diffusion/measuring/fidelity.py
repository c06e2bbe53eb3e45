"""How near one set of images is to another, and feature spaces in which that needs no training."""

from itertools import pairwise
from typing import Self

import torch
import torch.nn.functional as F
from torch import Tensor, nn

_WIDTHS = (32, 64, 128)
_SLOPE = 0.2


def frechet_distance(a: Tensor, b: Tensor) -> float:
    """|μa - μb|² + tr(Σa + Σb - 2 (Σa Σb)^½) of two sets of features (arXiv 1706.08500, eq. 6).

    Args:
        a: (N, D), worked on in float64. With N ≤ D the covariance is singular, which does no harm
            here, but the distance is then biased upwards: compare sets of equal size only.
        b: (M, D).

    Returns:
        At least 0, in squared units of the features. Raises ValueError for a set of one.
    """
    return gaussian_distance(moments(a), moments(b))


def gaussian_distance(a: tuple[Tensor, Tensor], b: tuple[Tensor, Tensor]) -> float:
    """The same of two Gaussians, each a mean (D,) and a covariance (D, D)."""
    (mean_a, covariance_a), (mean_b, covariance_b) = map(_both_exact, (a, b))
    # With Σa = R Rᵀ, Rᵀ Σb R has the eigenvalues of Σa Σb and is symmetric: no complex square
    # root, nothing to invert. Rounding can leave what should be zero a hair below it.
    values, vectors = torch.linalg.eigh(covariance_a)
    root = vectors * values.clamp(min=0).sqrt()
    products = torch.linalg.eigvalsh(root.T @ covariance_b @ root)
    root_trace = products.clamp(min=0).sqrt().sum()
    apart = (mean_a - mean_b).square().sum()
    spread = covariance_a.trace() + covariance_b.trace() - 2 * root_trace
    return (apart + spread).clamp(min=0).item()


def density_coverage(real: Tensor, fake: Tensor, k: int = 5) -> tuple[float, float]:
    """Fidelity and diversity of a set of features (arXiv 2002.09797, section 3).

    Every real point has a ball that reaches to its k-th nearest other real point; its surface
    does not belong to it, so that a set measured against itself has density 1. A real point with
    k exact copies has no ball: remove duplicates first.

    Args:
        real: (N, D), worked on in float64.
        fake: (M, D).
        k: less than N.

    Returns:
        density: how many balls a fake point lies in, over k, on average; it may exceed 1.
        coverage: the share of balls, in [0, 1], with a fake point in them.
        Raises ValueError if there are too few real points.
    """
    if len(real) <= k:
        raise ValueError(f"{k} neighbours need more than {len(real)} real points")
    real, fake = _exact(real), _exact(fake)
    # The nearest is the point itself.
    radii = _distances(real, real).kthvalue(k + 1, dim=1, keepdim=True).values
    inside = _distances(real, fake) < radii  # (N, M)
    density = inside.sum().item() / (k * len(fake))
    return density, inside.any(dim=1).double().mean().item()


class RandomFeatures(nn.Module):
    """φ₂: three convolutions that nobody trained, seen through each channel's mean and spread.

    Having learned nothing, it shares no fault with a trained network. The weights are orthogonal
    and scaled for the leaky ReLU (arXiv 1502.01852, equation 15), so that activations keep the
    mean square of the input; they are buffers, so that a state dict carries them, since another
    machine may round them differently.

    Attributes: width: how many features there are.
    """

    width = 2 * sum(_WIDTHS)

    def __init__(self, seed: int) -> None:
        super().__init__()
        rng = torch.Generator().manual_seed(seed)
        gain = nn.init.calculate_gain("leaky_relu", _SLOPE)
        for stage, (before, width) in enumerate(pairwise((4, *_WIDTHS))):
            weight = torch.empty(width, before, 3, 3)
            nn.init.orthogonal_(weight, gain, generator=rng)
            self.register_buffer(f"weight{stage}", weight)

    def forward(self, x: Tensor) -> Tensor:
        """(B, 4, 16, 16) in [-1, 1] → (B, 448)."""
        features = []
        h = x
        for stage, weight in enumerate(self.buffers()):
            h = F.conv2d(h, weight, stride=2 if stage else 1, padding=1)
            h = F.leaky_relu(h, _SLOPE)  # (B, 32, 16, 16), (B, 64, 8, 8), (B, 128, 4, 4)
            std, mean = torch.std_mean(h, dim=(2, 3), correction=0)
            features += [mean, std]
        return torch.cat(features, dim=1)


class Projection(nn.Module):
    """Features along their K main directions: principal components, not whitened.

    Attributes:
        mean: (D,) of the features that it was fitted to.
        basis: (D, K) orthonormal columns, the direction of largest variance first.
    """

    mean: Tensor
    basis: Tensor

    def __init__(self, mean: Tensor, basis: Tensor) -> None:
        super().__init__()
        self.register_buffer("mean", mean)
        self.register_buffer("basis", basis)

    @classmethod
    def fit(cls, features: Tensor, k: int) -> Self:
        """From (N, D) features, in their dtype and on their device; worked out in float64.

        A direction has two senses; the one whose largest entry is positive is taken. Raises
        ValueError for more components than features, and for a set of one.
        """
        if not 1 <= k <= features.shape[1]:
            raise ValueError(f"{features.shape[1]} features do not have {k} components")
        mean, covariance = moments(features)
        _, vectors = torch.linalg.eigh(covariance)  # smallest variance first
        basis = vectors[:, -k:].flip(1)
        largest = basis.gather(0, basis.abs().argmax(dim=0, keepdim=True))  # (1, K)
        basis = basis * largest.sign()
        return cls(mean.to(features), basis.to(features))

    def forward(self, features: Tensor) -> Tensor:
        """(B, D) → (B, K)."""
        return (features - self.mean) @ self.basis


def moments(features: Tensor) -> tuple[Tensor, Tensor]:
    """(N, D) → mean (D,) and unbiased covariance (D, D), float64."""
    if len(features) < 2:
        raise ValueError("a covariance needs two points or more")
    features = _exact(features)
    mean = features.mean(dim=0)
    centred = features - mean
    return mean, centred.T @ centred / (len(features) - 1)


def _both_exact(gaussian: tuple[Tensor, Tensor]) -> tuple[Tensor, Tensor]:
    mean, covariance = gaussian
    return _exact(mean), _exact(covariance)


def _exact(features: Tensor) -> Tensor:
    """float64, which MPS does not have: so on the CPU."""
    return features.cpu().double()


def _distances(a: Tensor, b: Tensor) -> Tensor:
    """(N, D), (M, D) → (N, M) Euclidean, without the matrix product that loses short ones."""
    return torch.cdist(a, b, compute_mode="donot_use_mm_for_euclid_dist")
