"""A running average of the weights, which draws better than the weights of any one step."""

import torch
from torch import Tensor, nn


class PowerEMA:
    """Average with the power-function profile of arXiv 2312.02696, equation 127.

    The weight of step i grows as i^γ, so the average always covers the same last share of the
    run, however long that is; γ = 6.94 is a relative width of 0.10. γ = None keeps no average,
    only the last weights.

    Attributes:
        average: name → averaged tensor, in the shapes of the module's parameters.
    """

    def __init__(self, module: nn.Module, gamma: float | None = 6.94) -> None:
        self.gamma = gamma
        self.average = {name: p.detach().clone() for name, p in module.named_parameters()}

    @torch.no_grad()
    def update(self, module: nn.Module, step: int) -> None:
        """Fold in the weights after training step `step` (1, 2, …); the first replaces all."""
        keep = 0.0 if self.gamma is None else (1 - 1 / step) ** (self.gamma + 1)
        for name, parameter in module.named_parameters():
            self.average[name].lerp_(parameter, 1 - keep)

    def load(self, average: dict[str, Tensor]) -> None:
        """Go on from a stored average."""
        for name, tensor in self.average.items():
            tensor.copy_(average[name])
