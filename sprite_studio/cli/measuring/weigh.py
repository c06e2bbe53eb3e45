"""sprite-studio weigh: how loud a trained model's words are, and which kinds it is told by lot."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from sprite_studio.cli.outputs import output_files
from sprite_studio.studio.export.destination import MODEL
from sprite_studio.studio.export.writable import saving
from sprite_studio.studio.jobs.base import JobError

if TYPE_CHECKING:
    from sprite_studio.studio.evaluate.weigh import Loudness


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("weigh", help="make words of a model louder", description=__doc__)
    parser.add_argument("model", type=Path, metavar="FILE", help="a model file")
    parser.add_argument(
        "--loud",
        action="append",
        default=[],
        metavar="SLOT=FACTOR[,FACTOR]",
        help="multiply the vectors of a slot's words (colour=1.5: all colours'), and their "
        "pictures by the second factor if it is another (may be repeated)",
    )
    parser.add_argument(
        "--eyes",
        type=Path,
        nargs="+",
        action="append",
        default=[],
        metavar=("SHEETS", "ANSWERS"),
        help="a folder of `evaluate --usable` and answers about it: kinds that were liked are "
        "told more often (may be repeated)",
    )
    parser.add_argument(
        "--copies",
        type=Path,
        metavar="FILE",
        help="what `evaluate --copies --json FILE` wrote of it: where a style copied too often it "
        "is told kinds that it was not shown, and, where it did so already, some of the Forge's "
        "style",
    )
    parser.add_argument("--out", required=True, metavar="FILE.safetensors")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> None:
    """Weigh, and save."""
    from sprite_studio.studio.evaluate.weigh import weigh

    louder = dict(map(_loudness, arguments.loud))
    eyes = [(folder, tuple(answers)) for folder, *answers in arguments.eyes]
    copies: Path | None = arguments.copies
    if not louder and not any(answers for _, answers in eyes) and copies is None:
        raise JobError(
            "say what to change: --loud SLOT=FACTOR, --eyes SHEETS ANSWERS, or --copies FILE"
        )
    [out] = output_files([(arguments.out, MODEL)], [arguments.model])
    assert out is not None  # it is required
    with saving(out):
        weigh(arguments.model, out, louder, eyes, copies)
    print(out)


def _loudness(text: str) -> "tuple[str, Loudness]":
    from sprite_studio.studio.evaluate.weigh import Loudness

    slot, _, factors = text.partition("=")
    try:
        vector, *picture = map(float, factors.split(","))
        (picture,) = picture or (vector,)
    except ValueError:
        raise JobError(f"--loud {text} is not SLOT=FACTOR or SLOT=FACTOR,FACTOR") from None
    return slot, Loudness(vector, picture)
