"""Network and guidance as one call: (x_t, λ) → what the network believes the sprite and the
noise to be."""

import math
from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

import torch
from torch import Tensor, nn

from sprite_studio.diffusion.networks.cast import VIEWS, CastConfig
from sprite_studio.diffusion.networks.low_rank import LowRank, added
from sprite_studio.diffusion.networks.model import Model
from sprite_studio.diffusion.schedule import alpha_sigma
from sprite_studio.diffusion.threads import Network


class Prediction(NamedTuple):
    """Both readings of one network call; x_t = α x0 + σ eps holds between them."""

    x0: Tensor
    eps: Tensor


Denoise = Callable[[Tensor, float], Prediction]
"""(x_t (B, C, H, W), λ) → Prediction. All that a sampler knows of a network."""

Heard = Callable[[Tensor, Tensor | None], None]
"""(noise seen with the words, without them): (B, C, H, W) each."""


def guided_denoiser(
    model: Model,
    weights: Tensor,
    guidance_scale: float = 1.0,
    guidance_interval: tuple[float, float] = (-math.inf, math.inf),
    clip: bool = True,
    exact: bool = True,
    network: Network | None = None,
    given: Tensor | None = None,
    heard: Heard | None = None,
) -> Denoise:
    """A model under a context, with classifier-free guidance (arXiv 2207.12598, equation 6).

    Args:
        model: on the device and in the memory format in which it is to run.
        weights: (B, V) word weights, one context a sprite.
        guidance_scale: 1 is the plain conditional prediction, 0 ignores the context.
        guidance_interval: the λ between which guidance acts; outside it the conditional
            prediction is used alone, which is cheaper and better (arXiv 2404.07724).
        clip: keep x0 within [-1, 1], and eps consistent with it.
        exact: the same sprite to the last bit in any batch; without it few sprites are quicker.
        network: what to call in place of the model's own, as `paced` makes it.
        given: (B, K) what a network of characters is told beside words, with guidance and without:
            which frames are given. See `editing.keeping`.
        heard: is told at each step the noise that the network sees with the words, and without
            them, or None where it was not asked without; before guidance and clipping.
    """
    device = next(model.parameters()).device
    network = model.network if network is None else network
    rows = rows_a_call(device, model)
    call = partial(_in_equal_calls, rows=rows) if exact else _at_once
    part = 1 if exact else len(weights)  # as the equal calls below
    weights = weights.to(device)
    manner = model.vocabulary.manner(weights)
    context = torch.cat([model.vocabulary(row) for row in weights.split(part)])
    # A style that was learned as a change of the network is in force without words, too: guidance
    # leads away from any sprite that is changed so. Its word is led away from in part: wholly, and
    # guidance would not strengthen it at all; not at all, and twice the manner is not the manner.
    null = torch.cat([model.vocabulary(row) for row in manner.led_away.split(part)])
    if given is not None:
        given = given.to(device)
        context, null = (torch.cat([c, given], dim=1) for c in (context, null))
    if manner.differences:
        network = with_differences(network, model.network, manner.differences)
        context, null = (torch.cat([c, manner.strengths], dim=1) for c in (context, null))
    both = torch.cat([context, null])

    def velocity(x: Tensor, log_snr: float) -> Tensor:
        low, high = guidance_interval
        if guidance_scale == 1 or not low <= log_snr <= high:
            cond, uncond = call(network, x, log_snr, context), None
        else:
            cond, uncond = call(network, torch.cat([x, x]), log_snr, both).chunk(2)
        if heard is not None:
            alpha, sigma = alpha_sigma(log_snr)
            without = None if uncond is None else sigma * x + alpha * uncond
            heard(sigma * x + alpha * cond, without)
        return cond if uncond is None else uncond + guidance_scale * (cond - uncond)

    def denoise(x: Tensor, log_snr: float) -> Prediction:
        v = velocity(x, log_snr)
        alpha, sigma = alpha_sigma(log_snr)
        x0, eps = alpha * x - sigma * v, sigma * x + alpha * v
        if clip:
            x0 = x0.clamp(-1, 1)
            eps = (x - alpha * x0) / sigma
        return Prediction(x0, eps)

    return denoise


def with_differences(call: Network, layers: nn.Module, differences: Sequence[LowRank]) -> Network:
    """`call`, whose contexts end in K strengths more, one a difference.

    Args: layers: the network behind `call`; differences: K, kept for as long as the drawing lasts,
    whatever the model is taught or made to forget meanwhile.
    """

    def network(x: Tensor, log_snr: Tensor, context: Tensor) -> Tensor:
        context, strengths = context.tensor_split([context.shape[1] - len(differences)], dim=1)
        with added(layers, differences, strengths):
            # As it lies in memory without strengths: the last bits of a product depend on that.
            return call(x, log_snr, context.contiguous())

    return network


ROWS_A_CALL = {"cpu": 16}
"""How many rows every network call has, by device; elsewhere 64.

Convolution and matrix kernels are chosen by shape and round differently. In calls of one shape a
sprite comes out the same to the last bit whatever batch it is drawn in; on a CPU sixteen rows
are as quick, a row, as any number; eight take a third longer.
"""


def rows_a_call(device: torch.device, model: Model) -> int:
    """How many sprites or characters the network is asked about at once there; to its layers a
    character is four sprites."""
    rows = ROWS_A_CALL.get(device.type, 64)
    return rows // VIEWS if isinstance(model.config, CastConfig) else rows


def _in_equal_calls(
    network: Network, x: Tensor, log_snr: float, context: Tensor, rows: int
) -> Tensor:
    level = torch.full((rows,), log_snr, device=x.device)
    velocities = []
    for part, part_context in zip(x.split(rows), context.split(rows), strict=True):
        missing = rows - len(part)
        if missing:
            part = torch.cat([part, part[-1:].expand(missing, -1, -1, -1)])
            part_context = torch.cat([part_context, part_context[-1:].expand(missing, -1)])
        part = part.contiguous(memory_format=torch.channels_last)
        velocities.append(network(part, level, part_context)[: rows - missing])
    return torch.cat(velocities)


def _at_once(network: Network, x: Tensor, log_snr: float, context: Tensor) -> Tensor:
    level = torch.full((len(x),), log_snr, device=x.device)
    return network(x.contiguous(memory_format=torch.channels_last), level, context)
