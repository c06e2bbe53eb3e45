import os
from pathlib import Path

import pytest

from sprite_studio.diffusion.networks.checkpoint import Card, CheckpointError, save_checkpoint


def test_models_of_every_folder_are_listed_and_a_damaged_one_says_so(
    library, small_model, tmp_path
):
    own, run = tmp_path / "own", tmp_path / "runs" / "run-1"
    own.mkdir()
    run.mkdir(parents=True)
    save_checkpoint(own / "mine.safetensors", small_model, Card(name="mine"))
    save_checkpoint(run / "model.safetensors", small_model, Card(name="x"))
    (own / "broken.safetensors").write_bytes(b"nothing")
    found = {model.name: model for model in library.all()}
    assert list(found) == ["base", "run-1", "broken", "mine"]
    assert "not a safetensors file" in found["broken"].problem
    assert found["base"].credits == ("nobody",)
    assert found["base"].megabytes > 0
    assert library.load("run-1").name == "run-1"


def test_the_user_s_own_model_comes_before_a_bundled_one(library, small_model, tmp_path):
    (tmp_path / "own").mkdir()
    mine = tmp_path / "own" / "base.safetensors"
    save_checkpoint(mine, small_model, Card(name="mine"))
    assert library.find("base") == mine


def test_a_file_can_be_named_outright(library, small_model, tmp_path):
    file = tmp_path / "elsewhere.safetensors"
    save_checkpoint(file, small_model, Card(name="x"))
    assert library.load(str(file)).name == "elsewhere"


def test_a_model_is_loaded_once_and_again_when_its_file_changes(library, small_model, tmp_path):
    first = library.load("base")
    assert library.load("base") is first
    path: Path = library.find("base")
    save_checkpoint(path, small_model, Card(name="changed"))
    os.utime(path, ns=(1, 1))
    assert library.load("base").card.name == "changed"


def test_a_damaged_model_is_refused(library, tmp_path):
    file = tmp_path / "bad.safetensors"
    file.write_bytes(b"not a model at all")
    with pytest.raises(CheckpointError, match="not a safetensors file"):
        library.load(str(file))
