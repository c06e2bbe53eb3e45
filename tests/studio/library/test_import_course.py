"""Weights of the course's notebooks as a model of ours: the same noise, the same pixels."""

from pathlib import Path

import numpy as np
import pytest
import torch

from sprite_studio.art.sprite import CATEGORIES
from sprite_studio.diffusion.networks.checkpoint import CheckpointError, load_checkpoint
from sprite_studio.diffusion.networks.course import CourseConfig
from sprite_studio.diffusion.networks.model import Model
from sprite_studio.diffusion.sampling.denoiser import guided_denoiser
from sprite_studio.diffusion.schedule import LinearBetaSchedule
from sprite_studio.studio.draw.generate import generate
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.drawing import SAMPLERS, Drawing
from sprite_studio.studio.jobs.generate import GenerateJob, GenerateResult
from sprite_studio.studio.jobs.training.course import (
    COURSE_WORDS,
    ImportWeightsJob,
    ImportWeightsResult,
    is_course_file,
)
from sprite_studio.studio.library.import_course import ImportedWeights, import_weights, take_in

COURSE = Path(__file__).resolve().parents[4] / "shared" / "course"


def save_weights(path: Path, words: tuple[str, ...] = CATEGORIES) -> Path:
    torch.manual_seed(3)
    model = Model(CourseConfig(3, 8, "zero"), words, LinearBetaSchedule())
    torch.save(model.network.state_dict(), path)
    return path


def drawn(library, model: Path, **options) -> GenerateResult:
    job = {"mix": {"hero": 1.0, "food": 0.6}, "seed": 5, "count": 3, "steps": 3, **options}
    *_, result = generate(GenerateJob(Drawing(model=str(model), **job)), library)
    assert isinstance(result, GenerateResult)
    return result


def test_the_noise_is_the_courses_own_at_its_own_timesteps(tmp_path):
    if not COURSE.is_dir():
        pytest.skip("the course's weights are not here")
    import_weights(COURSE / "course_n16.pth", tmp_path / "c.safetensors")
    model, card = load_checkpoint(tmp_path / "c.safetensors")
    assert card.name == "c"
    assert model.schedule == LinearBetaSchedule()
    model.placed_on("cpu")
    with np.load(COURSE / "course_n16_io.npz") as io:
        x, t, context, wanted = (torch.from_numpy(io[n]) for n in ("x", "t", "context", "eps"))
    for i, step in enumerate(t.tolist()):
        denoise = guided_denoiser(model, context[i : i + 1], clip=False)
        with torch.inference_mode():
            eps = denoise(x[i : i + 1], LinearBetaSchedule().table()[step].item()).eps
        torch.testing.assert_close(eps, wanted[i : i + 1], atol=1e-4, rtol=0)


@pytest.mark.parametrize("sampler", [s for s in SAMPLERS if s != "live"])
def test_every_sampler_draws_with_it_what_it_draws_with_the_weights(library, tmp_path, sampler):
    path, out = save_weights(tmp_path / "c.pth"), tmp_path / "mine.safetensors"
    assert import_weights(path, out) == ImportedWeights(CATEGORIES, taken="")
    before, after = (drawn(library, model, sampler=sampler) for model in (path, out))
    assert np.array_equal(before.images, after.images)
    assert (after.images[..., 3] == 255).all()
    assert before.recipe.model_hash == after.recipe.model_hash
    assert after.recipe.drawing.model == "mine"


def test_it_has_no_live_student(library, tmp_path):
    import_weights(save_weights(tmp_path / "c.pth"), tmp_path / "c.safetensors")
    with pytest.raises(JobError, match="no live student; draw with another sampler"):
        drawn(library, tmp_path / "c.safetensors", sampler="live", steps=2)


def test_other_classes_need_words_and_have_those_that_are_given(library, tmp_path):
    path, out = save_weights(tmp_path / "c.pth", ("a", "b", "c")), tmp_path / "c.safetensors"
    with pytest.raises(CheckpointError, match="3 context classes, and 5 are named"):
        import_weights(path, out)
    assert not out.exists()
    assert import_weights(path, out, ("Dog", " monster", "cat")).words == ("dog", "non-hero", "cat")
    assert drawn(library, out, mix={"DOG": 1.0, "nonhero": 0.5}).recipe.drawing.mix == {
        "dog": 1.0,
        "non-hero": 0.5,
    }


@pytest.mark.parametrize("words", [("a", "a", "b"), ("a", "A", "b"), ("a", " ", "b")])
def test_every_class_needs_a_word_of_its_own(tmp_path, words):
    path = save_weights(tmp_path / "c.pth", ("a", "b", "c"))
    with pytest.raises(JobError, match="a word of its own"):
        import_weights(path, tmp_path / "c.safetensors", words)


@pytest.mark.parametrize("name", ["c.pth", "c", "base.live.safetensors"])
def test_a_model_is_named_as_models_are(tmp_path, name):
    path = save_weights(tmp_path / "w.pth")
    with pytest.raises(JobError, match=r"must end in \.safetensors"):
        import_weights(path, tmp_path / name)
    assert list(tmp_path.iterdir()) == [path]


def test_what_a_kill_has_left_is_gone_with_the_next_import(tmp_path, half_written):
    half_written(tmp_path)
    weights, model = save_weights(tmp_path / "a.pth"), tmp_path / "m.safetensors"
    import_weights(weights, model)
    assert sorted(tmp_path.iterdir()) == [weights, model]


def test_nothing_is_replaced(tmp_path):
    path, out = save_weights(tmp_path / "c.pth"), tmp_path / "c.safetensors"
    out.write_bytes(b"mine")
    with pytest.raises(FileExistsError, match="give another name with --out"):
        import_weights(path, out)
    assert out.read_bytes() == b"mine"


def test_of_several_networks_the_card_says_which_was_taken(tmp_path):
    plain, averaged = (save_weights(tmp_path / name) for name in ("a.pth", "b.pth"))
    both = {"model": torch.load(plain), "ema": torch.load(averaged), "epoch": 31}
    torch.save(both, tmp_path / "both.pth")
    out = tmp_path / "c.safetensors"
    assert import_weights(tmp_path / "both.pth", out).taken == "ema"
    assert load_checkpoint(out)[1].note.startswith("Imported from both.pth (ema), weights in")


def taken_in(job: ImportWeightsJob, own: Path, taken=()) -> ImportWeightsResult:
    (result,) = take_in(job, own, taken)
    return result


def test_the_window_takes_weights_in_among_the_users_own_models(tmp_path):
    path = save_weights(tmp_path / "course.pth")
    result = taken_in(ImportWeightsJob(path, "mine"), tmp_path / "own")
    assert result == ImportWeightsResult("mine", CATEGORIES, "")
    model, card = load_checkpoint(tmp_path / "own" / "mine.safetensors")
    assert (model.vocabulary.words, card.name) == (CATEGORIES, "mine")


def test_words_of_other_classes_are_named_between_commas(tmp_path):
    path = save_weights(tmp_path / "course.pth", ("a", "b"))
    with pytest.raises(CheckpointError, match="2 context classes, and 5 are named"):
        taken_in(ImportWeightsJob(path, "mine"), tmp_path / "own")
    result = taken_in(ImportWeightsJob(path, "mine", " cat ,dog"), tmp_path / "own")
    assert result.words == ("cat", "dog")


def test_a_name_that_is_taken_replaces_nothing(tmp_path):
    path = save_weights(tmp_path / "course.pth")
    with pytest.raises(JobError, match="there is a model 'base' already"):
        taken_in(ImportWeightsJob(path, "base"), tmp_path / "own", {"base"})


def test_a_file_that_would_run_something_is_refused(tmp_path):
    class Bomb:
        def __reduce__(self):
            return (Path.touch, (tmp_path / "ran",))

    torch.save({"weights": Bomb()}, tmp_path / "bomb.pth")
    with pytest.raises(CheckpointError, match="holds more than tensors, which is not opened"):
        taken_in(ImportWeightsJob(tmp_path / "bomb.pth", "mine"), tmp_path / "own")
    assert not (tmp_path / "ran").exists()
    assert list((tmp_path / "own").iterdir()) == []


@pytest.mark.parametrize(
    ("name", "is_one"), [("a.pth", True), ("a.NPY", True), ("a.png", False), ("pth", False)]
)
def test_files_of_the_course_are_known_by_their_names(name, is_one):
    assert is_course_file(Path(name)) is is_one


def test_the_courses_words_are_its_categories():
    assert tuple(COURSE_WORDS.split(", ")) == CATEGORIES
