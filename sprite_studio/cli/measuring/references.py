"""sprite-studio references: train the instruments of evaluate anew, from the training split."""

import argparse
from pathlib import Path

from sprite_studio.cli.common import parse_source, until_interrupted


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser(
        "references", help="make the instruments of evaluate", description=__doc__
    )
    parser.add_argument("--data", action="append", required=True, metavar="SOURCE[=WEIGHT]")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> None:
    """Train and save; the last line is the hash by which the code knows the file."""
    from sprite_studio.studio.evaluate.references import make_references
    from sprite_studio.studio.train.training_data import read_training_data

    data = read_training_data(tuple(map(parse_source, arguments.data)))
    for line in until_interrupted(make_references(data, arguments.out)):
        print(line, flush=True)
