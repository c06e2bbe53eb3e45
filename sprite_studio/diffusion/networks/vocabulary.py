"""Words and their vectors. A context is a weighted mix of words.

Its vector is null + Σ wᵢ · rowᵢ: no words at all is the learned null vector, and a slider that
reaches zero reaches it without a jump. Weights may be negative or above one.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import torch
from torch import Tensor, nn

from sprite_studio.diffusion.networks.low_rank import LowRank
from sprite_studio.errors import UserError


class UnknownWordError(UserError):
    """A context names words that the model never learned; `words` holds them."""

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__(f"the model does not know {', '.join(words)}")
        self.words = tuple(words)


MANY = 100
LED_AWAY = (0.25, 0.75)
"""Of so many sprites the word of a style has learned so much that guidance is to lead away from the
second share of it; of few, from the first. FD-φ₁ and φ₂ to others of a pack with 0, 0.25, 0.5 and
0.75: of eight shown sprites 3.2 and 1.7, 5.5 and 1.5, 10.4 and 1.6, 18.7 and 2.2; of thirty 0.6 and
1.1, 2.0 and 1.1, 6.4 and 1.4, 14.3 and 2.1; of a hundred 12.8 and 2.5, 9.7 and 2.0, 3.5 and 1.2,
0.4 and 0.7."""


def led_away(shown: int) -> float:
    """The share that guidance leads away from, of the word of a style that so many sprites have
    shown; see `Manner`."""
    least, most = LED_AWAY
    return min(most, max(least, most * shown / MANY))


class Shown(NamedTuple):
    """What showed a taught word. Attributes: beside: the words that its sprites had besides; near:
    the model's own style that they are most like, or ""; led_away: the share of the word that
    guidance leads away from where it changes the network."""

    beside: tuple[str, ...]
    near: str
    led_away: float = 1.0


class Manner(NamedTuple):
    """Attributes: differences: K, under words that have weight anywhere; strengths: (B, K) these
    weights; led_away: (B, V) what of them guidance leads away from, and zeros."""

    differences: tuple[LowRank, ...]
    strengths: Tensor
    led_away: Tensor


class Vocabulary(nn.Module):
    """A table of word vectors and the null vector.

    Attributes:
        words: the words, in the order of the rows.
        rows: (V, D) one vector a word, and then its picture, if words have them.
        taught: word → (D,) of words that were learned later, one at a time, and that are kept in
            files of their own; `words` does not name them.
        shown: taught word → what showed it, of those of which that is known.
        differences: taught word → what changes in the network as far as the word has weight, of
            those that change more than the context.
        null: (D,) the same of an empty context.
    """

    rows: Tensor
    null: Tensor

    def __init__(self, words: Sequence[str], dim: int | None, picture: int = 0) -> None:
        """Args: dim: D, or None for the course's way: a word is an axis of its own, the null is
        zero, and nothing is learned; picture: how many numbers of a picture follow the D."""
        super().__init__()
        if len(set(words)) != len(words):
            raise ValueError("a word may stand in a vocabulary only once")
        self.words = tuple(words)
        self.index = {word: i for i, word in enumerate(self.words)}
        self.taught: dict[str, Tensor] = {}
        self.shown: dict[str, Shown] = {}
        self.differences: dict[str, LowRank] = {}
        if dim is None:
            self.register_buffer("rows", torch.eye(len(words)))
            self.register_buffer("null", torch.zeros(len(words)))
        else:
            # Small: a context may sum a dozen of them, and the layers behind take about one.
            vectors, pictures = 0.2 * torch.randn(len(words), dim), torch.zeros(len(words), picture)
            self.rows = nn.Parameter(torch.cat([vectors, pictures], dim=1))
            self.null = nn.Parameter(torch.zeros(dim + picture))

    def forward(self, weights: Tensor) -> Tensor:
        """(B, V) weights, of taught words too or without them → (B, D) context vectors."""
        context = self.null + weights[:, : len(self.words)] @ self.rows
        # Apart from the sum above, which must not change by a bit where no taught word has weight;
        # and only those that have, for there may be hundreds and every step comes by here.
        if self.taught:
            taught, rows = weights[:, len(self.words) :], list(self.taught.values())
            for i in taught.any(dim=0).nonzero().flatten().tolist():
                context = context + taught[:, i, None] * rows[i].to(context.device)
        return context

    def manner(self, weights: Tensor) -> Manner:
        """What of a mix changes the network. Args: weights: (B, V), of taught words too or without
        them."""
        columns = {word: i for i, word in enumerate(self.known) if i < weights.shape[1]}
        found = {
            columns[word]: difference
            for word, difference in self.differences.items()
            if word in columns and weights[:, columns[word]].any()
        }
        led_away = torch.zeros_like(weights)
        for word in self.differences:
            if (i := columns.get(word)) in found:
                share = self.shown[word].led_away if word in self.shown else 1.0
                led_away[:, i] = share * weights[:, i]
        return Manner(tuple(found.values()), weights[:, list(found)], led_away)

    @property
    def known(self) -> tuple[str, ...]:
        """Every word that a mix may name."""
        return (*self.words, *self.taught)

    def lessons(self, words: Iterable[str]) -> dict[str, str]:
        """Those of `words` that were taught → twelve hexadecimal digits that name what they are."""
        return {word: self._lesson(word) for word in sorted(self.taught.keys() & set(words))}

    def _lesson(self, word: str) -> str:
        digest = hashlib.sha256(self.taught[word].cpu().numpy().tobytes())
        if (difference := self.differences.get(word)) is not None:
            difference.update(digest)
        return digest.hexdigest()[:12]

    def weights(self, mixes: Sequence[Mapping[str, float]]) -> Tensor:
        """One mix a sprite → (B, V) weights. Raises UnknownWordError.

        The order of the words in a mix does not matter, not even to the last bit.
        """
        index = {word: i for i, word in enumerate(self.known)}
        unknown = {word for mix in mixes for word in mix if word not in index}
        if unknown:
            raise UnknownWordError(sorted(unknown))
        weights = torch.zeros(len(mixes), len(index))
        for b, mix in enumerate(mixes):
            for word, weight in mix.items():
                weights[b, index[word]] = weight
        return weights
