import errno
import os

import pytest

from sprite_studio.errors import UserError, plain


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (UserError("there is no model 'x'"), "there is no model 'x'"),
        (KeyError(), "KeyError"),
        (OSError("encoder error"), "encoder error"),
        (OSError(errno.ENOTTY, os.strerror(errno.ENOTTY)), os.strerror(errno.ENOTTY)),
        (
            OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "/home/a.png"),
            "/home/a.png: the disk is full; make room, or choose another disk",
        ),
        (
            OSError(errno.EIO, os.strerror(errno.EIO), "/home/a.png"),
            "/home/a.png: the disk reports a fault; choose another one",
        ),
        (
            OSError(errno.EINVAL, "it is a device or a pipe and no file", "/dev/null"),
            "/dev/null: it is a device or a pipe and no file",
        ),
        (
            FileNotFoundError(errno.ENOENT, "the folder /x does not exist", "/x/a.png"),
            "/x/a.png: the folder /x does not exist",
        ),
        (
            PermissionError(errno.EACCES, os.strerror(errno.EACCES), b"/x"),
            "/x: you may not open or change it; choose another place, or change its rights",
        ),
    ],
)
def test_an_error_is_told_in_plain_words_with_the_file_and_a_remedy(error, told):
    assert plain(error) == told


def test_a_file_that_is_open_elsewhere_is_to_be_closed_there():
    class SharingError(PermissionError):
        winerror = 32

    error = SharingError(errno.EACCES, "The process cannot access the file", "a.png")
    assert plain(error) == "a.png: another program has it open; close it there and try again"
