"""The last touch to a trained model: how loud its words are, and which kinds it is told by lot.

None of it is learned. What a word changes grows with the length of its row, and words that name a
small thing (a hat, a colour) are heard too little at the guidance that suits the whole sprite; so
they are made longer, by factors that were tried on held-out subjects. And of the kinds that a
sprite may be told where its words leave it open, those are told most that people who look at the
sheets of `evaluate --usable` would ship. A style that `evaluate --copies` saw repeating its few
sprites of a category is told there what it was not shown.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
import torch

from sprite_studio.art.sprite import CATEGORIES
from sprite_studio.diffusion.networks.checkpoint import Card, load_checkpoint, save_checkpoint
from sprite_studio.diffusion.networks.unet import UNetConfig
from sprite_studio.diffusion.networks.vocabulary import Vocabulary
from sprite_studio.regular_file import read_regular
from sprite_studio.studio.evaluate.copies import MOST_COPIED, CopiesReport
from sprite_studio.studio.evaluate.usable import usable_kinds
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.words.kinds import kinds_in

MOST_BYTES = 1_000_000
"""Of a report of copies."""

Eyes = tuple[Path, tuple[Path, ...]]
"""A folder of sheets, and the answers about it."""


@dataclass(frozen=True)
class Loudness:
    """Attributes: vector, picture: factors of what a word adds to the network's context, and of the
    picture that it lays under the sprite; 1 leaves them."""

    vector: float
    picture: float


def weigh(
    source: Path,
    out: Path,
    louder: Mapping[str, Loudness],
    eyes: Sequence[Eyes],
    copies: Path | None = None,
) -> None:
    """Write a model with other loudness, other chances of kinds, and other styles that borrow; of
    these, what is asked for.

    Args: source: a model file; louder: slot ("kind" of "kind:potion") → factors; eyes: what people
    answered about sheets that were drawn with any model; copies: what `evaluate --copies --json`
    wrote of it: the pairs that copied too often borrow, beside those that do already, and those
    that copied too often although they borrow are lent some of the Forge's style.

    Raises: JobError: no word has a slot, or the answers or copies cannot be read; CheckpointError;
    OSError.
    """
    model, card = load_checkpoint(source)
    for slot, factors in louder.items():
        if not isinstance(model.config, UNetConfig):
            raise JobError(f"{source} is a network of the course: its words are not learned")
        _louder(model.vocabulary, model.config.context, slot, factors)
    if eyes:
        told = frozenset(model.vocabulary.words)
        card = msgspec.structs.replace(card, kinds=_only(chances(eyes), told))
    if copies is not None:
        card = _borrowing(card, copies)
    save_checkpoint(out, model, card)


def _borrowing(card: Card, copies: Path) -> Card:
    content = read_regular(copies, MOST_BYTES, JobError)
    try:
        rows = msgspec.json.decode(content, type=CopiesReport).rows
    except msgspec.MsgspecError as error:
        raise JobError(f"{copies} is not what evaluate --copies --json writes: {error}") from None
    borrows, lent = (
        {style: set(categories) for style, categories in before.items()}
        for before in (card.borrows, card.lent)
    )
    for row in rows:
        if row.copied > MOST_COPIED:
            again = row.category in card.borrows.get(row.style, ())
            (lent if again else borrows).setdefault(row.style, set()).add(row.category)
    return msgspec.structs.replace(card, borrows=_in_order(borrows), lent=_in_order(lent))


def _in_order(pairs: Mapping[str, Collection[str]]) -> dict[str, tuple[str, ...]]:
    return {style: tuple(c for c in CATEGORIES if c in pairs[style]) for style in sorted(pairs)}


def chances(eyes: Sequence[Eyes]) -> dict[str, dict[str, float]]:
    """Category → kind → how often it is to be told, 0 to 1, the best of the category 1.

    It is the cube of the share of yes among a kind's answers, each kind with one yes and one no
    in advance: what nobody has seen yet stands between what is liked and what is not. Of a round of
    answers that was kept back, the cube of the two before would have had 83 to 92 % liked, the
    square 80 to 90.
    """
    counts: dict[tuple[str, str], tuple[int, int]] = {}
    for folder, answers in eyes:
        for key, (yes, given) in usable_kinds(folder, answers).items():
            before = counts.get(key, (0, 0))
            counts[key] = before[0] + yes, before[1] + given
    found = {}
    for category in CATEGORIES:
        liked = {}
        for kind in kinds_in(category):
            yes, given = counts.get((category, kind), (0, 0))
            liked[kind] = ((yes + 1) / (given + 2)) ** 3
        found[category] = {kind: round(one / max(liked.values()), 3) for kind, one in liked.items()}
    return found


def _only(
    chances: dict[str, dict[str, float]], known: frozenset[str]
) -> dict[str, dict[str, float]]:
    return {
        category: {kind: chance for kind, chance in of_kinds.items() if kind in known}
        for category, of_kinds in chances.items()
    }


def _louder(vocabulary: Vocabulary, size: int, slot: str, factors: Loudness) -> None:
    """Args: size: how many numbers of a row are its vector; its picture follows."""
    rows = [i for word, i in vocabulary.index.items() if word.startswith(f"{slot}:")]
    if not rows:
        raise JobError(f"the model has no words that begin with {slot}:")
    with torch.no_grad():
        vector, picture = vocabulary.rows.split([size, vocabulary.rows.shape[1] - size], dim=1)
        vector[rows] *= factors.vector
        picture[rows] *= factors.picture
