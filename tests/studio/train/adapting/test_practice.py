import numpy as np
import pytest
import torch

from sprite_studio.art.colour.oklab import rgb_to_oklab
from sprite_studio.art.sprite import CATEGORIES, Sprite
from sprite_studio.diffusion.networks.checkpoint import Card
from sprite_studio.diffusion.networks.model import Model
from sprite_studio.diffusion.pixels import decode
from sprite_studio.stepwise import completed
from sprite_studio.studio.library.loaded_model import LoadedModel
from sprite_studio.studio.train.adapting import practice as module
from sprite_studio.studio.train.adapting.practice import Practised, practice


@pytest.fixture(autouse=True)
def little(monkeypatch):
    monkeypatch.setattr(module, "POOL", 8)
    monkeypatch.setattr(module, "CHUNK", 4)


def shown(*categories: str) -> list[Sprite]:
    dark = np.full((16, 16, 4), 20, np.uint8)
    dark[..., 3] = 255
    return [Sprite(dark, (category,)) for category in categories]


def test_it_is_named_as_it_was_drawn_and_in_no_style(library):
    loaded = library.load("base")
    batch = completed(practice(loaded, shown("hero", "non-hero", "spell"), 6, 0))(0)
    assert batch.x0.shape == (6, 4, 16, 16)
    words = loaded.model.vocabulary.words
    assert {words[i] for i in batch.weights.nonzero()[:, 1].tolist()} <= set(CATEGORIES)
    assert (batch.weights.sum(dim=1) == 1).all()


@pytest.mark.parametrize(("count", "own"), [(8, 4), (16, 2), (200, 0)])
def test_the_fewer_sprites_a_pack_has_the_more_is_of_its_own_categories(library, count, own):
    mixes, found = module._mixes(library.load("base"), shown("hero") * count, 0)
    assert (len(mixes), found) == (8, own)
    assert mixes[:own] == [{"hero": 1.0}] * own
    others = [word for mix in mixes[own:] for word in mix]
    assert others.count("hero") == (8 - own) // 3
    assert set(others) <= set(CATEGORIES)


def test_what_it_lacks_is_practised_as_the_kinds_that_it_will_be_drawn_as(small_model, monkeypatch):
    monkeypatch.setattr(module, "POOL", 400)
    words = ("food", "hero", "kind:bread", "style:forge")
    model = Model(small_model.config, words, small_model.schedule).placed_on("cpu").eval()
    card = Card("x", styles={"style:forge": {"food": 9, "kind:bread": 9}})
    mixes, _ = module._mixes(LoadedModel(model, card, "x", "0"), shown("hero") * 99, 0)
    assert {"food": 1.0, "kind:bread": 1.0} in mixes
    assert {"hero": 1.0} in mixes


def test_it_comes_half_way_to_the_light_of_the_pack(library, monkeypatch):
    loaded = library.load("base")

    def mean_lightness(share: float) -> float:
        monkeypatch.setattr(module, "HALF_WAY", share)
        monkeypatch.setattr(module, "FEW", 0)
        pixels = decode(completed(practice(loaded, shown("hero"), 8, 0))(0).x0)
        return rgb_to_oklab(pixels[pixels[..., 3] > 127][:, :3])[:, 0].mean()

    plain, half, whole = map(mean_lightness, (0.0, 0.5, 1.0))
    assert whole < half < plain


def test_where_a_pack_has_all_that_a_model_knows_all_of_it_is_its_own(library):
    mixes, own = module._mixes(library.load("base"), shown(*CATEGORIES) * 20, 0)
    assert len(mixes) == 8
    assert own == 0
    assert all(len(mix) == 1 for mix in mixes)


def test_a_model_without_words_for_things_practises_nothing(small_model):
    words = ("slot:a", "style:a")
    model = Model(small_model.config, words, small_model.schedule).placed_on("cpu").eval()
    loaded = LoadedModel(model, Card("x"), "x", "0")
    batch = completed(practice(loaded, shown("hero"), 6, 0))(0)
    assert batch.x0.shape == (0, 4, 16, 16)
    assert batch.weights.shape == (0, 2)


def test_a_step_is_the_same_each_time_and_others_differ(library):
    batches = completed(practice(library.load("base"), shown("hero"), 6, 3))
    assert torch.equal(batches(2).x0, batches(2).x0)
    assert not torch.equal(batches(2).x0, batches(3).x0)


def test_it_says_what_it_is_about_and_lets_other_work_go_first(library):
    events = list(practice(library.load("base"), shown("hero"), 6, 0))
    told = [event for event in events if isinstance(event, Practised)]
    assert told[-1].share == 1
    assert told[-1].whole == told[-1].seconds > 0
    assert events.count(None) >= 2 * module.HOW.steps_taken
