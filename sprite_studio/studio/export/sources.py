"""What is exported, gathered from files, folders and sets.

Sets live in the library, which stands above this package: whoever asks hands over how one is found.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from sprite_studio.art.enlarged import as_sprite
from sprite_studio.art.export.collection import (
    MOST_SPRITES,
    STILL_MILLISECONDS,
    Arrangement,
    Clip,
    Collection,
    ExportError,
    NamedSprite,
)
from sprite_studio.art.export.credits import Origin
from sprite_studio.art.export.file_names import safe_names
from sprite_studio.art.image_file import ImageError
from sprite_studio.art.imports.aseprite import Tag
from sprite_studio.art.imports.cells import open_picture
from sprite_studio.art.imports.folder import READ
from sprite_studio.art.imports.layout import known_tiles, named_tiles
from sprite_studio.art.palette import Palette
from sprite_studio.art.palettes.mapping import colour_table
from sprite_studio.art.sprite import Pixels
from sprite_studio.art.walk.sheet import characters_of
from sprite_studio.plain_text import shown
from sprite_studio.studio.export.characters import names_of, with_animations
from sprite_studio.studio.export.frame_tags import frame_tags
from sprite_studio.studio.export.model_credits import ModelCredits
from sprite_studio.studio.export.origins import merged, origin_of
from sprite_studio.studio.jobs.cast import Characters
from sprite_studio.studio.jobs.recipes.recipe import Cast, Recipe, RecipeError, read_recipe

SET = "set:"
"""Before the name of a set."""


@dataclass(frozen=True, eq=False)
class Gathered:
    """Sprites of a source, or of several.

    Attributes:
        name: of the file, the folder or the set.
        sprites, clips: as of a collection.
        origins: where the sprites come from.
        files: that were read for it.
        palette, arrangement: what a set keeps, or None.
    """

    name: str
    sprites: tuple[NamedSprite, ...]
    clips: tuple[Clip, ...] = ()
    origins: tuple[Origin, ...] = ()
    files: tuple[Path, ...] = ()
    palette: Palette | None = None
    arrangement: Arrangement | None = None


SetFinder = Callable[[str], Gathered | None]
"""A set of the library by its name, in any case; None where there is none."""

CreditFinder = Callable[[str], ModelCredits]
"""What a model learned from, by its name."""


def no_sets(name: str) -> None:
    """Where there is no library."""


def no_credits(name: str) -> ModelCredits:
    """Where no models are installed."""
    return ModelCredits()


def gather(
    sources: Sequence[str], find_set: SetFinder = no_sets, credits_of: CreditFinder = no_credits
) -> Gathered:
    """Everything that is named, in that order: files, folders, and "set:NAME".

    Raises ExportError, ImageError.
    """
    if not sources:
        raise ExportError("name what to export: a picture, a folder, or set:NAME")
    found = [_one(source, find_set, credits_of) for source in sources]
    if len(found) == 1:
        return found[0]
    return _joined("sprites", found)


def read_picture(path: Path, credits_of: CreditFinder = no_credits) -> Gathered:
    """A sheet that says where its sprites lie, a single sprite, an animation, or a file of
    Aseprite's. Raises ImageError."""
    opened = open_picture(path)
    recipe = _recipe(path)
    origin = Origin() if recipe is None else origin_of(recipe, credits_of(recipe.drawing.model))
    picture, *more = opened.frames
    characters = None if recipe is None else _characters(path, picture, recipe)
    if recipe is not None and characters is not None:
        sprites, clips = with_animations(characters, names_of(recipe))
    elif more:
        numbers = range(len(opened.frames))
        names = [f"{path.stem}_{number}" for number in numbers]
        tags = opened.tags or (Tag(path.stem, 0, len(opened.frames) - 1),)
        sprites, clips = _with_clips(names, opened.frames, opened.milliseconds, tags)
    else:
        named = named_tiles(path, picture)
        if named is not None:
            sprites, clips = _with_clips(
                named.names, named.tiles, named.milliseconds, named.tags, path.stem
            )
        else:
            tiles = (known_tiles(path, picture) if recipe else None) or [picture]
            names = _names_by_recipe(recipe, len(tiles), path.stem)
            sprites, clips = _with_clips(names, tiles, (), ())
    beside = path.with_suffix(".json")
    files = (path, beside) if beside.is_file() else (path,)
    count = len(sprites)
    origin = replace(origin, sprites=count, frames=0 if characters is None else count)
    return Gathered(path.stem, sprites, clips, (origin,), files)


def _characters(path: Path, picture: Pixels, recipe: Recipe) -> Characters | None:
    """Those on a sheet that says so; None of anything else."""
    if not isinstance(recipe.edit, Cast):
        return None
    tiles = known_tiles(path, picture)
    if tiles is None or len(tiles) != recipe.tiles:
        return None
    return characters_of(np.stack(list(map(as_sprite, tiles))), recipe.edit.order)


def collection_of(
    found: Gathered, name: str, arrangement: Arrangement, palette: Palette | None, version: str
) -> Collection:
    """As it is exported. Raises ExportError.

    Args: palette: that all sprites are put into, or None; version: of Sprite Studio.
    """
    sprites = found.sprites if palette is None else in_colours(found.sprites, palette)
    return Collection(name, sprites, found.clips, arrangement, palette, version)


def in_colours(sprites: Sequence[NamedSprite], palette: Palette) -> tuple[NamedSprite, ...]:
    """All of them in a palette, each colour the same in all."""
    table = colour_table([sprite.pixels for sprite in sprites], palette)
    return tuple(NamedSprite(sprite.name, table.applied(sprite.pixels)) for sprite in sprites)


def _one(source: str, find_set: SetFinder, credits_of: CreditFinder) -> Gathered:
    if source.startswith(SET):
        found = find_set(source.removeprefix(SET).strip())
        if found is None:
            raise ExportError(
                f"there is no set of the name {source.removeprefix(SET)[:60]!r}; "
                "look at how it is called on the page Sprites"
            )
        return found
    path = Path(source)
    if path.is_dir():
        return _folder(path, credits_of)
    return read_picture(path, credits_of)


def _folder(folder: Path, credits_of: CreditFinder) -> Gathered:
    """All pictures in it and below it. Those in folders are called by them, too: "hero/knight"."""
    name = folder.resolve().name or "sprites"
    paths = []
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if not hidden and path.suffix.lower() in READ and path.is_file():
            paths.append(path)
        if len(paths) > MOST_SPRITES:
            raise ExportError(
                f"{shown(folder)} holds more than {MOST_SPRITES} pictures; "
                "choose a folder of fewer sprites"
            )
    if not paths:
        raise ExportError(f"there is no picture in {shown(folder)}; choose another folder")
    found = []
    for path in paths:
        one = read_picture(path, credits_of)
        above = path.parent.relative_to(folder).as_posix()
        if above != ".":
            sprites = [replace(sprite, name=f"{above}/{sprite.name}") for sprite in one.sprites]
            one = replace(one, name=f"{above}/{one.name}", sprites=tuple(sprites))
        found.append(one)
    return _joined(name, found)


def _joined(name: str, parts: Sequence[Gathered]) -> Gathered:
    """All in one; the palette and the arrangement are the first part's that has one."""
    sprites: list[NamedSprite] = []
    clips: list[Clip] = []
    owners = _owners(parts)
    for i, part in enumerate(parts):
        first = len(sprites)
        sprites += part.sprites
        clips += [
            replace(
                clip,
                frames=tuple(first + number for number in clip.frames),
                owner=owners[i, clip.owner],
            )
            for clip in part.clips
        ]
    return Gathered(
        name,
        tuple(sprites),
        tuple(clips),
        merged([origin for part in parts for origin in part.origins]),
        tuple(file for part in parts for file in part.files),
        next((part.palette for part in parts if part.palette), None),
        next((part.arrangement for part in parts if part.arrangement), None),
    )


def _owners(parts: Sequence[Gathered]) -> dict[tuple[int, str], str]:
    """Who moves: by the part's number and the owner there, a name that no other has. Who has none
    is called like the part."""
    moving = dict.fromkeys((i, clip.owner) for i, part in enumerate(parts) for clip in part.clips)
    names = safe_names(owner or parts[i].name for i, owner in moving)
    return dict(zip(moving, names, strict=True))


def _with_clips(
    names: Sequence[str],
    tiles: Sequence[Pixels],
    milliseconds: Sequence[int],
    tags: Sequence[Tag],
    stem: str = "",
) -> tuple[tuple[NamedSprite, ...], tuple[Clip, ...]]:
    """A tag of one frame is that sprite's name, of several an animation, and so is one of a frame
    of an animation. Frames that look alike in an animation are one sprite."""
    moving = {i for tag in tags if tag.last > tag.first for i in range(tag.first, tag.last + 1)}
    titles = {
        tag.first: tag.name for tag in tags if tag.first == tag.last and tag.first not in moving
    }
    sprites: list[NamedSprite] = []
    number_of: dict[int, int] = {}
    seen: dict[bytes, int] = {}
    for i, (name, tile) in enumerate(zip(names, tiles, strict=True)):
        pixels = as_sprite(tile)
        key = pixels.tobytes() + bytes(str(pixels.shape), "ascii")
        if i in moving and key in seen:
            number_of[i] = seen[key]
            continue
        seen.setdefault(key, len(sprites))
        number_of[i] = len(sprites)
        sprites.append(NamedSprite(titles.get(i) or _title(name, i, stem), pixels))
    clips = []
    for tag in tags:
        if tag.first in moving:
            frames = range(tag.first, tag.last + 1)
            times = [(milliseconds[i] if milliseconds else 0) or STILL_MILLISECONDS for i in frames]
            clips.append(Clip(tag.name, tuple(number_of[i] for i in frames), tuple(times)))
    return tuple(sprites), tuple(clips)


def _title(name: str, number: int, stem: str) -> str:
    """A frame's, which packers call "knight.png" or only "3"."""
    own = name.removesuffix(".png")
    return f"{stem}_{number}" if own.isdigit() or not own else own


def _names_by_recipe(recipe: Recipe | None, count: int, stem: str) -> list[str]:
    if recipe is None or count == 1:
        return [stem] if count == 1 else [f"{stem}_{number}" for number in range(count)]
    names = {tag.first: tag.name for tag in frame_tags(recipe) if tag.first == tag.last}
    return [names.get(number, f"{stem}_{number}") for number in range(count)]


def _recipe(path: Path) -> Recipe | None:
    try:
        return read_recipe(path)
    except (RecipeError, ImageError):  # a picture of another kind, or of somebody else's
        return None
