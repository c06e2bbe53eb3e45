"""Weights that were saved by the course's notebooks (`.pth`), as a model."""

import pickle
from collections.abc import Sequence
from pathlib import Path

import torch

from sprite_studio.diffusion.checkpoint import MAX_BYTES, CheckpointError, check
from sprite_studio.diffusion.course import CourseConfig
from sprite_studio.diffusion.model import Model
from sprite_studio.diffusion.schedule import LinearBetaSchedule

SUFFIX = ".pth"


def load_course_weights(path: Path, words: Sequence[str]) -> Model:
    """A state dict of the course's ContextUnet, of any width, for as many words as it was made for.

    Only tensors are unpickled (`weights_only`); the random shortcut becomes zero, its mean.
    Raises CheckpointError, or OSError if the file cannot be opened.
    """
    if path.stat().st_size > MAX_BYTES:
        raise CheckpointError(f"{path} is larger than any network of the course")
    try:
        state = torch.load(path, map_location="cpu", weights_only=True)
    except (pickle.UnpicklingError, RuntimeError, EOFError, ValueError, KeyError) as error:
        raise CheckpointError(f"{path} cannot be read as weights of the course") from error
    first = state.get("init_conv.conv1.0.weight") if isinstance(state, dict) else None
    told = state.get("contextembed1.model.0.weight") if isinstance(state, dict) else None
    if not all(isinstance(t, torch.Tensor) and t.ndim >= 2 for t in (first, told)):
        raise CheckpointError(f"{path} is not the course's network")
    assert isinstance(first, torch.Tensor)
    assert isinstance(told, torch.Tensor)
    if told.shape[1] != len(words):
        raise CheckpointError(
            f"{path} was trained for {told.shape[1]} context classes; {len(words)} are known here"
        )
    try:
        config = CourseConfig(first.shape[1], first.shape[0], shortcut="zero")
    except ValueError as error:
        raise CheckpointError(f"{path} is not the course's network: {error}") from error
    model = Model(config, words, LinearBetaSchedule())
    wanted = model.network.state_dict()
    check(path, wanted, state)
    model.network.load_state_dict({name: state[name] for name in wanted})
    return model.eval()
