"""A lock belongs to one owner, ends with its process, and leaves nothing behind."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sprite_studio import file_lock
from sprite_studio.file_lock import HeldError, held, is_held

HOLDER = """
import sys
from pathlib import Path
from sprite_studio.file_lock import held
with held(Path(sys.argv[1]), "it is used"):
    print("mine", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    return tmp_path / ".lock"


def test_the_second_is_told_who_holds_it(lock: Path) -> None:
    with held(lock, "the run is trained"):
        assert is_held(lock)
        with (
            pytest.raises(HeldError, match=f"the run is trained by process {os.getpid()} on .+;"),
            held(lock, "the run is trained"),
        ):
            pass
        assert is_held(lock), "a refusal must not take the owner's lock away"
    assert not is_held(lock)
    assert not lock.exists()


def test_it_is_free_again_after_a_failure(lock: Path) -> None:
    with pytest.raises(KeyError), held(lock, "it is used"):
        raise KeyError
    assert not lock.exists()
    with held(lock, "it is used"):
        pass


def test_looking_makes_no_file(lock: Path) -> None:
    assert not is_held(lock)
    assert not lock.exists()


def test_a_kill_lets_go_and_what_it_left_is_taken_over(lock: Path) -> None:
    command = [sys.executable, "-c", HOLDER, str(lock)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "mine\n"
        assert is_held(lock)
        with pytest.raises(HeldError, match=f"process {holder.pid} "), held(lock, "it is used"):
            pass
        holder.kill()
    assert lock.exists()
    assert not is_held(lock)
    with held(lock, "it is used"):
        assert str(os.getpid()) in lock.read_text()
    assert not lock.exists()


def test_a_lock_that_its_owner_removed_meanwhile_is_no_lock(lock: Path, monkeypatch) -> None:
    once = iter([True])
    real = file_lock.try_lock

    def removed_just_now(handle: int) -> bool:
        if next(once, False):
            lock.unlink()
        return real(handle)

    monkeypatch.setattr(file_lock, "try_lock", removed_just_now)
    with held(lock, "it is used"):
        assert is_held(lock)


def test_a_file_system_without_locks_turns_nobody_away(lock: Path, monkeypatch) -> None:
    def unknown(handle: int) -> bool:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(file_lock, "try_lock", unknown)
    with held(lock, "it is used"), held(lock, "it is used"):
        assert not is_held(lock)


def test_a_missing_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), held(tmp_path / "gone" / ".lock", "it is used"):
        pass
