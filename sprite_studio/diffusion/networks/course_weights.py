"""Weights of the course's network that its notebooks, or other trainers, saved (`.pth`)."""

import os
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import torch
from torch import Tensor

from sprite_studio.diffusion.networks.checkpoint import MAX_BYTES, CheckpointError, check
from sprite_studio.diffusion.networks.course import CourseConfig
from sprite_studio.diffusion.networks.model import Model
from sprite_studio.diffusion.schedule import LinearBetaSchedule
from sprite_studio.plain_text import shown
from sprite_studio.regular_file import open_regular

SUFFIX = ".pth"
MAX_PICKLE_BYTES = 2**22
"""Of what stands beside the numbers; the course's network takes 12,000, a trainer's more."""

MAX_ENTRIES, MAX_DEPTH, MAX_NAME = 100_000, 8, 200
"""Of dictionaries in dictionaries, and of a name in one. One may hold itself, or another many
times."""

_MARK = "init_conv.conv1.0.weight"
_AVERAGES = re.compile(r"(^|[._])(ema|swa|averaged?|shadow)([._]|$)", re.IGNORECASE)
_REMEDY = "save it by torch.save(nn_model.state_dict(), FILE)"


@dataclass(frozen=True)
class CourseWeights:
    """Attributes:
    model: ready to draw, in eval mode.
    taken: from where in the file its weights are, "ema.module" say, or "" if it holds no others.
    """

    model: Model
    taken: str


def load_course_weights(path: Path, words: Sequence[str]) -> CourseWeights:
    """The course's ContextUnet, of any width, for as many words as it was made for.

    Its state dict may stand in dictionaries of a trainer's, and its names behind prefixes that
    wrappers put there ("module.", "_orig_mod."). Of several the averaged weights are taken.
    Only tensors are unpickled (`weights_only`); the random shortcut becomes zero, its mean.
    Raises CheckpointError.
    """
    taken, state = _choose(path, _load(path))
    config = _config_of(path, state, len(words))
    # A tensor in a file may repeat one number a thousand million times.
    if 2 * config.least_parameters(len(words)) > path.stat().st_size:
        raise CheckpointError(f"{shown(path)} is too small for the widths of its network")
    model = Model(config, words, LinearBetaSchedule())
    wanted = model.network.state_dict()
    check(path, wanted, state)
    model.network.load_state_dict({name: state[name] for name in wanted})
    return CourseWeights(model.eval(), taken)


def _choose(path: Path, saved: Mapping[object, object]) -> tuple[str, dict[str, Tensor]]:
    """Where in the file the course's network is, and its tensors by its own names."""
    flat = dict(_tensors(path, saved))
    prefixes = [name.removesuffix(_MARK) for name in flat if name.endswith(_MARK)]
    prefixes = [prefix for prefix in prefixes if prefix == "" or prefix.endswith(".")]
    if not prefixes:
        raise CheckpointError(
            f"{shown(path)} is not the course's network (a ContextUnet); {_REMEDY}"
        )
    # Averaged weights draw better; else what lies nearest to the top.
    prefixes.sort(key=lambda prefix: (not _AVERAGES.search(prefix), prefix.count(".")))
    state: dict[str, Tensor] = {}
    for prefix in reversed(prefixes):  # averages may lack what is not learned, as BatchNorm's means
        state |= {n.removeprefix(prefix): t for n, t in flat.items() if n.startswith(prefix)}
    return prefixes[0].rstrip(".") if len(prefixes) > 1 else "", state


def _tensors(path: Path, saved: Mapping[object, object]) -> Iterator[tuple[str, Tensor]]:
    """The plain tensors in a dictionary and in those in it, their names joined by points."""
    waiting: list[tuple[tuple[str, ...], Mapping[object, object]]] = [((), saved)]
    entries = 0
    while waiting:
        above, part = waiting.pop()
        for key, value in part.items():
            entries += 1
            if entries > MAX_ENTRIES:
                raise CheckpointError(
                    f"{shown(path)} holds more than {MAX_ENTRIES} things; {_REMEDY}"
                )
            if not isinstance(key, str) or len(key) > MAX_NAME or not key.isprintable():
                continue
            if isinstance(value, Tensor) and _is_plain(value):
                yield ".".join((*above, key)), value
            elif isinstance(value, Mapping) and len(above) < MAX_DEPTH:
                waiting.append(((*above, key), value))


def _config_of(path: Path, state: Mapping[str, Tensor], classes: int) -> CourseConfig:
    """The widths, read from the tensors that show them. Raises CheckpointError."""
    telling = ((_MARK, 4), ("contextembed1.model.0.weight", 2), ("up0.0.weight", 4))
    if not all(name in state and state[name].ndim == ndim for name, ndim in telling):
        raise CheckpointError(f"{shown(path)} is not the course's network (a ContextUnet)")
    first, told, widen = (state[name].shape for name, _ in telling)
    if told[1] != classes:
        raise CheckpointError(
            f"{shown(path)} was trained for {told[1]} context classes, and {classes} are named: "
            "name them all in their order, import-course --words WORD,…"
        )
    if widen[3] != 4:
        raise CheckpointError(
            f"{shown(path)} draws sprites of {4 * widen[3]} pixels; only 16 can be drawn here"
        )
    if first[1] not in (3, 4):
        raise CheckpointError(
            f"{shown(path)} draws {first[1]} channels; only RGB or RGBA can be shown"
        )
    try:
        return CourseConfig(channels=first[1], features=first[0], shortcut="zero")
    except ValueError as error:
        raise CheckpointError(f"{shown(path)} is not the course's network: {error}") from error


def _load(path: Path) -> Mapping[object, object]:
    """What was saved, of which only tensors and plain values are unpickled."""
    with open_regular(path, CheckpointError) as file:
        if os.fstat(file.fileno()).st_size > MAX_BYTES:
            raise CheckpointError(f"{shown(path)} is larger than any network of the course")
        try:
            _check_parts(file)
            file.seek(0)
            saved = torch.load(file, map_location="cpu", weights_only=True)
        except Exception as error:  # torch fails on damaged and hostile files in a dozen ways
            raise CheckpointError(
                f"{shown(path)} cannot be read as weights of the course: it is damaged, or holds "
                f"more than tensors, which is not opened; {_REMEDY}"
            ) from error
    if not isinstance(saved, Mapping):
        raise CheckpointError(f"{shown(path)} holds no weights by name; {_REMEDY}")
    return saved


def _check_parts(file: BinaryIO) -> None:
    """torch.save writes a zip file, and packs nothing in it; somebody else might."""
    parts = zipfile.ZipFile(file).infolist()
    unpacked = sum(part.file_size for part in parts)
    if unpacked > MAX_BYTES:
        raise ValueError(f"it unpacks to {unpacked} bytes")
    # Unpickled in Python, ten seconds for every hundred megabytes.
    pickled = sum(part.file_size for part in parts if part.filename.endswith(".pkl"))
    if pickled > MAX_PICKLE_BYTES:
        raise ValueError(f"it holds {pickled} bytes that are no numbers")


def _is_plain(tensor: Tensor) -> bool:
    return tensor.layout == torch.strided and tensor.device.type == "cpu"
