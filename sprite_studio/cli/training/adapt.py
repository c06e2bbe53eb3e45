"""sprite-studio adapt: learn the manner of a pack, and draw in it what the pack does not hold."""

import argparse
import sys
from pathlib import Path

from sprite_studio.cli.common import (
    open_library,
    progress_bar,
    until_interrupted,
)
from sprite_studio.cli.outputs import output_files
from sprite_studio.cli.training.options import add_lesson_options
from sprite_studio.studio.export.destination import PICTURE
from sprite_studio.studio.export.writable import saving
from sprite_studio.studio.jobs.training.adapt import (
    DEFAULT_MINUTES,
    LEAST_SPRITES,
    MOST_SPRITES,
    AdaptJob,
    AdaptResult,
    AdaptStarted,
)
from sprite_studio.studio.jobs.training.lesson import LessonProgress

ZOOM = 6
"""Screen pixels a sprite pixel in the picture of what it drew."""


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser(
        "adapt", help="learn a style from a pack of sprites", description=__doc__
    )
    parser.add_argument(
        "--data",
        type=Path,
        required=True,
        metavar="FOLDER_OR_SHEET",
        help=f"{LEAST_SPRITES} to {MOST_SPRITES} sprites; of more, {MOST_SPRITES} are taken by lot",
    )
    parser.add_argument("--name", required=True, help='of the style: "My pack" is style:my-pack')
    parser.add_argument(
        "--minutes",
        type=float,
        default=DEFAULT_MINUTES,
        help=f"at most (default: {DEFAULT_MINUTES:g})",
    )
    parser.add_argument("--steps", type=int, help="at most")
    add_lesson_options(parser, "style")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> None:
    """Learn; the style is kept at the end, and offered wherever styles are."""
    from sprite_studio.art.export.png import save_png
    from sprite_studio.art.sheet import pack_sheet
    from sprite_studio.studio.train.adapting.adapt import PREVIEWS, adapt

    [previews_file] = output_files([(arguments.previews, PICTURE)], [arguments.data])
    job = AdaptJob(
        data=arguments.data,
        name=arguments.name,
        minutes=arguments.minutes,
        steps=arguments.steps,
        model=arguments.model,
        seed=arguments.seed,
        replace=arguments.replace,
        keep_background=arguments.keep_background,
    )
    previews, result = [], None
    with progress_bar("adapting") as progress:
        for event in until_interrupted(adapt(job, open_library(arguments.device))):
            if isinstance(event, AdaptResult):
                result = event
            elif isinstance(event, AdaptStarted):
                _tell_started(event)
            elif isinstance(event, LessonProgress):
                progress.update(progress.task_ids[0], completed=event.step, total=event.steps)
                if event.preview is not None:
                    previews += list(event.preview)
    assert result is not None  # learning that is not cancelled ends with its result
    if previews_file is not None and previews:
        with saving(previews_file):
            save_png(previews_file, pack_sheet(previews, PREVIEWS, ZOOM))
        print(previews_file)
    print(result.file)
    print(
        f"{result.word}: {result.steps} steps on {result.sprites} sprites, {result.seconds:.0f} s; "
        f"draw in it with: sprite-studio generate --mix hero,{result.word}",
        file=sys.stderr,
    )
    for told in (result.trouble, result.replaced and f"took the place of {result.replaced}"):
        if told:
            print(f"sprite-studio: {result.word}: {told}", file=sys.stderr)


def _tell_started(event: AdaptStarted) -> None:
    taken = f"{event.sprites} sprites"
    if event.found > event.sprites:
        taken += f" of {event.found}, drawn by lot"
    lacking = f"; left out: {event.left_out}" if event.left_out else ""
    print(f"sprite-studio: {taken}{lacking}", file=sys.stderr)
    for line in event.rejected:
        print(f"sprite-studio: {line}", file=sys.stderr)
