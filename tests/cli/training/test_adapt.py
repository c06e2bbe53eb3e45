from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from sprite_studio.studio.train.adapting import practice
from sprite_studio.studio.words.taught_words import TaughtWord, save_word


@pytest.fixture
def pack(tmp_path, monkeypatch):
    """Nine sprites of somebody's own, and one that is none."""
    monkeypatch.setattr(practice, "POOL", 4)
    monkeypatch.setattr(practice, "CHUNK", 4)
    place = tmp_path / "mine"
    place.mkdir()
    for i in range(9):
        pixels = np.random.default_rng(i).integers(0, 256, (16, 16, 4), np.uint8)
        Image.fromarray(pixels).save(place / f"{i}.png")
    (place / "bad.png").write_bytes(b"no picture")
    return place


def test_a_pack_becomes_a_style_that_draws_is_listed_and_deleted(command, pack, tmp_path):
    previews, sheet = tmp_path / "previews.png", tmp_path / "out.png"
    options = ("--steps", 3, "--previews", previews, "--device", "cpu")
    status, out, err = command("adapt", "--data", pack, "--name", "My pack", *options)
    assert status == 0
    assert out.splitlines()[-1].endswith("style.my-pack.word.safetensors")
    assert "9 sprites; left out: 1 unusable" in err
    assert "bad.png" in err
    assert "style:my-pack: 3 steps on 9 sprites" in err
    with Image.open(previews) as picture:
        assert picture.size[0] == 8 * 16 * 6
    drawing = ("--count", 2, "--steps", 2, "--seed", 1, "--device", "cpu", "--out", sheet)
    assert command("generate", "--mix", "hero,style:my-pack=0.7", *drawing)[0] == 0
    assert command("replay", sheet)[0] == 0
    named = ("--mix", "hero", "--style", "My pack")
    assert command("generate", *named, *drawing)[0] == 0
    assert command("replay", sheet)[0] == 0
    assert command("words")[1].startswith("style:my-pack  9 sprites")
    shared = tmp_path / "shared.safetensors"
    shared.write_bytes(Path(out.splitlines()[-1]).read_bytes())
    assert command("words", "--delete", "style:my-pack")[0] == 0
    assert command("words", "--add", shared)[1] == "added style:my-pack\n"
    assert command("words", "--delete", "style:my-pack")[0] == 0
    status, _, err = command("generate", "--mix", "style:my-pack", *drawing)
    assert status == 1


def test_too_few_sprites_are_refused_in_one_line(command, pack):
    for i in range(5):
        (pack / f"{i}.png").unlink()
    status, _, err = command("adapt", "--data", pack, "--name", "few")
    assert status == 1
    assert err.splitlines()[-1].startswith(
        "sprite-studio: error: a style takes at least 8 different sprites, and here are 4"
    )


def test_a_style_of_another_model_is_refused(command, tmp_path):
    shared = tmp_path / "shared.safetensors"
    save_word(shared, TaughtWord("style:theirs", "0123456789ab", 30, 400), torch.zeros(8))
    status, _, err = command("words", "--add", shared)
    assert status == 1
    assert "'style:theirs' was taught to the model 0123456789ab, which is not installed" in err
    assert command("words")[1] == ""
