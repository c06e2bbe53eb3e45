"""sprite-studio evaluate: how good a model is, in figures that can be repeated."""

import argparse
import json
from collections.abc import Generator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

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
from sprite_studio.studio.jobs.drawing import CAST_MODEL, DEFAULT_MODEL, SAMPLERS, TUNE_MODEL

if TYPE_CHECKING:
    from sprite_studio.studio.evaluate.adapting_report import AdaptingReport
    from sprite_studio.studio.evaluate.editing_report import EditingReport
    from sprite_studio.studio.evaluate.report import Report

OF_DRAWING = ("quick", "part", "sampler", "steps", "guidance")
"""Options that `EvaluateJob` takes by these names, and has defaults for."""

PLANS = ("editing", "adapt", "cast", "copies", "usable", "tunes")
"""Options of which each measures something else than sprites drawn anew."""


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("evaluate", help="measure a model", description=__doc__)
    parser.add_argument(
        "--model",
        metavar="NAME_OR_FILE",
        help=f"default: {DEFAULT_MODEL}, with --cast {CAST_MODEL}, with --tunes {TUNE_MODEL}",
    )
    parser.add_argument(
        "--data",
        type=Path,
        action="append",
        default=[],
        metavar="DIR",
        help="real sprites, split by subject as in training (repeatable)",
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here as well")
    parser.add_argument(
        "--quick",
        action="store_true",
        default=None,
        help="fewer sprites: minutes, not half an hour",
    )
    parser.add_argument(
        "--editing", action="store_true", help="measure editing and teaching instead"
    )
    parser.add_argument(
        "--adapt",
        action="store_true",
        help="measure instead how well the manner of --data is learned, a pack it never saw",
    )
    parser.add_argument(
        "--cast",
        action="store_true",
        help="measure characters that walk instead; --data are folders with a walks.csv",
    )
    parser.add_argument(
        "--tunes", action="store_true", help="measure loops of music instead; takes no --data"
    )
    parser.add_argument(
        "--copies",
        action="store_true",
        help="measure, style by style, how many sprites copy a training sprite instead",
    )
    parser.add_argument(
        "--usable",
        type=Path,
        metavar="DIR",
        help="draw numbered sheets into this new folder instead, to be judged by eye",
    )
    parser.add_argument(
        "--answers",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="with --usable: what a pair of eyes said of the sheets there (repeatable)",
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
    if arguments.answers:
        _print_shares(arguments)
        return
    if not arguments.data and not arguments.tunes:
        raise JobError("name real sprites to measure by: --data DIR")
    if arguments.json is not None:
        check(arguments.json, FIGURES, arguments.data)
    if arguments.model is None:
        arguments.model = (
            CAST_MODEL if arguments.cast else TUNE_MODEL if arguments.tunes else DEFAULT_MODEL
        )
    given = vars(arguments)
    asked = {name: given[name] for name in OF_DRAWING if given[name] is not None}
    plans = [name for name in PLANS if given[name]]
    if len(plans) > 1:
        raise JobError(f"--{' and --'.join(plans)} are two plans; choose one")
    if arguments.cast:
        _measure_cast(arguments, asked)
        return
    if arguments.tunes:
        _measure_tunes(arguments, asked)
        return
    fixed = [name for name in asked if (name, plans) != ("quick", ["adapt"])]
    if plans and fixed:
        raise JobError(f"--{plans[0]} is one fixed plan; leave --{', --'.join(fixed)} out")
    if arguments.usable:
        _draw_sheets(arguments)
    elif arguments.copies:
        _measure_copies(arguments)
    else:
        _measure(arguments, asked)


def _measure(arguments: argparse.Namespace, asked: dict[str, Any]) -> None:
    from sprite_studio.studio.evaluate.adapting_report import AdaptingReport
    from sprite_studio.studio.evaluate.editing_report import EditingReport
    from sprite_studio.studio.evaluate.evaluate import evaluate
    from sprite_studio.studio.evaluate.evaluate_adapt import AdaptingJob, evaluate_adapt
    from sprite_studio.studio.evaluate.evaluate_editing import EditingJob, evaluate_editing
    from sprite_studio.studio.evaluate.references import load_references
    from sprite_studio.studio.evaluate.report import EvaluateJob, Report

    job = EvaluateJob(arguments.model, tuple(arguments.data), **asked)
    if job.steps < 1:
        raise JobError("--steps must be at least 1")
    library = open_library(arguments.device)
    references = load_references(paths.resources() / "references")
    events = evaluate(job, library, references)
    if arguments.editing:
        events = evaluate_editing(EditingJob(job.model, job.data), library, references)
    elif arguments.adapt:
        asked_for = AdaptingJob(job.model, job.data, job.quick)
        events = evaluate_adapt(asked_for, library, references)
    report = _followed(events)
    assert isinstance(report, (Report, EditingReport, AdaptingReport))
    _print(report)
    _keep(arguments, asdict(report))


def _measure_cast(arguments: argparse.Namespace, asked: dict[str, Any]) -> None:
    from sprite_studio.studio.evaluate.casting.cast_report import CastReport
    from sprite_studio.studio.evaluate.casting.evaluate_cast import CastJob, evaluate_cast
    from sprite_studio.studio.evaluate.references import load_references

    if "quick" in asked:
        raise JobError("--quick does not go with --cast; leave it out")
    library = open_library(arguments.device)
    references = load_references(paths.resources() / "references")
    job = CastJob(tuple(arguments.data), arguments.model, **asked)
    if job.steps is not None and job.steps < 1:
        raise JobError("--steps must be at least 1")
    report = _followed(evaluate_cast(job, library, references))
    assert isinstance(report, CastReport)
    for row in report.views:
        print(
            f"{row.given:16} {row.view:6} gain {row.gain:4.0%}  "
            f"rms {row.rms:.3f} (front {row.rms_repeat:.3f}, nearest {row.rms_nearest:.3f})  "
            f"phi1 {row.phi1:.2f} ({row.phi1_repeat:.2f}, {row.phi1_nearest:.2f})  "
            f"phi2 {row.phi2:.2f} ({row.phi2_repeat:.2f}, {row.phi2_nearest:.2f})"
        )
    for row in report.walks:
        print(
            f"{row.of:16} {row.characters:3} characters  walks {row.walks:4.0%} "
            f"(steps {row.steps_seen:4.0%})  holds still {row.holds_still:4.0%}  "
            f"one person {row.same_person:4.0%}  colours {row.most_colours}"
        )
    print(f"two people taken for one {report.mistaken:.0%}")
    print(f"one character {report.seconds_one:.2f} s, twelve {report.seconds_party:.2f} s")
    print(f"{report.megabytes:.1f} MB, measured in {report.minutes:.1f} minutes")
    _keep(arguments, asdict(report))


def _measure_tunes(arguments: argparse.Namespace, asked: dict[str, Any]) -> None:
    from sprite_studio.studio.evaluate.tunes import TunesJob, TunesReport, measure_tunes

    if arguments.data:
        raise JobError("--tunes is measured beside the Forge of tunes; leave --data out")
    if unfit := asked.keys() & {"quick", "sampler", "part"}:
        raise JobError(f"--{unfit.pop()} does not go with --tunes; leave it out")
    job = TunesJob(arguments.model, **asked)
    report = _followed(measure_tunes(job, open_library(arguments.device)))
    assert isinstance(report, TunesReport)
    names = [name for name in asdict(report.rows[0]) if name != "of"]
    print(f"{'':14}" + "".join(f"{row.of:>14}" for row in report.rows))
    for name in names:
        values = [getattr(row, name) for row in report.rows]
        print(f"{name:14}" + "".join(f"{value:14.4g}" for value in values))
    print(f"{report.seconds_a_loop:.2f} s a loop")
    _keep(arguments, asdict(report))


def _measure_copies(arguments: argparse.Namespace) -> None:
    from sprite_studio.studio.evaluate.copies import (
        MOST_COPIED,
        CopiesJob,
        CopiesReport,
        measure_copies,
    )

    job = CopiesJob(tuple(arguments.data), arguments.model)
    report = _followed(measure_copies(job, open_library(arguments.device)))
    assert isinstance(report, CopiesReport)
    for row in report.rows:
        mark = "  too many" if row.copied > MOST_COPIED else ""
        print(
            f"{row.style:34} {row.category:12} {row.subjects:4} subjects  "
            f"{row.copied:6.1%} copied{mark}"
        )
    _keep(arguments, asdict(report))


def _draw_sheets(arguments: argparse.Namespace) -> None:
    from sprite_studio.studio.evaluate.usable import (
        QUESTIONS,
        UsableJob,
        UsableSheets,
        draw_sheets,
    )

    job = UsableJob(arguments.usable, tuple(arguments.data), arguments.model)
    sheets = _followed(draw_sheets(job, open_library(arguments.device)))
    assert isinstance(sheets, UsableSheets)
    print("Would you put this into a released game as …")
    for category, question in QUESTIONS.items():
        print(f"{arguments.usable / category}.png: {question}?")
    print(f"Write yes or no for every number into a copy of {sheets.answers}, and read it with")
    print(f"sprite-studio evaluate --usable {arguments.usable} --answers FILE")


def _print_shares(arguments: argparse.Namespace) -> None:
    from sprite_studio.studio.evaluate.usable import usable_kinds, usable_shares

    if arguments.usable is None:
        raise JobError("say which sheets the answers are of: --usable DIR")
    for path in arguments.answers:
        print(path)
        for share in usable_shares(arguments.usable, path):
            print(f"  {share.category:12} {share.drawn:4.0%}  real ones {share.controls:4.0%}")
    kinds = usable_kinds(arguments.usable, arguments.answers)
    for (category, kind), (yes, asked) in kinds.items():
        print(f"{category:12} {kind:24} {yes:3} of {asked:3} answers")


def _followed(events: Generator[Any, None, None]) -> object:
    """The last event; a bar moves meanwhile."""
    from sprite_studio.studio.evaluate.report import EvaluateProgress

    last = None
    with progress_bar("measuring") as progress:
        for event in until_interrupted(events):
            last = event
            if isinstance(event, EvaluateProgress):
                progress.update(
                    progress.task_ids[0],
                    completed=event.step,
                    total=event.steps,
                    description=event.what,
                )
    return last


def _keep(arguments: argparse.Namespace, figures: dict[str, Any]) -> None:
    if arguments.json is not None:
        with saving(arguments.json):
            atomic_write_bytes(arguments.json, json.dumps(figures, indent=2).encode())


def _print(report: "Report | EditingReport | AdaptingReport") -> None:
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
        elif key in ("palettes", "taught", "styles", "rows"):
            for row in value:
                (_, name), *figures = row.items()
                told = (f"{k} {v:.3f}" if isinstance(v, float) else f"{k} {v}" for k, v in figures)
                print(f"{name:40} {'  '.join(told)}")
        else:
            print(f"{key:24} {f'{value:.4f}' if isinstance(value, float) else value}")
