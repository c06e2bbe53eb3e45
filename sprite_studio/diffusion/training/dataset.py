"""Sprites as tensors, and the random batches that training draws from them.

Batch k is a function of (seed, k) alone, so a run that was interrupted goes on with exactly the
batches that it would have seen.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor


@dataclass(frozen=True)
class Batch:
    """Attributes: x0: (B, C, 16, 16) in [-1, 1]; weights: (B, V) word weights."""

    x0: Tensor
    weights: Tensor


Batches = Callable[[int], Batch]
"""Step number → its batch, always the same one."""


@dataclass(frozen=True)
class SpriteData:
    """N encoded sprites.

    Attributes:
        x0: (N, C, 16, 16) float32 in [-1, 1].
        words: (N, V) 1 where a word describes a sprite.
        share: (N,) how often each is drawn, relative to the others.
        mirrors: (N,) bool: whether a sprite may be shown mirrored.
        mirrored_word: (V,) the index of each word's mirror image ("facing:left" and
            "facing:right" name each other, every other word itself).
    """

    x0: Tensor
    words: Tensor
    share: Tensor
    mirrors: Tensor
    mirrored_word: Tensor


@dataclass(frozen=True)
class ContextNoise:
    """How contexts are varied in training, so that the network understands every slider.

    Attributes:
        drop_all: probability of showing no word at all; it teaches the null vector.
        drop_word: probability that the category, or the style, is left out.
        details: whether each sprite keeps a random share of its other words, from none to all:
            who asks for a hero says nothing of hat, shirt and sword.
        whole: probability that it keeps all of them: who is dressed by lot is told from head to
            foot, and a network that saw few told so mixes up whose colour is whose.
        mix: probability of a fractional weight or a mix of two categories or styles. For a student,
            which is to follow its teacher there; a network that learns from sprites is not shown
            mixes. It would learn that a half hero is a hero half of the time, and a slider would
            leap from one to the other, where it now passes through what lies between.
    """

    drop_all: float = 0.1
    drop_word: float = 0.15
    details: bool = True
    whole: float = 0.0
    mix: float = 0.0


def whole_seed(seed: int) -> int:
    """For torch's CPU generator, which knows the lower 32 bits of a seed only: so that those above
    count as well."""
    return seed ^ (seed >> 32) * 0x9E3779B1 % 2**32


def step_generator(seed: int, step: int) -> torch.Generator:
    """The random stream of one training step, far from those of other steps and seeds."""
    return torch.Generator().manual_seed(
        (whole_seed(seed) * 0x9E3779B97F4A7C15 + step * 0xBF58476D1CE4E5B9) % 2**63
    )


Draw = Callable[[int, torch.Generator], tuple[Tensor, Tensor]]
"""How many, and the step's random stream → x0 (N, C, 16, 16) and words (N, V) of zeros and ones."""


def draws_from(data: SpriteData) -> Draw:
    """Random sprites of a fixed set, by their shares, some of them shifted or mirrored."""
    shifts = _safe_shifts(data.x0)

    def draw(count: int, rng: torch.Generator) -> tuple[Tensor, Tensor]:
        rows = torch.multinomial(data.share, count, replacement=True, generator=rng)
        x0, words = data.x0[rows], data.words[rows]
        mirrored = data.mirrors[rows] & (torch.rand(count, generator=rng) < 0.5)
        x0 = torch.where(mirrored[:, None, None, None], x0.flip(-1), x0)
        words = torch.where(mirrored[:, None], words[:, data.mirrored_word], words)
        return _shifted(x0, shifts[rows], mirrored, rng), words

    return draw


def sprite_batches(
    draws: Sequence[tuple[Draw, float]],
    mixable: Sequence[Sequence[int]],
    size: int,
    seed: int,
    noise: ContextNoise,
) -> Batches:
    """Random batches of `size` sprites with varied contexts.

    Args:
        draws: where sprites come from, each with its share of the batches.
        mixable: groups of words, by their indices, within which mixes are made: the categories,
            the styles.
        size: B.
        seed: of every random choice.
        noise: how contexts are varied.
    """
    shares = torch.tensor([share for _, share in draws])

    def batch(step: int) -> Batch:
        rng = step_generator(seed, step)
        sources = torch.multinomial(shares, size, replacement=True, generator=rng)
        counts = torch.bincount(sources, minlength=len(draws)).tolist()
        parts = [draw(n, rng) for (draw, _), n in zip(draws, counts, strict=True) if n]
        # Shuffled: noise levels rise along a batch, and no source may have the noisiest to itself.
        order = torch.randperm(size, generator=rng)
        x0 = torch.cat([x0 for x0, _ in parts])[order]
        words = torch.cat([words for _, words in parts])[order]
        return Batch(x0, vary_contexts(words, mixable, noise, rng))

    return batch


def vary_contexts(
    words: Tensor, mixable: Sequence[Sequence[int]], noise: ContextNoise, rng: torch.Generator
) -> Tensor:
    """(B, V) zeros and ones → (B, V) weights with drops, fractions and mixes.

    A mix gives the sprite's own word of a group the weight w and another (or none) 1 - w, with w
    drawn as √u, the same in every group. Every second time the larger of the two is brought up to
    1, and the other with it: who drags a slider leaves the rest alone.
    """
    size = len(words)
    weights = words.clone()
    draw = torch.rand(weights.shape, generator=rng)
    is_detail = torch.ones(words.shape[1], dtype=torch.bool)
    is_detail[[word for group in mixable for word in group]] = False
    # Squared, since most contexts that are asked for have few words.
    kept_share = torch.rand((size, 1), generator=rng).square() if noise.details else 1.0
    if noise.whole:
        kept_share = torch.where(
            torch.rand((size, 1), generator=rng) < noise.whole, 1.0, kept_share
        )
    weights *= torch.where(is_detail, draw < kept_share, draw >= noise.drop_word)
    mixed = torch.rand(size, generator=rng) < noise.mix
    own_share = torch.rand(size, generator=rng).sqrt()
    for group in map(list, mixable):
        # A sprite whose own word was dropped, or that has none, has nothing to share with another.
        having = mixed & (weights[:, group] > 0).any(dim=1)
        # One more than the words: the partner may be nothing, which leaves a fraction.
        partner = torch.randint(0, len(group) + 1, (size,), generator=rng)
        brought_up = torch.rand(size, generator=rng) < 0.5
        for b in having.nonzero()[:, 0].tolist():
            own, other = own_share[b], 1 - own_share[b]
            if partner[b] == len(group):
                weights[b, group] *= own
                continue
            if brought_up[b]:
                own, other = own / max(own, other), other / max(own, other)
            weights[b, group] *= own
            weights[b, group[int(partner[b])]] += other
    weights *= (torch.rand(size, generator=rng) >= noise.drop_all)[:, None]
    return weights


def _safe_shifts(x0: Tensor) -> Tensor:
    """(N, 4) bool: whether a pixel to the left, right, up and down can be given up unseen."""
    alpha = x0[:, -1] > -1  # (N, H, W)
    seen_column, seen_row = alpha.any(dim=1), alpha.any(dim=2)
    edges = [seen_column[:, 0], seen_column[:, -1], seen_row[:, 0], seen_row[:, -1]]
    return ~torch.stack(edges, dim=1)


_MOVES = ((2, -1), (2, 1), (1, -1), (1, 1))  # left, right, up, down as torch.roll wants them


def _shifted(x0: Tensor, safe: Tensor, mirrored: Tensor, rng: torch.Generator) -> Tensor:
    # Most sprites stay where their artist put them: feet on the ground are part of a style.
    wanted = torch.randint(0, 10, (len(x0),), generator=rng)
    x0 = x0.clone()
    for b in (wanted < 4).nonzero()[:, 0].tolist():
        move = int(wanted[b])
        edge = 1 - move if mirrored[b] and move < 2 else move
        if safe[b, edge]:
            dim, by = _MOVES[move]
            x0[b] = x0[b].roll(by, dims=dim)
    return x0
