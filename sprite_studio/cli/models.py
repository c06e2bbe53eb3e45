"""sprite-studio models: what is installed, with sizes and credits."""

import argparse

from sprite_studio.cli.common import open_library


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("models", help="installed models", description=__doc__)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> None:
    """A few lines a model."""
    for model in open_library("cpu").all():
        if model.problem:
            print(f"{model.name}: cannot be used: {model.problem}")
            continue
        print(
            f"{model.name}  {model.megabytes:.1f} MB  {len(model.words)} words  "
            f"trained for {model.minutes:.0f} minutes"
        )
        for credit in model.credits:
            print(f"    {credit}")
