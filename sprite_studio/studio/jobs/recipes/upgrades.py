"""Recipes of earlier formats, made into what is read today: they draw what they drew."""

import msgspec

from sprite_studio.studio.jobs.drawing import MAX_COUNT, MIXED

FORMAT = 8
"""1 had a single style a sprite, as text; 2 knew no edits; 3 no seeds of one's own; 4 no parts of a
way and no lessons; 5 had no `drawing`, and its seeds counted modulo 2³²; 6 had no style of a whole
drawing: every sprite was drawn in one of its own; 7 no characters that walk."""

_IN_DRAWING = (
    *("mix", "seed", "seeds", "count", "sampler", "steps", "eta", "guidance", "guidance_interval"),
    *("model", "colours", "palette", "palette_inside", "symmetric"),
)


def upgraded(raw: dict[str, object], written: int) -> dict[str, object]:
    """A recipe as it was decoded. Raises ValueError, TypeError or a msgspec error for what was
    none. Args: written: its format, at most today's."""
    if written < 6:
        raw = _from_flat(raw)
    return _with_styles_mixed(raw) if written < 7 else raw


def _from_flat(raw: dict[str, object], may_fork: bool = True) -> dict[str, object]:
    """Formats 1 to 5, which held a drawing's fields among their own.

    Args: may_fork: whether an edit may hold a recipe, which itself may not.
    """
    drawing = {name: raw[name] for name in _IN_DRAWING if name in raw}
    drawing["colours"] = drawing.get("colours") or 0
    drawing |= _counted_in_32_bits(drawing)
    kept = {name: value for name, value in raw.items() if name not in _IN_DRAWING}
    styles = raw.get("styles")
    if raw.get("format") == 1:
        names = msgspec.convert(styles, tuple[str, ...])
        styles = [{style: 1.0} if style else {} for style in names]
    edit = raw.get("edit")
    if isinstance(edit, dict):
        edit = _edit_from_flat(msgspec.convert(edit, dict[str, object]), may_fork)
    return {**kept, "drawing": drawing, "styles": styles, "edit": edit}


AS_ONCE = {"style": MIXED, "varied": False, "candidates": 1}
"""How every drawing was made before there were words for it."""


def _with_styles_mixed(raw: dict[str, object]) -> dict[str, object]:
    """Formats 1 to 6, also of the sprite that a fork began at."""
    drawing = msgspec.convert(raw.get("drawing"), dict[str, object]) | AS_ONCE
    edit = raw.get("edit")
    if isinstance(edit, dict) and "recipe" in edit:
        recipe = msgspec.convert(edit["recipe"], dict[str, object])
        drawn = msgspec.convert(recipe.get("drawing"), dict[str, object]) | AS_ONCE
        edit = {**edit, "recipe": {**recipe, "drawing": drawn, "format": FORMAT}}
    return {**raw, "drawing": drawing, "edit": edit, "format": FORMAT}


def _edit_from_flat(edit: dict[str, object], may_fork: bool) -> dict[str, object]:
    changed: dict[str, object] = {
        name: seed % 2**32
        for name in ("seed", "start", "stop")
        if isinstance(seed := edit.get(name), int)
    }
    recipe = edit.get("recipe")
    if recipe is not None:
        if not may_fork:
            raise ValueError("a fork begins at a sprite that was drawn")
        changed["recipe"] = _from_flat(msgspec.convert(recipe, dict[str, object]), may_fork=False)
    return edit | changed


def _counted_in_32_bits(drawing: dict[str, object]) -> dict[str, object]:
    """Noise once came from a seed's lower 32 bits alone: the seeds that draw the same today."""
    seed, count = (msgspec.convert(drawing.get(name), int) for name in ("seed", "count"))
    seeds = msgspec.convert(drawing.get("seeds", ()), tuple[int, ...])
    if seeds:
        return {"seed": seed % 2**32, "seeds": tuple(one % 2**32 for one in seeds)}
    first = seed % 2**32
    if not 1 <= count <= MAX_COUNT or first + count <= 2**32:
        return {"seed": first}
    return {"seed": first, "seeds": tuple((first + i) % 2**32 for i in range(count))}
