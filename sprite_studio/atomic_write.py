"""Save a file so that a crash, a full disk or a kill leaves the old one whole."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path


def check_folder_of(path: Path) -> None:
    """Before any work: raises FileNotFoundError if the folder of `path` is missing."""
    if not path.parent.is_dir():
        raise FileNotFoundError(f"the folder {path.parent} does not exist; make it first")


def atomic_write(path: Path, write: Callable[[Path], None]) -> None:
    """Have `write` fill a temporary file beside `path`, then put it in place.

    The data is on the disk before the name points at it. On any failure the temporary file
    is removed and `path` is as it was. Raises OSError: FileNotFoundError where the folder is
    missing, whatever `write` raises otherwise.
    """
    check_folder_of(path)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    os.close(handle)
    beside = Path(name)
    try:
        write(beside)
        with beside.open("rb+") as file:
            os.fsync(file.fileno())
        beside.chmod(0o644)
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def atomic_write_bytes(path: Path, data: bytes) -> None:
    """`atomic_write` for data that is already in memory."""
    atomic_write(path, lambda beside: _write_all(beside, data))


def _write_all(path: Path, data: bytes) -> None:
    path.write_bytes(data)
