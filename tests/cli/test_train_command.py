"""`train` as it is typed."""

from sprite_studio.diffusion.networks.checkpoint import load_checkpoint
from sprite_studio.diffusion.networks.course import CourseConfig
from sprite_studio.studio.train.run_files import MODEL


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
