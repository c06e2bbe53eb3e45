"""sprite-studio forge: sprites by the built-in artist, as a contact sheet or as a labelled set."""

import argparse
import math
from pathlib import Path

from sprite_studio.art.export.manifest import save_set
from sprite_studio.art.export.png import save_png
from sprite_studio.art.forge import character_sheet, forge
from sprite_studio.art.sheet import pack_sheet
from sprite_studio.art.sprite import CATEGORIES, Sprite, category_word
from sprite_studio.atomic_write import check_folder_of
from sprite_studio.cli.common import progress_bar
from sprite_studio.studio.jobs.base import JobError

MAX_COUNT = 100_000


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("forge", help="draw with the built-in artist", description=__doc__)
    parser.add_argument("--count", type=int, default=64)
    parser.add_argument("--category", default="", help=f"one of {', '.join(CATEGORIES)}")
    parser.add_argument("--words", default="", help='such as "kind:potion,colour:red"')
    parser.add_argument("--characters", action="store_true", help="whole character sheets")
    parser.add_argument("--seed", type=int, default=0, help="of the first sprite")
    parser.add_argument(
        "--out",
        type=Path,
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
    if arguments.scale < 1 or (arguments.columns is not None and arguments.columns < 1):
        raise JobError("scale and columns must be at least 1")
    out: Path = arguments.out
    is_sheet = bool(out.suffix)
    if is_sheet and out.suffix.lower() != ".png":
        raise JobError(f"{out} must end in .png, or be a folder")
    check_folder_of(out)
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
        if arguments.characters:
            _characters(seeds, words, arguments, is_sheet)
        else:
            _sprites(seeds, words, arguments, is_sheet)
    except ValueError as error:  # the Forge says which word is wrong
        raise JobError(str(error)) from error
    print(out)


def _columns(arguments: argparse.Namespace) -> int:
    return arguments.columns or math.ceil(math.sqrt(arguments.count))


def _sprites(seeds: range, words: list[str], arguments: argparse.Namespace, is_sheet: bool) -> None:
    sprites = [forge(seed, words) for seed in seeds]
    if is_sheet:
        tiles = [sprite.pixels for sprite in sprites]
        save_png(arguments.out, pack_sheet(tiles, _columns(arguments), arguments.scale))
    else:
        _save_set(arguments.out, sprites)


def _characters(
    seeds: range, words: list[str], arguments: argparse.Namespace, is_sheet: bool
) -> None:
    people = [character_sheet(seed, words) for seed in seeds]
    if is_sheet:
        tiles = [person.pixels for person in people]
        save_png(arguments.out, pack_sheet(tiles, _columns(arguments), arguments.scale))
    else:
        _save_set(arguments.out, [s for person in people for row in person.rows for s in row])


def _save_set(folder: Path, sprites: list[Sprite]) -> None:
    folder.mkdir(exist_ok=True)
    with progress_bar("saving") as progress:
        for written in save_set(folder, sprites):
            progress.update(progress.task_ids[0], completed=written, total=len(sprites))
