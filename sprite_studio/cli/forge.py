"""sprite-studio forge: sprites by the built-in artist, as a contact sheet or as a labelled set."""

import argparse
import math
from pathlib import Path

from sprite_studio.art.export.manifest import save_set
from sprite_studio.art.export.png import save_png
from sprite_studio.art.forge import character_sheet, forge
from sprite_studio.art.sheet import Layout, pack_sheet
from sprite_studio.art.sprite import CATEGORIES, SIZE, Pixels, Sprite, category_word
from sprite_studio.cli.common import progress_bar, until_interrupted
from sprite_studio.cli.outputs import output_files
from sprite_studio.studio.export.destination import PICTURE, folder_named
from sprite_studio.studio.export.sheet import check_layout
from sprite_studio.studio.export.writable import check_folder, saving
from sprite_studio.studio.jobs.base import JobError

MAX_COUNT = 100_000
PERSON = (3 * SIZE, 4 * SIZE)
"""Width and height of a character sheet."""


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("forge", help="draw with the built-in artist", description=__doc__)
    parser.add_argument("--count", type=int, default=64)
    parser.add_argument("--category", default="", help=f"one of {', '.join(CATEGORIES)}")
    parser.add_argument("--words", default="", help='such as "kind:potion,colour:red"')
    parser.add_argument("--characters", action="store_true", help="whole character sheets")
    parser.add_argument("--seed", type=int, default=0, help="of the first sprite")
    parser.add_argument(
        "--out",
        required=True,
        metavar="FILE.png|DIR",
        help="a contact sheet, or a folder for a labelled set",
    )
    parser.add_argument("--columns", type=int, help="of the sheet (default: nearly square)")
    parser.add_argument("--scale", type=int, default=1, help="screen pixels a sprite pixel")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> None:
    """Draw, then save."""
    if not 1 <= arguments.count <= MAX_COUNT:
        raise JobError(f"the count must be between 1 and {MAX_COUNT}")
    folder = folder_named(arguments.out, may_be_made=True)
    [sheet] = output_files([(arguments.out if folder is None else None, PICTURE)], [])
    if folder is not None:
        check_folder(folder if folder.exists() else folder.parent)
    square = math.ceil(math.sqrt(arguments.count))
    layout = Layout(square if arguments.columns is None else arguments.columns, arguments.scale)
    check_layout(layout, arguments.count, PERSON if arguments.characters else (SIZE, SIZE))
    words = arguments.words.replace(",", " ").split()
    if arguments.category:
        category = category_word(arguments.category)
        if category is None:
            raise JobError(
                f"{arguments.category!r} is no category; choose one of {', '.join(CATEGORIES)}"
            )
        words.insert(0, category)
    seeds = range(arguments.seed, arguments.seed + arguments.count)
    try:
        tiles, sprites = (_people if arguments.characters else _sprites)(seeds, words)
    except ValueError as error:  # the Forge says which word is wrong
        raise JobError(str(error)) from error
    if sheet is not None:
        with saving(sheet):
            save_png(sheet, pack_sheet(tiles, layout.columns, layout.scale))
    if folder is not None:
        _save_set(folder, sprites)
    print(sheet or folder)


def _sprites(seeds: range, words: list[str]) -> tuple[list[Pixels], list[Sprite]]:
    """What lies on a contact sheet, and what is in a set."""
    sprites = [forge(seed, words) for seed in seeds]
    return [sprite.pixels for sprite in sprites], sprites


def _people(seeds: range, words: list[str]) -> tuple[list[Pixels], list[Sprite]]:
    people = [character_sheet(seed, words) for seed in seeds]
    frames = [sprite for person in people for row in person.rows for sprite in row]
    return [person.pixels for person in people], frames


def _save_set(folder: Path, sprites: list[Sprite]) -> None:
    with saving(folder), progress_bar("saving") as progress:
        for written in until_interrupted(save_set(folder, sprites)):
            progress.update(progress.task_ids[0], completed=written, total=len(sprites))
