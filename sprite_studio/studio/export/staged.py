"""Many files of one folder, written all or none.

They are made in a hidden folder beside their places, so that a full disk is found before anything
is replaced. Then each takes its place at once; what it replaces is kept until all have theirs, and
is put back where one cannot.
"""

import os
import secrets
import shutil
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from sprite_studio.art.export.steps import Steps
from sprite_studio.file_lock import held, is_held
from sprite_studio.studio.export.writable import saving

_PREFIX, _SUFFIX = ".sprite-studio-", ".parts"
_LOCK = "lock"


def write_all(folder: Path, files: Mapping[Path, bytes]) -> Steps[None]:
    """A step is one file. Given up, or failed, it leaves everything as it was.

    Args: folder: that is there; files: in it or in folders below it, which are made.

    Raises DestinationError, and OSError where nothing can be made in the folder.
    """
    remove_left_behind(folder)
    stage = folder / f"{_PREFIX}{secrets.token_hex(8)}{_SUFFIX}"
    stage.mkdir()
    try:
        with held(stage / _LOCK, "this export is written"):
            parts = []
            for path, data in files.items():
                parts.append((stage / f"{len(parts)}.new", path))
                with saving(path):
                    _write(parts[-1][0], data)
                yield len(parts) / len(files)
            _put(stage, parts)
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def remove_left_behind(folder: Path) -> None:
    """What a kill in the midst of `write_all` has left; an export that runs is left alone."""
    for stage in folder.glob(f"{_PREFIX}*{_SUFFIX}"):
        if stage.is_dir() and not is_held(stage / _LOCK):
            shutil.rmtree(stage, ignore_errors=True)


def _write(part: Path, data: bytes) -> None:
    part.write_bytes(data)
    with part.open("rb+") as file:
        os.fsync(file.fileno())


def _put(stage: Path, parts: Sequence[tuple[Path, Path]]) -> None:
    made: list[Path] = []
    undo: list[tuple[Path | None, Path]] = []
    try:
        for number, (part, path) in enumerate(parts):
            with saving(path):
                _make(path.parent, made)
                target = Path(os.path.realpath(path))  # a link stays; what it leads to is written
                old = None
                if target.exists():
                    old = stage / f"{number}.old"
                    _keep(target, old)
                    shutil.copymode(target, part)
                part.replace(target)
                undo.append((old, target))
    except BaseException:
        for old, target in reversed(undo):
            with suppress(OSError):
                target.unlink() if old is None else old.replace(target)
        for place in reversed(made):
            with suppress(OSError):
                place.rmdir()
        raise


def _keep(target: Path, old: Path) -> None:
    """A second name for the same file, so that it is there whenever the process is killed."""
    try:
        old.hardlink_to(target)
    except OSError:  # file systems that know no such thing
        shutil.copy2(target, old)


def _make(folder: Path, made: list[Path]) -> None:
    missing = [part for part in (folder, *folder.parents) if not part.exists()]
    for part in reversed(missing):
        part.mkdir(exist_ok=True)
        made.append(part)
