"""A command line in this process, with a small bundled model and folders of its own."""

import pytest

from sprite_studio import paths
from sprite_studio.cli.main import parse, run_command


@pytest.fixture(autouse=True)
def own_folders(library, tmp_path, monkeypatch):
    """The user's folders and the bundled resources are the test's own."""
    resources = tmp_path / "resources"
    resources.mkdir()
    (tmp_path / "bundled").rename(resources / "models")
    monkeypatch.setattr(paths, "resources", lambda: resources)
    monkeypatch.setattr(paths, "user_models", lambda: tmp_path / "own")
    monkeypatch.setattr(paths, "user_runs", lambda: tmp_path / "runs")


@pytest.fixture
def command(capsys):
    """Run a command line; its exit status, output and errors."""

    def run(*words: object) -> tuple[int, str, str]:
        try:
            status = run_command(parse([str(word) for word in words]))
        except SystemExit as stop:
            status = int(stop.code or 0)
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return run
