"""What an installed model says that it learned from, read without the library that it needs."""

import json
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from sprite_studio import paths
from sprite_studio.plain_text import shown

SUFFIX = ".safetensors"
_KEY = "sprite_studio"
_MOST_BYTES = 2**24
"""Of a file's header."""


@dataclass(frozen=True)
class ModelCredits:
    """Attributes: sources: a line each; is_public_domain: whether all are known to be so, as of the
    models that came with the program."""

    sources: tuple[str, ...] = ()
    is_public_domain: bool = False


class _Card(msgspec.Struct):
    credits: tuple[str, ...] = ()


class _Header(msgspec.Struct):
    card: _Card = msgspec.field(default_factory=_Card)


def installed_credits(name: str) -> ModelCredits:
    """Of a model that came with the program, or is the user's own."""
    return model_credits(name, paths.resources() / "models", [paths.user_models()])


def model_credits(name: str, bundled: Path, own: Sequence[Path] = ()) -> ModelCredits:
    """Of the installed model of that name; nothing of one that is not there, or cannot be read.

    A name may be a stranger's: only names of files that lie in the folders are compared with it.

    Args: bundled: the folder of the models that came with the program; own: the user's.
    """
    for folder in (bundled, *own):
        for path in sorted(folder.glob(f"*{SUFFIX}")) if folder.is_dir() else ():
            if path.stem == name:
                return ModelCredits(_credits(path), folder == bundled)
    return ModelCredits()


def _credits(path: Path) -> tuple[str, ...]:
    try:
        with path.open("rb") as file:
            (length,) = struct.unpack("<Q", file.read(8))
            if length > _MOST_BYTES:
                return ()
            told = json.loads(file.read(length))["__metadata__"][_KEY]
        header = msgspec.json.decode(told, type=_Header)
    except (OSError, ValueError, KeyError, TypeError, struct.error, RecursionError):
        return ()
    return tuple(map(shown, header.card.credits))
