"""What each sprite is to show: one kind, of those that are named, or of all where none is.

Asked for food and no more, the network draws what lies between all food: a blob. Told that it is to
be bread, it draws bread. So every sprite is told a kind by lot, as an artist would choose one.
Asked for a knight and a wizard, it draws what lies between; so the sprites take them in turn.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache

from sprite_studio.art.forge.catalogue import candidates, vocabulary
from sprite_studio.art.sprite import CATEGORIES
from sprite_studio.studio.words.lots import blend, layers
from sprite_studio.studio.words.names import Group, kinds_of
from sprite_studio.studio.words.styles import FORGE_STYLE, SLOT, Counts, leading_style

KIND = "kind:"
"""With which every word for a kind begins."""

_FORGED = frozenset(vocabulary())

PURE = 4
"""How soon a kind fades where categories are blended, as a power of its category's share: what lies
half-way between a hero and food is no knight and no bread. With 1 one strip of blends in four moves
steadily, with 4 as many as without any kinds."""

FEW = 8
"""Kinds of a style in one category, that it is not to be left alone with: asked again and again for
its only sushi, a network draws the one that it was shown. Then the Forge's are told as well."""

_GROUPS: dict[str, tuple[Group, ...]] = {
    "hero": ("people",),
    "non-hero": ("monsters",),
    "food": ("food",),
    "spell": ("items", "magic"),
    "side-facing": ("people",),
}


def named_kinds(mix: Mapping[str, float]) -> tuple[str, ...]:
    """Those that a mix asks for, in its order."""
    return tuple(word for word, weight in mix.items() if word.startswith(KIND) and weight > 0)


def told_kinds(
    mix: Mapping[str, float],
    style: Mapping[str, float],
    counts: Counts,
    seed: int,
    chances: Mapping[str, Mapping[str, float]] | None = None,
    borrows: Mapping[str, Collection[str]] | None = None,
) -> dict[str, float]:
    """Kind → weight that a sprite is told beside its mix and style; none where the mix has one
    kind, or no category; where it has several, as `taken_in_turn`.

    Each category has a kind drawn for it, which fades as another category joins it. The mix's other
    words leave only the kinds that can have them: red food is an apple rather than a
    banana. As in `styles.draw_styles`, a word of weight 0.3 has its way with 0.3 of the blend, so
    that nothing jumps when a slider moves.

    Args:
        mix: resolved.
        style: style word → weight, of this sprite.
        counts: style word → other words → training subjects, from the model's card.
        seed: the sprite's.
        chances: category → kind → how often it is drawn in the Forge's style, or one of a user's
            own, 0 to 1, from the model's card; 1 for all others.
        borrows: style word → categories in which it is told the Forge's kinds that it was not
            shown, from the model's card.
    """
    if len(kinds := named_kinds(mix)) > 1:
        return taken_in_turn(mix, kinds, seed)
    named = max((weight for word, weight in mix.items() if word.startswith(KIND)), default=0.0)
    left = 1 - min(1.0, max(0.0, named))
    wanted = {word: weight for word, weight in mix.items() if weight > 0}
    categories = {word: wanted.pop(word) for word in CATEGORIES if word in wanted}
    told, _ = leading_style(mix, style)
    if not left or not categories or not told:
        return {}
    # A style of a user's own may have any kind: it is a manner, learned from a few, and has
    # practised the rest as the Forge draws it.
    known = counts.get(told) or counts.get(FORGE_STYLE, {})
    shunned = frozenset(word for word, weight in mix.items() if weight < 0)
    details = {w: v for w, v in wanted.items() if not w.startswith((KIND, SLOT))}
    liked = (chances or {}) if told == FORGE_STYLE or told not in counts else {}
    lent = (borrows or {}).get(told, ())
    total = sum(categories.values())
    parts = [
        (
            _masses(category, known, shunned, words, liked.get(category, {}), category in lent),
            left * min(1.0, weight) * (weight / total) ** PURE * share,
        )
        for category, weight in categories.items()
        for words, share in layers(details)
    ]
    return blend(parts, f"kind {seed}")


def taken_in_turn(mix: Mapping[str, float], kinds: Sequence[str], seed: int) -> dict[str, float]:
    """Word → weight that takes the place of the mix's own: one of the kinds as it is, the others
    gone, and with them the categories that are theirs alone.

    A kind whose turn it is drives out the others as far as it is wanted itself: with a weight of
    0.3 it leaves them 0.7 of theirs, so that nothing jumps when its slider leaves zero.
    """
    own = kinds[seed % len(kinds)]
    left = 1 - min(1.0, mix[own])
    others = [kind for kind in kinds if kind != own]
    strange = [
        category
        for category in CATEGORIES
        if mix.get(category, 0.0) > 0
        and own not in kinds_in(category)
        and any(kind in kinds_in(category) for kind in others)
    ]
    if not any(own in kinds_in(category) and mix.get(category, 0.0) > 0 for category in CATEGORIES):
        strange = []  # it is wanted as one of theirs
    return {own: mix[own], **{word: left * mix[word] for word in (*others, *strange)}}


def _masses(
    category: str,
    known: Mapping[str, int],
    shunned: frozenset[str],
    details: Iterable[str],
    chances: Mapping[str, float],
    lent: bool,
) -> dict[str, float]:
    """Kind → how often it is drawn: the style's, or those that are lent to it, that can have the
    details."""
    of_style = [kind for kind in kinds_in(category) if known.get(kind, 0) > 0]
    forged = [kind for kind in kinds_in(category) if kind in _FORGED]
    strange = [kind for kind in forged if kind not in of_style]
    if lent and strange:
        of_style = strange
    elif 0 < len(of_style) < FEW:
        of_style = forged
    kinds = [kind for kind in of_style if kind not in shunned]
    able = _able(category, tuple(details))
    return {kind: chances.get(kind, 1.0) for kind in kinds if able is None or kind in able}


@cache
def kinds_in(category: str) -> tuple[str, ...]:
    """Those that people look for in a category, of the Forge's and of packs."""
    return tuple(f"{KIND}{name}" for group in _GROUPS[category] for name in sorted(kinds_of(group)))


@cache
def _able(category: str, details: tuple[str, ...]) -> frozenset[str] | None:
    """The Forge's kinds that can have the details, or None where it does not know those words."""
    if not details:
        return None
    if not set(details) <= _FORGED:
        return frozenset()
    slots = frozenset((slot, value) for slot, _, value in (word.partition(":") for word in details))
    try:
        able = candidates(slots).get(category, ())
    except ValueError:  # there is nothing that has all of them
        return frozenset()
    return frozenset(f"{KIND}{kind.name}" for kind in able)
