import errno
import json
import os
import struct
from pathlib import Path

import pytest

from sprite_studio.diffusion.measuring.critic import Critic, save_critic
from sprite_studio.diffusion.networks.checkpoint import (
    Card,
    CheckpointError,
    read_header,
    save_checkpoint,
)
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.drawing import NONE
from sprite_studio.studio.library import models
from sprite_studio.studio.library.models import critic_path, live_path


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
    assert found["base"].best_style == library.load("base").best_style == "style:b"
    assert found["broken"].best_style == NONE
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


def hostile_header() -> bytes:
    model = {"format": 2, "words": [f"w{i}" for i in range(100_000)], "card": {"name": "\x1b[2J"}}
    header = json.dumps({"__metadata__": {"sprite_studio": json.dumps(model)}}).encode()
    return struct.pack("<Q", len(header)) + header


@pytest.mark.skipif(os.name == "nt", reason="links and pipes are others there")
def test_one_bad_entry_hides_no_other_model(library, small_model, tmp_path):
    own = tmp_path / "own"
    (own / "folder.safetensors").mkdir(parents=True)
    save_checkpoint(own / "mine.safetensors", small_model, Card(name="mine"))
    (own / "dangling.safetensors").symlink_to("gone")
    (own / "loop.safetensors").symlink_to("loop.safetensors")
    os.mkfifo(own / "pipe.safetensors")
    (own / "empty.safetensors").touch()
    (own / "long.safetensors").write_bytes(struct.pack("<Q", 2**25 + 1))
    os.truncate(own / "long.safetensors", 2**26)
    (own / "words.safetensors").write_bytes(hostile_header())
    (own / os.fsdecode(b"line\n\xff.safetensors")).write_bytes(b"odd")
    found = {model.name: model for model in library.all()}
    assert [name for name, model in found.items() if not model.problem] == ["base", "mine"]
    for name, why in [
        ("folder", "is a folder, not a file"),
        ("dangling", "is a link to a file that does not exist"),
        ("loop", "is a link that leads back to itself"),
        ("pipe", "is a pipe, not a file"),
        ("empty", "is not a safetensors file"),
        ("long", "has a header of 33554433 bytes"),
        ("words", "malformed"),
        (r"line\n\udcff", "is not a safetensors file"),
    ]:
        assert why in found[name].problem
        assert found[name].problem.isprintable()
        with pytest.raises(CheckpointError, match=why):
            library.load(name)


def test_a_file_that_may_not_be_read_hides_no_other_model(library, tmp_path, monkeypatch):
    (tmp_path / "own").mkdir()
    secret = tmp_path / "own" / "secret.safetensors"
    secret.write_bytes(b"any")
    opened = os.open

    def refuse(path, *arguments):
        if Path(path) == secret:
            raise PermissionError(errno.EACCES, "Permission denied", path)
        return opened(path, *arguments)

    monkeypatch.setattr(os, "open", refuse)
    found = {model.name: model.problem for model in library.all()}
    assert found["base"] == ""
    assert "may not be read by you; change its permissions" in found["secret"]


@pytest.mark.skipif(os.name == "nt", reason="links are others there")
def test_a_damaged_student_or_word_hides_no_model(library, tmp_path):
    (tmp_path / "bundled" / "base.live.safetensors").symlink_to("gone")
    (tmp_path / "own" / "words").mkdir(parents=True)
    (tmp_path / "own" / "words" / "pet.word.safetensors").symlink_to("gone")
    os.mkfifo(tmp_path / "own" / "words" / "pipe.word.safetensors")
    (tmp_path / "own" / "words" / "large.word.safetensors").touch()
    os.truncate(tmp_path / "own" / "words" / "large.word.safetensors", 2**20 + 1)
    (base,) = library.all()
    assert (base.problem, base.has_live) == ("", False)
    assert library.load("base").model.vocabulary.taught == {}


def test_a_listed_model_is_read_again_only_when_it_has_changed(
    library, small_model, tmp_path, monkeypatch
):
    read: list[str] = []
    monkeypatch.setattr(models, "read_header", lambda f: read.append(f.name) or read_header(f))
    (tmp_path / "own").mkdir()
    mine = tmp_path / "own" / "mine.safetensors"
    save_checkpoint(mine, small_model, Card(name="mine"))
    assert [model.name for model in library.all()] == ["base", "mine"]
    library.all()
    assert read == ["base.safetensors", "mine.safetensors"]
    save_checkpoint(mine, small_model, Card(name="mine", credits=("somebody",)))
    assert library.all()[1].credits == ("somebody",)
    save_checkpoint(live_path(mine), small_model, Card(name="student"))
    assert library.all()[1].has_live
    mine.unlink()
    assert [model.name for model in library.all()] == ["base"]
    assert read.count("base.safetensors") == 1


def test_a_loaded_model_is_found_without_a_look_at_every_run(
    library, small_model, tmp_path, monkeypatch
):
    (tmp_path / "runs").mkdir()
    library.load("base")

    def listed(self):
        raise AssertionError("all models were listed")

    monkeypatch.setattr(type(library), "_installed", listed)
    assert library.load("base", glance=True).name == "base"
    monkeypatch.undo()
    with pytest.raises(JobError, match=r"no model '../base'; installed: base"):
        library.find("../base")
    save_checkpoint(tmp_path / "runs" / "model.safetensors", small_model, Card("nobody's"))
    save_checkpoint(tmp_path / "model.safetensors", small_model, Card("nobody's"))
    for odd in ("", ".", "..", "base.live", "base/", "\0", "x" * 5000):
        with pytest.raises(JobError, match="there is no model"):
            library.find(odd)


def test_the_model_that_was_used_longest_ago_is_let_go_of(
    library, small_model, tmp_path, monkeypatch
):
    monkeypatch.setattr(models, "MOST_HELD", 2)
    for name in ("one", "two"):
        path = tmp_path / "own" / f"{name}.safetensors"
        path.parent.mkdir(exist_ok=True)
        save_checkpoint(path, small_model, Card(name=name))
    base, one = library.load("base"), library.load("one")
    assert library.load("base") is base
    library.load("two")
    assert library.load("base") is base
    assert library.load("one") is not one


def test_what_lies_beside_a_model_is_no_model(library, small_model):
    base = library.find("base")
    save_critic(critic_path(base), Critic(("hero",)), library.load("base").hash)
    (base.parent / "base.seen.safetensors").write_bytes(b"")
    assert [(model.name, model.has_critic) for model in library.all()] == [("base", True)]
    critic = library.load_critic("base")
    assert critic is not None
    assert library.load_critic("base") is critic
    os.utime(critic_path(base), ns=(1, 1))
    assert library.load_critic("base") is not critic
