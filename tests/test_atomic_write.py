"""Saving leaves the old file whole, or the new one, and never anything beside it."""

import errno
from pathlib import Path

import pytest

from sprite_studio.atomic_write import atomic_write, atomic_write_bytes


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


def test_others_may_read_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    atomic_write_bytes(path, b"x")
    assert path.stat().st_mode & 0o444 == 0o444
