import sys
from pathlib import Path
from unittest.mock import Mock

import platformdirs
import pytest

from sprite_studio import paths


def test_the_source_tree_s_resources_are_found():
    assert (paths.resources() / "models" / "base.safetensors").is_file()
    assert (paths.resources() / "icons").is_dir()


def test_a_frozen_build_s_resources_come_first(tmp_path, monkeypatch):
    (tmp_path / "resources" / "models").mkdir(parents=True)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert paths.resources() == tmp_path / "resources"


def test_missing_resources_say_so(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "__file__", str(tmp_path / "package" / "paths.py"))
    with pytest.raises(FileNotFoundError, match="install Sprite Studio again"):
        paths.resources()


HOMELESS = [lambda *_, **__: Path("~/.local/share/sprite-studio"), Mock(side_effect=RuntimeError)]


@pytest.mark.parametrize("folder_of", HOMELESS)
def test_without_a_home_the_user_s_folders_can_neither_be_found_nor_made(
    folder_of, monkeypatch, tmp_path
):
    for name in ("user_data_path", "user_config_path", "user_log_path", "user_cache_path"):
        monkeypatch.setattr(platformdirs, name, folder_of)
    monkeypatch.chdir(tmp_path)
    found = (
        paths.user_models(),
        paths.user_runs(),
        paths.user_history(),
        paths.user_sprites(),
        paths.user_word_pictures(),
    )
    for path in (*found, paths.settings_file(), paths.log_file()):
        assert path.is_absolute()
        assert not path.exists()
        with pytest.raises(OSError, match="HOME is not set"):
            path.parent.mkdir(parents=True)
    assert list(tmp_path.iterdir()) == []
