"""A low-rank difference to a network's layers (LoRA, arXiv 2106.09685), in force row by row.

What a layer answers is y = f(x) + s · up(down(x)): `down` leads to a few channels, `up` back, and s
is the row's own strength. A row with s = 0 gets what the layer answers by itself, to the last bit.
"""

import hashlib
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

MOST_RANK = 64


@dataclass(frozen=True, eq=False)
class LowRank:
    """A difference to some of a network's layers.

    Attributes:
        down: layer → (R, inputs, …), in the shape of the layer's own weight but for R.
        up: layer → (outputs, R).
    """

    down: Mapping[str, Tensor]
    up: Mapping[str, Tensor]

    def __post_init__(self) -> None:
        if self.down.keys() != self.up.keys():
            raise ValueError("every layer has a way down and a way up")

    def to(self, device: torch.device | str) -> "LowRank":
        """The same, there."""
        down, up = ({n: t.to(device) for n, t in part.items()} for part in (self.down, self.up))
        return LowRank(down, up)

    def update(self, digest: "hashlib._Hash") -> None:
        """Feed every number of it to a hash."""
        for part in (self.down, self.up):
            for name, tensor in sorted(part.items()):
                digest.update(name.encode() + tensor.cpu().contiguous().numpy().tobytes())

    def fitting(self, network: nn.Module) -> "LowRank":
        """Of the layers that `network` has in the same shape: a live student has fewer."""
        layers = dict(network.named_modules())
        kept = [name for name in self.down if self._fits(name, layers.get(name))]
        return LowRank({n: self.down[n] for n in kept}, {n: self.up[n] for n in kept})

    def _fits(self, name: str, layer: nn.Module | None) -> bool:
        if not isinstance(layer, (nn.Conv2d, nn.Linear)):
            return False
        down, up = self.down[name], self.up[name]
        return (
            down.shape[1:] == layer.weight.shape[1:]
            and up.shape == (layer.weight.shape[0], down.shape[0])
            and 1 <= down.shape[0] <= MOST_RANK
        )


def fresh(network: nn.Module, rank: int, rng: torch.Generator) -> LowRank:
    """A difference to every layer that changes nothing yet: random ways down, and none of them
    comes back up. Args: rank: R, or fewer where a layer has fewer outputs."""
    down, up = {}, {}
    for name, layer in network.named_modules():
        if isinstance(layer, (nn.Conv2d, nn.Linear)):
            outputs, *inputs = layer.weight.shape
            r = min(rank, outputs)
            scale = 1 / math.sqrt(math.prod(inputs))
            down[name] = scale * torch.randn((r, *inputs), generator=rng)
            up[name] = torch.zeros(outputs, r)
    device = next(network.parameters()).device
    return LowRank(down, up).to(device)


@contextmanager
def added(network: nn.Module, differences: Sequence[LowRank], strengths: Tensor) -> Iterator[None]:
    """While it is open every call of `network` has the differences, each row by its strengths.

    Args: strengths: (B, K), B the rows of the calls and K the differences.
    """
    with ExitStack() as stack:
        layers = dict(network.named_modules())
        # One hook a difference, not one for all: a row then comes out the same to the last bit
        # whatever other styles are drawn beside it.
        for difference, own in zip(differences, strengths.split(1, dim=1), strict=True):
            for name, down in difference.down.items():
                hook = _adding(down, difference.up[name], own)
                stack.callback(layers[name].register_forward_hook(hook).remove)
        yield


def _adding(down: Tensor, up: Tensor, strengths: Tensor) -> Callable[..., Tensor]:
    """A forward hook. Args: down: (R, inputs, …); up: (outputs, R); strengths: (B, 1)."""

    def add(layer: nn.Conv2d | nn.Linear, given: tuple[Tensor], answer: Tensor) -> Tensor:
        (x,) = given
        if isinstance(layer, nn.Linear):
            return answer + F.linear(strengths * F.linear(x, down), up)
        narrow = F.conv2d(x, down, None, layer.stride, layer.padding)  # (B, R, H, W)
        return answer + F.conv2d(strengths[:, :, None, None] * narrow, up[:, :, None, None])

    return add
