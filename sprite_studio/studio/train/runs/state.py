"""A training run on disk: enough to go on after a stop, a crash or a kill as if nothing was.

Its weights, their average, the optimiser's moments, every loss so far. `files` says which files
hold that.
"""

from dataclasses import dataclass
from pathlib import Path

import msgspec
import torch
from torch import Tensor

from sprite_studio.diffusion.networks.checkpoint import (
    Card,
    CheckpointError,
    check,
    fill,
    load_tensors,
    model_from,
    model_metadata,
    save_tensors,
)
from sprite_studio.diffusion.training.trainer import TrainConfig, Trainer, level_weights
from sprite_studio.diffusion.training.weighting import Weighting
from sprite_studio.studio.jobs.training.train import LevelLoss
from sprite_studio.studio.train.runs.files import STATE_KEY, SavedRun


class RunInfo(msgspec.Struct, frozen=True):
    """What is fixed at a run's start, and how far it has come.

    Attributes:
        config: the training configuration, with the total of steps.
        step: how many are done.
        data: the sources, a line each.
        data_fingerprint: of the training sprites.
        threads: of the CPU; the same number gives the same sums to the last bit.
        minutes: spent so far.
        started_from: fingerprint of the model it began with, or "".
        validation: (step, loss) of versions up to 0.2, at other levels than the loss of a step.
        levels: what was measured since.
        weighted_steps: how many of the first losses are weighted otherwise than they are followed,
            as earlier versions kept them; they are another figure, and are not shown beside the
            others.
        followed: whether losses and levels are kept as they are followed, weighted by noise level.
    """

    config: TrainConfig
    step: int
    data: tuple[str, ...]
    data_fingerprint: str
    threads: int
    minutes: float
    started_from: str
    validation: tuple[tuple[int, float], ...]
    levels: tuple[LevelLoss, ...] = ()
    weighted_steps: int = 0
    followed: bool = True


@dataclass(frozen=True)
class StateOnDisk:
    """What is written of a run, copied, so that training may go on before it is.

    Attributes: tensors, metadata: of a safetensors file.
    """

    tensors: dict[str, Tensor]
    metadata: dict[str, str]


def state_of(trainer: Trainer, info: RunInfo, card: Card, losses: Tensor) -> StateOnDisk:
    """Everything that a run needs to go on from here."""
    tensors = {f"model.{name}": t for name, t in trainer.model.state_dict().items()}
    tensors |= {f"ema.{name}": t for name, t in trainer.ema.average.items()}
    for name, parameter in trainer.model.named_parameters():
        moments = trainer.optimizer.state[parameter]
        tensors[f"mean.{name}"] = moments["exp_avg"]
        tensors[f"square.{name}"] = moments["exp_avg_sq"]
    metadata = model_metadata(trainer.model, card)
    metadata[STATE_KEY] = msgspec.json.encode(info).decode()
    copies = {name: t.detach().to("cpu", copy=True) for name, t in tensors.items()}
    return StateOnDisk({**copies, "losses": losses}, metadata)


def save_state(path: Path, state: StateOnDisk) -> None:
    """Write it beside `path` and put it in place. Raises OSError."""
    save_tensors(path, state.tensors, state.metadata)


def load_state(path: Path) -> tuple[Trainer, RunInfo, Card, Tensor]:
    """The trainer as it was, the run's facts, the card and the losses.

    Raises CheckpointError, or OSError if it cannot be read.
    """
    tensors, metadata = load_tensors(path)
    try:
        info = _info_of(metadata.get(STATE_KEY, ""))
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise CheckpointError(f"{path} is not the state of a training run: {error}") from error
    model, card = model_from(path)

    def group(prefix: str) -> dict[str, Tensor]:
        return {n.removeprefix(prefix): t for n, t in tensors.items() if n.startswith(prefix)}

    fill(path, model, group("model."))
    averages = {prefix: group(prefix) for prefix in ("ema.", "mean.", "square.")}
    for tensors_of_one in averages.values():
        check(path, dict(model.named_parameters()), tensors_of_one)
    trainer = Trainer(model.placed_on("cpu"), info.config)
    trainer.step = info.step
    trainer.ema.load(averages["ema."])
    for name, parameter in trainer.model.named_parameters():
        trainer.optimizer.state[parameter] = {
            "step": torch.tensor(float(info.step)),
            "exp_avg": torch.empty_like(parameter).copy_(averages["mean."][name]),
            "exp_avg_sq": torch.empty_like(parameter).copy_(averages["square."][name]),
        }
    losses = tensors.get("losses", torch.empty(0))
    if losses.shape != (info.step,):
        raise CheckpointError(f"{path} holds {losses.numel()} losses for {info.step} steps")
    return trainer, info, card, losses


def _info_of(text: str) -> RunInfo:
    """As it is told now, whichever version wrote it."""
    told = msgspec.json.decode(text)
    saved = msgspec.convert(told, SavedRun)
    told["config"].pop("most_weight", None)
    told["config"]["weighting"] = saved.weighting
    info = msgspec.convert(told, RunInfo)
    if not saved.is_old:
        return info
    levels = tuple(as_followed(one, saved.weighting) for one in saved.levels)
    return msgspec.structs.replace(info, levels=levels, weighted_steps=info.step, followed=True)


def as_followed(measured: LevelLoss, weighting: Weighting) -> LevelLoss:
    """Errors in v at each level, as they count in a run's loss."""
    counts = level_weights(torch.tensor(measured.log_snr), weighting).tolist()

    def weighted(errors: tuple[float, ...]) -> tuple[float, ...]:
        return tuple(error * count for error, count in zip(errors, counts, strict=bool(errors)))

    return msgspec.structs.replace(
        measured, held_out=weighted(measured.held_out), trained=weighted(measured.trained)
    )
