"""Where drawn sprites come from, for CREDITS.txt."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from sprite_studio.art.export.credits import Origin
from sprite_studio.studio.export.model_credits import ModelCredits
from sprite_studio.studio.jobs.recipes.recipe import Cast, Painted, Recipe, to_json
from sprite_studio.studio.words.styles import SLOT, name_of

HASH_DIGITS = 16


def origin_of(recipe: Recipe, learned: ModelCredits) -> Origin:
    """Of all sprites of a recipe; no model drew what was painted on somebody's own picture. Args:
    learned: what its model learned from."""
    if isinstance(recipe.edit, Painted) and recipe.edit.recipe is None:
        return Origin(sprites=recipe.drawing.count)
    told = hashlib.sha256(to_json(recipe).encode()).hexdigest()[:HASH_DIGITS]
    return Origin(
        model=recipe.drawing.model,
        model_hash=recipe.model_hash,
        packs=learned.sources,
        is_public_domain=learned.is_public_domain,
        recipes=(told,),
        sprites=recipe.tiles,
        frames=recipe.tiles if isinstance(recipe.edit, Cast) else 0,
        taught=tuple(map(told_name, recipe.lessons)),
    )


def told_name(word: str) -> str:
    """A taught word for people: "style:monsters" is the style “monsters”."""
    return f"the style “{name_of(word)}”" if word.startswith(SLOT) else f"the word “{word}”"


def merged(origins: Sequence[Origin]) -> tuple[Origin, ...]:
    """One for each model, with all its recipes."""
    by_model: dict[tuple[str, str], Origin] = {}
    for origin in origins:
        key = (origin.model, origin.model_hash)
        known = by_model.get(key)
        if known is not None:
            recipes = tuple(dict.fromkeys((*known.recipes, *origin.recipes)))
            taught = tuple(dict.fromkeys((*known.taught, *origin.taught)))
            origin = replace(
                known,
                recipes=recipes,
                taught=taught,
                sprites=known.sprites + origin.sprites,
                redrawn=known.redrawn + origin.redrawn,
                frames=known.frames + origin.frames,
                redrawn_frames=known.redrawn_frames + origin.redrawn_frames,
            )
        by_model[key] = origin
    return tuple(by_model.values())
