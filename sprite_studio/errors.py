"""What a user can cause, and mend."""

import errno
import os

_REMEDIES = {
    errno.ENOSPC: "make room, or choose another disk",
    errno.EDQUOT: "make room, or choose another disk",
    errno.EFBIG: "choose another disk",
    errno.EACCES: "choose another place, or change its rights",
    errno.EPERM: "choose another place, or change its rights",
    errno.EROFS: "choose another disk",
    errno.ENAMETOOLONG: "choose a shorter name",
    errno.ENOENT: "look at how its name is written",
    errno.EISDIR: "choose another name",
    errno.ENOTDIR: "a part of its path is a file; choose another place",
    errno.ELOOP: "it is a link that leads back to itself; delete it",
}


class UserError(ValueError):
    """Something that was asked for cannot be done; the message is one plain line that says why."""


def plain(error: BaseException) -> str:
    """What went wrong, and what can be done, in one line for people.

    Of a system's error the file comes first, its number is left out, and a remedy follows where
    we know one.
    """
    if not isinstance(error, OSError) or error.errno is None:
        return str(error) or type(error).__name__
    told = error.strerror or os.strerror(error.errno)
    if error.errno in _REMEDIES and told == os.strerror(error.errno):
        told = f"{told}; {_REMEDIES[error.errno]}"
    return told if error.filename is None else f"{os.fsdecode(error.filename)}: {told}"
