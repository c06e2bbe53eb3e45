import pytest

from sprite_studio import paths
from sprite_studio.cli.self_test import self_test


def test_the_bundled_model_draws_a_sprite(capsys):
    assert self_test() == 0
    assert "self-test passed: one hero" in capsys.readouterr().out


def test_a_broken_installation_exits_with_1(monkeypatch, tmp_path, capsys):
    (tmp_path / "models").mkdir()
    monkeypatch.setattr(paths, "resources", lambda: tmp_path)
    monkeypatch.setattr(paths, "user_models", lambda: tmp_path / "own")
    monkeypatch.setattr(paths, "user_runs", lambda: tmp_path / "runs")
    assert self_test() == 1
    assert "no model 'base'" in capsys.readouterr().err


@pytest.fixture(autouse=True)
def no_user_models(monkeypatch, tmp_path):
    monkeypatch.setattr(paths, "user_models", lambda: tmp_path / "own")
    monkeypatch.setattr(paths, "user_runs", lambda: tmp_path / "runs")
