"""All formats by name, and the files of any of them together."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import get_args

from sprite_studio.art.export.collection import Collection, ExportError
from sprite_studio.art.export.formats import (
    aseprite_file,
    aseprite_json,
    gamemaker,
    godot,
    grid,
    moving,
    phaser,
    png_sheet,
    rpg_maker,
    single_pngs,
    strips,
    tiled,
)
from sprite_studio.art.export.formats.files import Files, FormatName
from sprite_studio.art.export.steps import Steps, part_of


@dataclass(frozen=True)
class Format:
    """One kind of export.

    Attributes:
        name: as it is asked for.
        title, about: for people: what it is, and what is done with it.
        encode: makes its files.
        suffixes: of a file that can be asked for by name; none where a folder is.
        on_sheets: whether sprites lie on sheets whose columns and gaps can be chosen.
        scales: whether its size can be.
        scenes: whether it makes scenes, and each sprite may have one of its own.
    """

    name: FormatName
    title: str
    about: str
    encode: Callable[[Collection], Steps[Files]]
    suffixes: tuple[str, ...] = ()
    on_sheets: bool = False
    scales: bool = True
    scenes: bool = False


FORMATS: tuple[Format, ...] = (
    Format(
        "png",
        "PNG sheet",
        "one picture, for any program",
        png_sheet.encode,
        (".png",),
        on_sheets=True,
    ),
    Format("sprites", "Single PNGs", "a file for each sprite", single_pngs.encode),
    Format("strips", "Strips", "an animation a file, name_strip4.png", strips.encode),
    Format(
        "aseprite-json",
        "PNG and Aseprite JSON",
        "read by Phaser, Unity, LÖVE and many tools; frames by name and as a list",
        aseprite_json.encode,
        (".json", ".png"),
        on_sheets=True,
    ),
    Format(
        "aseprite",
        "Aseprite file",
        "to go on drawing in Aseprite, LibreSprite or Pixelorama; Unity and Tiled read it",
        aseprite_file.encode,
        (".aseprite", ".ase"),
    ),
    Format(
        "phaser",
        "Phaser 3 and 4",
        "load.atlas(…) and load.animation(…)",
        phaser.encode,
        (".json", ".png"),
        on_sheets=True,
    ),
    Format(
        "godot",
        "Godot 4",
        "drag the .tscn into a scene; SpriteFrames, without smoothing",
        godot.encode,
        (".tres", ".tscn"),
        on_sheets=True,
        scenes=True,
    ),
    Format(
        "tiled",
        "Tiled",
        "a tileset, as .tsx and .tsj",
        tiled.encode,
        (".tsx", ".tsj"),
        on_sheets=True,
    ),
    Format(
        "rpg-maker",
        "RPG Maker MV and MZ",
        "characters and icons; copy the folder img into the project",
        rpg_maker.encode,
        scales=False,
    ),
    Format("gamemaker", "GameMaker", "drop the files on the asset browser", gamemaker.encode),
    Format(
        "grid",
        "Grid for LÖVE and pygame",
        "a sheet, and a table of what lies where in Lua and Python",
        grid.encode,
        (".lua", ".py", ".png"),
        on_sheets=True,
    ),
    Format("gif", "GIF", "animations, to show", moving.encode_gifs, (".gif",)),
    Format("apng", "Animated PNG", "animations with every colour", moving.encode_apngs, (".png",)),
)
FORMAT_NAMES: tuple[FormatName, ...] = get_args(FormatName)


def find_format(name: str) -> Format:
    """Raises ExportError for a name that is none."""
    for known in FORMATS:
        if known.name == name.strip().lower():
            return known
    raise ExportError(f"{name[:40]!r} is no format; choose of {', '.join(FORMAT_NAMES)}")


def encode_formats(collection: Collection, formats: Sequence[Format]) -> Steps[Files]:
    """The files of all formats: of one by itself, of several each in a folder of its name."""
    files: Files = {}
    for number, wanted in enumerate(formats):
        share = (number / len(formats), (number + 1) / len(formats))
        made = yield from part_of(wanted.encode(collection), *share)
        folder = f"{wanted.name}/" if len(formats) > 1 else ""
        files |= {f"{folder}{path}": data for path, data in made.items()}
    return files
