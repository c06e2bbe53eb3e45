"""Tells drawn sprites from real ones, given what they are to be.

The use is that of arXiv 1810.06758, a discriminator that picks among what a generator has drawn;
the form is a projection discriminator's (arXiv 1802.05637, equation 3).
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

import msgspec
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from sprite_studio.diffusion.networks.checkpoint import (
    MAX_WORDS,
    CheckpointError,
    check,
    load_tensors,
    save_tensors,
)

WIDTH = 128

OTHERS = 0.3
"""What a real sprite under another's words counts, where a drawn one counts 1."""


class Critic(nn.Module):
    """A logit a sprite, or a character of several: above 0, it is taken for a real one that its
    words describe.

    Attributes: words: whose weights it is told, in this order; channels: of what it looks at.
    """

    def __init__(self, words: Sequence[str], channels: int = 4) -> None:
        super().__init__()
        self.channels = channels
        self.words = tuple(words)
        self.index = {word: i for i, word in enumerate(self.words)}
        self.layers = nn.Sequential(
            nn.Conv2d(channels, 32, 3, padding=1),
            nn.SiLU(),
            nn.Conv2d(32, 48, 3, padding=1),
            nn.SiLU(),
            nn.Conv2d(48, 64, 3, padding=1, stride=2),  # (B, 64, 8, 8)
            nn.SiLU(),
            nn.Dropout2d(0.1),
            nn.Conv2d(64, 96, 3, padding=1),
            nn.SiLU(),
            nn.Conv2d(96, WIDTH, 3, padding=1, stride=2),  # (B, 128, 4, 4)
            nn.SiLU(),
            nn.Dropout2d(0.1),
            nn.Flatten(),
            nn.Linear(16 * WIDTH, WIDTH),
            nn.SiLU(),
            nn.Dropout(0.3),
        )
        self.is_real = nn.Linear(WIDTH, 1)
        self.said = nn.Linear(len(words), WIDTH, bias=False)
        nn.init.normal_(self.said.weight, std=0.02)

    def forward(self, x: Tensor, weights: Tensor) -> Tensor:
        """(B, C, 16, 16) in [-1, 1] and (B, V) word weights → (B,) logits."""
        h = self.layers(x)
        return self.is_real(h)[:, 0] + (h * self.said(weights)).sum(dim=1)

    def weights(self, mixes: Sequence[Mapping[str, float]]) -> Tensor:
        """One mix a sprite → (B, V). Words that the critic was not told of say nothing to it."""
        weights = torch.zeros(len(mixes), len(self.words))
        for b, mix in enumerate(mixes):
            for word, weight in mix.items():
                if word in self.index:
                    weights[b, self.index[word]] = weight
        return weights

    @torch.inference_mode()
    def judged(self, x: Tensor, weights: Tensor) -> Tensor:
        """As `forward`, in parts that fit into memory."""
        parts = zip(x.split(256), weights.split(256), strict=True)
        return torch.cat([self(*part) for part in parts])


def critic_loss(
    critic: Critic, real: Tensor, real_says: Tensor, drawn: Tensor, drawn_says: Tensor
) -> Tensor:
    """Mean binary cross-entropy over real sprites, drawn ones, and real ones under the words of
    others, which are as wrong as a bad drawing.

    Args: real, drawn: (B, C, 16, 16); real_says, drawn_says: (B, V).
    """
    others = real_says.roll(1, dims=0)
    differs = (others != real_says).any(dim=1) & (others != 0).any(dim=1)
    x = torch.cat([real, drawn, real[differs]])
    says = torch.cat([real_says, drawn_says, others[differs]])
    logits = critic(x, says)
    is_real = torch.zeros(len(x))
    is_real[: len(real)] = 1
    # As much is real as is not; and what is drawn counts most, since other words are soon told.
    weight = torch.ones(len(x))
    weight[: len(real)] = 1 + OTHERS
    weight[2 * len(real) :] = OTHERS
    return F.binary_cross_entropy_with_logits(logits, is_real, weight=weight)


_KEY = "sprite_studio_critic"
MOST_BYTES = 2**24
MOST_CHANNELS = 256


class _Header(msgspec.Struct, frozen=True):
    words: Annotated[tuple[str, ...], msgspec.Meta(min_length=1, max_length=MAX_WORDS)]
    model: str
    channels: Annotated[int, msgspec.Meta(ge=1, le=MOST_CHANNELS)] = 4


def save_critic(path: Path, critic: Critic, model: str) -> None:
    """Args: model: the fingerprint of the weights whose drawings it has seen. Raises OSError."""
    header = msgspec.json.encode(_Header(critic.words, model, critic.channels)).decode()
    save_tensors(path, {k: t.half() for k, t in critic.state_dict().items()}, {_KEY: header})


def load_critic(path: Path) -> tuple[Critic, str]:
    """The critic, and the fingerprint of the model whose drawings it has seen.

    Raises CheckpointError, OSError.
    """
    tensors, metadata = load_tensors(path, MOST_BYTES)
    try:
        header = msgspec.json.decode(metadata[_KEY], type=_Header)
    except (KeyError, msgspec.DecodeError, RecursionError) as error:
        raise CheckpointError(f"{path} is no critic") from error
    critic = Critic(header.words, header.channels)
    check(path, critic.state_dict(), tensors)
    critic.load_state_dict({name: tensors[name].float() for name in critic.state_dict()})
    return critic.eval(), header.model
