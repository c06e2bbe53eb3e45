"""Whether an export can be written: looked at before any work, said in words where it fails.

Every message names the file that the user named, the cause and a remedy.
"""

import errno
import os
import shlex
import stat
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import combinations, product
from pathlib import Path

from sprite_studio.errors import plain
from sprite_studio.studio.export.destination import Companion, DestinationError, Kind, shown

_USUAL_NAME_MAX = 255
_LARGEST_READ = 16_000_000


def missing_folder(path: Path) -> Path | None:
    """The folder of `path` if it is not there but can be made. Raises DestinationError."""
    folder = path.parent
    with saving(path):
        if folder.exists():
            return None
        above = next(part for part in (*folder.parents, Path()) if part.exists())
        if not above.is_dir():
            raise DestinationError(f"{shown(above)} is a file, not a folder; name another place")
    return folder


def check(path: Path, kind: Kind, sources: Iterable[Path] = (), make_folder: bool = False) -> None:
    """What can be known before the work. Raises DestinationError.

    Args:
        path: from `destination`.
        sources: files that are read for it.
        make_folder: whether its folder will be made.
    """
    for file in kind.files(path):
        _check_name(file)
    if not (make_folder and missing_folder(path) is not None):
        check_folder(path.parent)
    for file in kind.files(path):
        _check_place(file)
    if kind.companion is not None:
        _check_companion(path, path.with_suffix(kind.companion.suffix), kind.companion)
    for file, source in product(kind.files(path), sources):
        if is_same_file(file, source):
            raise DestinationError(
                f"this would replace {shown(file)}, which it reads; give another name"
            )


def check_folder(folder: Path) -> None:
    """Whether files can be written there. Raises DestinationError."""
    missing = missing_folder(folder / "a file")
    if missing is not None:
        raise DestinationError(
            f"the folder {shown(folder)} does not exist; make it first: {_command_to_make(folder)}"
        )
    with saving(folder):
        if not folder.is_dir():
            raise DestinationError(f"{shown(folder)} is a file, not a folder; name another place")
        if not os.access(folder, os.W_OK | os.X_OK):
            raise DestinationError(
                f"nothing may be written in the folder {shown(folder)}; choose another"
            )


def check_apart(files: Sequence[Path]) -> None:
    """Whether no two outputs are one file. Raises DestinationError."""
    for one, other in combinations(files, 2):
        if is_same_file(one, other):
            raise DestinationError(
                f"{shown(one)} and {shown(other)} are one file; give each output its own name"
            )


def is_same_file(path: Path, other: Path) -> bool:
    """Whether both names lead to one file, be it there or not."""
    with suppress(OSError):  # one of them is not there
        return path.samefile(other)
    one, two = (os.path.normcase(os.path.realpath(file)) for file in (path, other))
    return one == two


@contextmanager
def saving(path: Path) -> Iterator[None]:
    """Turns an OSError inside it into a DestinationError about `path`."""
    try:
        yield
    except OSError as error:
        told = f"{shown(path)} was not saved: {_cause(error, path)}"
        raise DestinationError(told) from error


def _check_name(path: Path) -> None:
    limit, size = _USUAL_NAME_MAX, len(os.fsencode(path.name))
    with saving(path):
        if sys.platform == "win32":
            size = len(path.name.encode("utf-16-le")) // 2
        elif path.parent.is_dir():
            limit = os.pathconf(path.parent, "PC_NAME_MAX")
    if size > limit:
        raise DestinationError(
            f"the name {shown(path.name)} is too long, {size} bytes where {limit} are the most; "
            "shorten it"
        )


def _check_place(path: Path) -> None:
    with saving(path):
        if not path.exists():
            return
        mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        raise DestinationError(f"{shown(path)} is a folder; name a file in it, or another")
    if not stat.S_ISREG(mode):
        raise DestinationError(f"{shown(path)} is no ordinary file; choose another name")
    if not mode & 0o222:
        raise DestinationError(
            f"{shown(path)} is write-protected; lift that, or choose another name"
        )


def _check_companion(path: Path, beside: Path, companion: Companion) -> None:
    """Raises DestinationError rather than have it replace a file of something else."""
    with saving(beside):
        if not beside.exists():
            return
        with beside.open("rb") as file:
            if companion.mark in file.read(_LARGEST_READ):
                return
    raise DestinationError(
        f"{shown(beside)}, which would stand beside {shown(path.name)}, is there already and "
        "is something else; choose another name"
    )


def _cause(error: OSError, path: Path) -> str:
    """In words, with a remedy."""
    if error.errno == errno.ENOENT and not path.parent.exists():
        return f"the folder {shown(path.parent)} is not there any more; save again"
    error.filename = None  # perhaps a hidden one; the user's is named before
    return plain(error)


def _command_to_make(folder: Path) -> str:
    if sys.platform == "win32":
        return f'mkdir "{folder}"'
    return f"mkdir -p {shlex.quote(str(folder))}"
