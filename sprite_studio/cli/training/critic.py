"""sprite-studio critic: make a model's critic, which picks the best of several drawings."""

import argparse

from sprite_studio.cli.common import (
    open_library,
    parse_source,
    progress_bar,
    until_interrupted,
)
from sprite_studio.cli.training.options import add_companion_options
from sprite_studio.studio.jobs.training.train import CriticJob


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser(
        "critic", help="make what picks the best drawings", description=__doc__
    )
    add_companion_options(parser, "real sprites, as for train")
    parser.add_argument("--sprites", type=int, default=CriticJob.sprites, help="to draw")
    parser.add_argument("--steps", type=int, default=CriticJob.steps, help="of learning")
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
