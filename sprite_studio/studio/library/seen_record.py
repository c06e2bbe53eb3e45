"""What a model was trained on: a descriptor of each sprite and its name, in a file beside it."""

from collections.abc import Sequence
from pathlib import Path

import msgspec
import torch
from torch import Tensor

from sprite_studio.diffusion.measuring.likeness import WIDTH
from sprite_studio.diffusion.networks.checkpoint import CheckpointError, load_tensors, save_tensors
from sprite_studio.plain_text import shown

_KEY, _ROWS = "sprite_studio_seen", "descriptors"


class _Header(msgspec.Struct, frozen=True):
    names: tuple[str, ...]


def save_seen(path: Path, names: Sequence[str], rows: Tensor) -> None:
    """Args: rows: (N, 64) float16 descriptors, a name each. Raises OSError, CheckpointError."""
    header = msgspec.json.encode(_Header(tuple(names))).decode()
    save_tensors(path, {_ROWS: rows}, {_KEY: header})


def load_seen(path: Path) -> tuple[tuple[str, ...], Tensor]:
    """Names and (N, 64) descriptors. Raises CheckpointError, OSError."""
    tensors, metadata = load_tensors(path)
    try:
        names = tuple(map(shown, msgspec.json.decode(metadata[_KEY], type=_Header).names))
        rows = tensors[_ROWS]
    except (KeyError, msgspec.DecodeError, ValueError, RecursionError) as error:
        raise CheckpointError(f"{path} is no record of training sprites") from error
    fits = rows.shape == (len(names), WIDTH) and rows.is_floating_point()
    if not fits or not torch.isfinite(rows).all():
        raise CheckpointError(f"{path} is damaged: it names {len(names)} sprites and has others")
    return names, rows
