"""One answer of a network, with what every part of it said on the way."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from sprite_studio.diffusion.inside.attention import attention_weights
from sprite_studio.diffusion.inside.parts import ANSWER, heard
from sprite_studio.diffusion.networks.model import Model
from sprite_studio.diffusion.networks.named_parts import named_parts
from sprite_studio.diffusion.networks.unet import Attention
from sprite_studio.diffusion.sampling.denoiser import with_differences
from sprite_studio.diffusion.schedule import alpha_sigma
from sprite_studio.diffusion.threads import Network


@dataclass(frozen=True)
class Opened:
    """Attributes:
    said: part → (B, C, H, W), of an embedding (B, C, 1, 1); of `ANSWER` the sprite x̂₀ that the
        network believes, before guidance and before it is kept from -1 to 1.
    given: embedding → (B, K) what it was told: λ or the course's t alone, or a context.
    attention: attention block → (B, heads, H·W, H·W), from each pixel to each.
    """

    said: dict[str, Tensor]
    given: dict[str, Tensor]
    attention: dict[str, Tensor]


def opened(
    model: Model, weights: Tensor, x: Tensor, log_snr: float, network: Network | None = None
) -> Opened:
    """Ask a model of sprites once, and hear all of its parts.

    Args: weights: (B, V) word weights; x: (B, C, 16, 16) what it is shown; network: what to call in
    place of the model's own, as of `guided_denoiser`.
    """
    attention: dict[str, Tensor] = {}
    with heard(model.network) as calls, _attention_heard(model.network, attention):
        answer = _answer(model, weights, x, log_snr, network)
    said = {name: _as_maps(given_back) for name, (_, given_back) in calls.items()}
    given = {name: told.reshape(len(x), -1) for name, (told, _) in calls.items() if told.dim() < 4}
    return Opened({**said, ANSWER: answer}, given, attention)


def _answer(
    model: Model, weights: Tensor, x: Tensor, log_snr: float, network: Network | None
) -> Tensor:
    call = model.network if network is None else network
    context, manner = model.vocabulary(weights), model.vocabulary.manner(weights)
    if manner.differences:
        call = with_differences(call, model.network, manner.differences)
        context = torch.cat([context, manner.strengths], dim=1)
    level = torch.full((len(x),), log_snr, device=x.device)
    alpha, sigma = alpha_sigma(log_snr)
    velocity = call(x.contiguous(memory_format=torch.channels_last), level, context)
    return alpha * x - sigma * velocity


@contextmanager
def _attention_heard(network: nn.Module, found: dict[str, Tensor]) -> Iterator[None]:
    """Within the call, where a learned style is in force in the layers of the attention, too."""

    def listening(name: str):
        def hear(block: Attention, given: tuple[Tensor], answer: Tensor) -> None:
            found[name] = attention_weights(block, *given)

        return hear

    hooks = [
        part.register_forward_hook(listening(name))
        for name, part in named_parts(network).items()
        if isinstance(part, Attention)
    ]
    try:
        yield
    finally:
        for hook in hooks:
            hook.remove()


def _as_maps(said: Tensor) -> Tensor:
    return said if said.dim() == 4 else said[:, :, None, None]


def strength(said: Tensor) -> Tensor:
    """(B, C, H, W) → (B, H, W): the root mean square over the channels, at each pixel."""
    return said.square().mean(dim=1).sqrt()


def change(one: Tensor, other: Tensor) -> float:
    """How unlike two answers of a part are: the root mean square of their difference over that of
    the larger of them. 0 where they are the same, 2 where one is the other with its sign turned."""
    larger = max(one.square().mean().item(), other.square().mean().item())
    if larger == 0:
        return 0.0
    return ((one - other).square().mean().item() / larger) ** 0.5
