"""What people wear and hold where the words leave it open: as the Forge would dress them.

Asked for a knight and no more, the network draws what lies between all knights, in no colour
clearly. Told what one of them wears, from head to foot, it draws that one.
"""

from collections.abc import Collection, Mapping

from sprite_studio.art.forge.characters import described
from sprite_studio.art.sprite import CATEGORIES
from sprite_studio.studio.words.kinds import PURE
from sprite_studio.studio.words.lots import layers
from sprite_studio.studio.words.styles import FORGE_STYLE, SLOT

PEOPLE = ("hero", "side-facing")
"""Categories whose kinds are dressed."""

_CLOTHES_COLOURS, _HAIR = ("hat-colour:", "shirt-colour:"), ("hair:", "hair-colour:")


def told_details(mix: Mapping[str, float], known: Collection[str], seed: int) -> dict[str, float]:
    """Word → weight of what a person in the Forge's style wears and holds, beside its mix.

    All that the mix says of it comes true; as in `told_kinds` a word of weight 0.3 has its way with
    0.3 of the blend, and clothes fade as another category joins the people's.

    Args:
        mix: with the style and the kind that it was told.
        known: words that the model knows.
        seed: the sprite's.
    """
    wanted = {word: weight for word, weight in mix.items() if weight > 0}
    total = sum(wanted.get(category, 0.0) for category in CATEGORIES)
    people = sum(wanted.get(category, 0.0) for category in PEOPLE)
    style = min(1.0, wanted.get(FORGE_STYLE, 0.0))
    if not people or not style:
        return {}
    share = style * min(1.0, people) * (people / total) ** PURE
    told: dict[str, float] = {}
    said = {w: v for w, v in wanted.items() if w not in CATEGORIES and not w.startswith(SLOT)}
    for words, part in layers(said):
        if part > 0:
            # A third colour at the head makes a network lose one of those that were asked for.
            left_out = _HAIR if any(word.startswith(_CLOTHES_COLOURS) for word in words) else ()
            for word in _described(seed, words):
                if word in known and word not in mix and not word.startswith(left_out):
                    told[word] = told.get(word, 0.0) + part * share
    return told


def _described(seed: int, words: tuple[str, ...]) -> tuple[str, ...]:
    """Somebody who has all of them; or, where nobody has a colour from head to foot, a shirt of
    that colour; nobody where a word is none of the Forge's."""
    of_all_sides = [word for word in words if not word.startswith(("facing:", "pose:"))]
    in_a_shirt = [
        word.replace("colour:", "shirt-colour:", 1) if word.startswith("colour:") else word
        for word in of_all_sides
    ]
    for asked in (of_all_sides, in_a_shirt):
        try:
            return described(seed, asked)
        except ValueError:
            pass
    return ()
