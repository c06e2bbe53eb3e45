"""A training run on disk: enough to go on after a stop, a crash or a kill as if nothing was.

A run's folder holds `state.safetensors` (weights, their average, the optimiser's moments, every
loss so far), `before-decay.safetensors` (the same, from the moment before the learning rate
began to fall, so that the run can be extended) and `model.safetensors` (what draws).
"""

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
from sprite_studio.diffusion.training.trainer import TrainConfig, Trainer

STATE = "state.safetensors"
BEFORE_DECAY = "before-decay.safetensors"
MODEL = "model.safetensors"
_KEY = "training_run"


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
        validation: (step, loss) so far.
    """

    config: TrainConfig
    step: int
    data: tuple[str, ...]
    data_fingerprint: str
    threads: int
    minutes: float
    started_from: str
    validation: tuple[tuple[int, float], ...]


def save_state(path: Path, trainer: Trainer, info: RunInfo, card: Card, losses: Tensor) -> None:
    """Write everything beside `path` and put it in place. Raises OSError."""
    tensors = {f"model.{name}": t for name, t in trainer.model.state_dict().items()}
    tensors |= {f"ema.{name}": t for name, t in trainer.ema.average.items()}
    for name, parameter in trainer.model.named_parameters():
        moments = trainer.optimizer.state[parameter]
        tensors[f"mean.{name}"] = moments["exp_avg"]
        tensors[f"square.{name}"] = moments["exp_avg_sq"]
    metadata = model_metadata(trainer.model, card)
    metadata[_KEY] = msgspec.json.encode(info).decode()
    save_tensors(path, {**tensors, "losses": losses}, metadata)


def load_state(path: Path) -> tuple[Trainer, RunInfo, Card, Tensor]:
    """The trainer as it was, the run's facts, the card and the losses.

    Raises CheckpointError, or OSError if it cannot be read.
    """
    tensors, metadata = load_tensors(path)
    try:
        info = msgspec.json.decode(metadata.get(_KEY, ""), type=RunInfo)
    except (msgspec.DecodeError, ValueError) as error:
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
