import errno
import math
import re
import tempfile
from pathlib import Path

import numpy as np
import pytest
import torch
from msgspec.structs import replace
from safetensors.torch import save_file

from sprite_studio.art.export.png import save_png
from sprite_studio.diffusion.networks.checkpoint import Card, CheckpointError, save_checkpoint
from sprite_studio.diffusion.training.distill import student_of
from sprite_studio.diffusion.training.teaching import Lesson
from sprite_studio.diffusion.training.trainer import TrainStep
from sprite_studio.file_lock import HeldError
from sprite_studio.studio.draw.generate import generate
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.drawing import Drawing
from sprite_studio.studio.jobs.generate import GenerateJob, GenerateResult
from sprite_studio.studio.jobs.training.lesson import LessonProgress, TeachJob, TeachResult
from sprite_studio.studio.library.models import live_path
from sprite_studio.studio.train import word_place
from sprite_studio.studio.train.teach import teach
from sprite_studio.studio.words.taught_words import (
    WORD_SUFFIX,
    add_word,
    delete_word,
    list_words,
    load_word,
    save_word,
)


@pytest.fixture
def sprites(tmp_path: Path) -> tuple[Path, ...]:
    folder = tmp_path / "mine"
    folder.mkdir()
    for i in range(4):
        pixels = np.random.default_rng(i).integers(0, 256, (16, 16, 4), np.uint8)
        save_png(folder / f"{i}.png", pixels)
    return (folder,)


def taught(job: TeachJob, library) -> tuple[list[LessonProgress], TeachResult]:
    events = list(teach(job, library))
    assert isinstance(events[-1], TeachResult)
    return [e for e in events if isinstance(e, LessonProgress)], events[-1]


def drawn(mix: dict[str, float], library):
    job = GenerateJob(Drawing(mix=mix, seed=5, count=2, steps=3))
    *_, result = generate(job, library)
    assert isinstance(result, GenerateResult)
    return result


def test_a_taught_word_draws_and_mixes_and_leaves_the_others_alone(sprites, library):
    before = drawn({"hero": 1.0}, library)
    job = TeachJob("blob", sprites, {"hero": 1.0}, steps=9)
    steps, result = taught(job, library)
    assert [step.step for step in steps] == list(range(1, 10))
    assert [s.preview is not None for s in steps] == [True] * 9
    assert (result.word, result.sprites, result.steps) == ("blob", 4, 9)
    after = drawn({"hero": 1.0}, library)
    assert after.images.tobytes() == before.images.tobytes()
    assert after.recipe == before.recipe
    with_it = drawn({"hero": 1.0, "blob": 2.0}, library)
    assert with_it.recipe.drawing.mix == {"hero": 1.0, "blob": 2.0}
    assert with_it.images.tobytes() != before.images.tobytes()


def test_a_word_can_be_shared_and_deleted(sprites, library, tmp_path):
    job = TeachJob("style:mine", sprites, steps=2)
    _, result = taught(job, library)
    copy = tmp_path / "given.safetensors"
    copy.write_bytes(result.file.read_bytes())
    assert [word.word for _, word in list_words(library.words)] == ["style:mine"]
    with pytest.raises(JobError, match="already; delete it"):
        add_word(library.words, copy)
    delete_word(library.words, "style:mine")
    with pytest.raises(JobError, match="does not know the word"):
        drawn({"style:mine": 1.0}, library)
    with pytest.raises(JobError, match=r"no taught word 'style:mine'; taught: none"):
        delete_word(library.words, "style:mine")
    add_word(library.words, copy)
    assert drawn({"style:mine": 1.0}, library).recipe.drawing.mix == {"style:mine": 1.0}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"word": "hero"}, "'hero' means hero already"),
        ({"word": "red"}, "'red' means colour:red already"),
        ({"word": "heroes"}, "'heroes' means hero already"),
        ({"word": "with"}, "no word such as 'with'"),
        ({"steps": 0}, "at least one step"),
        ({"steps": 10**30}, "steps must be at least 1 and at most"),
        ({"steps": None, "seconds": math.inf}, "seconds, not inf"),
        ({"seed": -1}, "seed must be between"),
        ({"seed": 2**64}, "seed must be between"),
        ({"mix": {"hero": math.nan}}, "the weight of 'hero'"),
        ({"steps": None, "seconds": float("nan")}, "seconds, not nan"),
        ({"steps": None, "seconds": -1.0}, "seconds, not -1"),
        ({"word": "Blob"}, "cannot be a word"),
        ({"word": "../blob"}, "cannot be a word"),
        ({"mix": {"heroo": 1.0}}, "did you mean hero"),
        ({"word": "style:mine", "mix": {"style:a": 1.0}}, "leave styles out"),
    ],
)
def test_a_lesson_that_cannot_be_held_says_why(sprites, library, change, reason):
    asked = {"word": "blob", "sprites": sprites, "steps": 2, **change}
    with pytest.raises(JobError, match=reason):
        taught(TeachJob(**asked), library)


def test_one_sprite_is_no_lesson(sprites, library):
    job = TeachJob("blob", (sprites[0] / "0.png",), steps=2)
    with pytest.raises(JobError, match="1 different sprites; a lesson takes 2 to 500"):
        taught(job, library)


def test_the_live_student_knows_a_taught_word_and_the_list_names_it(sprites, library, small_model):
    save_checkpoint(live_path(library.find("base")), student_of(small_model), Card("student"))
    taught(TeachJob("blob", sprites, {"food": 1.0}, steps=3), library)
    ways = [{"food": 1.0}, {"food": 1.0, "blob": 1.0}]
    images = []
    for mix in ways:
        job = GenerateJob(Drawing(mix=mix, seed=3, count=2, sampler="live", steps=2, colours=0))
        *_, result = generate(job, library)
        assert isinstance(result, GenerateResult)
        images.append(result.images)
    assert not np.array_equal(*images)
    (base,) = [model for model in library.all() if model.name == "base"]
    assert base.taught == ("blob",)
    assert "blob" not in base.words


def test_a_word_is_not_taught_twice_unless_asked(sprites, library):
    job = TeachJob("blob", sprites, steps=2)
    taught(job, library)
    with pytest.raises(JobError, match="there is a word 'blob' already"):
        taught(job, library)
    again = TeachJob("blob", sprites, steps=3, replace=True)
    result = taught(again, library)[1]
    assert result.steps == 3
    assert result.replaced == "a word of 4 sprites"
    assert taught(TeachJob("other", sprites, steps=1), library)[1].replaced == ""


def test_a_word_of_another_model_is_told_before_it_is_gone(sprites, library):
    file = taught(TeachJob("blob", sprites, steps=2), library)[1].file
    before = load_word(file)
    save_word(file, replace(before.taught, model="of another"), before.row)
    again = TeachJob("blob", sprites, steps=2, replace=True)
    told = taught(again, library)[1].replaced
    assert told == "a word of 4 sprites that another model was taught"


def test_two_do_not_teach_one_word(sprites, library):
    first = teach(TeachJob("blob", sprites, steps=2), library)
    next(first)
    with pytest.raises(HeldError, match="the word 'blob' is being taught by process"):
        taught(TeachJob("blob", sprites, steps=2, replace=True), library)
    taught(TeachJob("other", sprites, steps=2), library)
    assert isinstance([*first][-1], TeachResult)
    assert {word.word for _, word in list_words(library.words)} == {"blob", "other"}
    assert {file.suffix for file in library.words.iterdir()} == {".safetensors"}


def test_a_word_that_was_added_meanwhile_is_not_replaced(sprites, library):
    lesson = teach(TeachJob("blob", sprites, steps=3), library)
    next(e for e in lesson if isinstance(e, LessonProgress))
    file = taught(TeachJob("other", sprites, steps=1), library)[1].file
    added = load_word(file)
    blob = file.with_name("blob.word.safetensors")
    save_word(blob, replace(added.taught, word="blob"), added.row)
    before = blob.read_bytes()
    with pytest.raises(FileExistsError, match="another word of that name was added") as caught:
        list(lesson)
    assert blob.read_bytes() == before
    kept = load_word(kept_elsewhere(str(caught.value))).taught
    assert (kept.word, kept.steps) == ("blob", 3)


def kept_elsewhere(message: str) -> Path:
    found = re.search(r"kept as (\S+?):", message)
    assert found, message
    return Path(found[1])


def test_a_disk_that_is_full_at_the_end_does_not_cost_the_lesson(
    sprites, library, tmp_path, monkeypatch
):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    lesson = teach(TeachJob("blob", sprites, steps=3), library)
    next(e for e in lesson if isinstance(e, LessonProgress))
    real, full = word_place.save_word, library.words

    def save(path, *args):
        if path.parent == full:
            raise OSError(errno.ENOSPC, "No space left on device", str(path))
        real(path, *args)

    monkeypatch.setattr(word_place, "save_word", save)
    with pytest.raises(OSError, match="No space left on device; the word is kept as") as caught:
        list(lesson)
    assert caught.value.filename == str(library.words / "blob.word.safetensors")
    assert load_word(kept_elsewhere(str(caught.value))).taught.steps == 3
    assert list_words(library.words) == []


def test_a_disk_that_is_full_already_is_told_before_the_lesson(sprites, library, full_disk):
    with full_disk(), pytest.raises(OSError, match=r"blob\.word\.safetensors"):
        taught(TeachJob("blob", sprites, steps=10**6), library)
    assert [*library.words.iterdir()] == []


def test_a_loss_that_is_no_number_keeps_no_word(sprites, library, monkeypatch):
    nan = TrainStep(1, math.nan, 1e-3)
    monkeypatch.setattr(Lesson, "learn", lambda self, batches: iter([nan]))
    with pytest.raises(JobError, match="loss of step 1 is not a number"):
        taught(TeachJob("blob", sprites, steps=3), library)
    assert list_words(library.words) == []


def test_a_lesson_that_is_stopped_keeps_nothing(sprites, library):
    lesson = teach(TeachJob("blob", sprites, steps=5), library)
    for event in lesson:
        if isinstance(event, LessonProgress):
            break
    lesson.close()
    assert list_words(library.words) == []


def test_a_hostile_file_is_no_word(library, tmp_path):
    library.words.mkdir(parents=True)
    (library.words / f"noise{WORD_SUFFIX}").write_bytes(b"\0" * 64)
    assert list_words(library.words) == []
    stranger = tmp_path / "x.safetensors"
    save_file({"row": torch.full((8,), float("nan"))}, stranger, {})
    with pytest.raises(CheckpointError, match="holds no taught word"):
        load_word(stranger)
    header = '{"word":"ab","model":"m","sprites":3,"steps":1}'
    save_file({"row": torch.full((8,), float("nan"))}, stranger, {"sprite_studio_word": header})
    with pytest.raises(CheckpointError, match="no vector of numbers"):
        load_word(stranger)
    bad = header.replace('"ab"', '"../ab"')
    save_file({"row": torch.zeros(8)}, stranger, {"sprite_studio_word": bad})
    with pytest.raises(CheckpointError, match="cannot be written in a mix"):
        load_word(stranger)


def test_a_word_of_an_odd_kind_of_numbers_spoils_no_drawing(library, tmp_path):
    library.words.mkdir(parents=True)
    path = library.words / f"odd{WORD_SUFFIX}"
    header = {"sprite_studio_word": '{"word":"odd","model":"m","sprites":3,"steps":1}'}
    save_file({"row": torch.zeros(8).to(torch.float8_e4m3fn)}, path, header)
    with pytest.raises(CheckpointError, match="no vector of numbers"):
        load_word(path)
    assert drawn({"hero": 1.0}, library).recipe.drawing.mix == {"hero": 1.0}


def test_a_shared_word_that_would_change_what_another_means_is_not_known(sprites, library):
    _, result = taught(TeachJob("blob", sprites, steps=1), library)
    kept = load_word(result.file)
    before = drawn({"red": 1.0}, library)
    save_word(
        result.file.with_name(f"red{WORD_SUFFIX}"), replace(kept.taught, word="red"), kept.row
    )
    assert drawn({"red": 1.0}, library).recipe == before.recipe


def test_the_same_sprite_in_two_folders_is_one(sprites, library, tmp_path):
    other = tmp_path / "again"
    other.mkdir()
    (other / "0.png").write_bytes((sprites[0] / "0.png").read_bytes())
    assert taught(TeachJob("blob", (*sprites, other), steps=1), library)[1].sprites == 4


def test_pictures_at_hand_teach_as_files_do_and_each_once(sprites, library):
    tiles = tuple(
        np.asarray(np.random.default_rng(i).integers(0, 256, (16, 16, 4), np.uint8)).tobytes()
        for i in (0, 0, 7)
    )
    assert taught(TeachJob("blob", tiles=tiles, steps=1), library)[1].sprites == 2
    both = TeachJob("blobs", sprites, tiles=tiles, steps=1)
    assert taught(both, library)[1].sprites == 5
    with pytest.raises(JobError, match="a lesson takes 2 to 500"):
        taught(TeachJob("one", tiles=(tiles[0], bytes(1024)), steps=1), library)
    with pytest.raises(JobError, match="16×16 pixels"):
        taught(TeachJob("short", tiles=(b"x", b"y"), steps=1), library)
