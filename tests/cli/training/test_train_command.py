"""`train` as it is typed."""

import errno
import itertools
import os
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from sprite_studio.diffusion.networks.checkpoint import load_checkpoint
from sprite_studio.diffusion.networks.course import CourseConfig
from sprite_studio.diffusion.networks.unet import UNetConfig
from sprite_studio.file_lock import held
from sprite_studio.studio.train import sitting, train
from sprite_studio.studio.train.runs import autosave
from sprite_studio.studio.train.runs.files import LOCK, MODEL

SMALL = UNetConfig(widths=(8, 8, 8), blocks=(1, 1, 1), embedding=8, context=8)


def test_the_course_s_network_trains_draws_and_is_not_extended(command, tmp_path):
    run = tmp_path / "course"
    train = ("train", "--data", "forge", "--out", run, "--network", "course", "--device", "cpu")
    status, out, _ = command(*train, "--steps", 2)
    assert status == 0
    assert "2 steps" in out
    model, _ = load_checkpoint(run / MODEL)
    assert isinstance(model.config, CourseConfig)

    sheet = tmp_path / "sheet.png"
    drawing = ("--sampler", "ddim", "--steps", 2, "--count", 1, "--out", sheet)
    status, _, _ = command("generate", "--model", run / MODEL, "--mix", "food", *drawing)
    assert status == 0
    assert sheet.is_file()

    status, _, err = command("train", "--data", "forge", "--out", run, "--resume", "--steps", 4)
    assert status != 0
    assert "cannot be extended" in err


def test_a_flat_background_is_cleared_unless_it_is_to_stay(command, tmp_path):
    for i in range(20):
        pixels = np.full((16, 16, 4), (255, 0, 255, 255), np.uint8)
        pixels[4:12, 4:12, :3] = (10 * i, 200, 30)
        (tmp_path / "set" / "hero").mkdir(parents=True, exist_ok=True)
        Image.fromarray(pixels).save(tmp_path / "set" / "hero" / f"{chr(97 + i)}.png")
    train = ("train", "--data", tmp_path / "set", "--from", "base", "--steps", 1)
    status, out, _ = command(*train, "--out", tmp_path / "cleared")
    assert status == 0
    assert "changed: 20 cleared of a flat background (see --keep-background)\n" in out
    status, out, _ = command(*train, "--out", tmp_path / "kept", "--keep-background")
    assert status == 0
    assert "changed" not in out


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """Two dozen heroes of noise, for a tiny network."""
    monkeypatch.setattr(train, "UNetConfig", lambda **_: SMALL)
    place = tmp_path / "heroes" / "hero"
    place.mkdir(parents=True)
    for i in range(24):
        pixels = np.random.default_rng(i).integers(0, 256, (16, 16, 4), np.uint8)
        Image.fromarray(pixels).save(place / f"{chr(97 + i)}.png")
    return place.parent


def test_what_is_left_out_is_named_with_its_reason(command, folder, tmp_path):
    (folder / "hero" / "text.png").write_text("no picture")
    large = np.random.default_rng(0).integers(0, 256, (40, 40, 4), np.uint8)
    Image.fromarray(large).save(folder / "hero" / "large.png")
    new = ("train", "--data", folder, "--out", tmp_path / "run", "--steps", 1, "--device", "cpu")
    status, out, _ = command(*new)
    assert status == 0
    lines = out.splitlines()
    at = lines.index("left out: 2 unusable")
    told = " ".join(lines[at + 1 : at + 3])
    assert "large.png" in told
    assert "16×16" in told
    assert "text.png" in told
    assert "not a picture" in told


def test_a_run_goes_on_by_its_folder_alone(command, folder, tmp_path):
    run = tmp_path / "run"
    new = ("train", "--data", folder, "--out", run, "--steps", 6, "--device", "cpu")
    assert command(*new)[0] == 0
    resumed = ("train", "--out", run, "--resume", "--steps", 8, "--device", "cpu")
    status, out, _ = command(*resumed)
    assert status == 0
    assert "8 steps" in out
    status, _, err = command("train", "--out", tmp_path / "other", "--steps", 8)
    assert status == 1
    assert "name a folder with --data" in err


def test_the_second_in_a_folder_is_told_and_the_first_goes_on(command, folder, tmp_path):
    run = tmp_path / "run"
    run.mkdir()
    new = ("train", "--data", folder, "--out", run, "--steps", 2, "--device", "cpu")
    with held(run / LOCK, "the run is being trained"):
        status, out, err = command(*new)
    assert status == 1
    assert out == ""
    assert f"is being trained by process {os.getpid()} on" in err
    assert list(run.iterdir()) == []
    assert command(*new)[0] == 0


def test_failed_saves_are_told_on_stderr_once(command, folder, tmp_path, monkeypatch):
    monkeypatch.setattr(autosave, "AUTOSAVE_SECONDS", 0.0)
    real = sitting.save_state
    steps = itertools.count(1)

    def save(path, state):
        if 3 <= next(steps) <= 5:
            raise OSError(errno.ENOSPC, "No space left on device", str(path))
        real(path, state)

    monkeypatch.setattr(sitting, "save_state", save)
    run = tmp_path / "run"
    new = ("train", "--data", folder, "--out", run, "--steps", 20, "--device", "cpu")
    status, out, err = command(*new)
    assert status == 0
    failed, again = err.splitlines()
    assert failed.startswith(
        f"sprite-studio: step 3: {run / 'state.safetensors'}: the disk is full"
    )
    assert failed.endswith("(what was saved at step 2 is kept)")
    assert again == "sprite-studio: step 6: saving works again"
    assert "20 steps" in out
