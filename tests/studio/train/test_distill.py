import numpy as np
import pytest
import torch
from PIL import Image

from sprite_studio.diffusion.networks.checkpoint import load_checkpoint, save_checkpoint
from sprite_studio.diffusion.training.distill import GUIDANCE_WORD
from sprite_studio.studio.draw.generate import generate
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.drawing import Drawing
from sprite_studio.studio.jobs.generate import GenerateJob, GenerateResult
from sprite_studio.studio.jobs.train import DistillJob, Source, TrainProgress, TrainResult
from sprite_studio.studio.train.distill import distill


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


def test_a_missing_folder_is_an_error(data, library, tmp_path):
    with pytest.raises(JobError, match="does not exist"):
        list(distill(DistillJob("base", data, tmp_path / "none" / "x", steps=1), library))
