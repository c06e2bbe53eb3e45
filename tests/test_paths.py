import sys

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
