"""The network of walking characters: four views, each a picture whose three steps are its channels.

A character is twelve frames: four views (down, left, right, up) of three steps (stand, a, b). The
steps of a view share every layer, so they agree by construction; the views speak to one another by
attention. Right and up are shown to the layers mirrored: then left and right are alike, and the
silhouettes of front and back lie on each other.
"""

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from sprite_studio.diffusion.networks.unet import (
    GroupNorm,
    NoiseLevelEmbedding,
    UNetConfig,
    level,
    through,
)

VIEWS, STEPS = 4, 3
FRAMES = VIEWS * STEPS
CHANNELS = 4
"""Of a frame: premultiplied RGBA."""

MIRRORED_VIEWS = (2, 3)
"""Right and up."""


@dataclass(frozen=True)
class CastConfig:
    """Widths and depths, as of `UNetConfig`; each view is one row of the layers.

    Attributes:
        widths: channels at 16×16, 8×8 and 4×4.
        blocks: residual blocks at each of them on the way down; as many on the way up.
        embedding: width of the vector that carries λ, context and what is given into every block.
        context: width of a word's vector.
        groups: of every GroupNorm.
        heads: of every attention.
    """

    widths: tuple[int, int, int] = (64, 96, 160)
    blocks: tuple[int, int, int] = (2, 2, 2)
    embedding: int = 192
    context: int = 128
    groups: int = 8
    heads: int = 4

    def __post_init__(self) -> None:
        if self.heads < 1 or any(w % self.heads for w in self.widths):
            raise ValueError(f"not a usable network configuration: {self}")
        self.of_a_view()

    def of_a_view(self) -> UNetConfig:
        """What a residual block asks for. Raises ValueError for what no network has."""
        return UNetConfig(
            CHANNELS * STEPS,
            self.widths,
            self.blocks,
            self.embedding,
            self.context,
            self.groups,
        )

    @property
    def channels(self) -> int:
        """Of a character: frame by frame, view by view."""
        return CHANNELS * FRAMES

    @property
    def picture(self) -> int:
        """How many numbers a word's picture has: of one frame, in every step the same."""
        return CHANNELS * 16 * 16

    def least_parameters(self, words: int) -> int:
        """As of `UNetConfig`."""
        return self.of_a_view().least_parameters(words) + words * self.picture


class CrossViewAttention(nn.Module):
    """Self-attention over the pixels of all four views of a character.

    At 16×16 a pixel sees the row in which it stands: what is at one height in one view is there in
    every view.
    """

    def __init__(self, width: int, size: int, config: CastConfig, by_row: bool = False) -> None:
        """Args: size: pixels along each side; by_row: whether a pixel sees its row alone."""
        super().__init__()
        self.heads, self.by_row = config.heads, by_row
        self.norm = GroupNorm(config.groups, width)
        # Which view a pixel is of, and where it stands; at random, so that no two are alike.
        self.place = nn.Parameter(0.2 * torch.randn(VIEWS, width, size, size))
        self.qkv = nn.Conv2d(width, 3 * width, 1)
        self.out = nn.Conv2d(width, width, 1)
        nn.init.zeros_(self.out.weight)
        assert self.out.bias is not None
        nn.init.zeros_(self.out.bias)

    def forward(self, x: Tensor) -> Tensor:  # (B·4, C, H, W) → the same
        rows, c, h, w = x.shape
        b, d = rows // VIEWS, c // self.heads
        placed = (self.norm(x).view(b, VIEWS, c, h, w) + self.place).view(rows, c, h, w)
        qkv = self.qkv(placed.contiguous(memory_format=torch.channels_last))
        qkv = qkv.permute(0, 2, 3, 1).reshape(b, VIEWS, h, w, 3, self.heads, d)
        # Either way (B or B·H, heads, pixels, C / heads).
        if self.by_row:
            q, k, v = qkv.permute(4, 0, 2, 5, 1, 3, 6).reshape(3, b * h, self.heads, -1, d)
            mixed = _attention(q, k, v).view(b, h, self.heads, VIEWS, w, d)
            mixed = mixed.permute(0, 3, 1, 4, 2, 5)
        else:
            q, k, v = qkv.permute(4, 0, 5, 1, 2, 3, 6).reshape(3, b, self.heads, -1, d)
            mixed = _attention(q, k, v).view(b, self.heads, VIEWS, h, w, d)
            mixed = mixed.permute(0, 2, 3, 4, 1, 5)
        return x + self.out(mixed.reshape(rows, h, w, c).permute(0, 3, 1, 2))


def _attention(q: Tensor, k: Tensor, v: Tensor) -> Tensor:
    """Over the last but one dimension. In bfloat16 plain products are twice as quick on a CPU as
    the fused kernel, with their gradients; in float32 half as quick."""
    with torch.autocast(q.device.type, enabled=False):
        if q.dtype != torch.bfloat16:
            return F.scaled_dot_product_attention(q, k, v)
        return ((q * q.shape[-1] ** -0.5) @ k.transpose(-1, -2)).softmax(dim=-1) @ v


class CastUNet(nn.Module):
    """(x_t, λ, context and what is given) → the velocity v = α ε - σ x_0 of all frames."""

    def __init__(self, config: CastConfig) -> None:
        super().__init__()
        fine, middle, coarse = config.widths
        blocks, view = config.blocks, config.of_a_view()
        self.config = config
        self.noise_level = NoiseLevelEmbedding(config.embedding)
        self.context = nn.Sequential(
            nn.Linear(config.context, config.embedding),
            nn.SiLU(),
            nn.Linear(config.embedding, config.embedding),
        )
        self.given = nn.Linear(FRAMES, config.embedding, bias=False)
        nn.init.zeros_(self.given.weight)
        # What it means to be seen from a side: a word's vector and picture, as words have them.
        self.views = nn.Parameter(torch.zeros(VIEWS, config.context + config.picture))
        self.place = nn.Parameter(torch.zeros(1, fine, 16, 16))
        seen = view.channels + STEPS + CHANNELS
        self.inputs = nn.Conv2d(seen, fine, 3, padding=1)
        self.down_fine = level(fine, blocks[0], fine, view)
        self.to_middle = nn.Conv2d(fine, middle, 2, stride=2)
        self.down_middle = level(middle, blocks[1], middle, view)
        self.across_down = CrossViewAttention(middle, 8, config, by_row=True)
        self.to_coarse = nn.Conv2d(middle, coarse, 2, stride=2)
        self.coarse = level(coarse, blocks[2], coarse, view)
        self.attention = CrossViewAttention(coarse, 4, config)
        self.from_coarse = nn.Conv2d(coarse, 4 * middle, 1)
        self.up_middle = level(middle, blocks[1], middle, view)
        self.across_up = CrossViewAttention(middle, 8, config, by_row=True)
        self.from_middle = nn.Conv2d(middle, 4 * fine, 1)
        self.up_fine = level(fine, blocks[0], fine, view)
        self.rows = CrossViewAttention(fine, 16, config, by_row=True)
        self.skip_middle = nn.Conv2d(middle, middle, 1)
        self.skip_fine = nn.Conv2d(fine, fine, 1)
        self.norm = GroupNorm(config.groups, fine)
        self.outputs = nn.Conv2d(fine, view.channels, 3, padding=1)
        for parameter in self.outputs.parameters():
            nn.init.zeros_(parameter)

    def forward(self, x: Tensor, log_snr: Tensor, context: Tensor) -> Tensor:
        """Args: x: (B, 48, 16, 16), given frames clean; log_snr: (B,) of the others; context:
        (B, D), its picture, and (B, 12) 1 for each frame that is given. Returns (B, 48, 16, 16);
        what it says of given frames means nothing."""
        b, told = len(x), context[:, :-FRAMES]
        given = context[:, -FRAMES:]
        words = told[:, None, : self.config.context] + self.views[:, : self.config.context]
        picture = self._pictures(told)  # (B·4, C, 16, 16)
        level_and_given = self.noise_level(log_snr) + self.given(given)
        embedding = F.silu(level_and_given[:, None] + self.context(words)).flatten(0, 1)
        mask = given.reshape(b * VIEWS, STEPS, 1, 1).expand(-1, -1, 16, 16)
        seen = torch.cat([_turned(x).flatten(0, 1), mask, picture], dim=1)
        x = self.inputs(seen.contiguous(memory_format=torch.channels_last)) + self.place
        x = fine = through(self.down_fine, x, embedding)  # (B·4, fine, 16, 16)
        x = through(self.down_middle, self.to_middle(x), embedding)
        x = middle = self.across_down(x)  # (B·4, middle, 8, 8)
        first, *rest = self.coarse
        x = self.attention(first(self.to_coarse(x), embedding))  # (B·4, coarse, 4, 4)
        x = through(rest, x, embedding)
        x = F.pixel_shuffle(self.from_coarse(x), 2) + self.skip_middle(middle)
        x = self.across_up(through(self.up_middle, x, embedding))
        x = F.pixel_shuffle(self.from_middle(x), 2) + self.skip_fine(fine)
        first, *rest = self.up_fine
        x = through(rest, self.rows(first(x, embedding)), embedding)
        velocity = self.outputs(F.silu(self.norm(x)))
        # As in `UNet`: the noisier, the more the words' picture counts.
        noisy = torch.sigmoid(-log_snr).sqrt().repeat_interleave(VIEWS)[:, None, None, None]
        velocity = velocity - noisy * picture.repeat(1, STEPS, 1, 1)
        return _turned(velocity.reshape(b, -1, 16, 16)).reshape(b, -1, 16, 16)

    def picture(self, context: Tensor) -> Tensor:
        """(B, D) and pictures → (B, 48, 16, 16) what the words alone promise of every frame."""
        pictures = self._pictures(context).repeat(1, STEPS, 1, 1)
        return _turned(pictures.reshape(len(context), -1, 16, 16)).reshape(len(context), -1, 16, 16)

    def _pictures(self, told: Tensor) -> Tensor:
        """(B·4, C, 16, 16) as the layers see them."""
        told = told[:, None, self.config.context :] + self.views[:, self.config.context :]
        return told.reshape(-1, CHANNELS, 16, 16)


def _turned(x: Tensor) -> Tensor:
    """(B, 48, 16, 16) → (B, 4, 12, 16, 16) with right and up mirrored, there or back."""
    views = x.reshape(len(x), VIEWS, -1, *x.shape[-2:])
    first = MIRRORED_VIEWS[0]
    return torch.cat([views[:, :first], views[:, first:].flip(-1)], dim=1)
