"""One step of training taken apart: what it was about, what the network said, what it changed.

The step is the very one that `Trainer` takes; it is only looked at, before, after and from within.
"""

from collections.abc import Callable, Generator, Iterator
from copy import deepcopy
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from sprite_studio.diffusion.networks.model import Model
from sprite_studio.diffusion.networks.named_parts import named_parts
from sprite_studio.diffusion.threads import at_once
from sprite_studio.diffusion.training.dataset import Batches
from sprite_studio.diffusion.training.trainer import (
    Drawn,
    Trainer,
    TrainStep,
    level_weights,
    mixed_precision,
    shown_and_wanted,
)

WORDS = "words"
"""What the vocabulary is called among the blocks of a network."""


@dataclass(frozen=True)
class BlockChange:
    """What a step did to a part of the network.

    Attributes:
        name: of the module; numbers: how many weights it has.
        gradient: the norm of the loss's gradient there, before it was clipped.
        before: the norm of the weights before the step; moved: of what was added to them.
    """

    name: str
    numbers: int
    gradient: float
    before: float
    moved: float


@dataclass(frozen=True)
class StepApart:
    """A step of a batch of B.

    Attributes:
        taken: as the trainer tells it.
        drawn: the sprites, the noise, the levels and the words.
        x_t: (B, C, 16, 16) what the network was shown; wanted: the velocity v = α ε - σ x_0 that
            was right; said: what the network answered, by the weights before the step.
        before, after: (B,) squared error in v of each sprite, by the weights before the step and
            by those after it, of the same noise.
        counts: (B,) how much each level's error counts in what is followed.
        pictures: the error of the words' pictures, which is followed as well, or None where words
            have none.
        blocks: in the order in which the network has them, the words first.
    """

    taken: TrainStep
    drawn: Drawn
    x_t: Tensor
    wanted: Tensor
    said: Tensor
    before: Tensor
    after: Tensor
    counts: Tensor
    pictures: float | None
    blocks: tuple[BlockChange, ...]

    @property
    def errors(self) -> Tensor:
        """(B, 16, 16) the squared error of each pixel, the mean over its channels. The mean over a
        sprite's pixels is its loss."""
        return (self.said - self.wanted).square().mean(dim=1)


def take_apart(
    trainer: Trainer,
    batches: Batches,
    pace: Callable[[Callable[[], Tensor]], Tensor] = at_once,
) -> Generator[None, None, StepApart]:
    """Take the trainer's next step, and look at it. Yields where other work may go first; to stop
    there undoes the step.

    Args: as of `Trainer.train_in_parts`. The step must not be beyond the run's last.
    """
    drawn = trainer.drawn(batches)
    # Copies, since to ask the course's network moves the averages of its BatchNorm.
    old = deepcopy(trainer.model)
    yield
    x_t, wanted, said = yield from _asked(trainer, old, drawn)
    pictures = _picture_error(old, drawn)
    taken = None
    for taken in trainer.train_in_parts(batches, pace):
        if taken is not None:
            break
        yield
    assert taken is not None  # there was a step to take
    blocks = tuple(_changes(old, trainer.model, taken.gradient))
    yield
    _, _, said_then = yield from _asked(trainer, deepcopy(trainer.model), drawn)
    return StepApart(
        taken=taken,
        drawn=drawn,
        x_t=x_t,
        wanted=wanted,
        said=said,
        before=(said - wanted).square().mean(dim=(1, 2, 3)),
        after=(said_then - wanted).square().mean(dim=(1, 2, 3)),
        counts=level_weights(drawn.log_snr, trainer.config.weighting),
        pictures=pictures,
        blocks=blocks,
    )


def _asked(
    trainer: Trainer, model: Model, drawn: Drawn
) -> Generator[None, None, tuple[Tensor, Tensor, Tensor]]:
    """x_t, the velocity that is right and the one that `model` says, on the CPU. As many rows at
    once as in training, which rounds alike."""
    device = next(model.parameters()).device
    found: list[tuple[Tensor, Tensor, Tensor]] = []
    parts = drawn.x0, drawn.noise, drawn.log_snr, drawn.weights
    for first in range(0, len(drawn.x0), trainer.rows_at_once):
        rows = slice(first, first + trainer.rows_at_once)
        x0, noise, log_snr, weights = (part[rows].to(device) for part in parts)
        x_t, wanted = shown_and_wanted(x0, noise, log_snr)
        with torch.no_grad(), mixed_precision(device, trainer.config.mixed):
            said = model(x_t, log_snr, weights)
        found.append((x_t.cpu(), wanted.cpu(), said.float().cpu()))
        yield
    x_t, wanted, said = (torch.cat(columns) for columns in zip(*found, strict=True))
    return x_t, wanted, said


@torch.no_grad()
def _picture_error(model: Model, drawn: Drawn) -> float | None:
    device = next(model.parameters()).device
    picture = model.picture(drawn.weights.to(device))
    return None if picture is None else (picture.cpu() - drawn.x0).square().mean().item()


def blocks_of(model: Model) -> Iterator[tuple[str, list[tuple[str, nn.Parameter]]]]:
    """Name and weights of each of a network's `named_parts`, and of what belongs to none of them,
    the words first."""
    parts = named_parts(model.network)
    groups: dict[str, list[tuple[str, nn.Parameter]]] = {}
    for name, parameter in model.named_parameters():
        first, _, within = name.partition(".")
        own = next((part for part in parts if within.startswith(f"{part}.")), within)
        groups.setdefault(own if first == "network" else WORDS, []).append((name, parameter))
    yield from groups.items()


def _changes(old: Model, new: Model, norm: float) -> Iterator[BlockChange]:
    """Args: new: with the gradient still there, clipped; norm: that it had before."""
    before = dict(old.named_parameters())
    clipped = _norm([p.grad for p in new.parameters() if p.grad is not None])
    unclipped = norm / clipped if clipped else 1.0
    for name, weights in blocks_of(new):
        yield BlockChange(
            name=name,
            numbers=sum(parameter.numel() for _, parameter in weights),
            gradient=unclipped * _norm([p.grad for _, p in weights if p.grad is not None]),
            before=_norm([before[of].detach() for of, _ in weights]),
            moved=_norm([p.detach() - before[of].detach() for of, p in weights]),
        )


def _norm(tensors: list[Tensor]) -> float:
    return float(sum(tensor.double().square().sum().item() for tensor in tensors)) ** 0.5
