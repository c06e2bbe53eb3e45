"""An export is whole or it is not there: told step by step, given up, out of room, killed."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from watched_runs import watched_run

from sprite_studio.art.sheet import Layout
from sprite_studio.studio.export.destination import DestinationError
from sprite_studio.studio.export.export import STEPS, export
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.drawing import Drawing
from sprite_studio.studio.jobs.export import (
    Content,
    ExportJob,
    ExportProgress,
    ExportResult,
    Sheet,
    SpriteAnimation,
    SpriteFolder,
    WatchedRun,
)
from sprite_studio.studio.jobs.recipes.recipe import Recipe
from sprite_studio.studio.jobs.watch import WatchResult

KILLS = int(os.environ.get("SPRITE_STUDIO_KILLS", "8"))
"""Of an export, at a random moment each."""
KILLED = Path(__file__).parents[2] / "helpers" / "killed_exports.py"


def sprites(count: int = 6) -> np.ndarray:
    rng = np.random.default_rng(0)
    images = rng.integers(0, 256, (count, 16, 16, 4), dtype=np.uint8)
    images[..., 3] = 255
    return images


def recipe(count: int = 6) -> Recipe:
    return Recipe(
        version="1",
        model_hash="0",
        styles=({},) * count,
        drawing=Drawing(
            model="base",
            mix={"hero": 1.0},
            seed=10,
            count=count,
            sampler="ddim",
            steps=20,
            eta=0.0,
            guidance=2.0,
        ),
    )


def run() -> WatchResult:
    pictures = np.stack([sprites(1)] * 3)
    return watched_run(recipe(1), pictures, pictures)


SHEET = Sheet(sprites(), recipe(), Layout(3, 2))
ANIMATION = SpriteAnimation(sprites()[:, None], columns=1, scale=4, seconds=0.1)
EVERY = [
    (SHEET, "s.png", {"s.png", "s.json"}),
    (ANIMATION, "a.gif", {"a.gif"}),
    (WatchedRun(run()), "r.gif", {"r.gif"}),
    (WatchedRun(run()), "r.apng", {"r.apng"}),
    (WatchedRun(run()), "r.png", {"r.png"}),
    (SpriteFolder(sprites(), recipe()), "", {f"sprite-{seed}.png" for seed in range(10, 16)}),
]


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@pytest.mark.parametrize(("content", "name", "files"), EVERY)
def test_steps_are_told_with_the_time_that_is_left_and_then_the_files(
    tmp_path: Path, content: Content, name: str, files: set[str]
) -> None:
    *reports, result = export(ExportJob(content, tmp_path / name))
    assert isinstance(result, ExportResult)
    assert names(tmp_path) == files
    assert {file.name for file in result.files} == files
    assert all(isinstance(report, ExportProgress) for report in reports)
    steps = [report.step for report in reports if isinstance(report, ExportProgress)]
    assert steps == sorted(steps)
    assert steps[-1] == STEPS
    last = reports[-1]
    assert isinstance(last, ExportProgress)
    assert last.seconds_left == 0


@pytest.mark.parametrize(("content", "name", "files"), EVERY)
def test_given_up_after_any_step_it_leaves_the_folder_as_it_was(
    tmp_path: Path, content: Content, name: str, files: set[str]
) -> None:
    count = sum(1 for _ in export(ExportJob(content, tmp_path / name))) - 1
    for path in tmp_path.iterdir():
        path.unlink()
    for steps in range(1, count + 1):
        events = export(ExportJob(content, tmp_path / name))
        for _ in range(steps):
            assert isinstance(next(events), ExportProgress)
        events.close()
        assert names(tmp_path) == set()


def test_sprites_that_were_there_before_stay_where_it_is_given_up(tmp_path: Path) -> None:
    (tmp_path / "sprite-10.png").write_bytes(b"old")
    events = export(ExportJob(SpriteFolder(sprites(), recipe()), tmp_path))
    for _ in range(9):
        next(events)
    assert (tmp_path / "sprite-10.png").read_bytes() == b"old"
    events.close()
    assert names(tmp_path) == {"sprite-10.png"}
    assert (tmp_path / "sprite-10.png").read_bytes() == b"old"


@pytest.mark.parametrize(("content", "name", "files"), EVERY)
@pytest.mark.parametrize("old", [False, True])
def test_on_a_full_disk_the_old_files_stay_and_the_user_s_file_is_named(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    content: Content,
    name: str,
    files: set[str],
    old: bool,
) -> None:
    for file in files if old else ():
        (tmp_path / file).write_text('old, "app": "Sprite Studio"')
    whole, room = Path.write_bytes, 1 if len(files) < 6 else 4

    def write(path: Path, data: bytes) -> int:
        nonlocal room
        room -= 1
        if room < 0 or len(files) == 1:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return whole(path, data)

    monkeypatch.setattr(Path, "write_bytes", write)
    with pytest.raises(DestinationError, match="was not saved: the disk is full") as caught:
        list(export(ExportJob(content, tmp_path / name)))
    asked = {tmp_path / name} if name else {tmp_path / file for file in files}
    assert any(str(caught.value).startswith(f"{path} was not saved") for path in asked)
    assert names(tmp_path) == (files if old else set())
    if old:
        assert {(tmp_path / f).read_text() for f in files} == {'old, "app": "Sprite Studio"'}


def test_a_folder_is_made_with_the_file_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "new" / "deep" / "s.png"
    with pytest.raises(DestinationError, match="does not exist; make it first"):
        list(export(ExportJob(SHEET, path)))
    events = export(ExportJob(SHEET, path, make_folder=True))
    next(events)
    events.close()
    assert names(tmp_path) == set()

    def full(path: Path, data: bytes) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", full)
        with pytest.raises(DestinationError, match="disk is full"):
            list(export(ExportJob(SHEET, path, make_folder=True)))
    assert names(tmp_path) == set()
    list(export(ExportJob(SHEET, path, make_folder=True)))
    assert names(path.parent) == {"s.png", "s.json"}


def test_what_cannot_be_laid_out_is_said_before_anything_is_written(tmp_path: Path) -> None:
    job = ExportJob(Sheet(sprites(), recipe(), Layout(scale=65)), tmp_path / "s.png")
    with pytest.raises(JobError, match="a scale of 1 to 64"):
        list(export(job))
    assert names(tmp_path) == set()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no process is killed like that here")
def test_killed_at_any_moment_each_file_is_the_old_or_the_new_one(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(KILLED), tmp_path, str(KILLS)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [f"{KILLS} killed, nothing broken"]
