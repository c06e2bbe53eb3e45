import errno
import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from sprite_studio.art.export.png import save_png
from sprite_studio.art.imports.account import SpriteSetError
from sprite_studio.art.sprite import Sprite
from sprite_studio.diffusion.networks.checkpoint import Card, save_checkpoint
from sprite_studio.diffusion.training.adapting import Adaptation
from sprite_studio.diffusion.training.distill import student_of
from sprite_studio.diffusion.training.trainer import TrainStep
from sprite_studio.file_lock import HeldError
from sprite_studio.stepwise import completed
from sprite_studio.studio.draw.generate import generate
from sprite_studio.studio.draw.word_pictures import examples_of
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.drawing import Drawing
from sprite_studio.studio.jobs.generate import GenerateJob, GenerateResult
from sprite_studio.studio.jobs.training.adapt import (
    MOST_SPRITES,
    AdaptForecast,
    AdaptJob,
    AdaptResult,
    AdaptStarted,
    as_shown,
)
from sprite_studio.studio.jobs.training.lesson import LessonProgress
from sprite_studio.studio.library import loaded_model
from sprite_studio.studio.library.models import live_path
from sprite_studio.studio.train.adapting import adapt as module
from sprite_studio.studio.train.adapting import practice
from sprite_studio.studio.train.adapting.adapt import adapt, forecast
from sprite_studio.studio.train.adapting.practice import Practised
from sprite_studio.studio.words.taught_words import list_words, load_word, save_word


@pytest.fixture(autouse=True)
def little_work(monkeypatch):
    """Little is practised beside what is shown, and little is drawn as it learns."""
    monkeypatch.setattr(practice, "POOL", 4)
    monkeypatch.setattr(practice, "CHUNK", 4)
    monkeypatch.setattr(module, "PRACTISED", 4)
    monkeypatch.setattr(module, "PREVIEWS", 2)


def write(folder: Path, count: int, size: int = 16) -> Path:
    folder.mkdir(parents=True)
    for i in range(count):
        pixels = np.random.default_rng(i).integers(0, 90, (size, size, 4), np.uint8)
        pixels[..., 3] = 255
        pixels[: size // 4, :, 3] = 0
        save_png(folder / f"{i}.png", pixels)
    return folder


@pytest.fixture
def pack(tmp_path) -> Path:
    return write(tmp_path / "pack" / "hero", 9).parent


def learned(job: AdaptJob, library) -> tuple[list, AdaptResult]:
    *events, result = adapt(job, library)
    assert isinstance(result, AdaptResult)
    return events, result


def drawn(mix: dict[str, float], library, **how) -> GenerateResult:
    job = GenerateJob(Drawing(mix=mix, seed=5, count=2, steps=how.pop("steps", 3), **how))
    *_, result = generate(job, library)
    assert isinstance(result, GenerateResult)
    return result


def test_a_pack_becomes_a_style_that_is_drawn_with_and_others_stay(pack, library):
    before = drawn({"hero": 1.0, "style:a": 1.0}, library)
    events, result = learned(AdaptJob(pack, "My pack", steps=12), library)
    assert (result.word, result.sprites, result.steps) == ("style:my-pack", 9, 12)
    assert result.file.stat().st_size < 2**20
    (started,) = [event for event in events if isinstance(event, AdaptStarted)]
    assert (started.sprites, started.found, started.steps) == (9, 9, 12)
    progress = [event for event in events if isinstance(event, LessonProgress)]
    assert [event.step for event in progress] == list(range(1, 13))
    previews = [event.preview for event in progress if event.preview is not None]
    assert previews[0].shape == (2, 16, 16, 4)
    assert not np.array_equal(previews[0], previews[-1])
    mine = drawn({"hero": 1.0, "style:my-pack": 1.0}, library)
    row = drawn({"hero": 1.0}, library)
    assert not np.array_equal(mine.images, row.images)
    again = drawn({"hero": 1.0, "style:a": 1.0}, library)
    assert np.array_equal(before.images, again.images)
    assert before.recipe == again.recipe


def test_sprites_at_hand_become_a_style_too(library):
    recipe = drawn({"hero": 0.4, "food": 1.0}, library).recipe
    images = np.random.default_rng(0).integers(0, 256, (11, 16, 16, 4), np.uint8)
    images[9:] = images[8]
    these = (*as_shown(images, recipe), Sprite(np.full((64, 32, 4), 9, np.uint8), origin="a.png"))
    assert {sprite.category for sprite in these[:11]} == {"food"}
    events, result = learned(AdaptJob(these, "these", steps=1), library)
    (started,) = [event for event in events if isinstance(event, AdaptStarted)]
    assert (started.sprites, started.left_out) == (9, "2 duplicate, 1 unusable")
    assert started.rejected == ("a.png: is 32×64, and a sprite is 16×16",)
    assert result.sprites == 9


def test_three_at_hand_are_no_style(library):
    these = tuple(Sprite(np.full((16, 16, 4), 9 + i, np.uint8)) for i in range(3))
    with pytest.raises(JobError, match="at least 8 different sprites, and here are 3; add more"):
        learned(AdaptJob(these, "few"), library)


def test_a_style_that_is_chosen_and_not_among_the_words_is_in_the_recipe_too(pack, library):
    learned(AdaptJob(pack, "mine", steps=3), library)
    recipe = drawn({"hero": 1.0}, library, style="Mine").recipe
    assert recipe.styles[0]["style:mine"] == 1.0
    assert recipe.lessons == drawn({"style:mine": 1.0}, library).recipe.lessons


def test_what_a_style_was_shown_is_told_no_kind_in_it(library, monkeypatch):
    these = tuple(
        Sprite(pixels, ("hero",))
        for pixels in np.random.default_rng(0).integers(0, 256, (9, 16, 16, 4), np.uint8)
    )
    result = learned(AdaptJob(these, "mine", steps=1), library)[1]
    taught = load_word(result.file).taught
    assert taught.beside == ("hero",)
    assert taught.near in ("style:a", "style:b")
    asked = []
    monkeypatch.setattr(loaded_model, "told_kinds", lambda mix, *_: asked.append(mix) or {})
    library.load("base").told("style:mine", {"hero": 1.0, "food": 1.0}, [1], varied=True)
    library.load("base").told("style:a", {"hero": 1.0, "food": 1.0}, [1], varied=True)
    assert asked == [{"food": 1.0}, {"hero": 1.0, "food": 1.0}]


def test_half_the_weight_is_half_the_manner_and_none_is_none(pack, library):
    learned(AdaptJob(pack, "mine", steps=12), library)
    none, half, full = (
        drawn({"hero": 1.0, "style:a": 0.01, "style:mine": w}, library, colours=0).images
        for w in (0.0, 0.5, 1.0)
    )
    assert np.array_equal(none, drawn({"hero": 1.0, "style:a": 0.01}, library, colours=0).images)
    apart = [np.abs(images.astype(int) - none).mean() for images in (half, full)]
    assert 0 < apart[0] < apart[1]


def test_a_recipe_knows_which_lesson_it_was_drawn_with(pack, library):
    learned(AdaptJob(pack, "mine", steps=3), library)
    first = drawn({"style:mine": 1.0}, library).recipe.lessons
    file = library.words / "style.mine.word.safetensors"
    kept = load_word(file)
    assert kept.difference is not None
    changed = {n: t + 0.5 for n, t in kept.difference.up.items()}
    save_word(file, kept.taught, kept.row, replace(kept.difference, up=changed))
    assert drawn({"style:mine": 1.0}, library).recipe.lessons != first


def test_the_live_student_takes_of_it_what_it_has_layers_for(pack, library, small_model):
    save_checkpoint(live_path(library.find("base")), student_of(small_model), Card("student"))
    learned(AdaptJob(pack, "mine", steps=8), library)
    how = {"sampler": "live", "steps": 2, "colours": 0}
    plain, mine = (
        drawn({"hero": 1.0, **added}, library, **how).images for added in ({}, {"style:mine": 1.0})
    )
    assert not np.array_equal(plain, mine)


def test_another_model_does_not_know_the_style(pack, library, small_model):
    learned(AdaptJob(pack, "mine", steps=2), library)
    with torch.no_grad():
        small_model.network.place += 1
    save_checkpoint(library.find("base").with_name("other.safetensors"), small_model, Card("o"))
    with pytest.raises(JobError, match="does not know the word 'style:mine'"):
        drawn({"style:mine": 1.0}, library, model="other")


def test_a_difference_that_fits_no_layer_leaves_the_network_alone(pack, library):
    _, result = learned(AdaptJob(pack, "mine", steps=2), library)
    kept = load_word(result.file)
    assert kept.difference is not None
    down = {"attention.qkv": torch.ones(2, 3, 5, 5), "nowhere": torch.ones(2, 3)}
    up = {"attention.qkv": torch.ones(9, 2), "nowhere": torch.ones(9, 2)}
    odd = replace(kept.difference, down=down, up=up)
    save_word(result.file, kept.taught, torch.zeros_like(kept.row), odd)
    mix = {"hero": 1.0, "style:a": 0.5}
    plain, odd = (drawn({**mix, **added}, library) for added in ({}, {"style:mine": 1.0}))
    assert np.array_equal(plain.images, odd.images)


def test_of_a_large_pack_some_are_taken_by_lot(tmp_path, library):
    pack = write(tmp_path / "large", MOST_SPRITES + 5)
    events, result = learned(AdaptJob(pack, "large", steps=1), library)
    (started,) = [event for event in events if isinstance(event, AdaptStarted)]
    assert (started.sprites, started.found) == (MOST_SPRITES, MOST_SPRITES + 5)
    assert result.sprites == MOST_SPRITES


def test_three_sprites_are_no_style(tmp_path, library):
    pack = write(tmp_path / "few", 3)
    with pytest.raises(JobError, match="at least 8 different sprites, and here are 3; add more"):
        learned(AdaptJob(pack, "few"), library)
    assert list_words(library.words) == []


def test_one_sprite_two_hundred_times_is_one(tmp_path, library):
    pack = write(tmp_path / "same", 1)
    for i in range(1, 200):
        (pack / f"{i}.png").write_bytes((pack / "0.png").read_bytes())
    with pytest.raises(JobError, match=r"here are 1 \(199 duplicate left out\)"):
        learned(AdaptJob(pack, "same"), library)


def test_large_pictures_are_refused_with_the_reason(tmp_path, library):
    pack = write(tmp_path / "big", 10, size=64)
    with pytest.raises((JobError, SpriteSetError), match="64"):
        learned(AdaptJob(pack, "big"), library)


def test_a_file_that_cannot_be_opened_is_named_and_the_rest_is_learned(pack, library):
    (pack / "hero" / "locked.png").symlink_to(pack / "gone.png")
    events, result = learned(AdaptJob(pack, "mine", steps=1), library)
    (started,) = [event for event in events if isinstance(event, AdaptStarted)]
    assert started.left_out == "1 unusable"
    assert "locked.png" in started.rejected[0]
    assert result.sprites == 9


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"name": ""}, "cannot be a word"),
        ({"name": "n" * 60}, "at most 40"),
        ({"name": "a"}, "style:a already; choose another name"),
        ({"minutes": 0.0}, "minutes must be more than 0"),
        ({"minutes": math.nan}, "minutes must be more than 0"),
        ({"steps": 0}, "steps must be at least 1"),
        ({"seed": -1}, "seed must be between"),
        ({"model": "none"}, "there is no model 'none'"),
    ],
)
def test_what_cannot_be_learned_says_why_at_once(pack, library, change, reason):
    with pytest.raises(JobError, match=reason):
        learned(AdaptJob(**{"data": pack, "name": "mine", **change}), library)
    assert list_words(library.words) == []


def test_a_name_that_is_a_path_leads_nowhere_else(pack, library):
    _, result = learned(AdaptJob(pack, "../../x", steps=1), library)
    assert (result.file.parent, result.word) == (library.words, "style:x")


def test_a_style_is_not_learned_twice_unless_asked(pack, library):
    learned(AdaptJob(pack, "mine", steps=1), library)
    with pytest.raises(JobError, match="there is a word 'style:mine' already"):
        learned(AdaptJob(pack, "mine", steps=1), library)
    again = learned(AdaptJob(pack, "mine", steps=1, replace=True), library)[1]
    assert again.replaced == "a word of 9 sprites"


def test_two_do_not_learn_one_style(pack, library):
    first = adapt(AdaptJob(pack, "mine", steps=1), library)
    next(event for event in first if not isinstance(event, AdaptForecast))
    with pytest.raises(HeldError, match="the style 'style:mine' is being learned by process"):
        learned(AdaptJob(pack, "mine", steps=1, replace=True), library)
    first.close()


def test_learning_that_is_stopped_keeps_nothing_and_changes_nothing(pack, library):
    before = drawn({"hero": 1.0}, library)
    learning = adapt(AdaptJob(pack, "mine", steps=50), library)
    next(event for event in learning if isinstance(event, LessonProgress))
    assert np.array_equal(drawn({"hero": 1.0}, library).images, before.images)
    learning.close()
    assert list_words(library.words) == []


def test_a_loss_that_is_no_number_keeps_the_style_of_the_step_before(
    pack, library, monkeypatch: pytest.MonkeyPatch
):
    real = Adaptation.learn

    def spoiled(self, *batches):
        for step in real(self, *batches):
            if isinstance(step, TrainStep) and step.step == 6:
                self.step = 5
                yield TrainStep(6, math.nan, 1e-3)
                return
            yield step

    monkeypatch.setattr(Adaptation, "learn", spoiled)
    monkeypatch.setattr(module, "_seconds_a_step", lambda *_: iter_of(0.01))
    _, result = learned(AdaptJob(pack, "mine", steps=20), library)
    assert "loss of step 6 is not a number" in result.trouble
    assert "as it was after step 5" in result.trouble
    assert result.steps == load_word(result.file).taught.steps == 5


def iter_of(value: float):
    yield
    return value


def test_a_first_loss_that_is_no_number_keeps_nothing(pack, library, monkeypatch):
    nan = TrainStep(1, math.nan, 1e-3)
    monkeypatch.setattr(Adaptation, "learn", lambda self, *batches: iter([nan]))
    monkeypatch.setattr(module, "_seconds_a_step", lambda *_: iter_of(0.01))
    with pytest.raises(JobError, match=r"step 1 is not a number.* nothing is kept"):
        learned(AdaptJob(pack, "mine", steps=20), library)
    assert list_words(library.words) == []


def test_a_full_disk_is_told_before_anything_is_learned(pack, library, full_disk):
    with full_disk(), pytest.raises(OSError, match=r"style\.mine\.word") as caught:
        learned(AdaptJob(pack, "mine", steps=10**6), library)
    assert caught.value.errno == errno.EFBIG
    assert [*library.words.iterdir()] == []


@pytest.mark.parametrize(
    ("steps", "seconds", "spent", "taken"),
    [
        (None, 0.3, 12.0, 300),  # more would be of no use
        (None, 0.6, 12.0, 252),  # 168 seconds are left, and previews take a tenth of them
        (90, 0.6, 12.0, 90),
        (None, 1.0, 500.0, 10),  # however slow the machine is
        (4, 1.0, 500.0, 4),
    ],
)
def test_time_bounds_the_steps(steps, seconds, spent, taken):
    job = AdaptJob(Path("x"), "mine", minutes=3, steps=steps)
    assert module.steps_in(job, seconds, spent) == taken


def test_a_slow_machine_takes_the_least_steps(pack, library, monkeypatch):
    monkeypatch.setattr(module, "_seconds_a_step", lambda *_: iter_of(1e9))
    events, _ = learned(AdaptJob(pack, "mine"), library)
    (started,) = [event for event in events if isinstance(event, AdaptStarted)]
    assert started.steps == module.LEAST_STEPS


def test_before_the_first_step_it_is_said_how_long_all_will_take(pack, library):
    events, _ = learned(AdaptJob(pack, "mine", steps=3, minutes=2), library)
    told = [event for event in events if isinstance(event, AdaptForecast)]
    assert told[0] == AdaptForecast(120.0, is_measured=False)
    assert told[0] is events[0]
    assert told[-1].is_measured
    assert 0 < told[-1].seconds_left <= 120


def test_its_pictures_are_those_that_it_has_where_styles_are_chosen(pack, library):
    plain = learned(AdaptJob(pack, "mine", steps=3), library)[1]
    assert plain.examples is None  # nobody asked
    job = AdaptJob(pack, "mine", steps=3, replace=True, pictured=True)
    result = learned(job, library)[1]
    assert result.model == "base"
    assert result.examples is not None
    assert result.examples.shape == (3, 16, 16, 4)
    again = completed(examples_of(library.load("base"), "style:mine"))
    assert np.array_equal(result.examples, again)


def test_wherever_it_is_ended_nothing_is_kept_or_the_result_has_come(pack, library):
    come = []
    for event in adapt(AdaptJob(pack, "mine", steps=1, pictured=True), library):
        come.append(isinstance(event, AdaptResult))
        assert bool(list_words(library.words)) == come[-1]
    assert come[-1]


def test_pictures_that_cannot_be_drawn_end_it_with_nothing_kept(pack, library, monkeypatch):
    def fail(*_):
        raise MemoryError
        yield

    monkeypatch.setattr(module, "examples_of", fail)
    with pytest.raises(MemoryError):
        learned(AdaptJob(pack, "mine", steps=1, pictured=True), library)
    assert list_words(library.words) == []
    learned(AdaptJob(pack, "mine", steps=1), library)  # and the name is free


def test_a_forecast_ends_with_the_time_that_is_allowed():
    job = AdaptJob(Path("pack"), "mine", minutes=3)
    quick = forecast(job, Practised(0.5, 3.0), spent=5)
    assert quick.seconds_left == pytest.approx(3 + 8 * 0.24 + 300 * 0.24 / 0.9)
    slow = forecast(job, Practised(0.25, 8.0), spent=13)
    assert 150 < slow.seconds_left < 180
    nearer = forecast(job, Practised(1.0, 32.0), spent=37)
    assert nearer.seconds_left == pytest.approx(slow.seconds_left - 24, abs=1.5)
