"""The network of walking characters: twelve frames that are drawn together.

A character is four views (down, left, right, up) of three steps (stand, a, b). At 16×16 each frame
goes through layers of its own, which are those of single sprites; below, the three steps of a view
are one picture, so that they agree; and the views speak to one another by attention. Right and up
are shown to the layers mirrored: then left and right are alike, and the silhouettes of front and
back lie on each other. Where frames are given, each frame begins with the one that is likest to it,
and learns what differs.
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

MIRRORED_FROM = 2
"""The first of the views that the layers see mirrored: right and up."""

NOBODY, OWN_VIEW, TURNED, OTHER = range(4)
"""Whose picture stands beside a frame for it to begin with: no one's where nothing is given, one of
its own view, of the view that it is turned round, or of another."""

LIKENESS = (
    (OWN_VIEW, OTHER, OTHER, TURNED),
    (OTHER, OWN_VIEW, TURNED, OTHER),
    (OTHER, TURNED, OWN_VIEW, OTHER),
    (TURNED, OTHER, OTHER, OWN_VIEW),
)
"""Of the views down, left, right and up to one another: front and back share a silhouette."""


@dataclass(frozen=True)
class CastConfig:
    """Widths and depths, as of `UNetConfig`.

    Attributes:
        widths: channels of a frame at 16×16, of a view at 8×8 and 4×4.
        blocks: residual blocks at each of them on the way down; as many on the way up.
        embedding: width of the vector that carries λ, context and what is given into every block.
        context: width of a word's vector.
        groups: of every GroupNorm.
        heads: of attention at 16×16 and 8×8; at 4×4 there are as many as groups.
        seen: width of what views at 16×16 tell one another.
    """

    widths: tuple[int, int, int] = (48, 96, 160)
    blocks: tuple[int, int, int] = (2, 2, 2)
    embedding: int = 192
    context: int = 128
    groups: int = 8
    heads: int = 4
    seen: int = 64

    def __post_init__(self) -> None:
        widths = (self.seen, self.widths[1])
        if not 1 <= self.heads <= 64 or any(not 1 <= w <= 1024 or w % self.heads for w in widths):
            raise ValueError(f"not a usable network configuration: {self}")
        _ = self.of_a_frame

    @property
    def of_a_frame(self) -> UNetConfig:
        """The network of single sprites with the same layers. Raises ValueError for what no
        network has."""
        return UNetConfig(
            CHANNELS, self.widths, self.blocks, self.embedding, self.context, self.groups, True
        )

    @property
    def channels(self) -> int:
        """Of a character: frame by frame, view by view."""
        return CHANNELS * FRAMES

    @property
    def picture(self) -> int:
        """How many numbers a word's picture has, which is of one frame."""
        return self.of_a_frame.picture

    def least_parameters(self, words: int) -> int:
        """As of `UNetConfig`."""
        return self.of_a_frame.least_parameters(words)


class CrossViewAttention(nn.Module):
    """Self-attention over the pixels of all four views of a character.

    By row, a pixel sees what stands at its own height: what is at one height in one view is there
    in every view.
    """

    def __init__(
        self, width: int, inner: int, size: int, groups: int, heads: int, by_row: bool
    ) -> None:
        """Args: width: of a view; inner: of queries, keys and values; size: pixels along each
        side; groups: of the norm; by_row: whether a pixel sees its row alone."""
        super().__init__()
        self.heads, self.by_row = heads, by_row
        self.norm = GroupNorm(groups, width)
        # Which view a pixel is of, and where it stands: at random first, so that no two are alike.
        self.place = nn.Parameter(0.1 * torch.randn(VIEWS, width, size, size))
        self.qkv = nn.Conv2d(width, 3 * inner, 1)
        self.out = nn.Conv2d(inner, width, 1)
        for parameter in self.out.parameters():
            nn.init.zeros_(parameter)

    def forward(self, x: Tensor) -> Tensor:  # (B·4, C, H, W) → the same
        rows, c, h, w = x.shape
        b = rows // VIEWS
        placed = (self.norm(x).view(b, VIEWS, c, h, w) + self.place).view(rows, c, h, w)
        qkv = self.qkv(placed.contiguous(memory_format=torch.channels_last))
        qkv = qkv.permute(0, 2, 3, 1).reshape(b, VIEWS, h, w, 3, self.heads, -1)
        # Either way (B or B·H, heads, pixels, D).
        if self.by_row:
            q, k, v = qkv.permute(4, 0, 2, 5, 1, 3, 6).reshape(3, b * h, self.heads, VIEWS * w, -1)
            mixed = _attention(q, k, v).view(b, h, self.heads, VIEWS, w, -1)
            mixed = mixed.permute(0, 3, 1, 4, 2, 5)
        else:
            q, k, v = qkv.permute(4, 0, 5, 1, 2, 3, 6).reshape(3, b, self.heads, VIEWS * h * w, -1)
            mixed = _attention(q, k, v).view(b, self.heads, VIEWS, h, w, -1)
            mixed = mixed.permute(0, 2, 3, 4, 1, 5)
        return x + self.out(mixed.reshape(rows, h, w, -1).permute(0, 3, 1, 2))


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
        blocks, layers = config.blocks, config.of_a_frame
        groups, heads = config.groups, config.heads
        self.width = config.context
        self.noise_level = NoiseLevelEmbedding(config.embedding)
        self.context = nn.Sequential(
            nn.Linear(config.context, config.embedding),
            nn.SiLU(),
            nn.Linear(config.embedding, config.embedding),
        )
        self.given = nn.Linear(FRAMES, config.embedding, bias=False)
        nn.init.zeros_(self.given.weight)
        # What it means to be seen from a side, standing or stepping: vector and picture, as words
        # have them.
        self.frames = nn.Parameter(torch.zeros(FRAMES, config.context + config.picture))
        self.place = nn.Parameter(torch.zeros(1, fine, 16, 16))
        # What it means to begin with somebody's frame, and how far to believe it.
        self.kin = nn.Parameter(torch.zeros(4, config.embedding))
        self.trust = nn.Parameter(torch.zeros(3))
        order, kin_of = _relations()
        self.order: Tensor
        self.kin_of: Tensor
        self.register_buffer("order", order, persistent=False)
        self.register_buffer("kin_of", kin_of, persistent=False)
        # A frame, whether it is given, the given one that is likest, and the picture of its words.
        self.inputs = nn.Conv2d(3 * CHANNELS + 1, fine, 3, padding=1)
        self.down_fine = level(fine, blocks[0], fine, layers)
        self.to_middle = nn.Conv2d(STEPS * fine, middle, 2, stride=2)
        self.down_middle = level(middle, blocks[1], middle, layers)
        self.across_down = CrossViewAttention(middle, middle, 8, groups, heads, by_row=True)
        self.to_coarse = nn.Conv2d(middle, coarse, 2, stride=2)
        self.coarse = level(coarse, blocks[2], coarse, layers)
        self.attention = CrossViewAttention(coarse, coarse, 4, groups, groups, by_row=False)
        self.from_coarse = nn.Conv2d(coarse, 4 * middle, 1)
        self.up_middle = level(middle, blocks[1], middle, layers)
        self.across_up = CrossViewAttention(middle, middle, 8, groups, heads, by_row=True)
        self.from_middle = nn.Conv2d(middle, 4 * STEPS * fine, 1)
        self.rows = CrossViewAttention(
            STEPS * fine, config.seen, 16, STEPS * groups, heads, by_row=True
        )
        self.up_fine = level(fine, blocks[0], fine, layers)
        self.skip_middle = nn.Conv2d(middle, middle, 1)
        self.skip_fine = nn.Conv2d(STEPS * fine, STEPS * fine, 1)
        self.norm = GroupNorm(groups, fine)
        self.outputs = nn.Conv2d(fine, CHANNELS, 3, padding=1)
        for parameter in self.outputs.parameters():
            nn.init.zeros_(parameter)

    def forward(self, x: Tensor, log_snr: Tensor, context: Tensor) -> Tensor:
        """Args: x: (B, 48, 16, 16), given frames clean; log_snr: (B,) of the others; context:
        (B, D), its picture, and (B, 12) 1 for each frame that is given. Returns (B, 48, 16, 16);
        what it says of given frames means nothing."""
        told, given = context[:, :-FRAMES], context[:, -FRAMES:]
        words = self.context(told[:, None, : self.width] + self.frames[:, : self.width])
        of_all = self.noise_level(log_snr) + self.given(given)
        x = _turned(x)  # (B·12, C, 16, 16), as all that follows
        likest, kin = self._likest(x, given)
        frames = F.silu(of_all[:, None] + words + self.kin[kin])  # (B, 12, E)
        views = frames[:, ::STEPS].flatten(0, 1)  # as they stand
        frames = frames.flatten(0, 1)
        picture = self._pictures(told)
        mask = given.reshape(-1, 1, 1, 1).expand(-1, -1, 16, 16)
        trust = F.pad(self.trust, (1, 0))[kin].reshape(-1, 1, 1, 1)  # in nobody's picture none
        x = torch.cat([x, mask, likest, picture], dim=1)
        x = self.inputs(x.contiguous(memory_format=torch.channels_last)) + self.place
        x = through(self.down_fine, x, frames)  # (B·12, fine, 16, 16)
        x = fine = _steps_in_one(x)  # (B·4, 3·fine, 16, 16)
        x = through(self.down_middle, self.to_middle(x), views)
        x = middle = self.across_down(x)  # (B·4, middle, 8, 8)
        first, *rest = self.coarse
        x = self.attention(first(self.to_coarse(x), views))  # (B·4, coarse, 4, 4)
        x = through(rest, x, views)
        x = F.pixel_shuffle(self.from_coarse(x), 2) + self.skip_middle(middle)
        x = self.across_up(through(self.up_middle, x, views))
        x = F.pixel_shuffle(self.from_middle(x), 2) + self.skip_fine(fine)
        x = through(self.up_fine, _steps_apart(self.rows(x)), frames)
        velocity = self.outputs(F.silu(self.norm(x)))
        # As in `UNet`: the noisier, the more the words' picture counts; or what is given.
        noisy = torch.sigmoid(-log_snr).sqrt().repeat_interleave(FRAMES)[:, None, None, None]
        return _in_one(velocity - noisy * torch.lerp(picture, likest, trust))

    def picture(self, context: Tensor) -> Tensor:
        """(B, D) and pictures → (B, 48, 16, 16) what the words alone promise of every frame."""
        return _in_one(self._pictures(context))

    def _likest(self, frames: Tensor, given: Tensor) -> tuple[Tensor, Tensor]:
        """For each frame the given one that is likest to it, blank where none is, and whose it is.

        Args: frames: (B·12, C, 16, 16) as the layers see them; given: (B, 12). Returns the same
        shape, and (B, 12) of `NOBODY` to `OTHER`.
        """
        rows = torch.arange(FRAMES, device=given.device)
        first = (given[:, self.order] > 0.5).to(torch.uint8).argmax(dim=2)  # (B, 12)
        source = self.order[rows, first]
        some = given.any(dim=1, keepdim=True)
        kin = torch.where(some, self.kin_of[rows, source], NOBODY)
        whole = frames.unflatten(0, (-1, FRAMES))
        found = whole[torch.arange(len(whole), device=given.device)[:, None], source]
        return (found * some[..., None, None, None]).flatten(0, 1), kin

    def _pictures(self, told: Tensor) -> Tensor:
        """(B·12, C, 16, 16) as the layers see them."""
        pictures = told[:, None, self.width :] + self.frames[:, self.width :]
        return pictures.reshape(-1, CHANNELS, 16, 16)


def _relations() -> tuple[Tensor, Tensor]:
    """(12, 12) of each frame all frames, the likest first, and whose each is to it.

    Of one view another step is liker than anything of another view; of those the same step."""

    def unlike(frame: int, other: int) -> tuple[int, bool, int]:
        whose = LIKENESS[frame // STEPS][other // STEPS]
        return whose, frame % STEPS != other % STEPS, other

    every = range(FRAMES)
    order = [sorted(every, key=lambda other: unlike(frame, other)) for frame in every]
    whose = [[unlike(frame, other)[0] for other in every] for frame in every]
    return torch.tensor(order), torch.tensor(whose)


def _turned(x: Tensor) -> Tensor:
    """(B, 48, 16, 16) → (B·12, 4, 16, 16), right and up mirrored."""
    views = x.reshape(-1, VIEWS, STEPS * CHANNELS, 16, 16)
    same, other = views[:, :MIRRORED_FROM], views[:, MIRRORED_FROM:]
    return torch.cat([same, other.flip(-1)], dim=1).reshape(-1, CHANNELS, 16, 16)


def _in_one(frames: Tensor) -> Tensor:
    """The other way."""
    whole = frames.reshape(-1, FRAMES * CHANNELS, 16, 16)
    return _turned(whole).reshape(whole.shape)


def _steps_in_one(x: Tensor) -> Tensor:
    """(B·12, C, H, W) → (B·4, 3·C, H, W), channels last."""
    _, c, h, w = x.shape
    views = x.permute(0, 2, 3, 1).reshape(-1, STEPS, h, w, c)
    return views.permute(0, 2, 3, 1, 4).reshape(-1, h, w, STEPS * c).permute(0, 3, 1, 2)


def _steps_apart(x: Tensor) -> Tensor:
    """The other way."""
    _, c, h, w = x.shape
    views = x.permute(0, 2, 3, 1).reshape(-1, h, w, STEPS, c // STEPS)
    return views.permute(0, 3, 1, 2, 4).reshape(-1, h, w, c // STEPS).permute(0, 3, 1, 2)
