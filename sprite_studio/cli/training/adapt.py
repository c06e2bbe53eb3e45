"""sprite-studio adapt: learn the manner of a pack, and draw in it what the pack does not hold."""

import argparse
import sys
from pathlib import Path

from sprite_studio.cli.common import open_library
from sprite_studio.cli.outputs import output_files
from sprite_studio.cli.training.lessons import follow_lesson, save_previews
from sprite_studio.cli.training.options import add_lesson_options
from sprite_studio.studio.export.destination import PICTURE
from sprite_studio.studio.jobs.training.adapt import (
    DEFAULT_MINUTES,
    LEAST_SPRITES,
    MOST_SPRITES,
    AdaptJob,
    AdaptResult,
    AdaptStarted,
)


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
    lesson = adapt(job, open_library(arguments.device))
    result, previews = follow_lesson("adapting", lesson, AdaptResult, _tell)
    save_previews(previews_file, previews, PREVIEWS)
    print(result.file)
    print(
        f"{result.word}: {result.steps} steps on {result.sprites} sprites, {result.seconds:.0f} s; "
        f"draw in it with: sprite-studio generate --mix hero,{result.word}",
        file=sys.stderr,
    )
    for told in (result.trouble, result.replaced and f"took the place of {result.replaced}"):
        if told:
            print(f"sprite-studio: {result.word}: {told}", file=sys.stderr)


def _tell(event: object) -> None:
    """What it begins with."""
    if not isinstance(event, AdaptStarted):
        return
    taken = f"{event.sprites} sprites"
    if event.found > event.sprites:
        taken += f" of {event.found}, drawn by lot"
    lacking = f"; left out: {event.left_out}" if event.left_out else ""
    print(f"sprite-studio: {taken}{lacking}", file=sys.stderr)
    for line in event.rejected:
        print(f"sprite-studio: {line}", file=sys.stderr)
