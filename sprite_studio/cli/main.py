"""Parse the words after `sprite-studio`, run the command, turn failures into one clear line."""

import argparse
import sys
from collections.abc import Sequence

import sprite_studio
from sprite_studio.cli import (
    cast,
    edit,
    export,
    forge,
    generate,
    import_course,
    inspect,
    models,
    replay,
    seen,
    tune,
    words,
)
from sprite_studio.cli.measuring import bench, evaluate, references, weigh
from sprite_studio.cli.training import adapt, critic, distill, teach, train
from sprite_studio.errors import UserError, plain
from sprite_studio.signals import Ended, end, on_ending

COMMANDS = (
    generate,
    edit,
    cast,
    tune,
    replay,
    export,
    seen,
    train,
    teach,
    adapt,
    words,
    distill,
    critic,
    evaluate,
    weigh,
    references,
    forge,
    inspect,
    models,
    import_course,
    bench,
)


def build_parser() -> argparse.ArgumentParser:
    """The whole command line. Without a command the window opens."""
    parser = argparse.ArgumentParser(
        prog="sprite-studio",
        description="Draws 16×16 sprites with a small diffusion network. "
        "Without a command it opens the window.",
    )
    parser.add_argument("--version", action="version", version=sprite_studio.__version__)
    parser.add_argument(
        "--self-test", action="store_true", help="draw one sprite without a screen, then exit"
    )
    commands = parser.add_subparsers(metavar="COMMAND")
    for command in COMMANDS:
        command.add_to(commands)
    return parser


def run_command(arguments: argparse.Namespace) -> int:
    """Run a parsed command; 0, or the status that it returns; 1 after one line on a failure; 128
    and the signal's number after one that asked for the end."""
    try:
        with on_ending(end):
            return arguments.run(arguments) or 0
    except (UserError, OSError) as error:  # anything else is a fault of ours
        print(f"sprite-studio: error: {plain(error)}", file=sys.stderr)
        return 1
    except Ended as ended:
        print("sprite-studio: stopped", file=sys.stderr)
        return 128 + ended.number


def parse(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """The parsed command line; has `run` if a command was named. Exits with 2 on bad input."""
    return build_parser().parse_args(arguments)
