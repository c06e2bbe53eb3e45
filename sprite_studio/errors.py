"""What a user can cause, and mend."""

import errno
import os

_REMEDIES = {
    errno.ENOSPC: "the disk is full; make room, or choose another disk",
    errno.EDQUOT: "your share of the disk is full; make room, or choose another disk",
    errno.EFBIG: "the file system takes no file of that size; choose another disk",
    errno.EACCES: "you may not open or change it; choose another place, or change its rights",
    errno.EPERM: "you may not change it; choose another place, or change its rights",
    errno.EROFS: "the disk can only be read; choose another one",
    errno.ENAMETOOLONG: "the name is too long; choose a shorter one",
    errno.ENOENT: "it does not exist; look at how its name is written",
    errno.EISDIR: "it is a folder; choose another name",
    errno.ENOTDIR: "a part of its path is a file and no folder; choose another place",
    errno.EEXIST: "something else of that name is in the way; choose another name",
    errno.EINVAL: "the disk knows no such name; choose a plainer one",
    errno.EIO: "the disk reports a fault; choose another one",
    errno.ELOOP: "it is a link that leads back to itself; delete the link",
}

_OPEN_ELSEWHERE = (32, 33)
"""What Windows says of a file that another program has open, or a part of it."""


class UserError(ValueError):
    """Something that was asked for cannot be done; the message is one plain line that says why."""


def plain(error: BaseException) -> str:
    """What went wrong, and what can be done, in one line for people.

    A system's error has the file in front and no number; if we know no remedy it keeps the
    system's own words.
    """
    if not isinstance(error, OSError) or error.errno is None:
        return str(error) or type(error).__name__
    told = error.strerror or os.strerror(error.errno)
    if getattr(error, "winerror", None) in _OPEN_ELSEWHERE:
        told = "another program has it open; close it there and try again"
    elif told == os.strerror(error.errno):
        told = _REMEDIES.get(error.errno, told)
    return told if error.filename is None else f"{os.fsdecode(error.filename)}: {told}"
