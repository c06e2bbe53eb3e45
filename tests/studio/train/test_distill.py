import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from sprite_studio.diffusion.networks.checkpoint import Card, load_checkpoint, save_checkpoint
from sprite_studio.diffusion.training.distill import GUIDANCE_WORD, Distiller
from sprite_studio.diffusion.training.trainer import TrainStep
from sprite_studio.file_lock import HeldError
from sprite_studio.studio.draw.generate import generate
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.drawing import Drawing
from sprite_studio.studio.jobs.generate import GenerateJob, GenerateResult
from sprite_studio.studio.jobs.training.train import DistillJob, Source, TrainProgress, TrainResult
from sprite_studio.studio.library.models import live_path
from sprite_studio.studio.train.distill import CHARACTERS, distill
from sprite_studio.studio.train.runs import autosave


@pytest.fixture
def data(tmp_path) -> tuple[Source, ...]:
    folder = tmp_path / "data" / "hero"
    folder.mkdir(parents=True)
    rng = np.random.default_rng(0)
    for name in "abcdefghij":
        pixels = rng.integers(0, 256, (16, 16, 4), np.uint8)
        Image.fromarray(pixels).save(folder / f"{name}.png")
    return (Source(folder.parent),)


def drawn(library, draft=False, **settings) -> GenerateResult:
    asked = {"mix": {"hero": 1.0}, "seed": 3, "count": 5, "sampler": "live", **settings}
    drawing = Drawing(**asked)
    *_, result = generate(GenerateJob(drawing, draft=draft), library)
    assert isinstance(result, GenerateResult)
    return result


def test_a_student_is_found_beside_its_teacher_and_draws(data, library):
    events = list(distill(DistillJob("base", data, steps=3), library))
    assert [e.step for e in events if isinstance(e, TrainProgress)] == [1, 2, 3]
    assert isinstance(events[-1], TrainResult)
    result = drawn(library, steps=2)
    assert result.network_calls == 2
    assert result.recipe.drawing.model == "base"
    assert result.recipe.drawing.sampler == "live"
    student, card = load_checkpoint(events[-1].model)
    assert result.recipe.model_hash == student.fingerprint() != library.load("base").hash
    assert card.history[0].started_from == library.load("base").hash
    assert [summary.name for summary in library.all()] == ["base"]


def test_a_sprite_of_a_live_batch_is_the_one_of_its_seed(data, library):
    list(distill(DistillJob("base", data, steps=1), library))
    batch = drawn(library)
    *_, single = generate(
        GenerateJob(Drawing(mix={"hero": 1.0}, seed=3 + 4, count=1, sampler="live")), library
    )
    assert isinstance(single, GenerateResult)
    assert np.array_equal(batch.images[4], single.images[0])


def test_a_draft_is_nearly_the_drawing(data, library):
    list(distill(DistillJob("base", data, steps=1), library))
    draft = drawn(library, colours=0, draft=True).images.astype(int)
    assert np.abs(draft - drawn(library, colours=0).images).mean() < 0.5


def test_guidance_reaches_the_student(data, library):
    *_, made = distill(DistillJob("base", data, steps=1), library)
    assert isinstance(made, TrainResult)
    student, card = load_checkpoint(made.model)
    with torch.no_grad():
        student.vocabulary.rows[student.vocabulary.index[GUIDANCE_WORD]] = 1.0
    save_checkpoint(made.model, student, card)
    one = drawn(library, colours=0, guidance=1.0)
    assert not np.array_equal(one.images, drawn(library, colours=0, guidance=4.0).images)
    # What the student does not know is not asked of it.
    assert drawn(library, guidance=9.0).recipe.drawing.guidance == 4.0


def test_closed_early_it_keeps_what_was_learned(data, library):
    events = distill(DistillJob("base", data, steps=100), library)
    for event in events:
        if isinstance(event, TrainProgress) and event.step == 2:
            break
    events.close()
    assert drawn(library).images.shape == (5, 16, 16, 4)


def test_a_model_without_a_student_says_so(library):
    with pytest.raises(JobError, match="no live student"):
        drawn(library)


@pytest.mark.parametrize("steps", [1, 3, 20])
def test_only_two_or_four_steps_are_live(data, library, steps):
    list(distill(DistillJob("base", data, steps=1), library))
    with pytest.raises(JobError, match="2 or 4 steps"):
        drawn(library, steps=steps)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"steps": -1}, "steps must be at least 1"),
        ({"steps": 0}, "steps must be at least 1"),
        ({"steps": None}, "say how long to distil"),
        ({"steps": None, "minutes": math.nan}, "minutes must be more than 0"),
        ({"steps": None, "minutes": math.inf}, "minutes must be more than 0"),
        ({"steps": None, "minutes": -1.0}, "minutes must be more than 0"),
        ({"seed": -1}, "seed must be between"),
    ],
)
def test_numbers_that_cannot_be_meant_are_refused(data, library, change, reason):
    job = replace(DistillJob("base", data, steps=2), **change)
    with pytest.raises(JobError, match=reason):
        list(distill(job, library))
    assert not live_path(library.find("base")).exists()


def up_to(events, step: int) -> TrainProgress:
    return next(e for e in events if isinstance(e, TrainProgress) and e.step == step)


def test_it_goes_on_while_the_disk_is_full_and_says_so(data, library, full_disk, monkeypatch):
    monkeypatch.setattr(autosave, "AUTOSAVE_SECONDS", 0.0)
    out = live_path(library.find("base"))
    events = distill(DistillJob("base", data, steps=9), library)
    up_to(events, 2)
    good = out.read_bytes()
    with full_disk():
        assert "what was saved at step 2 is kept" in up_to(events, 4).unsaved
    assert out.read_bytes() == good
    assert up_to(events, 5).unsaved == ""
    with full_disk(), pytest.raises(OSError, match=r"what was saved at step \d is kept") as caught:
        list(events)
    assert caught.value.filename == str(out)
    load_checkpoint(out)
    assert [file.name for file in out.parent.iterdir() if file.name.startswith(".")] == []


def test_a_loss_that_is_no_number_keeps_the_student_of_the_step_before(data, library, monkeypatch):
    real = Distiller.train

    def spoiled(self, contexts):
        for step in real(self, contexts):
            yield step
            if step.step == 3:
                yield TrainStep(4, math.nan, step.learning_rate)

    monkeypatch.setattr(Distiller, "train", spoiled)
    with pytest.raises(JobError, match=r"loss of step 4 is not a number.*step 3 is kept"):
        list(distill(DistillJob("base", data, steps=9), library))
    _, card = load_checkpoint(live_path(library.find("base")))
    assert card.history[0].steps == 3


def test_two_do_not_make_one_student(data, library):
    first = distill(DistillJob("base", data, steps=2), library)
    next(first)
    with pytest.raises(HeldError, match=r"base\.live\.safetensors is being made by process"):
        list(distill(DistillJob("base", data, steps=2), library))
    assert isinstance([*first][-1], TrainResult)


def test_a_folder_is_no_file_to_save_to(data, library, tmp_path):
    with pytest.raises(JobError, match="is a folder"):
        list(distill(DistillJob("base", data, tmp_path, steps=1), library))


def test_a_missing_folder_is_an_error(data, library, tmp_path):
    with pytest.raises(JobError, match="does not exist"):
        list(distill(DistillJob("base", data, tmp_path / "none" / "x", steps=1), library))


def test_a_student_of_characters_is_made_of_what_its_teacher_learned_from(
    library, small_cast, tmp_path
):
    save_checkpoint(tmp_path / "bundled" / "cast.safetensors", small_cast, Card(name="cast"))
    *_, result = distill(DistillJob("cast", (Source(Path("forge")),), steps=2), library)
    assert isinstance(result, TrainResult)
    student, card = load_checkpoint(result.model)
    assert student.config == small_cast.config
    assert card.history[0].batch_size == CHARACTERS
    assert library.load_live("cast").hash == student.fingerprint()
