import pytest
from PIL import Image

from sprite_studio.art.forge import forge
from sprite_studio.art.image_file import read_rgba


@pytest.fixture
def trained(command, tmp_path):
    """A folder of sprites and a model that learned from it."""
    folder = tmp_path / "set"
    for number in range(12):
        category = ("hero", "food")[number % 2]
        (folder / category).mkdir(parents=True, exist_ok=True)
        picture = Image.fromarray(forge(number, [category]).pixels)
        picture.save(folder / category / f"{'abcdefghijkl'[number]}.png")
    options = ("--steps", 1, "--from", "base", "--out", tmp_path / "run")
    assert command("train", "--data", folder, *options)[0] == 0
    return folder, tmp_path / "run" / "model.safetensors"


def test_what_a_run_was_trained_on_is_found_and_shown(command, trained, tmp_path):
    folder, model = trained
    asked = ("--model", model, "--count", 3)
    files = sorted(folder.rglob("*.png"))
    outputs = {file: command("seen", file, *asked)[1].splitlines() for file in files}
    own = {f: lines for f, lines in outputs.items() if lines[0].split()[1].endswith(f.name)}
    assert len(own) >= 6  # the others were held out
    file = next(iter(own))
    out = tmp_path / "seen.png"
    status, printed, _ = command("seen", file, *asked, "--data", folder, "--out", out)
    assert status == 0
    assert printed.splitlines()[0].endswith("nearly the same")
    assert read_rgba(out).shape[:2] == (16 * 4, (4 * 17 - 1) * 4)


def test_what_cannot_be_looked_for_is_one_line(command, trained, tmp_path):
    folder, _ = trained
    file = next(folder.rglob("*.png"))
    for options, reason in (
        ((), "has no record of what it was trained on"),
        (("--out", tmp_path / "out.png"), "say where they are with --data"),
        (("--model", "nowhere"), "there is no model"),
    ):
        status, _, err = command("seen", file, *options)
        assert status == 1
        assert reason in err
        assert err.count("\n") == 1
