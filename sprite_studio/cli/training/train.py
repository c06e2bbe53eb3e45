"""sprite-studio train: teach a network from folders of sprites."""

import argparse
from collections.abc import Generator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sprite_studio.art.sheet import Grid
from sprite_studio.cli.common import (
    add_background_option,
    add_device_option,
    open_library,
    parse_source,
    progress_bar,
    tell_unsaved,
    until_interrupted,
)
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.training.train import (
    NETWORKS,
    TrainJob,
    TrainProgress,
    TrainResult,
    TrainStarted,
)

if TYPE_CHECKING:
    from sprite_studio.diffusion.training.parallel import Ranks
    from sprite_studio.studio.train.train import TrainEvent


FROM_NOTHING = (
    "from nothing: needs hundreds of sprites and hours; to draw in the manner of these, adapt "
    "(sprite-studio adapt --help)"
)


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("train", help="train a model", description=__doc__)
    parser.add_argument(
        "--data",
        action="append",
        default=[],
        metavar="SOURCE[=WEIGHT]",
        help="a folder, a sheet, the course's .npy or forge; WEIGHT is its share of every batch "
        "(repeatable; needed for a new run)",
    )
    parser.add_argument(
        "--grid", metavar="TILE[,MARGIN[,SPACING]]", help="how sheets are cut (default: a guess)"
    )
    add_background_option(parser)
    parser.add_argument(
        "--out", type=Path, required=True, metavar="RUN_DIR", help="the run's folder"
    )
    length = parser.add_mutually_exclusive_group()
    length.add_argument("--minutes", type=float, help="turned into steps once, at the start")
    length.add_argument("--steps", type=int, help="how many steps in all")
    parser.add_argument("--from", dest="start", default="", metavar="MODEL", help="begin with it")
    parser.add_argument(
        "--resume",
        action="store_true",
        help="go on with the run in RUN_DIR to its total; --steps N sets another total, "
        "--minutes M are added to a run that is done",
    )
    parser.add_argument("--seed", type=int, help="of weights, batches and noise (default: 0)")
    parser.add_argument("--name", default="", help="the model's name (default: the run's)")
    parser.add_argument(
        "--network",
        choices=NETWORKS,
        default="house",
        help="the house's; the course's with the course's recipe, to compare with; that of "
        "characters that walk; or that of tunes, of which --data forge has any number",
    )
    add_device_option(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> None:
    """Train; a line for every validation, which a log keeps."""
    from sprite_studio.diffusion.training.parallel import ranks
    from sprite_studio.studio.train.train import train

    if arguments.resume and (arguments.start or arguments.name or arguments.seed is not None):
        raise JobError("--from, --name and --seed belong to a new run, not to --resume")
    grid = None if arguments.grid is None else parse_grid(arguments.grid)
    job = TrainJob(
        data=tuple(
            replace(parse_source(text), grid=grid, keep_background=arguments.keep_background)
            for text in arguments.data
        ),
        run=arguments.out,
        steps=arguments.steps,
        minutes=arguments.minutes,
        start_from=arguments.start,
        resume=arguments.resume,
        seed=arguments.seed or 0,
        name=arguments.name,
        network=arguments.network,
    )
    with ranks() as among:
        from_nothing = not (job.resume or job.start_from)
        _report(train(job, open_library(arguments.device), among), among, from_nothing)


def _report(
    events: "Generator[TrainEvent, None, None]", among: "Ranks", from_nothing: bool
) -> None:
    smoothed, unsaved = 0.0, ""
    with progress_bar("training", shown=among.leads) as progress:
        for event in until_interrupted(events):
            if not among.leads:
                continue
            match event:
                case TrainStarted():
                    if from_nothing:
                        print(FROM_NOTHING)
                    counts = ", ".join(f"{n} {c}" for c, n in event.categories.items() if n)
                    if event.sprites:
                        print(f"{event.sprites} training sprites ({counts})")
                    if event.left_out:
                        print(f"left out: {event.left_out}")
                        for line in event.rejected:
                            print(f"  {line}")
                    if event.changed:
                        print(f"changed: {event.changed} (see --keep-background)")
                    if event.forge_share:
                        print(f"{event.forge_share:.0%} of every batch drawn by the Forge")
                    print(f"steps {event.step} to {event.steps} on {event.device}", flush=True)
                case TrainProgress():
                    smoothed = 0.98 * smoothed + 0.02 * event.loss if smoothed else event.loss
                    unsaved = tell_unsaved(event, unsaved)
                    progress.update(
                        progress.task_ids[0],
                        completed=event.step,
                        total=event.steps,
                        description=f"loss {smoothed:.4f}",
                    )
                    if event.validation is not None:
                        print(
                            f"step {event.step}/{event.steps}  loss {smoothed:.4f}  "
                            f"validation {event.validation:.4f}  "
                            f"{event.images_per_second:.0f} img/s  "
                            f"{event.seconds_left / 60:.1f} min left",
                            flush=True,
                        )
                case TrainResult():
                    print(f"{event.model}: {event.step} steps, loss {event.loss:.4f}")


def parse_grid(text: str) -> Grid:
    """ "16,1,2": tiles of 16 pixels, a margin of 1, 2 between tiles."""
    try:
        return Grid(*map(int, text.split(",")))
    except (TypeError, ValueError):
        raise JobError(f"{text!r} is not a grid: write 16 or 16,1,2") from None
