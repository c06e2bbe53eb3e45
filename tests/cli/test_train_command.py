"""`train` as it is typed."""

import numpy as np
from PIL import Image

from sprite_studio.diffusion.networks.checkpoint import load_checkpoint
from sprite_studio.diffusion.networks.course import CourseConfig
from sprite_studio.studio.train.run_state import MODEL


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
