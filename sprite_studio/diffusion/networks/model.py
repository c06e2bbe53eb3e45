"""A model: the network, the words it knows and the schedule it was trained on, as one thing."""

import hashlib
from collections.abc import Sequence
from dataclasses import astuple, replace

import torch
from torch import Tensor, nn

from sprite_studio.diffusion.networks.cast import CHANNELS, FRAMES, CastConfig, CastUNet
from sprite_studio.diffusion.networks.course import CourseConfig, CourseUNet
from sprite_studio.diffusion.networks.tune import TuneConfig
from sprite_studio.diffusion.networks.unet import UNet, UNetConfig
from sprite_studio.diffusion.networks.vocabulary import Vocabulary
from sprite_studio.diffusion.schedule import CosineSchedule, LinearBetaSchedule

AnyConfig = UNetConfig | CourseConfig | CastConfig | TuneConfig
AnySchedule = CosineSchedule | LinearBetaSchedule

HOUSE_SCHEDULE = CosineSchedule(shift=1.0)
COURSE_SCHEDULE = LinearBetaSchedule()
"""Every model of version 0.1.0 has one of these. They add nothing to a fingerprint, so that recipes
and taught words go on knowing their models."""


class Model(nn.Module):
    """Network, vocabulary and schedule. They travel together so that they cannot disagree.

    Attributes:
        config: the network's widths and depths; its type says which network it is.
        schedule: the levels it was trained on, and the default for drawing.
    """

    def __init__(self, config: AnyConfig, words: Sequence[str], schedule: AnySchedule) -> None:
        """Raises ValueError where the three do not go together."""
        super().__init__()
        self.config = config
        self.schedule = schedule
        self.network: UNet | CourseUNet | CastUNet
        if isinstance(config, UNetConfig | TuneConfig):
            shape = config.unet if isinstance(config, TuneConfig) else config
            self.vocabulary = Vocabulary(words, shape.context, shape.picture)
            self.network = UNet(shape)
        elif isinstance(config, CastConfig):
            self.vocabulary = Vocabulary(words, config.context, config.picture)
            self.network = CastUNet(config)
        elif isinstance(schedule, LinearBetaSchedule):
            self.vocabulary = Vocabulary(words, None)
            self.network = CourseUNet(config, len(words), schedule)
        else:
            raise ValueError("the course's network needs the course's schedule")

    @property
    def context_width(self) -> int:
        """D of what the network takes beside x and λ."""
        return self.vocabulary.null.numel() + self.told_beside

    @property
    def told_beside(self) -> int:
        """How many numbers follow a sprite's word weights: of characters, 12 that say which of
        their frames are given."""
        return FRAMES if isinstance(self.config, CastConfig) else 0

    def forward(self, x: Tensor, log_snr: Tensor, weights: Tensor) -> Tensor:
        """Velocity of (B, C, 16, 16) noisy sprites at (B,) levels under (B, V) word weights; of
        characters (B, V + 12), which of their frames are given."""
        context = self.vocabulary(weights)
        if isinstance(self.config, CastConfig):
            context = torch.cat([context, weights[:, -FRAMES:]], dim=1)
        return self.network(x, log_snr, context)

    def given(self, weights: Tensor) -> Tensor | None:
        """(B, C, 1, 1) 1 for the channels that are given, of what `forward` is told; None of a
        network that draws all of them."""
        if not isinstance(self.config, CastConfig):
            return None
        frames = weights[:, -FRAMES:, None, None]
        return frames.repeat_interleave(CHANNELS, dim=1)

    def picture(self, weights: Tensor) -> Tensor | None:
        """(B, V) word weights → (B, C, 16, 16) what the words alone promise: the mean of all that
        they may mean. None where words have no pictures."""
        if isinstance(self.network, CastUNet):
            return self.network.picture(self.vocabulary(weights))
        if not isinstance(self.network, UNet) or not self.network.pictures:
            return None
        context = self.vocabulary(weights)
        return context[:, self.network.width :].reshape(-1, self.config.channels, 16, 16)

    def placed_on(self, device: torch.device | str) -> "Model":
        """Moved there, in the memory layout (channels last) in which convolutions are quickest."""
        self.to(device)
        return self.to(memory_format=torch.channels_last)  # pyright: ignore[reportCallIssue]

    def fingerprint(self) -> str:
        """Twelve hexadecimal digits that name these exact weights, words and levels."""
        digest = hashlib.sha256("\n".join(self.vocabulary.words).encode())
        is_house = not isinstance(self.config, CourseConfig)
        if self.schedule != (HOUSE_SCHEDULE if is_house else COURSE_SCHEDULE):
            bounds = [float(bound) for bound in astuple(self.schedule)]
            digest.update(f"{type(self.schedule).__name__} {bounds}".encode())
        for name, tensor in sorted(self.state_dict().items()):
            digest.update(name.encode())
            digest.update(tensor.detach().cpu().contiguous().numpy().tobytes())
        return digest.hexdigest()[:12]

    def with_blocks(self, blocks: tuple[int, int, int]) -> "Model":
        """The same model, deeper or shallower. Blocks that both have keep their weights; a new
        one begins as the identity, so a model that only grew predicts what it did.

        Raises ValueError for the course's network, which has none to spare.
        """
        if not isinstance(self.config, UNetConfig):
            raise ValueError("the course's network has a fixed depth")
        config = replace(self.config, blocks=blocks)
        other = Model(config, self.vocabulary.words, self.schedule)
        own = self.state_dict()
        other.load_state_dict({name: own.get(name, t) for name, t in other.state_dict().items()})
        return other

    @torch.no_grad()
    def adopt(self, other: "Model") -> None:
        """Take over another model's weights; words that both know keep their rows.

        Raises ValueError where the two networks differ in shape. The course's has an input for
        each word, so there the words count too.
        """
        words = self.vocabulary.words, other.vocabulary.words
        if other.config != self.config or (
            isinstance(self.config, CourseConfig) and words[0] != words[1]
        ):
            raise ValueError("the two models have different network shapes")
        self.network.load_state_dict(other.network.state_dict())
        if isinstance(self.config, CourseConfig):
            return
        self.vocabulary.null.copy_(other.vocabulary.null)
        for word, row in self.vocabulary.index.items():
            if word in other.vocabulary.index:
                self.vocabulary.rows[row] = other.vocabulary.rows[other.vocabulary.index[word]]
