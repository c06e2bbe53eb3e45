"""What made a picture: written into every exported PNG, read back from any.

Two text chunks: `parameters`, in the form that image tools share, for people; `sprite_studio`,
JSON, with all that is needed to draw it again. No date, no path, no timing: the same recipe
gives the same file.

A picture may be a stranger's. Every field has bounds, checked where a recipe is read; nothing that
it names is opened.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

import msgspec

import sprite_studio
from sprite_studio.art.image_file import read_embedded_text
from sprite_studio.art.sheet import Layout
from sprite_studio.art.sprite import SIZE
from sprite_studio.art.walk.character import FRAMES, VIEWS, View
from sprite_studio.errors import UserError
from sprite_studio.plain_text import shown
from sprite_studio.studio.jobs.drawing import (
    BEST,
    MAX_COUNT,
    MAX_WORDS,
    MIXED,
    NONE,
    Drawing,
    Mix,
    Seed,
    Word,
)
from sprite_studio.studio.jobs.recipes.upgrades import FORMAT, upgraded

MAX_TEXT = 4_000_000
"""Characters. The recipe of a largest batch, each sprite in a blend of styles, has a million."""

PARAMETERS_KEY = "parameters"
RECIPE_KEY = "sprite_studio"

Tile: TypeAlias = Annotated[
    bytes, msgspec.Meta(min_length=SIZE * SIZE * 4, max_length=SIZE * SIZE * 4)
]
"""16×16 straight RGBA, row by row."""

Mask: TypeAlias = Annotated[bytes, msgspec.Meta(min_length=SIZE * SIZE, max_length=SIZE * SIZE)]
WalkTiles: TypeAlias = Annotated[
    bytes,
    msgspec.Meta(min_length=FRAMES * SIZE * SIZE * 4, max_length=FRAMES * SIZE * SIZE * 4),
]
WhichFrames: TypeAlias = Annotated[bytes, msgspec.Meta(min_length=FRAMES, max_length=FRAMES)]
Share: TypeAlias = Annotated[float, msgspec.Meta(ge=0, le=1)]
ShortText: TypeAlias = Annotated[str, msgspec.Meta(max_length=100)]


class RecipeError(UserError):
    """A picture holds no recipe that can be read."""


class Vary(msgspec.Struct, frozen=True, tag=True):
    """Noise a sprite and clean it again. Attributes: sprite: its tile; strength: 0 to 1, from a
    touch-up to a new sprite."""

    sprite: Tile
    strength: Share


class Inpaint(msgspec.Struct, frozen=True, tag=True):
    """Draw a part anew. Attributes: sprite: its tile; mask: a byte a pixel, row by row, 1 where to
    draw and 0 where everything stays byte for byte."""

    sprite: Tile
    mask: Mask


class Redress(msgspec.Struct, frozen=True, tag=True):
    """Keep the noise, change the words. Attributes: sprite: its tile; was: the mix that describes
    it now; the mix beside the edit is what it becomes."""

    sprite: Tile
    was: Mix


class Near(msgspec.Struct, frozen=True, tag=True):
    """More like a sprite. Attributes: seed: of a drawn one, or the tile of any other, whose noise
    is looked for; spread: 0 to 1, how far from its noise."""

    seed: Seed | Tile
    spread: Share


class Interpolate(msgspec.Struct, frozen=True, tag=True):
    """A way from one to the other, ends included: as many frames as there are results.

    Attributes:
        start, stop: tiles, or the seeds of drawn sprites.
        stop_mix: words at the end; the mix beside the edit is those of the start.
        parts: how far on the way each frame lies, 0 to 1; empty where they are equally far apart.
    """

    start: Tile | Seed
    stop: Tile | Seed
    stop_mix: Mix
    parts: Annotated[tuple[Share, ...], msgspec.Meta(max_length=MAX_COUNT)] = ()

    def parts_of(self, count: int) -> tuple[float, ...]:
        """How far on the way each of `count` frames lies."""
        return self.parts or tuple(i / max(1, count - 1) for i in range(count))

    def of_frames(self, numbers: Sequence[int], count: int) -> "Interpolate":
        """The way that has some of the `count` frames of this one, each where it lies."""
        parts = self.parts_of(count)
        return msgspec.structs.replace(self, parts=tuple(parts[i] for i in numbers))


ForkSampler: TypeAlias = Literal["ddpm", "ddpm-no-noise", "ddim", "dpm++"]


class Fork(msgspec.Struct, frozen=True, tag=True):
    """Leave the way of a drawn sprite at one of its steps, and go on with other words and seeds.

    Attributes:
        recipe: of one sprite.
        step: how many of its steps are taken as they were, from none to all but one.
        painted: the tile that the network is to believe it saw there, noised again to that
            level; or None to go on from the noise as it was.
        sampler: by which it goes on. Only DDPM's extra noise differs from seed to seed.
    """

    recipe: "Recipe"
    step: Annotated[int, msgspec.Meta(ge=0)]
    painted: Tile | None = None
    sampler: ForkSampler = "ddpm"


Edit: TypeAlias = Vary | Inpaint | Redress | Near | Interpolate | Fork
"""What a network made of a sprite that was there before."""


class Painted(msgspec.Struct, frozen=True, tag=True):
    """What a hand made of it: painted, flipped, or put together of several.

    Attributes:
        sprite: the original, its tile.
        painted: what became of it.
        recipe: of the original by itself, or None where nobody knows how it was made.
    """

    sprite: Tile
    painted: Tile
    recipe: "Recipe | None" = None


class Cast(msgspec.Struct, frozen=True, tag=True):
    """Characters that walk: twelve frames each, drawn together.

    Attributes:
        frames: what was there of all of them, its twelve tiles view by view; None where words
            alone were the beginning.
        given: a byte a frame, 1 where it is there and stays byte for byte.
        strength: how far the others may go from what `frames` shows of them; 1 draws them anew.
        before: what all were before given ones were changed, which the others follow; they keep
            what the change has nothing to do with. None where nobody changed any.
        mirror: whether right is left turned round; None where they nearly are.
        order: of the views on a sheet, from its top.
        temperature: of the noise that characters begin with: below 1 they are plainer and more
            alike.
    """

    frames: WalkTiles | None = None
    given: WhichFrames = bytes(FRAMES)
    strength: Share = 1.0
    mirror: bool | None = None
    order: tuple[View, View, View, View] = VIEWS
    temperature: Share = 1.0
    before: WalkTiles | None = None


class Recipe(msgspec.Struct, frozen=True, kw_only=True):
    """All that a drawing depends on.

    Attributes:
        version: of Sprite Studio.
        model_hash: the fingerprint of the exact weights.
        drawing: how, with every choice made: its words are the model's, its steps are a number.
        lessons: taught word of the mix, or of the edit's → fingerprint of what it was taught to be.
        styles: one a sprite, the words that it was told beside the mix, and their weights: its
            style, and its kind; of an edit none are listed: they follow from it, the drawing and
            the model.
        edit: how another sprite was changed, or None where noise alone was the beginning; of what
            was painted the rest tells how the original was drawn, if it was. Of characters that
            walk `drawing` counts characters, and `styles` has one for each.
        layout: of the sheet, or None for sprites by themselves.
    """

    version: ShortText
    model_hash: ShortText
    drawing: Drawing
    lessons: Annotated[dict[Word, ShortText], msgspec.Meta(max_length=MAX_WORDS)] = {}
    styles: Annotated[tuple[Mix, ...], msgspec.Meta(max_length=MAX_COUNT)]
    edit: Edit | Painted | Cast | None = None
    layout: Layout | None = None
    format: int = FORMAT

    @property
    def tiles(self) -> int:
        """How many sprites its sheet has."""
        return self.drawing.count * (FRAMES if isinstance(self.edit, Cast) else 1)

    def of_sprites(self, numbers: Sequence[int]) -> "Recipe":
        """The recipe of some sprites of a batch, at least one, by themselves."""
        edit = self.edit
        if isinstance(edit, Interpolate):
            edit = edit.of_frames(numbers, self.drawing.count)
        seeds = tuple(self.drawing.sprite_seeds[i] for i in numbers)
        in_line = seeds == tuple(range(seeds[0], seeds[0] + len(seeds)))
        drawing = msgspec.structs.replace(
            self.drawing,
            seed=seeds[0],
            count=len(seeds),
            seeds=() if in_line else seeds,
            candidates=1,  # they were chosen, or drawn without a choice
        )
        return msgspec.structs.replace(
            self,
            drawing=drawing,
            styles=tuple(style for i in numbers for style in self.styles[i : i + 1]),
            edit=edit,
            layout=None,
        )

    def of_sprite(self, index: int) -> "Recipe":
        """The recipe of one sprite of a batch by itself. A word of the mix that it was told
        otherwise, as the kinds that sprites take in turn, is in its mix as it was told."""
        alone = self.of_sprites([index])
        told = alone.styles[0] if alone.styles else {}
        if not told.keys() & alone.drawing.mix.keys():
            return alone
        mix = {word: told.get(word, weight) for word, weight in alone.drawing.mix.items()}
        return msgspec.structs.replace(
            alone,
            drawing=msgspec.structs.replace(
                alone.drawing, mix={word: weight for word, weight in mix.items() if weight}
            ),
            styles=({word: weight for word, weight in told.items() if word not in mix},),
        )


def to_json(recipe: Recipe) -> str:
    """One line of JSON."""
    return msgspec.json.encode(recipe).decode()


def from_json(text: str) -> Recipe:
    """Raises RecipeError on anything that is not a recipe of this format or an earlier one."""
    if len(text) > MAX_TEXT:
        raise RecipeError(f"the recipe has {len(text)} characters; {MAX_TEXT} is the most")
    try:
        raw = msgspec.json.decode(text, type=dict[str, object])
        written = raw.get("format")
        if isinstance(written, int) and written > FORMAT:
            raise RecipeError("the recipe was written by a newer Sprite Studio; update to read it")
        if isinstance(written, int):
            raw = upgraded(raw, written)
        recipe = msgspec.convert(raw, Recipe)
    except (msgspec.DecodeError, ValueError, TypeError, RecursionError) as error:
        raise RecipeError(f"the recipe cannot be read: {error}") from error
    _check_origins(recipe)
    return _as_now(recipe)


def _as_now(recipe: Recipe) -> Recipe:
    """Of this format, and what it began with, too."""
    edit = recipe.edit
    if isinstance(edit, Fork | Painted) and edit.recipe is not None:
        edit = msgspec.structs.replace(edit, recipe=_as_now(edit.recipe))
    return msgspec.structs.replace(recipe, edit=edit, format=FORMAT)


def _check_origins(recipe: Recipe) -> None:
    """Raises RecipeError where it, or a recipe inside it, is none that is ever written."""
    drawing = recipe.drawing
    if drawing.seeds and len(drawing.seeds) != drawing.count:
        raise RecipeError("the recipe is damaged: it does not name a seed for each sprite")
    match recipe.edit:
        case Fork(recipe=origin):
            if origin.edit is not None:
                raise RecipeError("the recipe is damaged: a fork begins at a sprite that was drawn")
            _check_origins(origin)
        case Painted(recipe=Recipe() as origin):
            if isinstance(origin.edit, Painted) or origin.drawing.count != 1:
                raise RecipeError("the recipe is damaged: what was painted has one original")
            _check_origins(origin)
        case Cast(order=order) if len(set(order)) != len(VIEWS):
            raise RecipeError("the recipe is damaged: a view of the character is named twice")


def painted_recipe(sprite: bytes, recipe: Recipe | None, painted: bytes) -> Recipe:
    """Of what a hand made of a sprite. What was painted before keeps its first original.

    Args: sprite, painted: tiles; recipe: of the sprite by itself, or None where nobody knows it.
    """
    if recipe is not None and isinstance(recipe.edit, Painted):
        sprite, recipe = recipe.edit.sprite, recipe.edit.recipe
    return Recipe(
        version=sprite_studio.__version__,
        model_hash="" if recipe is None else recipe.model_hash,
        drawing=Drawing(count=1) if recipe is None else recipe.drawing,
        styles=({},),
        edit=Painted(sprite, painted, recipe),
    )


def to_parameters(recipe: Recipe) -> str:
    """The form that image tools share: prompt, negative prompt, then one line of settings."""

    def prompt(mix: dict[str, float]) -> str:
        return ", ".join(w if v == 1 else f"({w}:{v:g})" for w, v in mix.items())

    drawing = recipe.drawing
    wanted = {word: weight for word, weight in drawing.mix.items() if weight > 0}
    unwanted = {word: -weight for word, weight in drawing.mix.items() if weight < 0}
    settings = (
        f"Steps: {drawing.steps_taken}, Sampler: {drawing.sampler.upper()}, "
        f"CFG scale: {drawing.guidance:g}, Seed: {drawing.seed}, Size: 16x16, "
        f"Model hash: {recipe.model_hash}, Model: {drawing.model}"
    )
    if (style := style_of(recipe)) is not None:
        settings += f", Style: {style.removeprefix('style:')}"
    if recipe.edit is not None:
        settings += f", Edit: {type(recipe.edit).__name__}"
    lines = [prompt(wanted)]
    if unwanted:
        lines.append(f"Negative prompt: {prompt(unwanted)}")
    return "\n".join([*lines, settings])


def style_of(recipe: Recipe) -> str | None:
    """The style that all sprites were told beside the mix, whatever it was lent: one of the model's
    words, `MIXED` or `NONE`; None where the mix names styles itself, or an edit does not say."""
    if any(word.startswith("style:") for word in recipe.drawing.mix):
        return None
    styles = [{w: v for w, v in told.items() if w.startswith("style:")} for told in recipe.styles]
    if any(styles):
        whole = {tuple(word for word, weight in blend.items() if weight == 1) for blend in styles}
        return next(iter(whole))[0] if len(whole) == 1 and len(next(iter(whole))) == 1 else MIXED
    style = recipe.drawing.style
    if recipe.edit is not None:
        return None if style == BEST else style
    return NONE


def to_chunks(recipe: Recipe) -> dict[str, str]:
    """The two text chunks, by their keywords."""
    return {PARAMETERS_KEY: to_parameters(recipe), RECIPE_KEY: to_json(recipe)}


def read_recipe(path: Path) -> Recipe:
    """The recipe in a PNG. Raises ImageError if it is no picture, RecipeError if it has none."""
    text = read_embedded_text(path, RECIPE_KEY)
    if text is None:
        raise RecipeError(
            f"{shown(path)} holds no recipe: it was not made here, or it was stripped"
        )
    return from_json(text)
