import pytest
import torch

from sprite_studio.diffusion.training.dataset import (
    ContextNoise,
    SpriteData,
    draws_from,
    sprite_batches,
    step_generator,
    vary_contexts,
)

STILL = ContextNoise(drop_all=0.0, drop_word=0.0, details=False, mix=0.0)
LEFT, RIGHT = 5, 6


def data(count: int = 6, mirrors: bool = True) -> SpriteData:
    """Sprites that look left: one bright pixel in a small figure well inside its frame."""
    x0 = torch.full((count, 4, 16, 16), -1.0)
    x0[:, 3, 4:12, 5:9] = 1.0
    x0[:, 0, 6, 5] = 1.0
    words = torch.zeros(count, 7)
    words[:, 0] = 1
    words[:, LEFT] = 1
    return SpriteData(
        x0=x0,
        words=words,
        share=torch.ones(count),
        mirrors=torch.full((count,), mirrors),
        mirrored_word=torch.tensor([0, 1, 2, 3, 4, RIGHT, LEFT]),
    )


def draws(of: SpriteData):
    return [(draws_from(of), 1.0)]


@pytest.mark.parametrize("seed", [0, 7, 2**32 - 1])
def test_the_upper_half_of_a_seed_counts_and_small_seeds_stay_as_they_were(seed):
    seeds = [seed, seed + 2**32, seed + 2**33, seed + 2**62]
    streams = {torch.rand(4, generator=step_generator(one, 5)).sum().item() for one in seeds}
    assert len(streams) == len(seeds)
    before = (seed * 0x9E3779B97F4A7C15 + 5 * 0xBF58476D1CE4E5B9) % 2**63
    assert step_generator(seed, 5).initial_seed() == before


def test_sources_share_a_batch_as_asked():
    dark, bright = data(), data()
    bright.x0[:] = 1.0
    sources = [(draws_from(dark), 1.0), (draws_from(bright), 3.0)]
    batch = sprite_batches(sources, [range(5)], 4000, 0, STILL)(0)
    assert batch.x0.shape == (4000, 4, 16, 16)
    share = (batch.x0 == 1).all(dim=(1, 2, 3)).float().mean().item()
    assert share == pytest.approx(0.75, abs=0.03)


def test_no_source_has_the_end_of_the_batch_to_itself():
    # A trainer gives the last sprites of a batch the noisiest levels.
    dark, bright = data(), data()
    bright.x0[:] = 1.0
    sources = [(draws_from(dark), 1.0), (draws_from(bright), 1.0)]
    batch = sprite_batches(sources, [range(5)], 4000, 0, STILL)(0)
    is_bright = (batch.x0 == 1).all(dim=(1, 2, 3)).float()
    for quarter in is_bright.chunk(4):
        assert quarter.mean().item() == pytest.approx(0.5, abs=0.06)


def test_words_stay_with_their_sprites():
    one, other = data(), data()
    other.x0[:] = 1.0
    other.words[:, 0], other.words[:, 1] = 0, 1
    batch = sprite_batches([(draws_from(one), 1.0), (draws_from(other), 1.0)], [], 64, 0, STILL)(0)
    is_other = (batch.x0 == 1).all(dim=(1, 2, 3))
    assert torch.equal(batch.weights[:, 1] > 0, is_other)


def test_a_step_s_batch_is_always_the_same_and_steps_differ():
    batches = sprite_batches(draws(data()), [range(5)], 32, seed=4, noise=ContextNoise())
    again = sprite_batches(draws(data()), [range(5)], 32, seed=4, noise=ContextNoise())
    assert torch.equal(batches(7).x0, again(7).x0)
    assert torch.equal(batches(7).weights, again(7).weights)
    assert not torch.equal(batches(7).weights, batches(8).weights)


def test_step_generators_differ_between_steps_and_seeds():
    draws = {
        torch.rand(1, generator=step_generator(seed, step)).item()
        for seed in range(20)
        for step in range(20)
    }
    assert len(draws) == 400


def test_a_mirrored_sprite_carries_mirrored_words():
    batch = sprite_batches(draws(data()), [range(5)], 256, 0, STILL)(0)
    faces_left = batch.weights[:, LEFT] == 1
    assert 0 < faces_left.sum() < 256
    assert torch.equal(batch.weights[:, RIGHT] == 1, ~faces_left)
    for x0, left in zip(batch.x0, faces_left, strict=True):
        columns = (x0[3] > 0).any(dim=0).nonzero()[:, 0]
        bright = (x0[0] > 0).nonzero()[0, 1]
        assert bright == (columns.min() if left else columns.max())


def test_what_may_not_be_mirrored_is_not():
    batch = sprite_batches(draws(data(mirrors=False)), [range(5)], 128, 0, STILL)(0)
    assert (batch.weights[:, LEFT] == 1).all()


def test_shifts_never_cut_a_figure():
    wide = data()
    wide.x0[:, 3, 2, :] = 1.0  # from edge to edge: it cannot go sideways
    pixels = (wide.x0[0, 3] > 0).sum()
    batch = sprite_batches(draws(wide), [range(5)], 256, 0, STILL)(3)
    assert ((batch.x0[:, 3] > 0).sum(dim=(1, 2)) == pixels).all()
    tops = {int((x0[3] > 0).any(dim=1).nonzero()[0]) for x0 in batch.x0}
    assert tops == {1, 2, 3}


def test_shares_decide_how_often_a_sprite_comes():
    marked = data(2)
    marked.x0[1, 1] = 0.25
    marked.share[:] = torch.tensor([3.0, 1.0])
    batch = sprite_batches(draws(marked), [range(5)], 4000, 0, STILL)(0)
    assert (batch.x0[:, 1] == 0.25).all(dim=(1, 2)).float().mean().item() == pytest.approx(
        0.25, abs=0.03
    )


def test_contexts_are_dropped_as_often_as_asked():
    words = torch.ones(20_000, 7)
    noise = ContextNoise(drop_all=0.1, drop_word=0.15, mix=0.0)
    weights = vary_contexts(words, [range(7)], noise, torch.Generator().manual_seed(0))
    empty = (weights == 0).all(dim=1)
    assert empty.float().mean().item() == pytest.approx(0.1, abs=0.01)
    assert weights[~empty].mean().item() == pytest.approx(0.85, abs=0.01)


def test_all_that_a_sprite_shows_is_told_as_often_as_asked():
    words = torch.ones(20_000, 40)
    noise = ContextNoise(drop_all=0.0, drop_word=0.0, whole=0.6)
    weights = vary_contexts(words, [range(5)], noise, torch.Generator().manual_seed(0))
    whole = (weights == 1).all(dim=1)
    # Of the others few keep all 35 by luck.
    assert whole.float().mean().item() == pytest.approx(0.61, abs=0.015)
    told = weights[~whole][:, 5:].mean()
    assert told.item() == pytest.approx(1 / 3, abs=0.02)


def test_among_sprites_shown_under_a_weight_that_share_is_of_the_word():
    """The weight w of "hero" means: a share w of these are heroes."""
    noise = ContextNoise(drop_all=0.0, drop_word=0.0, mix=1.0)
    heroes = torch.zeros(20_000, 7)
    heroes[:, 0] = 1
    foods = torch.zeros(20_000, 7)
    foods[:, 2] = 1
    words = torch.cat([heroes, foods])
    weights = vary_contexts(words, [range(5)], noise, torch.Generator().manual_seed(1))
    both = (weights[:, 0] > 0) & (weights[:, 2] > 0) & (weights.sum(dim=1) > 0.99)
    assert both.sum() > 1000
    part = weights[:, 0] / weights.sum(dim=1)
    for w in (0.25, 0.5, 0.75):
        near = both & ((part - w).abs() < 0.05)
        share = (words[near][:, 0] == 1).float().mean().item()
        assert share == pytest.approx(w, abs=0.05)


def test_no_sprite_is_shown_under_a_lone_category_that_is_not_its_own_more_than_its_weight_says():
    noise = ContextNoise(drop_all=0.0, drop_word=0.5, mix=1.0)
    heroes = torch.zeros(5000, 7)
    heroes[:, 0] = 1
    weights = vary_contexts(heroes, [range(5)], noise, torch.Generator().manual_seed(2))
    lone = (weights[:, 0] == 0) & (weights[:, 1:5] > 0).any(dim=1)
    assert not lone.any()


def test_every_group_is_mixed_by_itself_with_the_same_weight():
    noise = ContextNoise(drop_all=0.0, drop_word=0.0, mix=1.0)
    words = torch.zeros(2000, 7)
    words[:, [0, 5]] = 1
    weights = vary_contexts(words, [range(5), (5, 6)], noise, torch.Generator().manual_seed(3))
    other = (weights[:, 1:5] > 0).any(dim=1) & (weights[:, 6] > 0)
    assert other.any()
    parts = [group / group.sum(dim=1, keepdim=True) for group in weights[other].split((5, 2), 1)]
    torch.testing.assert_close(parts[0][:, 0], parts[1][:, 0])


def test_a_mix_adds_up_to_one_or_its_larger_weight_is_one():
    noise = ContextNoise(drop_all=0.0, drop_word=0.0, mix=1.0)
    words = torch.zeros(2000, 5)
    words[:, 0] = 1
    weights = vary_contexts(words, [range(5)], noise, torch.Generator().manual_seed(5))
    mixes = weights[(weights > 0).sum(dim=1) == 2]
    even = (mixes.sum(dim=1) - 1).abs() < 1e-6
    assert (mixes[~even].amax(dim=1) == 1).all()
    assert even.float().mean().item() == pytest.approx(0.5, abs=0.05)


def test_a_sprite_is_shown_under_few_of_its_details_and_under_many():
    noise = ContextNoise(drop_all=0.0, drop_word=0.0, mix=0.0)
    words = torch.ones(20_000, 9)
    weights = vary_contexts(words, [range(5)], noise, torch.Generator().manual_seed(4))
    assert (weights[:, :5] == 1).all()
    kept = torch.bincount(weights[:, 5:].sum(dim=1).long(), minlength=5) / 20_000
    # The share is u²: the chance to lose all four is the integral of (1 - u²)⁴ = 128 / 315.
    assert kept[0].item() == pytest.approx(128 / 315, abs=0.02)
    assert kept[4].item() == pytest.approx(1 / 9, abs=0.02)
