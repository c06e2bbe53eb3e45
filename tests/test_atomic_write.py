"""Saving leaves the old file whole, or the new one, and never anything beside it."""

import errno
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from sprite_studio.atomic_write import atomic_write, atomic_write_bytes, remove_stale_parts
from sprite_studio.errors import plain


def test_the_new_data_takes_the_old_ones_place(tmp_path: Path) -> None:
    path = tmp_path / "a.bin"
    atomic_write_bytes(path, b"old")
    assert path.read_bytes() == b"old"
    atomic_write_bytes(path, b"\0new\xff")
    assert path.read_bytes() == b"\0new\xff"
    assert list(tmp_path.iterdir()) == [path]


def test_the_old_file_is_whole_while_the_new_one_is_written(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")
    seen: list[str] = []

    def write(beside: Path) -> None:
        beside.write_text("half of the")
        seen.append(path.read_text())
        assert beside.parent == path.parent

    atomic_write(path, write)
    assert seen == ["old"]
    assert path.read_text() == "half of the"


@pytest.mark.parametrize(
    "error",
    [OSError(errno.ENOSPC, "No space left on device"), ValueError("x"), KeyboardInterrupt()],
)
@pytest.mark.parametrize("has_old", [True, False])
def test_a_failing_writer_changes_nothing(
    tmp_path: Path, error: BaseException, has_old: bool
) -> None:
    path = tmp_path / "a.txt"
    if has_old:
        path.write_text("old")

    def write(beside: Path) -> None:
        beside.write_text("half")
        raise error

    with pytest.raises(type(error)) as caught:
        atomic_write(path, write)
    assert caught.value is error
    assert list(tmp_path.iterdir()) == ([path] if has_old else [])
    if has_old:
        assert path.read_text() == "old"


def test_a_disk_that_fails_at_the_last_moment_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space left"):
        atomic_write_bytes(path, b"new")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_missing_folder_is_named_and_nothing_is_written(tmp_path: Path) -> None:
    calls: list[Path] = []
    with pytest.raises(FileNotFoundError, match=r"gone does not exist; make it first"):
        atomic_write(tmp_path / "gone" / "a.txt", calls.append)
    assert calls == []
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_not_replaced_by_a_file(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "inside.txt").write_text("old")
    with pytest.raises(OSError, match="a"):
        atomic_write_bytes(tmp_path / "a", b"new")
    assert [p.name for p in tmp_path.iterdir()] == ["a"]
    assert (tmp_path / "a" / "inside.txt").read_text() == "old"


def test_a_bare_name_is_written_in_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    atomic_write_bytes(Path("a.txt"), b"here")
    assert (tmp_path / "a.txt").read_bytes() == b"here"


posix = pytest.mark.skipif(os.name != "posix", reason="Windows has no modes and no locks of files")


@contextmanager
def umask(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


@posix
@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_a_new_file_may_be_read_by_whom_the_umask_allows(
    tmp_path: Path, mask: int, mode: int
) -> None:
    with umask(mask):
        atomic_write_bytes(tmp_path / "a.txt", b"x")
    assert stat.S_IMODE((tmp_path / "a.txt").stat().st_mode) == mode


@posix
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o444, 0o664, 0o755])
def test_a_file_that_is_replaced_keeps_its_mode(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")
    path.chmod(mode)
    seen: list[int] = []

    def write(part: Path) -> None:
        part.write_text("new")
        seen.append(part.stat().st_mode & 0o077 & ~mode)

    atomic_write(path, write)
    assert stat.S_IMODE(path.stat().st_mode) == mode
    assert path.read_text() == "new"
    assert seen == [0]  # nobody could read it in between who may not read the file


@posix
@pytest.mark.skipif(os.name == "posix" and os.geteuid() != 0, reason="only root gives files away")
def test_a_file_of_somebody_else_stays_theirs(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")
    os.chown(path, 1234, 2345)
    atomic_write_bytes(path, b"new")
    assert (path.stat().st_uid, path.stat().st_gid) == (1234, 2345)


@pytest.fixture
def link(tmp_path: Path) -> Path:
    """To elsewhere/a.txt, by way of another link."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "second").symlink_to(Path("elsewhere") / "a.txt")
    first = tmp_path / "first.txt"
    first.symlink_to("second")
    return first


@pytest.mark.parametrize("has_old", [True, False])
def test_a_link_stays_and_what_it_leads_to_is_written(
    tmp_path: Path, link: Path, has_old: bool
) -> None:
    target = tmp_path / "elsewhere" / "a.txt"
    if has_old:
        target.write_text("old")
    atomic_write_bytes(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    assert not target.is_symlink()
    assert sorted(path.name for path in tmp_path.rglob("*")) == [
        "a.txt",
        "elsewhere",
        "first.txt",
        "second",
    ]


def test_a_link_into_a_missing_folder_names_that_folder(tmp_path: Path, link: Path) -> None:
    (tmp_path / "elsewhere").rmdir()
    with pytest.raises(
        FileNotFoundError, match="elsewhere does not exist; make it first"
    ) as caught:
        atomic_write_bytes(link, b"new")
    assert caught.value.filename == str(link)
    assert link.is_symlink()


def test_a_link_that_leads_to_itself_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.symlink_to("a.txt")
    with pytest.raises(OSError, match="link") as caught:
        atomic_write_bytes(path, b"new")
    assert caught.value.filename == str(path)
    assert path.is_symlink()


@posix
@pytest.mark.parametrize("kind", ["pipe", "device"])
def test_what_is_no_file_is_not_replaced(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "a.txt"
    if kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to(os.devnull)
    with pytest.raises(OSError, match="device or a pipe") as caught:
        atomic_write_bytes(path, b"new")
    assert caught.value.filename == str(path)
    assert not Path(os.devnull).is_file()
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["n" * 251 + ".png", "ü" * 125 + ".png", ".", "[a]*?.txt", "-a"])
def test_every_name_that_the_file_system_takes_can_be_saved(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name == ".":
        with pytest.raises(IsADirectoryError):
            atomic_write_bytes(path, b"x")
        return
    atomic_write_bytes(path, b"x")
    assert path.read_bytes() == b"x"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("where", ["name", "folder"])
def test_a_name_that_is_too_long_is_an_error_about_that_name(tmp_path: Path, where: str) -> None:
    path = tmp_path / ("n" * 300)
    path = path if where == "name" else path / "a.txt"
    with pytest.raises(OSError, match="too long") as caught:
        atomic_write_bytes(path, b"x")
    assert caught.value.filename == str(path)
    assert "the name is too long; choose a shorter one" in plain(caught.value)


def test_a_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(NotADirectoryError, match="file is a file and no folder"):
        atomic_write_bytes(tmp_path / "file" / "a.txt", b"x")


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)),
        OSError("encoder error -2 when writing image file"),
    ],
)
def test_an_error_names_the_file_that_was_asked_for(tmp_path: Path, error: OSError) -> None:
    path = tmp_path / "a.png"

    def write(part: Path) -> None:
        if error.errno is not None:
            error.filename = str(part)
        raise error

    with pytest.raises(OSError, match=r"No space|encoder") as caught:
        atomic_write(path, write)
    assert caught.value.filename == str(path)
    assert plain(caught.value).startswith(f"{path}: ")
    assert ".part" not in plain(caught.value)


def test_an_error_about_another_file_stays_about_that_file(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as caught:
        atomic_write(tmp_path / "a.png", lambda _: (tmp_path / "missing.png").open().close())
    assert caught.value.filename == str(tmp_path / "missing.png")


@posix
def test_the_folder_is_on_the_disk_after_the_file_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    synced: list[tuple[bool, bool]] = []
    sync = os.fsync

    def record(handle: int) -> None:
        synced.append((stat.S_ISDIR(os.fstat(handle).st_mode), path.exists()))
        sync(handle)

    monkeypatch.setattr("os.fsync", record)
    atomic_write_bytes(path, b"x")
    assert synced == [(False, False), (True, True)]


WRITER = """
import sys
from pathlib import Path
from sprite_studio.atomic_write import atomic_write

def write(part):
    part.write_text("half")
    print(part, flush=True)
    sys.stdin.read()

atomic_write(Path(sys.argv[1]), write)
"""


@pytest.fixture
def writing(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], Path]]:
    """A process in the midst of saving a.txt, and its temporary file."""
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(tmp_path / "a.txt")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stdout is not None
        yield process, Path(process.stdout.readline().strip())
        process.kill()


@posix
def test_what_a_kill_left_is_removed_and_nothing_else(
    tmp_path: Path, writing: tuple[subprocess.Popen[str], Path]
) -> None:
    process, part = writing
    others = [tmp_path / name for name in ("film.part", ".a.part", ".sprite-studio-x", "b.txt")]
    for other in others:
        other.write_text("of somebody else")
    process.kill()
    process.wait()
    assert part.read_text() == "half"
    assert remove_stale_parts(tmp_path) == [part]
    assert sorted(tmp_path.iterdir()) == sorted(others)


@posix
def test_what_another_process_is_writing_is_not_stale(
    tmp_path: Path, writing: tuple[subprocess.Popen[str], Path]
) -> None:
    process, part = writing
    assert remove_stale_parts(tmp_path) == []
    assert part.exists()
    process.communicate("")
    assert process.returncode == 0
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


@posix
def test_an_empty_file_that_a_kill_left_is_removed_at_once(tmp_path: Path) -> None:
    part = tmp_path / ".sprite-studio-0123456789abcdef.part"
    part.touch()
    assert remove_stale_parts(tmp_path) == [part]


@posix
def test_one_that_is_taken_for_stale_before_it_is_locked_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    lock, removed = fcntl.flock, []

    def flock(handle: int, how: int) -> None:
        if how == fcntl.LOCK_EX and len(removed) < 2:
            removed.extend(remove_stale_parts(tmp_path))
        lock(handle, how)

    monkeypatch.setattr("fcntl.flock", flock)
    atomic_write_bytes(tmp_path / "a.txt", b"here")
    assert len(removed) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
    assert (tmp_path / "a.txt").read_bytes() == b"here"


def test_where_nothing_is_left_nothing_is_removed(tmp_path: Path) -> None:
    assert remove_stale_parts(tmp_path / "missing") == []
    (tmp_path / "file").write_text("x")
    assert remove_stale_parts(tmp_path / "file") == []
    assert remove_stale_parts(tmp_path) == []
