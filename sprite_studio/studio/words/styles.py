"""The style of a drawing: which word is meant, which is the best, and what each sprite is told."""

from collections.abc import Collection, Mapping, Sequence

from sprite_studio.art.sprite import CATEGORIES
from sprite_studio.plain_text import shortened
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.drawing import BEST, MIXED, NONE
from sprite_studio.studio.jobs.recipes.recipe import Recipe, style_of
from sprite_studio.studio.words.known_words import known_words
from sprite_studio.studio.words.lots import blend, layers
from sprite_studio.studio.words.names import describe

SLOT = "style:"
"""With which every word for a style begins."""

FORGE_STYLE = "style:forge"

LENT = 0.1
"""Of the Forge's style beside a whole one that would copy its training sprites. Of a hundred side
views of a pack of eleven people six are copies without it, four with 0.04, one with 0.1 (none with
0.08, 0.15 and 0.25); the more it is, the less they are of their pack."""

NAMED = 30
"""Styles that an error lists, at most."""

Counts = Mapping[str, Mapping[str, int]]
"""Style word → other words → training subjects, from a model's card."""


def styles_in(words: Sequence[str]) -> tuple[str, ...]:
    """The words for styles among a model's words."""
    return tuple(word for word in words if word.startswith(SLOT))


def best_style(words: Sequence[str], counts: Counts) -> str:
    """The style in which a model draws best; `NONE` if it has none.

    The Forge's, whose subjects have no end: 85, 40, 60, 28 and 62 in 100 heroes, creatures, food,
    items and side views would be put into a game, against 31, 14, 50, 31 and 25 in a style a
    sprite. A network that never saw it has the style with the most subjects.
    """
    known = styles_in(words)
    if FORGE_STYLE in known:
        return FORGE_STYLE
    return max(known, key=lambda style: _subjects(counts.get(style, {})), default=NONE)


def _subjects(counts: Mapping[str, int]) -> int:
    return sum(counts.get(category, 0) for category in CATEGORIES)


def knows_style(written: str, known: Sequence[str]) -> bool:
    """Whether `find_style` finds it."""
    styles = styles_in(known)
    return written in (BEST, MIXED, NONE) or known_words(styles).find(written) is not None


def find_style(written: str, known: Sequence[str]) -> str:
    """The word for a style that people may write by its name ("Tiny dungeon"), as its pack is
    called ("tiny-creatures-dungeon"), or whole; `BEST`, `MIXED` and `NONE` stay what they are.

    Args: known: the model's words, taught ones too.

    Raises JobError, naming the nearest and the styles that there are.
    """
    if written in (BEST, MIXED, NONE):
        return written
    styles = styles_in(known)
    if not styles:
        raise JobError(
            f"this model has no styles, so it cannot draw in {shortened(written)!r}; leave the "
            "style out"
        )
    words = known_words(styles)
    if (found := words.find(written)) is not None:
        return found
    near = [name_of(words.find(offer) or offer) for offer in words.nearest(written)]
    offer = f"did you mean {' or '.join(dict.fromkeys(near))}? " if near else ""
    names = ", ".join(map(name_of, styles[:NAMED])) + (" …" if len(styles) > NAMED else "")
    raise JobError(f"there is no style {shortened(written)!r}; {offer}There are: {names}")


def name_of(style: str) -> str:
    """For people: "style:tiny-creatures-dungeon" → "Tiny dungeon"; "mixed" stays "mixed"."""
    return describe(style).name


def told_of(recipe: Recipe) -> str:
    """The names of the styles that a drawing's sprites were told, in words; "" where an edit does
    not say."""
    style = style_of(recipe)
    if style is not None:
        return name_of(style)
    return " + ".join(name_of(word) for word in styles_in(tuple(recipe.drawing.mix)))


def told_styles(
    style: str,
    mix: Mapping[str, float],
    seeds: Sequence[int],
    best: str,
    counts: Counts,
    taught: Sequence[str] = (),
) -> tuple[dict[str, float], ...]:
    """Style word → weight that each sprite is told beside its mix. A mix that names a style is a
    mix of styles on purpose, to which nothing is added.

    Args:
        style: one of the model's words for a style, `BEST`, `MIXED` or `NONE`.
        seeds: one a sprite.
        best: as `best_style` finds it.
        counts: as of `draw_styles`.
        taught: words that were learned without a style, and are drawn without unless one is named.
    """
    plain = style == NONE or any(word.startswith(SLOT) for word in mix)
    if plain or (style in (BEST, MIXED) and any(word in taught for word in mix)):
        return ({},) * len(seeds)
    if style == MIXED:
        return draw_styles(mix, counts, seeds)
    told = best if style == BEST else style
    return ({} if told == NONE else {told: 1.0},) * len(seeds)


def leading_style(mix: Mapping[str, float], told: Mapping[str, float]) -> tuple[str, float]:
    """The style that has most weight in a sprite's mix and in what it is told beside, and that;
    "" and 0 where it has none."""
    words = {**told, **{word: weight for word, weight in mix.items() if weight > 0}}
    styles = {word: weight for word, weight in words.items() if word.startswith(SLOT)}
    style = max(styles, key=lambda word: (styles[word], word), default="")
    return style, styles.get(style, 0.0)


def lent_style(
    mix: Mapping[str, float], told: Mapping[str, float], lent: Mapping[str, Collection[str]]
) -> dict[str, float]:
    """What a sprite is told of the Forge's style besides, as far as its own copies: whose shapes
    are few has others'.

    Args:
        mix: resolved; told: styles, beside it.
        lent: style word → categories in which it repeats its training sprites, from the card.
    """
    style, whole = leading_style(mix, told)
    categories = {word: mix[word] for word in CATEGORIES if mix.get(word, 0.0) > 0}
    share = sum(categories.get(word, 0.0) for word in lent.get(style, ()))
    if not share:
        return {}
    wanted = LENT * whole * min(1.0, share) * share / sum(categories.values())
    left = wanted - max(mix.get(FORGE_STYLE, 0.0), told.get(FORGE_STYLE, 0.0), 0.0)
    return {FORGE_STYLE: left} if left > 0 else {}


def draw_styles(
    mix: Mapping[str, float], styles: Counts, seeds: Sequence[int]
) -> tuple[dict[str, float], ...]:
    """Style word → weight for each sprite, drawn from its seed; none where the mix names one.

    Each category has a style drawn for it, as often as that has subjects of the category,
    tempered by a square root; a blend of categories has a blend of their styles. The mix's other
    words leave only the styles that know them, as far as there are any: who asks for a hat gets
    the style of somebody who draws hats. A word of weight 0.3 has its way with 0.3 of the blend;
    so when a slider moves, the styles do not jump.

    Args:
        styles: style word → other words → training subjects, from the model's card.
        seeds: one a sprite.
    """
    if not styles or any(word.startswith(SLOT) for word in mix):
        return ({},) * len(seeds)
    told = {word for counts in styles.values() for word in counts}
    wanted = {word: weight for word, weight in mix.items() if weight > 0 and word in told}
    categories = {word: wanted.pop(word) for word in CATEGORIES if word in wanted}
    total = sum(categories.values())
    parts = [({word}, weight / max(1.0, total)) for word, weight in categories.items()]
    if total < 1:  # what no category claims is anybody's
        parts.append((told.intersection(CATEGORIES), 1 - total))
    blended = [
        (_masses(styles, claimed, details), weight * share)
        for claimed, weight in parts
        for details, share in layers(wanted)
    ]
    return tuple(blend(blended, f"style {seed}") for seed in seeds)


def _masses(styles: Counts, categories: set[str], details: tuple[str, ...]) -> dict[str, float]:
    """Style → how often it is drawn, of those that know the details, or as many as any knows."""
    masses = {
        style: max(0, sum(styles[style].get(category, 0) for category in categories)) ** 0.5
        for style in sorted(styles)
    }
    for word in details:
        knowing = {
            style: mass if styles[style].get(word, 0) > 0 else 0.0 for style, mass in masses.items()
        }
        if any(knowing.values()):
            masses = knowing
    return masses
