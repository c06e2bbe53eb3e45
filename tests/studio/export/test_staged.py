"""Many files, all or none: on a full disk, where one cannot take its place, and after a kill."""

import errno
import os
from pathlib import Path

import pytest

from sprite_studio.stepwise import completed
from sprite_studio.studio.export.destination import DestinationError
from sprite_studio.studio.export.staged import remove_left_behind, write_all


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_all_are_written_also_below_the_folder_and_old_ones_replaced(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "a").chmod(0o600)
    completed(write_all(tmp_path, {tmp_path / "a": b"1", tmp_path / "x" / "y" / "b": b"2"}))
    assert contents(tmp_path) == {"a": b"1", "x/y/b": b"2"}
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o600


def test_what_would_not_change_keeps_its_date(tmp_path: Path) -> None:
    files = {tmp_path / "same": b"1", tmp_path / "other": b"2"}
    completed(write_all(tmp_path, files))
    for path in files:
        os.utime(path, (1, 1))
    completed(write_all(tmp_path, files | {tmp_path / "other": b"3"}))
    assert (tmp_path / "same").stat().st_mtime == 1
    assert (tmp_path / "other").stat().st_mtime > 1


def test_a_link_stays_and_what_it_leads_to_is_written(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    completed(write_all(tmp_path, {tmp_path / "link": b"new"}))
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


def test_where_one_cannot_take_its_place_the_others_are_as_they_were(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "c").mkdir()
    files = {tmp_path / "a": b"1", tmp_path / "new" / "b": b"2", tmp_path / "c": b"3"}
    with pytest.raises(DestinationError, match="c was not saved: it is a folder"):
        completed(write_all(tmp_path, files))
    assert contents(tmp_path) == {"a": b"old"}
    assert not (tmp_path / "new").exists()


def test_on_a_full_disk_nothing_is_touched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_bytes(b"old")

    def full(path: Path, data: bytes) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(DestinationError, match="a was not saved: the disk is full"):
        completed(write_all(tmp_path, {tmp_path / "a": b"1"}))
    assert contents(tmp_path) == {"a": b"old"}


def test_what_a_kill_has_left_is_removed_and_a_running_export_is_not(tmp_path: Path) -> None:
    left = tmp_path / ".sprite-studio-0123456789abcdef.parts"
    left.mkdir()
    (left / "0.new").write_bytes(b"half")
    running = write_all(tmp_path, {tmp_path / "a": b"1", tmp_path / "b": b"2"})
    next(running)
    assert not left.exists()
    remove_left_behind(tmp_path)
    assert completed(running) is None
    assert contents(tmp_path) == {"a": b"1", "b": b"2"}
