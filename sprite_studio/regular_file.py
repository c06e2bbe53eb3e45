"""Read a file that anybody may have named or made: at once, and not too much of it.

A pipe would be waited for without end, a device may do something when it is opened, and a file of
many gigabytes fills the memory. Whatever reads a file from outside begins here. Each function takes
the error that its caller's readers raise.
"""

import codecs
import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO

from sprite_studio.errors import UserError
from sprite_studio.plain_text import shown

# Neither waits: a pipe in place of the file that was looked at is opened at once, and refused.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)

_KINDS = (
    (stat.S_ISDIR, "a folder", "name a file in it"),
    (stat.S_ISFIFO, "a pipe", "save to a file what comes out of it, and name that"),
    (stat.S_ISSOCK, "a socket", "name a file"),
)
_REASONS = {
    errno.EACCES: "may not be read by you; change its permissions, or those of its folder",
    errno.EPERM: "may not be read by you; change its permissions, or those of its folder",
    errno.ELOOP: "is a link that leads back to itself; name the file itself",
    errno.ENAMETOOLONG: "is too long a name for a file; give it a shorter one",
    errno.ENOTDIR: "does not exist: a part of its path is no folder; check how it is written",
}
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16's, which is its beginning
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def open_regular(path: Path, error: type[UserError]) -> BinaryIO:
    """A plain file, opened for reading; links are followed.

    Raises `error`, which names the file, the cause and a remedy.
    """
    try:
        _check_kind(path, path.stat().st_mode, error)
        file = os.fdopen(os.open(path, _FLAGS), "rb")
        try:
            _check_kind(path, os.fstat(file.fileno()).st_mode, error)
        except UserError:
            file.close()
            raise
        return file
    except UserError:
        raise
    except OSError as failure:
        raise error(f"{shown(path)} {_reason(path, failure)}") from failure
    except ValueError as failure:  # a null byte, or what no name on this system can hold
        raise error(
            f"{shown(path)} is not the name of a file; check how it is written"
        ) from failure


def read_regular(path: Path, most: int, error: type[UserError]) -> bytes:
    """All of a plain file of at most `most` bytes. Raises `error`."""
    with open_regular(path, error) as file:
        size = os.fstat(file.fileno()).st_size
        data = b""
        try:
            if size <= most:
                data = file.read(size + 1)
            if len(data) > size:  # it grew, or is one of those that hide their size
                data += file.read(most)
        except OSError as failure:
            raise error(f"{shown(path)} {_reason(path, failure)}") from failure
    if max(size, len(data)) > most:
        raise error(
            f"{shown(path)} is larger than {_size(most)}, the most that is read of such a file; "
            "choose a smaller one"
        )
    return data


def read_text(path: Path, most: int, error: type[UserError]) -> str:
    """The text of a plain file of at most `most` bytes, by its byte order mark or as UTF-8.

    What is not UTF-8 was saved by an older program and is read as Windows' Western code page, of
    which all that matters here (digits, commas, names in ASCII) is the same in any other.
    Raises `error`.
    """
    data = read_regular(path, most, error)
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = "\0" if encoding != "utf-8" else data.decode("cp1252", errors="replace")
    if "\0" in text:
        raise error(f"{shown(path)} is not a text file; save it as UTF-8")
    return text


def _check_kind(path: Path, mode: int, error: type[UserError]) -> None:
    if stat.S_ISREG(mode):
        return
    for is_kind, name, remedy in _KINDS:
        if is_kind(mode):
            raise error(f"{shown(path)} is {name}, not a file; {remedy}")
    raise error(f"{shown(path)} is a device, not a file; name a file")


def _reason(path: Path, failure: OSError) -> str:
    if failure.errno == errno.ENOENT:
        if path.is_symlink():
            return "is a link to a file that does not exist; delete it, or bring the file back"
        return "does not exist; check how its name is written"
    known = _REASONS.get(failure.errno or 0)
    return known or f"cannot be read ({failure.strerror or failure}); copy it to another disk"


def _size(count: int) -> str:
    return f"{count / 2**20:.0f} MB" if count >= 2**20 else f"{count} bytes"
