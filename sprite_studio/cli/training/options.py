"""Options that several commands share which learn with a model that is there."""

import argparse
from pathlib import Path

from sprite_studio.cli.common import add_background_option, add_device_option
from sprite_studio.studio.jobs.drawing import DEFAULT_MODEL


def add_companion_options(parser: argparse.ArgumentParser, data: str) -> None:
    """For what is made beside a model: its critic, its student. Args: data: what --data is for."""
    _add_model_option(parser)
    parser.add_argument(
        "--data", action="append", required=True, metavar="SOURCE[=WEIGHT]", help=data
    )
    parser.add_argument(
        "--out", type=Path, metavar="FILE", help="default: beside the model, where it is found"
    )
    _add_usual_options(parser)


def add_lesson_options(parser: argparse.ArgumentParser, what: str, previews: str = "") -> None:
    """For what a model is taught from a few sprites. Args: what: that is; previews: what else is to
    be known of their picture."""
    _add_model_option(parser)
    parser.add_argument("--replace", action="store_true", help=f"the {what} of that name, if any")
    parser.add_argument(
        "--previews",
        metavar="FILE.png",
        help=f"what it drew as it learned, row by row{previews}",
    )
    add_background_option(parser)
    _add_usual_options(parser)


def _add_model_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--model", default=DEFAULT_MODEL, metavar="NAME_OR_FILE")


def _add_usual_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--seed", type=int, default=0)
    add_device_option(parser)
