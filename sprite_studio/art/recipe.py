"""What made a picture: written into every exported PNG, read back from any.

Two text chunks: `parameters`, in the form that image tools share, for people; `sprite_studio`,
JSON, with all that is needed to draw it again. No date, no path, no timing: the same recipe
gives the same file.
"""

from pathlib import Path

import msgspec
from PIL.PngImagePlugin import PngInfo

from sprite_studio.art.image_file import open_image
from sprite_studio.errors import UserError

FORMAT = 2
"""1 had a single style a sprite, as text."""

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


class Recipe(msgspec.Struct, frozen=True, kw_only=True):
    """All that a drawing depends on.

    Attributes:
        version: of Sprite Studio.
        model, model_hash: its name, and the fingerprint of its exact weights.
        mix: word → weight, as resolved against the model's words.
        styles: one a sprite, the style words drawn for it and their weights; none where the mix
            names one.
        seed, count: sprite i has seed + i.
        sampler, steps, eta, guidance, guidance_interval: as in the job.
        colours, palette: of the decoding.
        symmetric: whether the right half mirrors the left one.
        palette_inside: whether the palette pulled at the sprites while they were drawn.
        layout: of the sheet, or None for sprites by themselves.
    """

    version: str
    model: str
    model_hash: str
    mix: dict[str, float]
    styles: tuple[dict[str, float], ...]
    seed: int
    count: int
    sampler: str
    steps: int
    eta: float
    guidance: float
    guidance_interval: tuple[float, float] = (-8.0, 4.0)
    colours: int | None = None
    palette: tuple[str, ...] = ()
    symmetric: bool = False
    palette_inside: bool = False
    layout: Layout | None = None
    format: int = FORMAT

    def of_sprite(self, index: int) -> "Recipe":
        """The recipe of one sprite of a batch by itself."""
        return msgspec.structs.replace(
            self,
            seed=self.seed + index,
            count=1,
            styles=self.styles[index : index + 1],
            layout=None,
        )


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
    return recipe


def _from_format_1(raw: dict[str, object]) -> dict[str, object]:
    styles = msgspec.convert(raw.get("styles"), tuple[str, ...])
    return {**raw, "styles": [{style: 1.0} if style else {} for style in styles], "format": 2}


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
