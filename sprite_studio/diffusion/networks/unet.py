"""The network: a small UNet that folds pixels into channels.

Pixels are drawn at full resolution, by a few narrow blocks; what they are to show is worked out at
8×8 and 4×4, where a channel costs a quarter and a sixteenth. 2×2 pixels are folded into channels on
the way down (a 2×2 convolution of stride 2, which is pixel-unshuffle and a 1×1 convolution in one)
and unfolded on the way up, where what went down is added through a 1×1 convolution. Laid beside it
as channels of their own it would make a training step a third slower.
"""

import math
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn


@dataclass(frozen=True)
class UNetConfig:
    """Widths and depths; together with the words it fixes every tensor's shape.

    Attributes:
        channels: of a sprite; 4 is premultiplied RGBA.
        widths: channels at 16×16, 8×8 and 4×4; multiples of `groups`.
        blocks: residual blocks at each of them on the way down; as many on the way up.
        embedding: width of the vector that carries λ and context into every block.
        context: width of a word's vector.
        groups: of every GroupNorm.
        pictures: whether every word has a picture as well. Where all is noise the sum of them is
            the answer, until the network knows better. It says at once where a word puts which
            colour: "shirt-colour:blue" is six blue pixels, and layers that treat all places alike
            are slow to find them.
    """

    channels: int = 4
    widths: tuple[int, int, int] = (48, 96, 160)
    blocks: tuple[int, int, int] = (2, 2, 2)
    embedding: int = 192
    context: int = 128
    groups: int = 8
    pictures: bool = False

    def __post_init__(self) -> None:
        # Bounds that no real model comes near: a file's header must not make us reserve the
        # whole memory.
        in_bounds = (
            1 <= self.channels <= 16
            and all(1 <= width <= 1024 for width in self.widths)
            and all(1 <= count <= 16 for count in self.blocks)
            and 1 <= self.embedding <= 4096
            and 1 <= self.context <= 4096
            and self.groups >= 1
        )
        if not in_bounds or any(width % self.groups for width in self.widths):
            raise ValueError(f"not a usable network configuration: {self}")

    @property
    def picture(self) -> int:
        """How many numbers a word's picture has; they follow its vector."""
        return self.channels * 16 * 16 if self.pictures else 0

    def least_parameters(self, words: int) -> int:
        """Those of the blocks and the words, to which the rest adds little.

        Reckoned without building the network, which would take the memory that this is to guard;
        on torch's meta device, which takes none, the first tensor costs a second of imports.
        """

        def block(width: int) -> int:
            return 2 * 9 * width**2 + 2 * width * self.embedding

        fine, middle, coarse = map(block, self.widths)
        down_and_up = 2 * (self.blocks[0] * fine + self.blocks[1] * middle)
        return down_and_up + self.blocks[2] * coarse + words * (self.context + self.picture)


class NoiseLevelEmbedding(nn.Module):
    """λ as sines and cosines of it at 16 rates."""

    def __init__(self, dim: int) -> None:
        super().__init__()
        # λ lies in [-10, 10]: the slowest wave spans it once, the fastest tells 0.1 apart.
        rates = torch.exp(torch.linspace(math.log(0.15), math.log(8.0), 16))
        self.register_buffer("rates", rates, persistent=False)
        self.layers = nn.Sequential(nn.Linear(32, dim), nn.SiLU(), nn.Linear(dim, dim))

    def forward(self, log_snr: Tensor) -> Tensor:  # (B,) → (B, dim)
        angles = log_snr[:, None] * self.get_buffer("rates")
        return self.layers(torch.cat([angles.sin(), angles.cos()], dim=1))


class GroupNorm(nn.GroupNorm):
    """In float32 whatever the convolutions reckon in: in bfloat16 a CPU takes three times as
    long over it."""

    def forward(self, input: Tensor) -> Tensor:  # noqa: A002 - its name in torch
        return super().forward(input.float())


class ResidualBlock(nn.Module):
    """Norm, SiLU, conv, twice; the embedding scales and shifts between the two (FiLM)."""

    def __init__(self, inputs: int, width: int, config: UNetConfig) -> None:
        super().__init__()
        self.norm1 = GroupNorm(config.groups, inputs)
        self.conv1 = nn.Conv2d(inputs, width, 3, padding=1)
        self.film = nn.Linear(config.embedding, 2 * width)
        self.norm2 = GroupNorm(config.groups, width)
        self.conv2 = nn.Conv2d(width, width, 3, padding=1)
        self.skip = nn.Conv2d(inputs, width, 1) if inputs != width else nn.Identity()
        for parameter in self.conv2.parameters():
            nn.init.zeros_(parameter)  # every block starts as the identity

    def forward(self, x: Tensor, embedding: Tensor) -> Tensor:
        h = self.conv1(F.silu(self.norm1(x)))
        scale, shift = self.film(embedding)[:, :, None, None].chunk(2, dim=1)
        h = F.silu(self.norm2(h) * (1 + scale) + shift)
        return self.skip(x) + self.conv2(h)


class Attention(nn.Module):
    """Self-attention over the few pixels of the coarsest level, so that both sides agree."""

    def __init__(self, width: int, config: UNetConfig) -> None:
        super().__init__()
        self.heads = config.groups
        self.norm = GroupNorm(config.groups, width)
        self.qkv = nn.Conv2d(width, 3 * width, 1)
        self.out = nn.Conv2d(width, width, 1)
        nn.init.zeros_(self.out.weight)

    def forward(self, x: Tensor) -> Tensor:
        q, k, v = self.queries_keys_values(x)
        with torch.autocast(x.device.type, enabled=False):
            mixed = F.scaled_dot_product_attention(q, k, v)
        return x + self.out(mixed.transpose(-1, -2).reshape(x.shape))

    def queries_keys_values(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Of (B, C, H, W): each (B, heads, H·W, C / heads)."""
        b, c, h, w = x.shape
        # Sixteen pixels are too few for bfloat16 to pay, so this too is float32.
        qkv = self.qkv(self.norm(x)).float().reshape(b, 3, self.heads, c // self.heads, h * w)
        q, k, v = qkv.transpose(-1, -2).unbind(dim=1)
        return q, k, v


def level(width: int, count: int, inputs: int, config: UNetConfig) -> nn.ModuleList:
    """The residual blocks of one resolution; the first brings `inputs` channels to `width`."""
    widths = [inputs] + [width] * (count - 1)
    return nn.ModuleList(ResidualBlock(w, width, config) for w in widths)


def through(blocks: nn.ModuleList | list[nn.Module], x: Tensor, embedding: Tensor) -> Tensor:
    """x after all blocks, each with the embedding."""
    for block in blocks:
        x = block(x, embedding)
    return x


class UNet(nn.Module):
    """(x_t, λ, context) → the velocity v = α ε - σ x_0 (arXiv 2202.00512, appendix D)."""

    def __init__(self, config: UNetConfig) -> None:
        super().__init__()
        fine, middle, coarse = config.widths

        self.width = config.context
        self.noise_level = NoiseLevelEmbedding(config.embedding)
        self.context = nn.Sequential(
            nn.Linear(config.context, config.embedding),
            nn.SiLU(),
            nn.Linear(config.embedding, config.embedding),
        )
        # A sprite stands somewhere: feet below, light from above. One learned map says where.
        self.place = nn.Parameter(torch.zeros(1, fine, 16, 16))
        self.pictures = config.pictures
        seen = config.channels * (2 if config.pictures else 1)
        self.inputs = nn.Conv2d(seen, fine, 3, padding=1)
        self.down_fine = level(fine, config.blocks[0], fine, config)
        self.to_middle = nn.Conv2d(fine, middle, 2, stride=2)
        self.down_middle = level(middle, config.blocks[1], middle, config)
        self.to_coarse = nn.Conv2d(middle, coarse, 2, stride=2)
        self.coarse = level(coarse, config.blocks[2], coarse, config)
        self.attention = Attention(coarse, config)
        self.from_coarse = nn.Conv2d(coarse, 4 * middle, 1)
        self.up_middle = level(middle, config.blocks[1], middle, config)
        self.from_middle = nn.Conv2d(middle, 4 * fine, 1)
        self.up_fine = level(fine, config.blocks[0], fine, config)
        self.skip_middle = nn.Conv2d(middle, middle, 1)
        self.skip_fine = nn.Conv2d(fine, fine, 1)
        self.norm = GroupNorm(config.groups, fine)
        self.outputs = nn.Conv2d(fine, config.channels, 3, padding=1)
        for parameter in self.outputs.parameters():
            nn.init.zeros_(parameter)

    def forward(self, x: Tensor, log_snr: Tensor, context: Tensor) -> Tensor:
        """Args: x: (B, C, 16, 16); log_snr: (B,); context: (B, D), and then its picture, if words
        have them. Returns (B, C, 16, 16)."""
        words, picture = context[:, : self.width], context[:, self.width :]
        embedding = F.silu(self.noise_level(log_snr) + self.context(words))
        picture = picture.reshape(len(x), -1, 16, 16)
        if self.pictures:
            x = torch.cat([x, picture], dim=1).contiguous(memory_format=torch.channels_last)
        x = self.inputs(x) + self.place  # (B, fine, 16, 16)
        x = through(self.down_fine, x, embedding)
        fine = x
        x = self.to_middle(x)  # (B, middle, 8, 8)
        x = through(self.down_middle, x, embedding)
        middle = x
        x = self.to_coarse(x)  # (B, coarse, 4, 4)
        first, *rest = self.coarse
        x = self.attention(first(x, embedding))
        x = through(rest, x, embedding)
        x = F.pixel_shuffle(self.from_coarse(x), 2)  # (B, middle, 8, 8)
        x = x + self.skip_middle(middle)
        x = through(self.up_middle, x, embedding)
        x = F.pixel_shuffle(self.from_middle(x), 2)  # (B, fine, 16, 16)
        x = x + self.skip_fine(fine)
        x = through(self.up_fine, x, embedding)
        velocity = self.outputs(F.silu(self.norm(x)))
        if not self.pictures:
            return velocity
        # x0 is α x - σ v: the noisier, the more the picture counts, and what it says that is not
        # so the layers above, which see it, take back.
        return velocity - torch.sigmoid(-log_snr).sqrt()[:, None, None, None] * picture
