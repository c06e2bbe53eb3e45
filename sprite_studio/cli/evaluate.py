"""sprite-studio evaluate: how good a model is, in figures that can be repeated."""

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from sprite_studio import paths
from sprite_studio.atomic_write import atomic_write_bytes
from sprite_studio.cli.common import (
    add_device_option,
    open_library,
    progress_bar,
    until_interrupted,
)
from sprite_studio.studio.export.destination import FIGURES
from sprite_studio.studio.export.writable import check, saving
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.drawing import DEFAULT_MODEL, SAMPLERS

if TYPE_CHECKING:
    from sprite_studio.studio.evaluate.editing_report import EditingReport
    from sprite_studio.studio.evaluate.report import Report

OF_DRAWING = ("quick", "part", "sampler", "steps", "guidance")
"""Options that `EvaluateJob` takes by these names, and has defaults for."""


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("evaluate", help="measure a model", description=__doc__)
    parser.add_argument("--model", default=DEFAULT_MODEL, metavar="NAME_OR_FILE")
    parser.add_argument(
        "--data",
        type=Path,
        action="append",
        required=True,
        metavar="DIR",
        help="real sprites, split by subject as in training (repeatable)",
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here as well")
    parser.add_argument(
        "--quick", action="store_true", default=None, help="fewer sprites; under 3 minutes"
    )
    parser.add_argument(
        "--editing", action="store_true", help="measure editing and teaching instead"
    )
    parser.add_argument(
        "--part",
        choices=("test", "validation"),
        help="validation, to choose settings by (default: test)",
    )
    parser.add_argument("--sampler", choices=SAMPLERS, help="default: dpm++")
    parser.add_argument("--steps", type=int, help="default: 20")
    parser.add_argument("--guidance", type=float, help="1 is none (default: 2)")
    add_device_option(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> None:
    """Measure and print."""
    from sprite_studio.studio.evaluate.editing_report import EditingReport
    from sprite_studio.studio.evaluate.evaluate import evaluate
    from sprite_studio.studio.evaluate.evaluate_editing import EditingJob, evaluate_editing
    from sprite_studio.studio.evaluate.references import load_references
    from sprite_studio.studio.evaluate.report import EvaluateJob, EvaluateProgress, Report

    if arguments.json is not None:
        check(arguments.json, FIGURES, arguments.data)
    given = vars(arguments)
    asked = {name: given[name] for name in OF_DRAWING if given[name] is not None}
    if arguments.editing and asked:
        raise JobError(f"--editing is one fixed plan; leave --{', --'.join(asked)} out")
    job = EvaluateJob(arguments.model, tuple(arguments.data), **asked)
    if job.steps < 1:
        raise JobError("--steps must be at least 1")
    library = open_library(arguments.device)
    references = load_references(paths.resources() / "references")
    events = evaluate(job, library, references)
    if arguments.editing:
        events = evaluate_editing(EditingJob(job.model, job.data), library, references)
    with progress_bar("measuring") as progress:
        for event in until_interrupted(events):
            if isinstance(event, EvaluateProgress):
                progress.update(
                    progress.task_ids[0],
                    completed=event.done,
                    total=event.total,
                    description=event.what,
                )
            elif isinstance(event, (Report, EditingReport)):
                _print(event)
                if arguments.json is not None:
                    text = json.dumps(asdict(event), indent=2)
                    with saving(arguments.json):
                        atomic_write_bytes(arguments.json, text.encode())


def _print(report: "Report | EditingReport") -> None:
    for key, value in asdict(report).items():
        if key == "fd":
            for space, distance in value.items():
                figures = "  ".join(f"{name} {figure:.3f}" for name, figure in distance.items())
                print(f"fd {space:21} {figures}")
        elif key == "steps":
            for row in value:
                apart = "" if row["paired_l2"] is None else f"  paired L2 {row['paired_l2']:.4f}"
                print(
                    f"{row['sampler']:8} {row['steps']:>3} steps       "
                    f"fd phi1 {row['fd1']:.3f}  phi2 {row['fd2']:.3f}{apart}"
                )
        elif key in ("palettes", "taught", "styles"):
            for row in value:
                (_, name), *figures = row.items()
                told = (f"{k} {v:.3f}" if isinstance(v, float) else f"{k} {v}" for k, v in figures)
                print(f"{name:40} {'  '.join(told)}")
        else:
            print(f"{key:24} {f'{value:.4f}' if isinstance(value, float) else value}")
