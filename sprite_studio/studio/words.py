"""From the words people write to the words a model knows, and the style of each sprite."""

import difflib
import hashlib
import math
from collections.abc import Mapping, Sequence

from sprite_studio.art.sprite import category_word
from sprite_studio.studio.jobs import JobError

MAX_WEIGHT = 10.0


def resolve_word(word: str, known: Sequence[str]) -> str:
    """The model's word for what was written: "side" → "side-facing", "red" → "colour:red".

    Raises JobError, naming the nearest known words.
    """
    wanted = word.strip().lower()
    category = category_word(wanted)
    for candidate in (wanted, category):
        if candidate is not None and candidate in known:
            return candidate
    # A slot may be left out: whatever stands after the colon is enough if it is only one word.
    slotted = [full for full in known if full.partition(":")[2] == wanted]
    if slotted:
        return slotted[0]
    short = {full.partition(":")[2] or full: full for full in known}
    near = difflib.get_close_matches(wanted, [*known, *short], n=3, cutoff=0.5)
    offer = ", ".join(dict.fromkeys(near)) or ", ".join(known[:5])
    raise JobError(f"the model does not know the word {word!r}; did you mean {offer}?")


def resolve_mix(mix: Mapping[str, float], known: Sequence[str]) -> dict[str, float]:
    """Every word resolved, weights checked, zeros left out. Raises JobError."""
    resolved: dict[str, float] = {}
    for word, weight in mix.items():
        if not math.isfinite(weight) or abs(weight) > MAX_WEIGHT:
            raise JobError(
                f"the weight of {word!r} must lie between -{MAX_WEIGHT:g} and {MAX_WEIGHT:g}"
            )
        name = resolve_word(word, known)
        resolved[name] = resolved.get(name, 0.0) + weight
    return {word: weight for word, weight in resolved.items() if weight != 0}


def draw_styles(
    mix: Mapping[str, float], styles: Mapping[str, Mapping[str, int]], seeds: Sequence[int]
) -> tuple[dict[str, float], ...]:
    """Style word → weight for each sprite, drawn from its seed; none where the mix names one.

    With no style at all the network averages them all, and every sprite comes out soft. Each
    category has a style drawn for it, as often as that has subjects of the category, tempered by
    a square root; a blend of categories has a blend of their styles. So when a slider moves, the
    styles do not jump.

    Args:
        styles: style word → category → training subjects, from the model's card.
        seeds: one a sprite.
    """
    if not styles or any(word.startswith("style:") for word in mix):
        return ({},) * len(seeds)
    told = {category for counts in styles.values() for category in counts}
    wanted = {word: weight for word, weight in mix.items() if weight > 0 and word in told}
    total = sum(wanted.values())
    parts = [(_masses(styles, {word}), weight / max(1.0, total)) for word, weight in wanted.items()]
    if total < 1:  # what no category claims is anybody's
        parts.append((_masses(styles, told), 1 - total))
    return tuple(_blend(parts, seed) for seed in seeds)


def _masses(styles: Mapping[str, Mapping[str, int]], categories: set[str]) -> dict[str, float]:
    return {
        style: max(0, sum(styles[style].get(category, 0) for category in categories)) ** 0.5
        for style in sorted(styles)
    }


def _blend(parts: Sequence[tuple[Mapping[str, float], float]], seed: int) -> dict[str, float]:
    blend: dict[str, float] = {}
    for masses, weight in parts:
        if any(masses.values()):
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
