"""A frame on the disk: a model in half precision that also holds what it drew.

Model and pictures are one file, so that they cannot disagree, and so that to take a frame out of a
film is to remove a file.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import msgspec
import torch
from safetensors import SafetensorError, safe_open
from torch import Tensor

from sprite_studio.diffusion.networks.checkpoint import (
    Card,
    CheckpointError,
    model_metadata,
    save_tensors,
)
from sprite_studio.diffusion.networks.model import Model
from sprite_studio.errors import UserError
from sprite_studio.regular_file import open_regular
from sprite_studio.studio.jobs.base import Images
from sprite_studio.studio.jobs.training.film import Frame
from sprite_studio.studio.train.runs.files import FILM

SUFFIX = ".safetensors"
_KEY = "sprite_studio_frame"
_IMAGES, _NEAR = "film.images", "film.near"
MOST_DRAWN = 64


class _Told(msgspec.Struct, frozen=True):
    """What a frame's header says of its pictures; as of `Frame`."""

    step: int
    words: tuple[tuple[str, ...], ...]
    distances: tuple[float, ...] = ()
    copies: tuple[bool, ...] = ()
    held_out: tuple[float, ...] = ()
    forged: bool = False


def frame_path(run: Path, step: int) -> Path:
    """Of a run's frame after a step."""
    return run / FILM / f"{step:08d}{SUFFIX}"


def frame_steps(run: Path) -> list[int]:
    """After which steps a run has frames, ascending."""
    stems = (path.stem for path in (run / FILM).glob(f"*{SUFFIX}"))
    return sorted(int(stem) for stem in stems if stem.isdecimal() and len(stem) <= 12)


def write_frame(run: Path, frame: Frame, model: Model, card: Card) -> None:
    """Beside, and then in place. Raises OSError. Args: model: that drew it; card: as it would say
    of itself."""
    weights = halved(model)
    pictures = {
        name: torch.from_numpy(images.copy())
        for name, images in ((_IMAGES, frame.images), (_NEAR, frame.near))
    }
    told = _Told(
        frame.step, frame.words, frame.distances, frame.copies, frame.held_out, frame.forged
    )
    metadata = model_metadata(model, card) | {_KEY: msgspec.json.encode(told).decode()}
    path = frame_path(run, frame.step)
    path.parent.mkdir(exist_ok=True)
    save_tensors(path, {**weights, **pictures}, metadata)


def read_frames(run: Path) -> Iterator[Frame | None]:
    """The frames of a run in order; None for what is none, or damaged."""
    for step in frame_steps(run):
        try:
            yield _read(frame_path(run, step))
        except (UserError, OSError, SafetensorError, ValueError, KeyError):
            yield None


def halved(model: Model) -> dict[str, Tensor]:
    """A model's tensors in half precision, which a model is loaded from as from any other."""
    tensors = model.state_dict()
    return {n: t.half() if t.is_floating_point() else t for n, t in tensors.items()}


def _read(path: Path) -> Frame:
    with open_regular(path, CheckpointError) as file:  # the library would wait for a pipe
        size = os.fstat(file.fileno()).st_size
    with safe_open(path, framework="numpy") as file:
        told = msgspec.json.decode((file.metadata() or {})[_KEY], type=_Told)
        images, near = (_checked(file.get_tensor(name)) for name in (_IMAGES, _NEAR))
    count = len(images)
    if told.step != int(path.stem):
        raise CheckpointError(f"{path} is of another step than its name says")
    if len(told.words) != count or {len(near), len(told.distances), len(told.copies)} - {0, count}:
        raise CheckpointError(f"{path} is damaged")
    return Frame(
        step=told.step,
        images=images,
        words=told.words,
        near=near,
        distances=told.distances,
        copies=told.copies,
        held_out=told.held_out,
        forged=told.forged,
        size=size,
    )


def _checked(images: Images) -> Images:
    if images.dtype.name != "uint8" or images.shape[1:] != (16, 16, 4) or len(images) > MOST_DRAWN:
        raise CheckpointError("a frame holds other pictures than sprites")
    images.setflags(write=False)
    return images
