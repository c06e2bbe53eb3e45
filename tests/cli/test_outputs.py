"""Where commands save: what is typed becomes the right file, or one clear line and nothing else."""

import json
import os
import signal
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from sprite_studio.art.forge import forge
from sprite_studio.art.image_file import read_rgba
from sprite_studio.signals import Ended
from sprite_studio.studio.jobs.recipes.recipe import read_recipe

FAST = ("--steps", 2, "--count", 2, "--seed", 5, "--device", "cpu")


@pytest.fixture
def sprite(tmp_path) -> Path:
    path = tmp_path / "hero.png"
    Image.fromarray(forge(1, ["hero"]).pixels).save(path)
    return path


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if path.is_file()}


def test_a_missing_suffix_is_added(command, sprite, tmp_path):
    one, two = tmp_path / "one", tmp_path / "two.v2"
    status, out, _ = command("generate", *FAST, "--out", one, "--gif", two)
    assert status == 0
    assert out.split() == [f"{one}.png", f"{one}.json", f"{two}.gif"]
    assert command("edit", "--vary", sprite, *FAST, "--out", tmp_path / "e", "--gif", one)[0] == 0
    assert command("replay", f"{one}.png", "--out", tmp_path / "again")[0] == 0
    assert {"e.png", "e.json", "one.gif", "again.png"} <= names(tmp_path)
    for name in ("one.gif", "two.v2.gif"):
        with Image.open(tmp_path / name) as image:
            assert image.format == "GIF"


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("generate --gif {tmp}/a.png", "an animation must end in .gif, not in .png"),
        ("generate --out {tmp}/a.png --gif {tmp}/a.png", "must end in .gif, not in .png"),
        ("generate --out {tmp}/a.gif", "a sheet must end in .png, not in .gif"),
        ("generate --out {tmp}/new/", "the folder {tmp}/new does not exist; make it first"),
        ("generate --out {tmp}/new/a.png", "make it first: mkdir -p {tmp}/new"),
        ("generate --out {tmp}/file/a.png", "{tmp}/file is a file, not a folder"),
        ("generate --out {tmp}/" + "a" * 300, "too long, 304 bytes"),
        ("generate --out ~nobody-of-that-name/x.png", "nobody's folder is ~nobody-of-that-name"),
        ("generate --out {tmp}/con.png", "Windows keeps the name con"),
        ("edit --vary {tmp}/hero.png --out {tmp}/is.png", "{tmp}/is.png is a folder"),
        ("generate --out {tmp}/locked.png", "{tmp}/locked.png is write-protected"),
        ("generate --out {tmp}/pipe.png", "{tmp}/pipe.png is no ordinary file"),
        ("generate --out {tmp}/linked.png --gif {tmp}/link.gif", "are one file"),
        ("generate --out {tmp}/a.png --palette {tmp}/a.json", "{tmp}/a.json"),
        ("generate --out {tmp}/game.png", "{tmp}/game.json, which would stand beside game.png"),
        ("edit --vary {tmp}/hero.png --out {tmp}/hero.png", "would replace {tmp}/hero.png"),
        ("edit --vary {tmp}/hero.png --out {tmp}/hero", "would replace {tmp}/hero.png"),
        ("edit --vary {tmp}/hero.png --out {tmp}/to-hero.png", "would replace {tmp}/to-hero.png"),
        (
            "edit --inpaint {tmp}/hero.png --mask {tmp}/mask.png --out {tmp}/mask.png",
            "would replace {tmp}/mask.png",
        ),
        ("edit --between {tmp}/hero.png 7 --out {tmp}/hero.png", "would replace {tmp}/hero.png"),
        ("edit --vary {tmp}/hero.png --out {tmp}/folder", "{tmp}/folder is a folder"),
        ("edit --vary {tmp}/hero.png --out {tmp}/e.jpg", "must end in .png, not in .jpg"),
        ("edit --vary {tmp}/hero.png --out {tmp}/e.png --gif {tmp}/e.png", "must end in .gif"),
        ("forge --out {tmp}/f.gif --count 1", "a picture must end in .png, not in .gif"),
        ("forge --out {tmp}/f.png --count 9 --scale 500", "a scale of 1 to 64"),
        ("forge --out {tmp}/f.png --count 9 --columns 9 --scale 64", "9216 pixels long"),
        ("forge --out {tmp}/f.png --count 3 --characters --columns 3 --scale 64", "pixels long"),
        ("forge --out {tmp}/file/set --count 1", "{tmp}/file is a file, not a folder"),
        ("forge --out {tmp}/nul --count 1", "Windows keeps the name nul"),
        ("seen {tmp}/hero.png --data {tmp} --out {tmp}/hero.png", "would replace {tmp}/hero.png"),
        ("seen {tmp}/hero.png --data {tmp} --out {tmp}/s.bmp", "must end in .png, not in .bmp"),
        ("teach blob {tmp}/hero.png --previews {tmp}/hero.png", "would replace {tmp}/hero.png"),
        ("bench --json {tmp}/folder", "{tmp}/folder is a folder"),
        ("evaluate --data {tmp} --json {tmp}/new/x.json", "make it first: mkdir -p {tmp}/new"),
    ],
)
def test_what_cannot_be_saved_is_one_clear_line_before_anything_is_drawn(
    command, sprite, tmp_path, monkeypatch, words, reason
):
    monkeypatch.setattr("sprite_studio.studio.draw.generate.generate", None)
    monkeypatch.setattr("sprite_studio.studio.draw.edit.edit", None)
    Image.new("RGBA", (16, 16), "white").save(tmp_path / "mask.png")
    for name in ("file", "linked.png", "locked.png"):
        (tmp_path / name).write_text("kept")
    (tmp_path / "locked.png").chmod(0o444)
    (tmp_path / "game.json").write_text('{"name": "a game"}')
    (tmp_path / "folder").mkdir()
    (tmp_path / "is.png").mkdir()
    (tmp_path / "link.gif").symlink_to(tmp_path / "linked.png")
    (tmp_path / "to-hero.png").symlink_to(sprite)
    (tmp_path / "a.json").write_text('["ff0000"] "app": "Sprite Studio"')
    os.mkfifo(tmp_path / "pipe.png")
    before = {path: path.lstat().st_mtime_ns for path in tmp_path.rglob("*")}
    status, out, err = command(*words.format(tmp=tmp_path).split(" "))
    assert (status, out) == (1, "")
    assert reason.format(tmp=tmp_path) in err
    assert err.count("\n") == 1
    assert {path: path.lstat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_a_name_with_a_line_break_is_refused(command, tmp_path):
    status, _, err = command("generate", *FAST, "--out", f"{tmp_path}/a\nb.png")
    assert status == 1
    assert r"a\nb.png' has a control character" in err
    assert err.count("\n") == 1


def test_the_background_is_in_animations_and_in_folders(command, sprite, tmp_path):
    ground = ("--background", "c80a1e")
    run, way, folder = tmp_path / "run.gif", tmp_path / "way.gif", tmp_path / "folder"
    folder.mkdir()
    assert command("generate", *FAST, "--gif", run, "--out", folder, *ground)[0] == 0
    options = ("edit", "--vary", sprite, *FAST, "--out", tmp_path / "e.png", "--gif", way)
    assert command(*options, *ground)[0] == 0
    for file in (run, way):
        with Image.open(file) as image:
            for frame in range(getattr(image, "n_frames", 1)):
                image.seek(frame)
                pixels = np.asarray(image.convert("RGBA"))
                assert (pixels[..., 3] == 255).all()
                assert (pixels.reshape(-1, 4) == (200, 10, 30, 255)).all(axis=1).any()
    for seed in (5, 6):
        file = folder / f"sprite-{seed}.png"
        assert (read_rgba(file)[..., 3] == 255).all()
        assert read_recipe(file).layout is not None
        assert command("replay", file)[0] == 0


def test_without_one_animations_stand_on_the_studio_s_own(command, tmp_path):
    run = tmp_path / "run.gif"
    assert command("generate", *FAST, "--gif", run, "--columns", 2)[0] == 0
    with Image.open(run) as image:
        assert image.convert("RGBA").getpixel((16 * 4 + 1, 5)) == (34, 35, 45, 255)


@pytest.mark.parametrize("form", ["hash", "array"])
def test_a_way_is_an_animation_in_either_form_of_the_json(command, tmp_path, form):
    words = ("edit", "--between", 5, 9, "--mix", "hero", "--to-mix", "spell", *FAST)
    status, *_ = command(*words, "--out", tmp_path / "way", "--json-form", form)
    assert status == 0
    data = json.loads((tmp_path / "way.json").read_text())
    assert isinstance(data["frames"], list) == (form == "array")
    assert data["meta"]["frameTags"] == [
        {"name": "hero-to-spell", "from": 0, "to": 1, "direction": "forward"}
    ]


def test_a_set_of_the_forge_that_is_given_up_leaves_nothing(command, tmp_path, monkeypatch):
    whole = Path.write_bytes

    def interrupted(path: Path, data: bytes) -> int:
        if len(list(tmp_path.rglob("*.png"))) == 3:
            raise Ended(signal.SIGINT)  # as Ctrl+C does
        return whole(path, data)

    monkeypatch.setattr(Path, "write_bytes", interrupted)
    (tmp_path / "there").mkdir()
    before = set(tmp_path.rglob("*"))
    for name in ("set", "there"):
        assert command("forge", "--count", 9, "--out", tmp_path / name)[0] == 130
        assert set(tmp_path.rglob("*")) == before
