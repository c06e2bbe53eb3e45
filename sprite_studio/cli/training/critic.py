"""sprite-studio critic: make a model's critic, which picks the best of several drawings."""

import argparse
from pathlib import Path

from sprite_studio.cli.common import (
    add_device_option,
    open_library,
    parse_source,
    progress_bar,
    until_interrupted,
)
from sprite_studio.studio.jobs.drawing import DEFAULT_MODEL
from sprite_studio.studio.jobs.training.train import CriticJob


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser(
        "critic", help="make what picks the best drawings", description=__doc__
    )
    parser.add_argument("--model", default=DEFAULT_MODEL, metavar="NAME_OR_FILE")
    parser.add_argument(
        "--data",
        action="append",
        required=True,
        metavar="SOURCE[=WEIGHT]",
        help="real sprites, as for train",
    )
    parser.add_argument(
        "--out", type=Path, metavar="FILE", help="default: beside the model, where it is found"
    )
    parser.add_argument("--sprites", type=int, default=CriticJob.sprites, help="to draw")
    parser.add_argument("--steps", type=int, default=CriticJob.steps, help="of learning")
    parser.add_argument("--seed", type=int, default=0)
    add_device_option(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> None:
    """Draw, learn, save; a line at every look at the sprites kept back."""
    from sprite_studio.studio.train.critic import CriticProgress, CriticResult, train_critic

    job = CriticJob(
        model=arguments.model,
        data=tuple(map(parse_source, arguments.data)),
        out=arguments.out,
        sprites=arguments.sprites,
        steps=arguments.steps,
        seed=arguments.seed,
    )
    with progress_bar("drawing") as progress:
        for event in until_interrupted(train_critic(job, open_library(arguments.device))):
            if isinstance(event, CriticProgress):
                progress.update(
                    progress.task_ids[0],
                    completed=event.done,
                    total=event.total,
                    description=event.what,
                )
                if event.told_apart is not None:
                    print(f"step {event.done}/{event.total}  told apart {event.told_apart:.3f}")
            elif isinstance(event, CriticResult):
                print(f"{event.path}: tells real from drawn in {event.told_apart:.0%} of pairs")
