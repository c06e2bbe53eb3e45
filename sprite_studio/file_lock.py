"""One process at a time: a file that the operating system keeps locked, and lets go on a kill."""

import hashlib
import os
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from sprite_studio.errors import UserError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_TRIES, _PAUSE = 10, 0.02
"""Who looks whether a lock is held takes it for an instant; that must not turn an owner away."""

_FAR = 2**30
"""Windows keeps locked bytes from being read: one far behind what the file says is locked."""


def lock_beside(path: Path) -> Path:
    """The lock file of a single file, whatever the length of its name."""
    name = hashlib.sha256(path.name.encode("utf-8", "surrogateescape")).hexdigest()[:16]
    return path.with_name(f".sprite-studio-{name}.lock")


class HeldError(UserError):
    """Another process has it; the message says which and since when."""


@contextmanager
def held(path: Path, what: str) -> Iterator[None]:
    """Own the lock file `path`, which says who does and is removed at the end.

    Where the file system knows no locks, nobody is turned away.

    Args: what: for the message, as in "the word 'blob' is being taught".
    Raises HeldError, or OSError, which names the folder, where the file cannot be made.
    """
    handle = _owned(path, what)
    try:
        now = datetime.now().strftime("%Y-%m-%d %H:%M")
        told = f"process {os.getpid()} on {socket.gethostname()} since {now}"
        with suppress(OSError):  # a full disk; it is locked all the same
            os.ftruncate(handle, 0)
            os.write(handle, told.encode())
        yield
    finally:
        if sys.platform == "win32":  # where an open file cannot be removed
            os.close(handle)
            with suppress(PermissionError):
                path.unlink(missing_ok=True)
        else:  # while it is still ours
            path.unlink(missing_ok=True)
            os.close(handle)


def is_held(path: Path) -> bool:
    """Whether a living process owns the lock file."""
    try:
        handle = os.open(path, os.O_RDWR)
    except OSError:
        return False
    try:
        return not try_lock(handle)
    except OSError:
        return False
    finally:
        os.close(handle)


def try_lock(handle: int) -> bool:
    """Lock an open file until it is closed; False if another holds it.

    Raises OSError where the file system knows no locks.
    """
    try:
        if sys.platform == "win32":
            os.lseek(handle, _FAR, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            os.lseek(handle, 0, os.SEEK_SET)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def _owned(path: Path, what: str) -> int:
    """The open lock file, locked."""
    for _ in range(_TRIES):
        try:
            handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            error.filename = str(path.parent)
            raise
        try:
            locked = try_lock(handle)
        except OSError:
            return handle
        # Its last owner may have removed it between the two lines above.
        with suppress(FileNotFoundError):
            if locked and os.path.samestat(os.fstat(handle), path.stat()):
                return handle
        os.close(handle)
        time.sleep(_PAUSE)
    raise HeldError(f"{what} by {_owner(path)}; wait until that has ended, or stop it")


def _owner(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(200).decode(errors="replace").strip() or "another process"
    except OSError:
        return "another process"
