"""What made a picture: written into every exported PNG, read back from any.

Two text chunks: `parameters`, in the form that image tools share, for people; `sprite_studio`,
JSON, with all that is needed to draw it again. No date, no path, no timing: the same recipe
gives the same file.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TypeAlias

import msgspec
from PIL.PngImagePlugin import PngInfo

from sprite_studio.art.image_file import open_image
from sprite_studio.errors import UserError

FORMAT = 5
"""1 had a single style a sprite, as text; 2 knew no edits; 3 no seeds of one's own; 4 no parts of a
way and no lessons."""

PARAMETERS_KEY = "parameters"
RECIPE_KEY = "sprite_studio"


class RecipeError(UserError):
    """A picture holds no recipe that can be read."""


class Layout(msgspec.Struct, frozen=True):
    """How sprites were laid out on the sheet; `background` is RGBA."""

    columns: int = 1
    scale: int = 1
    padding: int = 0
    background: tuple[int, int, int, int] = (0, 0, 0, 0)


class Vary(msgspec.Struct, frozen=True, tag=True):
    """Noise a sprite and clean it again. Attributes: sprite: its tile; strength: 0 to 1, from a
    touch-up to a new sprite."""

    sprite: bytes
    strength: float


class Inpaint(msgspec.Struct, frozen=True, tag=True):
    """Draw a part anew. Attributes: sprite: its tile; mask: a byte a pixel, row by row, 1 where to
    draw and 0 where everything stays byte for byte."""

    sprite: bytes
    mask: bytes


class Redress(msgspec.Struct, frozen=True, tag=True):
    """Keep the noise, change the words. Attributes: sprite: its tile; was: the mix that describes
    it now; the mix beside the edit is what it becomes."""

    sprite: bytes
    was: dict[str, float]


class Near(msgspec.Struct, frozen=True, tag=True):
    """More like the sprite that a seed draws. Attributes: seed; spread: 0 to 1, how far from its
    noise."""

    seed: int
    spread: float


class Interpolate(msgspec.Struct, frozen=True, tag=True):
    """A way from one to the other, ends included: as many frames as there are results.

    Attributes:
        start, stop: tiles, or the seeds of drawn sprites.
        stop_mix: words at the end; the mix beside the edit is those of the start.
        parts: how far on the way each frame lies, 0 to 1; empty where they are equally far apart.
    """

    start: bytes | int
    stop: bytes | int
    stop_mix: dict[str, float]
    parts: tuple[float, ...] = ()


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
    step: int
    painted: bytes | None = None
    sampler: str = "ddpm"


Edit: TypeAlias = Vary | Inpaint | Redress | Near | Interpolate | Fork
"""What became of a sprite that was there before. A tile is 16×16 straight RGBA, row by row."""


class Recipe(msgspec.Struct, frozen=True, kw_only=True):
    """All that a drawing depends on.

    Attributes:
        version: of Sprite Studio.
        model, model_hash: its name, and the fingerprint of its exact weights.
        mix: word → weight, as resolved against the model's words.
        lessons: taught word of the mix, or of the edit's → fingerprint of what it was taught to be.
        styles: one a sprite, the style words drawn for it and their weights; none where the mix
            names one.
        seed, count: sprite i has seed + i, unless
        seeds: names one a sprite; empty where they follow each other.
        sampler, steps, eta, guidance, guidance_interval: as in the job.
        colours, palette: of the decoding.
        symmetric: whether the right half mirrors the left one.
        palette_inside: whether the palette pulled at the sprites while they were drawn.
        edit: how another sprite was changed, or None where noise alone was the beginning.
        layout: of the sheet, or None for sprites by themselves.
    """

    version: str
    model: str
    model_hash: str
    mix: dict[str, float]
    lessons: dict[str, str] = {}
    styles: tuple[dict[str, float], ...]
    seed: int
    count: int
    seeds: tuple[int, ...] = ()
    sampler: str
    steps: int
    eta: float
    guidance: float
    guidance_interval: tuple[float, float] = (-8.0, 4.0)
    colours: int | None = None
    palette: tuple[str, ...] = ()
    symmetric: bool = False
    palette_inside: bool = False
    edit: Edit | None = None
    layout: Layout | None = None
    format: int = FORMAT

    @property
    def sprite_seeds(self) -> tuple[int, ...]:
        """One a sprite."""
        return self.seeds or tuple(range(self.seed, self.seed + self.count))

    def of_sprites(self, numbers: Sequence[int]) -> "Recipe":
        """The recipe of some sprites of a batch, at least one, by themselves."""
        seeds = tuple(self.sprite_seeds[i] for i in numbers)
        in_line = seeds == tuple(range(seeds[0], seeds[0] + len(seeds)))
        return msgspec.structs.replace(
            self,
            seed=seeds[0],
            count=len(seeds),
            seeds=() if in_line else seeds,
            styles=tuple(style for i in numbers for style in self.styles[i : i + 1]),
            layout=None,
        )

    def of_sprite(self, index: int) -> "Recipe":
        """The recipe of one sprite of a batch by itself."""
        return self.of_sprites([index])


def to_json(recipe: Recipe) -> str:
    """One line of JSON."""
    return msgspec.json.encode(recipe).decode()


def from_json(text: str) -> Recipe:
    """Raises RecipeError on anything that is not a recipe of this format."""
    try:
        raw = msgspec.json.decode(text, type=dict[str, object])
        if raw.get("format") == 1:
            raw = _from_format_1(raw)
        recipe = msgspec.convert(raw, Recipe)
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise RecipeError(f"the recipe cannot be read: {error}") from error
    if recipe.format > FORMAT:
        raise RecipeError("the recipe was written by a newer Sprite Studio; update to read it")
    return msgspec.structs.replace(recipe, format=FORMAT)


def _from_format_1(raw: dict[str, object]) -> dict[str, object]:
    styles = msgspec.convert(raw.get("styles"), tuple[str, ...])
    return {**raw, "styles": [{style: 1.0} if style else {} for style in styles]}


def to_parameters(recipe: Recipe) -> str:
    """The form that image tools share: prompt, negative prompt, then one line of settings."""

    def prompt(mix: dict[str, float]) -> str:
        return ", ".join(w if v == 1 else f"({w}:{v:g})" for w, v in mix.items())

    wanted = {word: weight for word, weight in recipe.mix.items() if weight > 0}
    unwanted = {word: -weight for word, weight in recipe.mix.items() if weight < 0}
    settings = (
        f"Steps: {recipe.steps}, Sampler: {recipe.sampler.upper()}, "
        f"CFG scale: {recipe.guidance:g}, Seed: {recipe.seed}, Size: 16x16, "
        f"Model hash: {recipe.model_hash}, Model: {recipe.model}"
    )
    if recipe.edit is not None:
        settings += f", Edit: {type(recipe.edit).__name__}"
    lines = [prompt(wanted)]
    if unwanted:
        lines.append(f"Negative prompt: {prompt(unwanted)}")
    return "\n".join([*lines, settings])


def to_chunks(recipe: Recipe) -> PngInfo:
    """The two text chunks."""
    chunks = PngInfo()
    chunks.add_itxt(PARAMETERS_KEY, to_parameters(recipe))
    chunks.add_itxt(RECIPE_KEY, to_json(recipe))
    return chunks


def read_recipe(path: Path) -> Recipe:
    """The recipe in a PNG. Raises ImageError if it is no picture, RecipeError if it has none."""
    text = getattr(open_image(path), "text", {}).get(RECIPE_KEY)
    if text is None:
        raise RecipeError(f"{path} holds no recipe: it was not made here, or it was stripped")
    # Pillow's text is a subclass of str, which msgspec does not take.
    return from_json(str(text))
