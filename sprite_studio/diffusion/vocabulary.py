"""Words and their vectors. A context is a weighted mix of words.

Its vector is null + Σ wᵢ · rowᵢ: no words at all is the learned null vector, and a slider that
reaches zero reaches it without a jump. Weights may be negative or above one.
"""

from collections.abc import Mapping, Sequence

import torch
from torch import Tensor, nn

from sprite_studio.errors import UserError


class UnknownWordError(UserError):
    """A context names words that the model never learned; `words` holds them."""

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__(f"the model does not know {', '.join(words)}")
        self.words = tuple(words)


class Vocabulary(nn.Module):
    """A table of word vectors and the null vector.

    Attributes:
        words: the words, in the order of the rows.
        rows: (V, D) one vector a word.
        null: (D,) the vector of an empty context.
    """

    rows: Tensor
    null: Tensor

    def __init__(self, words: Sequence[str], dim: int | None) -> None:
        """Args: dim: D, or None for the course's way: a word is an axis of its own, the null is
        zero, and nothing is learned."""
        super().__init__()
        if len(set(words)) != len(words):
            raise ValueError("a word may stand in a vocabulary only once")
        self.words = tuple(words)
        self.index = {word: i for i, word in enumerate(self.words)}
        if dim is None:
            self.register_buffer("rows", torch.eye(len(words)))
            self.register_buffer("null", torch.zeros(len(words)))
        else:
            # Small: a context may sum a dozen of them, and the layers behind take about one.
            self.rows = nn.Parameter(0.2 * torch.randn(len(words), dim))
            self.null = nn.Parameter(torch.zeros(dim))

    def forward(self, weights: Tensor) -> Tensor:
        """(B, V) weights → (B, D) context vectors."""
        return self.null + weights @ self.rows

    def weights(self, mixes: Sequence[Mapping[str, float]]) -> Tensor:
        """One mix a sprite → (B, V) weights. Raises UnknownWordError.

        The order of the words in a mix does not matter, not even to the last bit.
        """
        unknown = {word for mix in mixes for word in mix if word not in self.index}
        if unknown:
            raise UnknownWordError(sorted(unknown))
        weights = torch.zeros(len(mixes), len(self.words))
        for b, mix in enumerate(mixes):
            for word, weight in mix.items():
                weights[b, self.index[word]] = weight
        return weights
