import numpy as np
import pytest
import torch

from sprite_studio.art.oklab import rgb_to_oklab
from sprite_studio.art.sprite import Sprite
from sprite_studio.diffusion.pixels import decode
from sprite_studio.stepwise import completed
from sprite_studio.studio.jobs.train import Preparing
from sprite_studio.studio.train import practice as module
from sprite_studio.studio.train.practice import practice


@pytest.fixture(autouse=True)
def little(monkeypatch):
    monkeypatch.setattr(module, "POOL", 8)
    monkeypatch.setattr(module, "CHUNK", 4)


def shown(*categories: str) -> list[Sprite]:
    dark = np.full((16, 16, 4), 20, np.uint8)
    dark[..., 3] = 255
    return [Sprite(dark, (category,)) for category in categories]


def test_it_is_of_what_the_pack_lacks_by_name_and_in_no_style(library):
    loaded = library.load("base")
    batch = completed(practice(loaded, shown("hero", "non-hero", "spell"), 6, 0))(0)
    assert batch.x0.shape == (6, 4, 16, 16)
    words = loaded.model.vocabulary.words
    named = {words[i] for i in batch.weights.nonzero()[:, 1].tolist()}
    assert named <= {"food", "side-facing"}
    assert (batch.weights.sum(dim=1) == 1).all()


def test_it_comes_half_way_to_the_light_of_the_pack(library, monkeypatch):
    loaded = library.load("base")

    def mean_lightness(share: float) -> float:
        monkeypatch.setattr(module, "HALF_WAY", share)
        pixels = decode(completed(practice(loaded, shown("hero"), 8, 0))(0).x0)
        return rgb_to_oklab(pixels[pixels[..., 3] > 127][:, :3])[:, 0].mean()

    plain, half, whole = map(mean_lightness, (0.0, 0.5, 1.0))
    assert whole < half < plain


def test_where_a_pack_has_all_that_a_model_knows_nothing_is_practised(library):
    loaded = library.load("base")
    every = shown("hero", "non-hero", "food", "spell", "side-facing")
    batch = completed(practice(loaded, every, 6, 0))(0)
    assert batch.x0.shape == (0, 4, 16, 16)
    assert len(batch.weights) == 0


def test_a_step_is_the_same_each_time_and_others_differ(library):
    batches = completed(practice(library.load("base"), shown("hero"), 6, 3))
    assert torch.equal(batches(2).x0, batches(2).x0)
    assert not torch.equal(batches(2).x0, batches(3).x0)


def test_it_says_what_it_is_about_and_lets_other_work_go_first(library):
    events = list(practice(library.load("base"), shown("hero"), 6, 0))
    assert any(isinstance(event, Preparing) for event in events)
    assert events.count(None) >= 2 * module.HOW.steps_taken
