"""sprite-studio seen: the training sprites of a model that are most like a given sprite."""

import argparse
from pathlib import Path

from sprite_studio.art.background import without_flat_background
from sprite_studio.art.image_file import read_tile
from sprite_studio.art.sheet import Layout
from sprite_studio.cli.common import (
    add_background_option,
    open_library,
    progress_bar,
    until_interrupted,
)
from sprite_studio.cli.outputs import output_files
from sprite_studio.studio.export.destination import PICTURE
from sprite_studio.studio.export.sheet import check_layout
from sprite_studio.studio.export.writable import saving
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.drawing import DEFAULT_MODEL

COLUMNS, SCALE = 9, 4


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser(
        "seen", help="which training sprites one is like", description=__doc__
    )
    parser.add_argument("file", type=Path, metavar="FILE", help="a sprite of 16×16 pixels")
    parser.add_argument("--model", default=DEFAULT_MODEL, metavar="NAME_OR_FILE")
    parser.add_argument("--count", type=int, default=8, help="of neighbours")
    parser.add_argument(
        "--data",
        type=Path,
        action="append",
        default=[],
        metavar="DIR",
        help="where the training sprites are, if you have them: to see them, and to be told "
        "whether one was nearly copied (may be repeated)",
    )
    add_background_option(parser)
    parser.add_argument(
        "--out",
        metavar="FILE.png",
        help="the sprite, then those of them that --data has",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> None:
    """Read, look, print, and save if asked to."""
    from sprite_studio.art.export.png import save_png
    from sprite_studio.art.sheet import pack_sheet
    from sprite_studio.studio.train.seen import SeenJob, SeenResult, seen

    if arguments.out is not None and not arguments.data:
        raise JobError("--out shows pictures; say where they are with --data")
    [out] = output_files([(arguments.out, PICTURE)], [arguments.file, *arguments.data])
    check_layout(Layout(COLUMNS, SCALE, 1), 1 + max(0, arguments.count))
    sprite = read_tile(arguments.file)
    job = SeenJob(
        sprite if arguments.keep_background else without_flat_background(sprite),
        arguments.model,
        arguments.count,
        tuple(arguments.data),
        arguments.keep_background,
    )
    result = None
    with progress_bar("reading") as progress:
        for event in until_interrupted(seen(job, open_library("cpu"))):
            if isinstance(event, SeenResult):
                result = event
            else:
                progress.update(progress.task_ids[0], completed=event.sprites)
    assert result is not None  # a job that is not cancelled ends with its result
    for neighbour in result.neighbours:
        copied = "  nearly the same" if neighbour.copied else ""
        print(f"{neighbour.distance:6.2f}  {neighbour.name}{copied}")
    if out is not None:
        shown = [n.pixels for n in result.neighbours if n.pixels is not None]
        with saving(out):
            save_png(out, pack_sheet([job.sprite, *shown], COLUMNS, SCALE, 1))
        print(out)
