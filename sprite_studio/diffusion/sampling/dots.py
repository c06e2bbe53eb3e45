"""Dots in a plane, noised and cleaned: what is known of them exactly, and what a network says."""

import torch
from torch import Tensor

from sprite_studio.diffusion.networks.dots import DotNetwork
from sprite_studio.diffusion.sampling.denoiser import Denoise, Prediction
from sprite_studio.diffusion.schedule import alpha_sigma


def dot_denoiser(network: DotNetwork) -> Denoise:
    """What samplers ask: x0 = α x_t - σ v and ε = σ x_t + α v."""

    def denoise(x: Tensor, log_snr: float) -> Prediction:
        levels = torch.full((len(x),), log_snr)
        v = network(x, levels, x.new_empty(len(x), 0))
        alpha, sigma = alpha_sigma(log_snr)
        return Prediction(alpha * x - sigma * v, sigma * x + alpha * v)

    return denoise


def noised_density(data: Tensor, log_snr: float, places: Tensor) -> Tensor:
    """How densely q(x_t) lies at some places: every dot of the data is a Gaussian around α x_0.

    Args: data: (N, 2), each as likely as the others; places: (P, 2). Returns (P,).
    """
    alpha, sigma = alpha_sigma(log_snr)
    squared = torch.cdist(places, alpha * data).square()
    return torch.exp(-squared / (2 * sigma**2)).mean(dim=1) / (2 * torch.pi * sigma**2)


def exact_denoiser(data: Tensor) -> Denoise:
    """The best answer there is: the mean of all dots that x_t may have come from, each by how
    likely that is. A network that is trained long enough says the same.

    Args: data: (N, 2).
    """

    def denoise(x: Tensor, log_snr: float) -> Prediction:
        alpha, sigma = alpha_sigma(log_snr)
        squared = torch.cdist(x.flatten(1), alpha * data).square()
        x0 = (torch.softmax(-squared / (2 * sigma**2), dim=1) @ data).view_as(x)
        return Prediction(x0, (x - alpha * x0) / sigma)

    return denoise


def neighbours_apart(start: Tensor, end: Tensor) -> float:
    """How far dots that began side by side end from each other: the median distance of each to the
    one that began nearest to it, as a share of the median distance of any two. 0 is side by side, 1
    is anywhere.

    Args: start, end: (N, 2).
    """
    began = torch.cdist(start, start)
    began.fill_diagonal_(torch.inf)
    nearest = began.argmin(dim=1)
    own = (end - end[nearest]).norm(dim=1).median()
    any_two = torch.pdist(end).median()
    return (own / any_two.clamp(min=1e-9)).item()
