"""What a kill in the midst of a save leaves: removed where it can be recognised as ours."""

import time
from contextlib import suppress
from pathlib import Path

from sprite_studio.atomic_write import remove_stale_parts
from sprite_studio.studio.train.runs.files import FILM

_SAFETENSORS = ".tmp??????"
"""What safetensors called the file that it wrote in version 0.1.0."""

_OURS = (b'"sprite_studio', b'"training_run"')
_HEAD = 2**20
_OLD_SECONDS = 3600.0
"""A process of version 0.1.0 may still be writing one that is younger."""


def clear_run(folder: Path, holds_run: bool) -> None:
    """In the folder of a run, which is owned, so that nobody writes there.

    Args: holds_run: whether it did before: then whatever is half a file is of that run.
    """
    patterns = (".*.part", _SAFETENSORS) if holds_run else (".sprite-studio-*.part",)
    for part in (folder, folder / FILM):
        for pattern in patterns:
            for left in part.glob(pattern):
                left.unlink(missing_ok=True)


def clear_film(folder: Path) -> None:
    """The film of a run of which nothing else was saved."""
    for frame in (folder / FILM).glob("*.safetensors"):
        frame.unlink(missing_ok=True)
    with suppress(OSError):  # it is not there, or holds something else
        (folder / FILM).rmdir()


def clear_shared(folder: Path) -> None:
    """In a folder that others may write to as well."""
    remove_stale_parts(folder)
    for left in folder.glob(_SAFETENSORS):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > _OLD_SECONDS and _is_ours(left):
                left.unlink()


def _is_ours(path: Path) -> bool:
    """By its header, which safetensors writes first."""
    if not path.is_file():  # a pipe would be waited for
        return False
    with path.open("rb") as file:
        head = file.read(_HEAD)
    return head[8:].startswith(b'{"__metadata__"') and any(key in head for key in _OURS)
