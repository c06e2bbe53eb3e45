"""sprite-studio export: sprites as files that a game engine opens.

A source is a PNG (a sheet with its JSON, or a single sprite), a GIF, an .aseprite file, a folder of
those, or set:NAME. With several formats each gets a folder of its own.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import msgspec

import sprite_studio
from sprite_studio import paths
from sprite_studio.art.export.collection import Arrangement
from sprite_studio.art.export.formats.catalogue import FORMATS, Format, find_format
from sprite_studio.art.palette import Palette
from sprite_studio.art.palettes.palette_file import load_palette
from sprite_studio.art.palettes.shelf import SHELF, find_palette
from sprite_studio.cli.outputs import exported
from sprite_studio.studio.export.engine_files import engine_destination
from sprite_studio.studio.export.model_credits import installed_credits
from sprite_studio.studio.export.sources import Gathered, collection_of, gather
from sprite_studio.studio.export.writable import check_folder
from sprite_studio.studio.jobs.export import EngineFiles, ExportJob
from sprite_studio.studio.library.sprites.gathering import gather_set
from sprite_studio.studio.library.sprites.store import SpriteLibrary


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser(
        "export",
        help="sprites as files for a game engine",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="formats:\n"
        + "\n".join(f"  {form.name:14} {form.title}: {form.about}" for form in FORMATS),
    )
    parser.add_argument("sources", nargs="+", metavar="SOURCE", help="a picture, folder, set:NAME")
    parser.add_argument(
        "--format", required=True, metavar="F[,F]", help="one or several, see below"
    )
    parser.add_argument(
        "--out", required=True, metavar="PATH", help="a folder, or a file of the one format"
    )
    parser.add_argument("--name", help="of files and resources (default: the source's)")
    parser.add_argument("--scale", type=int, metavar="N", help="file pixels a sprite pixel")
    parser.add_argument("--padding", type=int, metavar="N", help="clear pixels between sprites")
    parser.add_argument(
        "--extrude", type=int, metavar="N", help="repeat each sprite's edge N times"
    )
    parser.add_argument(
        "--columns",
        type=int,
        metavar="N",
        help="of sheets (default: a row an animation, or nearly square)",
    )
    parser.add_argument(
        "--power-of-two", action="store_true", help="round the sides of sheets up to powers of two"
    )
    parser.add_argument(
        "--scene-each",
        action="store_true",
        help="Godot: a scene for each sprite and each character, instead of one of all",
    )
    parser.add_argument(
        "--palette",
        metavar="FILE|NAME",
        help="put the colours into a palette: a .gpl, .hex, .pal, .ase or .png file, or one of "
        + ", ".join(known.name for known in SHELF),
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> None:
    """Read, put into the palette, write; print the files."""
    formats = _formats(arguments.format)
    palette = _palette(arguments.palette)
    found = gather(arguments.sources, _find_set, installed_credits)
    folder, name = engine_destination(arguments.out, formats, arguments.name or found.name)
    if not folder.exists():
        check_folder(folder.parent)
    content = EngineFiles(
        collection_of(
            found,
            name,
            _arrangement(arguments, found),
            palette or found.palette,
            sprite_studio.__version__,
        ),
        tuple(form.name for form in formats),
        found.origins,
        found.files if arguments.palette is None else (*found.files, Path(arguments.palette)),
    )
    result = exported(ExportJob(content, folder, make_folder=True))
    for file in result.files:
        print(file)
    for file in result.kept:
        print(f"{file} (was there already, and fits)")


def _formats(asked: str) -> Sequence[Format]:
    return list(dict.fromkeys(find_format(name) for name in asked.split(",")))


def _palette(asked: str | None) -> Palette | None:
    """A file, or one of the shelf."""
    if asked is None:
        return None
    if Path(asked).suffix or Path(asked).exists():
        return load_palette(Path(asked))
    return find_palette(asked).palette


def _arrangement(arguments: argparse.Namespace, found: Gathered) -> Arrangement:
    """What was asked for; else what the set keeps; else the usual."""
    asked = {
        name: value
        for name in ("scale", "padding", "extrude", "columns")
        if (value := getattr(arguments, name)) is not None
    }
    asked |= {name: True for name in ("power_of_two", "scene_each") if getattr(arguments, name)}
    return msgspec.structs.replace(found.arrangement or Arrangement(), **asked)


def _find_set(name: str) -> Gathered:
    library = SpriteLibrary(paths.user_sprites(), read_only=True)
    try:
        return gather_set(name, library, installed_credits)
    finally:
        library.close()
