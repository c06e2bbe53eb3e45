"""`import-course` as it is typed."""

import json
from pathlib import Path

import numpy as np
import pytest
import torch

from sprite_studio.art.spriteset import load_set
from sprite_studio.diffusion.networks.course import CourseConfig
from sprite_studio.diffusion.networks.model import Model
from sprite_studio.diffusion.schedule import LinearBetaSchedule

CLASSES = ("hero", "non-hero", "food", "spell", "side-facing")


@pytest.fixture
def weights(tmp_path) -> Path:
    path = tmp_path / "model_31.pth"
    model = Model(CourseConfig(3, 8, "zero"), CLASSES, LinearBetaSchedule())
    torch.save(model.network.state_dict(), path)
    return path


def test_a_trainer_s_file_says_which_of_its_networks_was_taken(command, weights, tmp_path):
    saved = torch.load(weights)
    averaged = {f"module.{name}": tensor for name, tensor in saved.items()}
    torch.save({"state_dict": saved, "ema_state_dict": averaged}, tmp_path / "trainer.pth")
    status, out, _ = command("import-course", tmp_path / "trainer.pth")
    assert status == 0
    assert out.startswith("the file holds several networks; taken: ema_state_dict.module\n")


@pytest.fixture
def arrays(tmp_path) -> Path:
    """Twelve distinct sprites on white, twice each."""
    rng = np.random.default_rng(1)
    rgb = np.full((12, 16, 16, 3), 255, np.uint8)
    rgb[:, 5:11, 4:12] = rng.integers(0, 200, (12, 6, 8, 3))
    rgb[:, 7, 7] = 255  # an eye
    path = tmp_path / "sprites_24_16x16.npy"
    np.save(path, np.tile(rgb, (2, 1, 1, 1)))
    labels = np.eye(5)[[i % 5 for i in range(12)]]
    np.save(tmp_path / "sprite_labels_nc_24_16x16.npy", np.tile(labels, (2, 1)))
    return path


def test_weights_are_installed_under_their_name_and_draw(command, weights, tmp_path):
    status, out, _ = command("import-course", weights)
    assert status == 0
    assert out == f"{tmp_path / 'own' / 'model_31.safetensors'}: {', '.join(CLASSES)}\n"
    assert "model_31 " in command("models")[1]
    sheet = tmp_path / "s.png"
    drawing = ("--mix", "hero=1,side=1", "--steps", 2, "--count", 2, "--out", sheet)
    assert command("generate", "--model", "model_31", *drawing)[0] == 0
    assert command("replay", sheet)[0] == 0
    status, _, err = command("import-course", weights)
    assert status == 1
    assert "a model 'model_31' already; give another name with --out" in err


def test_weights_go_where_they_are_told(command, weights, tmp_path):
    out = tmp_path / "mine.safetensors"
    assert command("import-course", weights, "--out", out, "--words", "a,b,c,d,e")[0] == 0
    assert command("inspect", out)[0] == 0
    assert not (tmp_path / "own").exists()


def test_words_are_kept_in_the_spelling_in_which_they_are_asked_for(command, weights, tmp_path):
    out = tmp_path / "mine.safetensors"
    words = "Kenney,ICE_cream,Größe,with,Monster"
    status, said, _ = command("import-course", weights, "--out", out, "--words", words)
    assert (status, said) == (0, f"{out}: kenney, ice_cream, grösse, with, non-hero\n")
    for way in (
        ("--mix", "Kenney,Ice_Cream=0.5,GRÖSSE,WITH,non-hero"),
        ("--prompt", "KENNEY, (ice cream:0.5), größe, with, monsters"),
    ):
        drawing = ("--model", out, "--steps", 2, "--count", 1, "--json")
        status, said, err = command("generate", *way, *drawing)
        assert status == 0, err
        assert json.loads(said)["recipe"]["drawing"]["mix"] == {
            "kenney": 1,
            "ice_cream": 0.5,
            "grösse": 1,
            "with": 1,
            "non-hero": 1,
        }


def test_a_bundled_model_is_not_hidden_by_an_import(command, weights):
    weights = weights.rename(weights.with_name("base.pth"))
    status, _, err = command("import-course", weights)
    assert status == 1
    assert "a model 'base' already" in err


def test_pictures_become_a_set_that_is_split_as_the_arrays_are(command, arrays, tmp_path):
    folder = tmp_path / "set"
    status, out, _ = command("import-course", arrays, "--out", folder)
    assert status == 0
    assert out.startswith(f"{folder}: 12 distinct sprites (3 hero, 3 non-hero, 2 food, ")
    before, after = load_set(arrays), load_set(folder)
    assert before.duplicates == 12
    assert {(s.pixels.tobytes(), s.words, s.subject) for s in before.sprites} == {
        (s.pixels.tobytes(), s.words, s.subject) for s in after.sprites
    }


def test_the_background_is_cleared_where_that_is_asked_for(command, arrays, tmp_path):
    folder = tmp_path / "set"
    assert command("import-course", arrays, "--out", folder, "--clear-background")[0] == 0
    opaque, cleared = load_set(arrays).sprites, load_set(folder).sprites
    assert {s.subject for s in opaque} == {s.subject for s in cleared}
    for sprite in cleared:
        assert not sprite.pixels[:5, :, 3].any()
        assert sprite.pixels[7, 7].tolist() == [255] * 4
    status, _, err = command("import-course", arrays, "--out", folder)
    assert status == 1
    assert "holds a set already; choose another folder" in err


def test_the_arrays_can_be_trained_on_as_they_are(command, arrays, tmp_path):
    train = ("train", "--data", arrays, "--out", tmp_path / "run", "--steps", 1)
    status, out, err = command(*train, "--network", "course", "--device", "cpu")
    assert status == 0, err
    assert "training sprites (" in out
    assert "left out: 12 duplicate" in out


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("{tmp}/gone.pth", "gone.pth does not exist"),
        ("{tmp}", "neither weights (.pth) nor an array"),
        ("{tmp}/folder.pth", "folder.pth is a folder, not a file"),
        ("{tmp}/gone.npy --out {tmp}/set", "gone.npy does not exist"),
        ("{tmp}/notes.txt", "neither weights (.pth) nor an array of pictures (.npy)"),
        ("{tmp}/bad.pth", "more than tensors, which is not opened"),
        ("{tmp}/model_31.pth --words a,b", "5 context classes, and 2 are named"),
        ("{tmp}/model_31.pth --words a=1,(c),-d,e,f", "'a=1' cannot be a word, since a mix or a"),
        ("{tmp}/model_31.pth --words a,(c),-d,e,f", "'(c)' cannot be a word"),
        ("{tmp}/model_31.pth --words a,b,-d,e,f", "'-d' cannot be a word, since a mix or a prompt"),
        ("{tmp}/model_31.pth --words a,b,,d,e", "one of them is empty"),
        ("{tmp}/model_31.pth --words a,b,A,d,e", "a word of its own"),
        ("{tmp}/model_31.pth --out {tmp}/x.pth", "must end in .safetensors"),
        ("{tmp}/model_31.pth --out {tmp}/missing/x.safetensors", "missing does not exist"),
        ("{tmp}/model_31.pth --out {tmp}/taken.safetensors", "exists already"),
        ("{tmp}/model_31.pth --clear-background", "belongs to a .npy"),
        ("{tmp}/sprites_24_16x16.npy", "say where to save the sprites"),
        ("{tmp}/sprites_24_16x16.npy --out {tmp}/missing/set", "missing does not exist"),
        ("{tmp}/sprites_24_16x16.npy --out {tmp}/set --words a", "--words belongs to a .pth"),
        ("{tmp}/sprite_labels_nc_24_16x16.npy --out {tmp}/set", "no labels beside it"),
        ("{tmp}/bad.npy --out {tmp}/set", "no labels beside it"),
    ],
)
def test_bad_input_is_one_clear_line_and_nothing_is_written(
    command, weights, arrays, tmp_path, words, reason
):
    for name in ("notes.txt", "bad.pth", "bad.npy", "taken.safetensors"):
        (tmp_path / name).write_bytes(b"\x80\x04K\x01.")
    (tmp_path / "own").mkdir()
    (tmp_path / "folder.pth").mkdir()
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    status, out, err = command("import-course", *words.format(tmp=tmp_path).split())
    assert (status, out) == (1, "")
    assert reason in err
    assert err.count("\n") == 1
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_help_names_both_kinds_of_file(command):
    status, out, _ = command("import-course", "--help")
    assert status == 0
    assert "FILE.pth|FILE.npy" in out
