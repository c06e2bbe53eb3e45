"""Weights that were saved by the course's notebooks (`.pth`), as a model."""

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from torch import Tensor

from sprite_studio.diffusion.networks.checkpoint import MAX_BYTES, CheckpointError, check
from sprite_studio.diffusion.networks.course import CourseConfig
from sprite_studio.diffusion.networks.model import Model
from sprite_studio.diffusion.schedule import LinearBetaSchedule

SUFFIX = ".pth"
_REMEDY = "save it by torch.save(nn_model.state_dict(), FILE)"


def load_course_weights(path: Path, words: Sequence[str]) -> Model:
    """A state dict of the course's ContextUnet, of any width, for as many words as it was made for.

    Only tensors are unpickled (`weights_only`); the random shortcut becomes zero, its mean.
    Raises CheckpointError, or OSError if the file cannot be opened.
    """
    state = _load_state(path)
    config = _config_of(path, state, len(words))
    with torch.device("meta"):  # where tensors have shapes and take no memory
        wanted = Model(config, words, LinearBetaSchedule()).network.state_dict()
    # A tensor in a file may repeat one number a thousand million times.
    if 2 * sum(t.numel() for t in wanted.values()) > path.stat().st_size:
        raise CheckpointError(f"{path} is too small for the widths of its network")
    check(path, wanted, state)
    model = Model(config, words, LinearBetaSchedule())
    model.network.load_state_dict({name: state[name] for name in wanted})
    return model.eval()


def _config_of(path: Path, state: Mapping[str, Tensor], classes: int) -> CourseConfig:
    """The widths, read from the tensors that show them. Raises CheckpointError."""
    shown = (
        ("init_conv.conv1.0.weight", 4),
        ("contextembed1.model.0.weight", 2),
        ("up0.0.weight", 4),
    )
    if not all(name in state and state[name].ndim == ndim for name, ndim in shown):
        raise CheckpointError(f"{path} is not the course's network (a ContextUnet)")
    first, told, widen = (state[name].shape for name, _ in shown)
    if told[1] != classes:
        raise CheckpointError(
            f"{path} was trained for {told[1]} context classes, and {classes} are named: "
            "name them all in their order, import-course --words WORD,…"
        )
    if widen[3] != 4:
        raise CheckpointError(
            f"{path} draws sprites of {4 * widen[3]} pixels; only 16 can be drawn here"
        )
    if first[1] not in (3, 4):
        raise CheckpointError(f"{path} draws {first[1]} channels; only RGB or RGBA can be shown")
    try:
        return CourseConfig(channels=first[1], features=first[0], shortcut="zero")
    except ValueError as error:
        raise CheckpointError(f"{path} is not the course's network: {error}") from error


def _load_state(path: Path) -> dict[str, Tensor]:
    """The plain tensors of the file by their names. Raises as `load_course_weights`."""
    if path.stat().st_size > MAX_BYTES:
        raise CheckpointError(f"{path} is larger than any network of the course")
    with path.open("rb") as file:
        try:
            # torch.save writes a zip file, and packs nothing in it; somebody else might.
            unpacked = sum(part.file_size for part in zipfile.ZipFile(file).infolist())
            if unpacked > MAX_BYTES:
                raise ValueError(f"it unpacks to {unpacked} bytes")
            file.seek(0)
            state = torch.load(file, map_location="cpu", weights_only=True)
        except Exception as error:  # torch fails on damaged and hostile files in a dozen ways
            raise CheckpointError(
                f"{path} cannot be read as weights of the course: it is damaged, or holds more "
                f"than tensors, which is not opened; {_REMEDY}"
            ) from error
    if not isinstance(state, dict):
        raise CheckpointError(f"{path} holds no weights by name; {_REMEDY}")
    return {
        name: value
        for name, value in state.items()
        if isinstance(name, str) and isinstance(value, Tensor) and _is_plain(value)
    }


def _is_plain(tensor: Tensor) -> bool:
    return tensor.layout == torch.strided and tensor.device.type == "cpu"
