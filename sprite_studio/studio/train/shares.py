"""How often each training sprite is drawn: roots temper what a set has too much of.

Equal shares for all categories would show each food hundreds of times, and it would be learned by
heart; shares as they come would teach mostly swords.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence

from sprite_studio.art.sprite import Sprite

WEAPONS = frozenset(
    f"kind:{word}"
    for line in """
    arrow axe bow broadsword cleaver crossbow dagger hammer katana mace pickaxe rapier scimitar
    sickle spear staff sword trident wand
    """.splitlines()
    for word in line.split()
)
"""One kind where shares are balanced: packs of weapons would make swords of all items."""

MANY = 16
"""Subjects of one kind; those above it add to its share by their root only."""


def shares(
    sprites: Sequence[Sprite],
    sources: Sequence[int],
    weights: Sequence[float | None],
    by_kind: bool,
) -> tuple[float, ...]:
    """One a sprite, relative to the others.

    Args:
        sources: one a sprite, where it is from.
        weights: of the sources; None for all where they are pooled.
        by_kind: whether a kind may crowd out the others of its category. Runs that began with
            version 0.1.0 let it, and go on so.
    """
    frames = Counter(sprite.subject for sprite in sprites)
    kinds = _kind_shares(sprites) if by_kind else {}
    # Two spellings of one number, to the last bit: a run is known by its shares.
    by_subject = {
        subject: kinds[subject] * count**-0.5 if by_kind else count**0.5 / count
        for subject, count in frames.items()
    }
    subjects: dict[str, set[str]] = defaultdict(set)
    for sprite in sprites:
        subjects[sprite.category or ""].add(sprite.subject)
    mass: Counter[str] = Counter()
    for sprite in sprites:
        mass[sprite.category or ""] += by_subject[sprite.subject]
    found = [
        by_subject[s.subject] * len(subjects[s.category or ""]) ** 0.25 / mass[s.category or ""]
        for s in sprites
    ]
    if weights[0] is not None:
        total: Counter[int] = Counter()
        for source, share in zip(sources, found, strict=True):
            total[source] += share
        found = [
            share / total[source] * (weights[source] or 0)
            for source, share in zip(sources, found, strict=True)
        ]
    return tuple(found)


def _kind_shares(sprites: Sequence[Sprite]) -> dict[str, float]:
    """Subject → its share, so that no kind crowds out the others of its category."""
    kinds = {sprite.subject: _kind(sprite) for sprite in sprites}
    sizes = Counter(kind for kind in kinds.values() if kind)
    return {
        subject: min(1.0, (MANY / sizes[kind]) ** 0.5) if kind else 1.0
        for subject, kind in kinds.items()
    }


def _kind(sprite: Sprite) -> str:
    kinds = [word for word in sprite.words if word.startswith("kind:")]
    if WEAPONS.intersection(kinds):
        return "weapon"
    return kinds[0] if kinds else ""
