"""From the words people write to the words a model knows, and the style of each sprite."""

import hashlib
from collections.abc import Mapping, Sequence

from sprite_studio.art.sprite import CATEGORIES
from sprite_studio.art.words import fold, unseen
from sprite_studio.plain_text import shortened
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.drawing import check_mix, check_weight, check_word
from sprite_studio.studio.words.known_words import known_words

_MARKS = frozenset("-+([{\"'=")
"""No word begins with one; a prompt may."""


def resolve_word(word: str, known: Sequence[str]) -> str:
    """The model's word for what was written: "side" → "side-facing", "red" → "colour:red".

    Raises JobError, naming the nearest known words.
    """
    words = known_words(tuple(known))
    if word in words:
        return word
    check_word(word)
    if (name := unseen(word)) is not None:
        raise JobError(f"{shortened(word)!r} holds {name}, which cannot be seen; take it out")
    if (mark := fold(word).strip()[:1]) in _MARKS:
        raise JobError(
            f"{shortened(word)!r} begins with {mark!r}, which only a prompt may; "
            "a mix weighs a word by a number: red=1.1, or red=-1 to turn away from it"
        )
    if (found := words.find(word)) is not None:
        return found
    offer = ", ".join(words.nearest(word) or words.all[:5])
    raise JobError(f"the model does not know the word {shortened(word)!r}; did you mean {offer}?")


def resolve_mix(mix: Mapping[str, float], known: Sequence[str]) -> dict[str, float]:
    """Every word resolved, weights checked, zeros left out. Raises JobError."""
    check_mix(mix)
    resolved: dict[str, float] = {}
    for word, weight in mix.items():
        name = resolve_word(word, known)
        resolved[name] = resolved.get(name, 0.0) + weight
        check_weight(name, resolved[name])
    return {word: weight for word, weight in resolved.items() if weight != 0}


def draw_styles(
    mix: Mapping[str, float], styles: Mapping[str, Mapping[str, int]], seeds: Sequence[int]
) -> tuple[dict[str, float], ...]:
    """Style word → weight for each sprite, drawn from its seed; none where the mix names one.

    With no style at all the network averages them all, and every sprite comes out soft. Each
    category has a style drawn for it, as often as that has subjects of the category, tempered by
    a square root; a blend of categories has a blend of their styles. The mix's other words leave
    only the styles that know them, as far as there are any: who asks for a hat gets the style of
    somebody who draws hats. A word of weight 0.3 has its way with 0.3 of the blend; so when a
    slider moves, the styles do not jump.

    Args:
        styles: style word → other words → training subjects, from the model's card.
        seeds: one a sprite.
    """
    if not styles or any(word.startswith("style:") for word in mix):
        return ({},) * len(seeds)
    told = {word for counts in styles.values() for word in counts}
    wanted = {word: weight for word, weight in mix.items() if weight > 0 and word in told}
    categories = {word: wanted.pop(word) for word in CATEGORIES if word in wanted}
    total = sum(categories.values())
    parts = [({word}, weight / max(1.0, total)) for word, weight in categories.items()]
    if total < 1:  # what no category claims is anybody's
        parts.append((told.intersection(CATEGORIES), 1 - total))
    layers = _layers(wanted)
    blended = [
        (_masses(styles, claimed, details), weight * share)
        for claimed, weight in parts
        for details, share in layers
    ]
    return tuple(_blend(blended, seed) for seed in seeds)


def _layers(wanted: Mapping[str, float]) -> list[tuple[tuple[str, ...], float]]:
    """The words in force and the share of the blend where they are: none, the weightiest, the two
    weightiest, …; the shares add up to one."""
    words = sorted(wanted, key=lambda word: (-wanted[word], word))
    weights = [1.0, *(min(1.0, wanted[word]) for word in words), 0.0]
    return [(tuple(words[:n]), weights[n] - weights[n + 1]) for n in range(len(words) + 1)]


def _masses(
    styles: Mapping[str, Mapping[str, int]], categories: set[str], details: tuple[str, ...]
) -> dict[str, float]:
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


def _blend(parts: Sequence[tuple[Mapping[str, float], float]], seed: int) -> dict[str, float]:
    blend: dict[str, float] = {}
    for masses, weight in parts:
        if weight > 0 and any(masses.values()):
            style = _pick(masses, seed)
            blend[style] = blend.get(style, 0.0) + weight
    return blend


def _pick(masses: Mapping[str, float], seed: int) -> str:
    # A hash of the seed, not a generator: the noise must stay the only user of its stream.
    digest = hashlib.sha256(f"style {seed}".encode()).digest()
    left = int.from_bytes(digest[:8]) / 2**64 * sum(masses.values())
    for style, mass in masses.items():
        left -= mass
        if left < 0:
            return style
    return next(style for style in reversed(list(masses)) if masses[style] > 0)
