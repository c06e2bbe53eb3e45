"""The course's network, "ContextUnet", written anew: the baseline, and a home for its weights.

Source: the course "How Diffusion Models Work". Its residual block builds a new, random 1×1
convolution in every forward pass where the number of channels changes, so its output is random.
Here that shortcut is learned, or zero (the mean of the random one) for weights from the course.
"""

from dataclasses import dataclass
from typing import Literal

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from sprite_studio.diffusion.schedule import LinearBetaSchedule

Shortcut = Literal["learned", "zero"]


@dataclass(frozen=True)
class CourseConfig:
    """Widths; together with the words it fixes every tensor's shape.

    Attributes:
        channels: of a sprite; 4 is premultiplied RGBA, the course has 3.
        features: channels at 16×16, half of those below; a multiple of 8.
        shortcut: "learned" to train, "zero" for weights that the course saved.
    """

    channels: int = 4
    features: int = 64
    shortcut: Shortcut = "learned"

    def __post_init__(self) -> None:
        if not (1 <= self.channels <= 16 and 8 <= self.features <= 1024) or self.features % 8:
            raise ValueError(f"not a usable network configuration: {self}")

    def least_parameters(self, words: int) -> int:
        """Those of the convolutions between hidden layers, and of the first layer of each word's
        embeddings; see `UNetConfig.least_parameters`."""
        return 349 * self.features**2 + 3 * self.features * words


def _conv_block(inputs: int, outputs: int) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, 3, padding=1), nn.BatchNorm2d(outputs), nn.GELU()
    )


class ConvPair(nn.Module):
    """Twice conv, BatchNorm, GELU."""

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        self.conv1 = _conv_block(inputs, outputs)
        self.conv2 = _conv_block(outputs, outputs)

    def forward(self, x: Tensor) -> Tensor:
        return self.conv2(self.conv1(x))


class ResidualConvPair(ConvPair):
    """The same beside a shortcut, over 1.414 to keep the variance."""

    def __init__(self, inputs: int, outputs: int, shortcut: Shortcut) -> None:
        super().__init__(inputs, outputs)
        self.shortcut = nn.Conv2d(inputs, outputs, 1) if shortcut == "learned" else None

    def forward(self, x: Tensor) -> Tensor:
        h = super().forward(x)
        return (h if self.shortcut is None else self.shortcut(x) + h) / 1.414


class Down(nn.Module):
    """Two pairs, then the larger of every 2×2 pixels."""

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        self.model = nn.Sequential(
            ConvPair(inputs, outputs), ConvPair(outputs, outputs), nn.MaxPool2d(2)
        )

    def forward(self, x: Tensor) -> Tensor:
        return self.model(x)


class Up(nn.Module):
    """Joined with what went down, twice as large, two pairs."""

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        self.model = nn.Sequential(
            nn.ConvTranspose2d(inputs, outputs, 2, 2),
            ConvPair(outputs, outputs),
            ConvPair(outputs, outputs),
        )

    def forward(self, x: Tensor, skip: Tensor) -> Tensor:
        return self.model(torch.cat([x, skip], dim=1))


class Embedding(nn.Module):
    """(B, inputs) → (B, width, 1, 1)."""

    def __init__(self, inputs: int, width: int) -> None:
        super().__init__()
        self.inputs = inputs
        self.model = nn.Sequential(nn.Linear(inputs, width), nn.GELU(), nn.Linear(width, width))

    def forward(self, x: Tensor) -> Tensor:
        return self.model(x.reshape(-1, self.inputs))[:, :, None, None]


class CourseUNet(nn.Module):
    """(x_t, λ, context) → the velocity, read from the noise ε that it predicts.

    Names of weights are the course's own.
    """

    def __init__(self, config: CourseConfig, context: int, schedule: LinearBetaSchedule) -> None:
        """Args: context: width of the context; schedule: from which the network's time is read."""
        super().__init__()
        f = config.features
        self.schedule = schedule
        self.init_conv = ResidualConvPair(config.channels, f, config.shortcut)
        self.down1 = Down(f, f)
        self.down2 = Down(f, 2 * f)
        self.timeembed1, self.timeembed2 = Embedding(1, 2 * f), Embedding(1, f)
        self.contextembed1, self.contextembed2 = Embedding(context, 2 * f), Embedding(context, f)
        self.up0 = nn.Sequential(
            nn.ConvTranspose2d(2 * f, 2 * f, 4, 4), nn.GroupNorm(8, 2 * f), nn.ReLU()
        )
        self.up1 = Up(4 * f, f)
        self.up2 = Up(2 * f, f)
        self.out = nn.Sequential(
            nn.Conv2d(2 * f, f, 3, padding=1),
            nn.GroupNorm(8, f),
            nn.ReLU(),
            nn.Conv2d(f, config.channels, 3, padding=1),
        )

    def forward(self, x: Tensor, log_snr: Tensor, context: Tensor) -> Tensor:
        """Args: x: (B, C, 16, 16); log_snr: (B,); context: (B, D). Returns (B, C, 16, 16).

        x_t = α x_0 + σ ε makes the velocity α ε - σ x_0 the same as (ε - σ x_t) / α.
        """
        alpha = torch.sigmoid(log_snr).sqrt()[:, None, None, None]
        sigma = torch.sigmoid(-log_snr).sqrt()[:, None, None, None]
        return (self.noise(x, self.schedule.time(log_snr), context) - sigma * x) / alpha

    def noise(self, x: Tensor, t: Tensor, context: Tensor) -> Tensor:
        """The course's own call, t in [0, 1]: (B, C, 16, 16) → ε of the same shape."""
        x = self.init_conv(x)  # (B, F, 16, 16)
        down1 = self.down1(x)  # (B, F, 8, 8)
        down2 = self.down2(down1)  # (B, 2F, 4, 4)
        h = self.up0(F.gelu(F.avg_pool2d(down2, 4)))  # (B, 2F, 1, 1) → (B, 2F, 4, 4)
        h = self.up1(self.contextembed1(context) * h + self.timeembed1(t), down2)
        h = self.up2(self.contextembed2(context) * h + self.timeembed2(t), down1)
        return self.out(torch.cat([h, x], dim=1))
