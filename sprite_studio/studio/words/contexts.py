"""From the words people write to the words a model knows."""

from collections.abc import Mapping, Sequence

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
