"""Files that somebody named: plain ones are read, others refused at once with a reason."""

import errno
import os
import socket
from pathlib import Path

import pytest

from sprite_studio.errors import UserError
from sprite_studio.regular_file import open_regular, read_regular, read_text

posix = pytest.mark.skipif(os.name == "nt", reason="not on Windows")


class OddFileError(UserError):
    """Of the caller."""


def refused(path: Path) -> str:
    with pytest.raises(OddFileError) as caught:
        read_regular(path, 100, OddFileError)
    return str(caught.value)


def test_a_plain_file_is_read_through_a_link_too(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"12")
    (tmp_path / "link").symlink_to(tmp_path / "a")
    for name in ("a", "link"):
        assert read_regular(tmp_path / name, 2, OddFileError) == b"12"
    with open_regular(tmp_path / "a", OddFileError) as file:
        assert file.read(1) == b"1"


def test_what_is_larger_than_asked_for_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(bytes(101))
    assert f"{path} is larger than 100 bytes, the most that is read" in refused(path)
    with path.open("wb") as file:
        file.truncate(2**40)  # takes no room
    with pytest.raises(OddFileError, match="larger than 64 MB"):
        read_regular(path, 2**26, OddFileError)


@posix
def test_a_file_that_hides_its_size_is_bounded_too() -> None:
    endless = Path("/proc/self/environ")
    if not endless.exists() or endless.stat().st_size:
        pytest.skip("there is no such file here")
    with pytest.raises(OddFileError, match="is larger than"):
        read_regular(endless, 1, OddFileError)


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    assert refused(tmp_path / "gone") == (
        f"{tmp_path / 'gone'} does not exist; check how its name is written"
    )
    assert refused(tmp_path) == f"{tmp_path} is a folder, not a file; name a file in it"
    (tmp_path / "file").touch()
    assert "part of its path is no folder" in refused(tmp_path / "file" / "a")


@posix
def test_a_pipe_a_socket_and_a_device_are_refused_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "is a pipe, not a file; save to a file" in refused(tmp_path / "pipe")
    (tmp_path / "link").symlink_to(tmp_path / "pipe")
    assert "is a pipe" in refused(tmp_path / "link")
    assert "is a device" in refused(Path("/dev/zero"))
    monkeypatch.chdir(tmp_path)  # a socket's name must be short
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("s")
        assert "is a socket" in refused(Path("s"))


@posix
def test_a_pipe_that_takes_the_place_of_the_file_does_not_hang(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "file").touch()
    looked_at = (tmp_path / "file").stat()
    monkeypatch.setattr(Path, "stat", lambda path: looked_at)
    assert "is a pipe" in refused(tmp_path / "pipe")


@posix
def test_links_that_lead_nowhere(tmp_path: Path) -> None:
    (tmp_path / "dangling").symlink_to("gone")
    assert "is a link to a file that does not exist; delete it" in refused(tmp_path / "dangling")
    (tmp_path / "loop").symlink_to("loop")
    assert "a link that leads back to itself" in refused(tmp_path / "loop")


@pytest.mark.parametrize(
    ("number", "why"),
    [
        (errno.EACCES, "may not be read by you; change its permissions"),
        (errno.EPERM, "may not be read by you; change its permissions"),
        (errno.EIO, r"cannot be read \(.+\); copy it to another disk"),
        (errno.ESTALE, r"cannot be read \(.+\); copy it to another disk"),
    ],
)
def test_what_the_system_refuses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, why: str
) -> None:
    (tmp_path / "a").touch()

    def refuse(*arguments: object) -> int:
        raise OSError(number, os.strerror(number), arguments[0])

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(OddFileError, match=why):
        read_regular(tmp_path / "a", 1, OddFileError)


@pytest.mark.parametrize("name", ["a\0b", "x" * 5000, "\ud800"])
def test_what_can_be_no_file_s_name(tmp_path: Path, name: str) -> None:
    told = refused(tmp_path / name)
    assert "is not the name of a file" in told or "too long a name" in told
    assert told.isprintable()


@posix
def test_a_name_is_told_on_one_line(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"line\nbreak\x1b[31m\xff")
    assert r"line\nbreak\x1b[31m\udcff does not exist" in refused(path)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_text_is_read_in_the_encodings_that_editors_save(tmp_path: Path, encoding: str) -> None:
    text = "Épée;ff0000\r\n"
    marks = {"utf-16-le": "\ufeff", "utf-16-be": "\ufeff"}
    (tmp_path / "a").write_bytes((marks.get(encoding, "") + text).encode(encoding))
    assert read_text(tmp_path / "a", 100, OddFileError) == text


@pytest.mark.parametrize(
    "data", [b"a\0b", b"\xff\xfea", "ab".encode("utf-16-le"), b"\xef\xbb\xbf\0"]
)
def test_what_is_no_text_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a").write_bytes(data)
    with pytest.raises(OddFileError, match="is not a text file; save it as UTF-8"):
        read_text(tmp_path / "a", 100, OddFileError)
