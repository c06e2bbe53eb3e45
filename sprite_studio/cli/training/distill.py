"""sprite-studio distill: make a model's live student, which draws in 2 or 4 steps."""

import argparse

from sprite_studio.cli.common import (
    open_library,
    parse_source,
    progress_bar,
    tell_unsaved,
    until_interrupted,
)
from sprite_studio.cli.training.options import add_companion_options
from sprite_studio.studio.jobs.training.train import DistillJob, TrainProgress, TrainResult


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("distill", help="make a live student", description=__doc__)
    add_companion_options(parser, "whose words the student practises; as for train")
    length = parser.add_mutually_exclusive_group(required=True)
    length.add_argument("--minutes", type=float)
    length.add_argument("--steps", type=int)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> None:
    """Distil; a line every hundred steps, which a log keeps."""
    from sprite_studio.studio.train.distill import distill

    job = DistillJob(
        model=arguments.model,
        data=tuple(map(parse_source, arguments.data)),
        out=arguments.out,
        steps=arguments.steps,
        minutes=arguments.minutes,
        seed=arguments.seed,
    )
    smoothed, unsaved = 0.0, ""
    with progress_bar("distilling") as progress:
        for event in until_interrupted(distill(job, open_library(arguments.device))):
            if isinstance(event, TrainProgress):
                unsaved = tell_unsaved(event, unsaved)
                smoothed = 0.98 * smoothed + 0.02 * event.loss if smoothed else event.loss
                progress.update(
                    progress.task_ids[0],
                    completed=event.step,
                    total=event.steps,
                    description=f"loss {smoothed:.4f}",
                )
                if event.step % 100 == 0:
                    print(
                        f"step {event.step}/{event.steps}  loss {smoothed:.4f}  "
                        f"{event.seconds_left / 60:.1f} min left",
                        flush=True,
                    )
            elif isinstance(event, TrainResult):
                print(f"{event.model}: {event.step} steps, loss {event.loss:.4f}")
