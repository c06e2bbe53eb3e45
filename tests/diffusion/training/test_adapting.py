import math

import pytest
import torch

from sprite_studio.diffusion.networks.model import Model
from sprite_studio.diffusion.training.adapting import Adaptation, AdaptConfig, kept_share
from sprite_studio.diffusion.training.dataset import Batch
from sprite_studio.diffusion.training.trainer import TrainStep


def batches(value: float, count: int, words: int, word: int | None = None):
    """Flat sprites, always the same."""
    weights = torch.zeros(count, words)
    if word is not None:
        weights[:, word] = 1
    return lambda step: Batch(torch.full((count, 4, 16, 16), value), weights)


def learned(model: Model, config: AdaptConfig, practised: int = 4) -> tuple[Adaptation, list]:
    adaptation = Adaptation(model, config)
    words = len(model.vocabulary.words)
    steps = adaptation.learn(batches(-0.8, 8, words), batches(0.8, practised, words, 2))
    return adaptation, [step for step in steps if step is not None]


def test_it_learns_and_the_network_stays_what_it_was(small_model):
    before = {name: t.clone() for name, t in small_model.state_dict().items()}
    adaptation, steps = learned(small_model, AdaptConfig(60))
    assert [step.step for step in steps] == list(range(1, 61))
    first, last = (sum(step.loss for step in part) for part in (steps[:10], steps[-10:]))
    assert last < 0.7 * first
    assert all(torch.equal(t, before[name]) for name, t in small_model.state_dict().items())
    assert adaptation.word.abs().sum() > 0
    assert any(up.any() for up in adaptation.difference.up.values())


def test_it_learns_the_same_from_the_same_seed(small_model):
    one, other = (learned(small_model, AdaptConfig(3, seed=5))[0] for _ in range(2))
    assert torch.equal(one.word, other.word)
    elsewhere, _ = learned(small_model, AdaptConfig(3, seed=6))
    assert not torch.equal(one.word, elsewhere.word)


def test_of_few_sprites_a_part_of_the_difference_is_kept(small_model):
    whole, half = (learned(small_model, AdaptConfig(3, kept=kept))[0] for kept in (1.0, 0.5))
    for name, up in whole.difference.up.items():
        torch.testing.assert_close(half.difference.up[name], up / 2)
        assert torch.equal(half.difference.down[name], whole.difference.down[name])
    assert torch.equal(half.word, whole.word)
    assert [kept_share(shown) for shown in (8, 16, 200)] == [0.5, 1.0, 1.0]


def test_it_may_begin_at_another_style(small_model):
    adaptation = Adaptation(small_model, AdaptConfig(1), start="style:a")
    vocabulary = small_model.vocabulary
    assert torch.equal(adaptation.word, vocabulary.rows[vocabulary.index["style:a"]])


def test_nothing_to_practise_is_no_hindrance(small_model):
    _, steps = learned(small_model, AdaptConfig(2), practised=0)
    assert [math.isfinite(step.loss) for step in steps] == [True, True]


def test_other_work_may_go_first_between_the_parts_of_a_step(small_model):
    adaptation = Adaptation(small_model, AdaptConfig(1))
    words = len(small_model.vocabulary.words)
    steps = list(adaptation.learn(batches(-0.8, 32, words), batches(0.8, 16, words)))
    assert steps[:3] == [None] * 3
    assert isinstance(steps[3], TrainStep)


def test_practice_counts_less_the_cleaner_a_sprite_is(small_model):
    words, losses = len(small_model.vocabulary.words), []
    for crossing in (-50.0, 50.0):  # every sprite counts as clean, or as noise
        adaptation = Adaptation(
            small_model, AdaptConfig(1, practice=1.0, finish=0.0, crossing=crossing)
        )
        shown, practised = batches(-0.8, 4, words), batches(0.8, 4, words)
        steps = adaptation.learn(shown, practised)
        losses.append(next(step for step in steps if step is not None).loss)
    assert losses[1] > 1.5 * losses[0]


@pytest.mark.parametrize("bad_step", [0, 2])
def test_a_loss_that_is_no_number_is_told_and_changes_nothing(small_model, bad_step):
    words = len(small_model.vocabulary.words)
    good, bad = batches(-0.8, 4, words), batches(math.nan, 4, words)
    adaptation = Adaptation(small_model, AdaptConfig(5))
    steps = adaptation.learn(lambda i: (bad if i == bad_step else good)(i), batches(0.8, 2, words))
    *before, last = [step for step in steps if step is not None]
    assert (last.step, math.isfinite(last.loss)) == (bad_step + 1, False)
    assert len(before) == adaptation.step == bad_step
    assert all(t.isfinite().all() for t in adaptation.ema.average.values())
