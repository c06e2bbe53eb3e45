"""Two windows share one file of settings."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import msgspec
import pytest

from sprite_studio.file_lock import held
from sprite_studio.settings import Settings, load_settings
from sprite_studio.settings_file import SettingsFile


@pytest.fixture
def path(tmp_path):
    return tmp_path / "config" / "settings.toml"


def opened(path) -> tuple[SettingsFile, Settings]:
    file = SettingsFile(path)
    return file, file.load(print)


def test_each_window_writes_what_it_has_changed_and_nothing_else(path):
    (first, its), (second, theirs) = opened(path), opened(path)
    first.save(msgspec.structs.replace(its, export_columns=7, theme="light"))
    second.save(msgspec.structs.replace(theirs, run="/runs/run-1"))
    first.save(msgspec.structs.replace(its, export_columns=8, theme="light"))
    stored = load_settings(path)
    assert (stored.export_columns, stored.theme, stored.run) == (8, "light", "/runs/run-1")


def test_of_one_setting_the_last_window_to_change_it_wins(path):
    (first, its), (second, theirs) = opened(path), opened(path)
    first.save(msgspec.structs.replace(its, export_columns=7))
    second.save(msgspec.structs.replace(theirs, export_columns=8))
    assert load_settings(path).export_columns == 8
    second.save(theirs)  # back to what it was is a change, too
    assert load_settings(path).export_columns == Settings().export_columns


def test_what_a_kill_has_left_is_gone_with_the_next_save(path, half_written):
    file, settings = opened(path)
    half_written(path.parent)
    file.save(msgspec.structs.replace(settings, export_columns=7))
    assert list(path.parent.iterdir()) == [path]


def test_what_could_not_be_saved_is_saved_the_next_time(path):
    file, settings = opened(path)
    path.parent.write_text("in the way")
    with pytest.raises(OSError, match="in the place of this folder"):
        file.save(msgspec.structs.replace(settings, export_columns=7))
    path.parent.unlink()
    file.save(msgspec.structs.replace(settings, export_columns=7, theme="light"))
    assert (load_settings(path).export_columns, load_settings(path).theme) == (7, "light")


SAVER = """
import sys
from pathlib import Path
import msgspec
from sprite_studio.settings_file import SettingsFile

file = SettingsFile(Path(sys.argv[1]))
settings = file.load(print)
for number in range(20):
    settings = msgspec.structs.replace(settings, **{sys.argv[2]: number})
    file.save(settings)
"""


def test_windows_that_save_at_the_same_moment_lose_nothing(path):
    names = ("export_columns", "export_scale", "export_padding")

    def save(name):
        subprocess.run([sys.executable, "-c", SAVER, str(path), name], check=True, timeout=100)

    with ThreadPoolExecutor(len(names)) as threads:
        list(threads.map(save, names))
    stored = load_settings(path)
    assert [getattr(stored, name) for name in names] == [19, 19, 19]
    assert [file.name for file in path.parent.iterdir()] == ["settings.toml"]


def test_a_window_that_hangs_while_it_saves_does_not_hold_others(path, monkeypatch):
    monkeypatch.setattr("sprite_studio.settings_file._TRIES", 1)
    file, settings = opened(path)
    path.parent.mkdir()
    with held(path.with_suffix(".lock"), "they are saved"):
        file.save(msgspec.structs.replace(settings, export_columns=7))
    assert load_settings(path).export_columns == 7
