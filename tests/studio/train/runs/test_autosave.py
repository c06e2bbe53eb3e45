import errno
from pathlib import Path

import pytest

from sprite_studio.stepwise import completed
from sprite_studio.studio.train.runs import autosave
from sprite_studio.studio.train.runs.autosave import Autosave

FILE = Path("/somewhere/state")


class Disk:
    """Saves one step more each time, unless it is full."""

    def __init__(self) -> None:
        self.saves = Autosave(self.write, FILE)
        self.full, self.step, self.lacking = False, 0, ""

    def write(self) -> str:
        self.step += 1
        if self.full:
            raise OSError(errno.ENOSPC, "No space left on device", str(FILE))
        self.saves.step = self.step
        return self.lacking


def test_a_failed_save_is_told_until_one_succeeds():
    disk = Disk()
    completed(disk.saves.attempt())
    assert disk.saves.failure == ""
    disk.full = True
    completed(disk.saves.attempt())
    assert disk.saves.failure.startswith(f"{FILE}: the disk is full")
    assert "what was saved at step 1 is kept" in disk.saves.failure
    disk.full, disk.lacking = False, "something is lacking"
    completed(disk.saves.attempt())
    assert (disk.saves.failure, disk.saves.step) == ("something is lacking", 3)


def test_the_last_save_raises_what_is_lost_and_what_is_kept():
    disk = Disk()
    disk.full = True
    with pytest.raises(OSError, match="No space left on device; nothing was saved yet") as caught:
        disk.saves.last()
    assert caught.value.errno == errno.ENOSPC
    assert caught.value.filename == str(FILE)


def test_an_error_that_names_no_file_is_about_the_main_one():
    def broken() -> str:
        raise OSError("encoder error")

    with pytest.raises(OSError, match="encoder error; nothing was saved yet") as caught:
        Autosave(broken, FILE).last()
    assert caught.value.filename == str(FILE)


def test_a_save_is_due_some_time_after_the_last(monkeypatch):
    now = [100.0]
    monkeypatch.setattr(autosave.time, "monotonic", lambda: now[0])
    disk = Disk()
    now[0] += autosave.AUTOSAVE_SECONDS + 1
    assert disk.saves.is_due
    completed(disk.saves.attempt())
    assert not disk.saves.is_due
