"""sprite-studio inspect: a sprite PNG's recipe, or a model's card."""

import argparse
import json
from pathlib import Path

import msgspec

from sprite_studio.studio.jobs.recipes.recipe import read_recipe


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("inspect", help="what a file says of itself", description=__doc__)
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> None:
    """Print it as JSON."""
    file: Path = arguments.file
    if file.suffix.lower() == ".safetensors":
        print(json.dumps(_model_card(file), indent=2))
    else:
        print(json.dumps(msgspec.to_builtins(read_recipe(file)), indent=2))


def _model_card(file: Path) -> dict[str, object]:
    from sprite_studio.diffusion.networks.checkpoint import read_header

    return msgspec.to_builtins(read_header(file))
