"""Save a file so that a crash, a full disk or a kill leaves the old one whole."""

import errno
import os
import secrets
import stat
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None

_PREFIX, _SUFFIX = ".sprite-studio-", ".part"
"""Of a file that is being written. It does not hold the name of the file that it becomes, so that
every name can be saved that the file system allows."""

_ABANDONED_S = 3600
"""What cannot be locked, or is empty and may not be locked yet, is nobody's after so long."""


def check_folder_of(path: Path) -> None:
    """Before any work: raises FileNotFoundError if the folder of `path`, or of what it links to, is
    missing, and NotADirectoryError if it is a file."""
    folder = _end_of_links(path).parent
    if folder.is_dir():
        return
    if folder.exists():
        told = f"{folder} is a file and no folder; choose another place"
        raise NotADirectoryError(errno.ENOTDIR, told, str(path))
    told = f"the folder {folder} does not exist; make it first"
    raise FileNotFoundError(errno.ENOENT, told, str(path))


def make_folder(folder: Path) -> None:
    """Make it, and those above it, unless it is there. Raises OSError that says what is in the
    way."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        told = "a file, or a link that leads nowhere, is in the place of this folder; move it away"
        raise NotADirectoryError(errno.ENOTDIR, told, str(folder)) from error


def check_can_keep(folder: Path) -> None:
    """Make a folder unless it is there, and write something in it that leaves no trace.

    Raises OSError where that cannot be done.
    """
    make_folder(folder)
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(bytes(4096))
            file.flush()
    except OSError as error:
        error.filename = str(folder)
        raise


def atomic_write(path: Path, write: Callable[[Path], None]) -> None:
    """Have `write` fill a temporary file beside `path`, then put it in place.

    The data is on the disk before the name points at it, and the name before this returns. On any
    failure the temporary file is removed and `path` is as it was. A link stays: what it leads to
    is written. A file that was there keeps its mode and, where that is allowed, its owner; a new
    one has the mode that the umask leaves.

    Args:
        path: of a file, or of nothing yet, in a folder that exists.
        write: fills the file that it is given, and does not put another in its place.

    Raises OSError that names `path`, FileNotFoundError where the folder is missing; otherwise
    whatever `write` raises.
    """
    target = path
    try:
        check_folder_of(path)
        target = _end_of_links(path)
        old = _stat_of_replaceable(target)
        with _part_beside(target, old) as part:
            write(part)
            _settle(part, old)
            part.replace(target)
        _sync_folder(target.parent)
    except OSError as error:
        if not (error.filename is None or _is_ours(os.fsdecode(error.filename), target)):
            raise  # it is about a file that `write` reads
        if error.errno is None:  # Pillow's own
            raise OSError(errno.EIO, str(error), str(path)) from error
        error.filename, error.filename2 = str(path), None
        raise


def atomic_write_bytes(path: Path, data: bytes) -> None:
    """`atomic_write` for data that is already in memory."""
    atomic_write(path, lambda part: _write_all(part, data))


def remove_stale_parts(folder: Path) -> list[Path]:
    """Delete what a kill in the midst of `atomic_write` has left in `folder` (not in those below).

    A file that another process writes at this moment is left alone. Returns what was deleted;
    what cannot be deleted is passed over.
    """
    removed = []
    for part in folder.glob(f"{_PREFIX}*{_SUFFIX}"):
        with suppress(OSError):
            if _delete_if_stale(part):
                removed.append(part)
    return removed


def _write_all(path: Path, data: bytes) -> None:
    path.write_bytes(data)


def _end_of_links(path: Path) -> Path:
    if not path.is_symlink():
        return path
    target = Path(os.path.realpath(path))
    if target.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path))
    return target


def _stat_of_replaceable(target: Path) -> os.stat_result | None:
    """None where there is nothing yet. Raises OSError for what is there and is no file."""
    try:
        old = target.stat()
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(old.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))
    if not stat.S_ISREG(old.st_mode):
        told = "it is a device or a pipe and no file; choose another name"
        raise OSError(errno.EINVAL, told, str(target))
    return old


def _is_ours(name: str, target: Path) -> bool:
    """Whether a file that an error names is only a way to the one that was asked for."""
    path = Path(name)
    return path == target or (path.name.startswith(_PREFIX) and path.suffix == _SUFFIX)


@contextmanager
def _part_beside(target: Path, old: os.stat_result | None) -> Iterator[Path]:
    """A new, locked, empty file beside `target`, which no more may read than `old`; it is gone
    afterwards."""
    mode = 0o666 if old is None else stat.S_IMODE(old.st_mode) & 0o777 | 0o600
    part = target.parent / f"{_PREFIX}{secrets.token_hex(8)}{_SUFFIX}"
    lock = None
    try:
        lock = _create(part, mode)
        yield part
    finally:
        if lock is not None:
            os.close(lock)
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _create(part: Path, mode: int) -> int | None:
    """Make an empty file. Returns the handle that locks it while it is open; None on Windows,
    where nobody can put an open file in place."""
    handle = os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, mode)
    if fcntl is None:
        os.close(handle)
        return None
    with suppress(OSError):  # some file systems in networks know no locks
        fcntl.flock(handle, fcntl.LOCK_EX)
    return handle


def _delete_if_stale(part: Path) -> bool:
    """Raises OSError, also where it is locked."""
    facts = part.lstat()
    young = time.time() - facts.st_mtime < _ABANDONED_S
    if not stat.S_ISREG(facts.st_mode) or (young and (fcntl is None or not facts.st_size)):
        return False
    if fcntl is None:
        part.unlink()
        return True
    handle = os.open(part, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        part.unlink()
    finally:
        os.close(handle)
    return True


def _settle(part: Path, old: os.stat_result | None) -> None:
    """Give it the old one's owner and mode, and get it on the disk."""
    with part.open("rb+") as file:
        if old is not None and os.name == "posix":
            with suppress(OSError):  # only root gives files away
                os.chown(part, old.st_uid, old.st_gid)
            part.chmod(stat.S_IMODE(old.st_mode) & 0o777)
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Get the new name on the disk, on systems where a folder can be opened."""
    if os.name != "posix":
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
