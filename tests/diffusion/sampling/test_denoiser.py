import pytest
import torch

from sprite_studio.diffusion.networks.low_rank import LowRank, fresh
from sprite_studio.diffusion.networks.vocabulary import Shown
from sprite_studio.diffusion.sampling.denoiser import guided_denoiser
from sprite_studio.diffusion.schedule import alpha_sigma

LEVEL = 0.5


@pytest.fixture
def x() -> torch.Tensor:
    return torch.randn(3, 4, 16, 16, generator=torch.Generator().manual_seed(0))


def predict(model, x, mixes, **options):
    weights = model.vocabulary.weights(mixes)
    with torch.inference_mode():
        return guided_denoiser(model, weights, **options)(x, LEVEL)


def test_both_readings_agree_with_each_other_and_with_the_network(small_model, x):
    found = predict(small_model, x, [{"hero": 1.0}] * 3, clip=False)
    alpha, sigma = alpha_sigma(LEVEL)
    torch.testing.assert_close(alpha * found.x0 + sigma * found.eps, x)
    with torch.inference_mode():
        weights = small_model.vocabulary.weights([{"hero": 1.0}] * 3)
        v = small_model(x, torch.full((3,), LEVEL), weights)
    torch.testing.assert_close(found.x0, alpha * x - sigma * v, atol=1e-5, rtol=1e-5)


def test_clipping_keeps_x0_in_range_and_eps_consistent(small_model, x):
    found = predict(small_model, 4 * x, [{}] * 3)
    assert found.x0.abs().max() <= 1
    alpha, sigma = alpha_sigma(LEVEL)
    torch.testing.assert_close(alpha * found.x0 + sigma * found.eps, 4 * x)


def test_guidance_extrapolates_from_null_through_the_context(small_model, x):
    mixes = [{"food": 1.0}] * 3
    cond = predict(small_model, x, mixes, clip=False).x0
    null = predict(small_model, x, [{}] * 3, clip=False).x0
    guided = predict(small_model, x, mixes, guidance_scale=2.5, clip=False).x0
    torch.testing.assert_close(guided, null + 2.5 * (cond - null), atol=1e-4, rtol=1e-4)
    ignored = predict(small_model, x, mixes, guidance_scale=0.0, clip=False).x0
    torch.testing.assert_close(ignored, null, atol=1e-5, rtol=1e-5)


def test_outside_its_interval_guidance_rests(small_model, x):
    mixes = [{"food": 1.0}] * 3
    plain = predict(small_model, x, mixes).x0
    rests = predict(small_model, x, mixes, guidance_scale=3.0, guidance_interval=(1.0, 2.0)).x0
    assert torch.equal(rests, plain)


@pytest.mark.parametrize("guidance", [1.0, 2.0])
def test_a_sprite_is_the_same_to_the_last_bit_in_every_batch(small_model, guidance):
    x = torch.randn(9, 4, 16, 16).contiguous(memory_format=torch.channels_last)
    mixes = [{"hero": i / 8} for i in range(9)]
    whole = predict(small_model, x, mixes, guidance_scale=guidance).x0
    for i in (0, 4, 8):
        alone = predict(small_model, x[i : i + 1], mixes[i : i + 1], guidance_scale=guidance).x0
        assert torch.equal(alone[0], whole[i])


@pytest.mark.parametrize("word", ["hero", "non-hero", "food", "spell", "side-facing"])
def test_each_category_changes_more_than_order_or_batch_do(small_model, x, word):
    null = predict(small_model, x, [{}] * 3).x0
    named = predict(small_model, x, [{word: 1.0}] * 3).x0
    one = predict(small_model, x, [{word: 1.0, "colour:red": 0.5}] * 3).x0
    other = predict(small_model, x, [{"colour:red": 0.5, word: 1.0}] * 3).x0
    rebatched = predict(small_model, x[:1], [{word: 1.0}]).x0
    repeat = max((one - other).abs().max().item(), (rebatched - named[:1]).abs().max().item())
    assert repeat == 0
    assert (named - null).abs().max().item() > 1e-3
    barely = predict(small_model, x, [{word: 1e-6}] * 3).x0
    torch.testing.assert_close(barely, null, atol=1e-4, rtol=0)


def taught(model, word: str, seed: int) -> None:
    """A style that changes every layer."""
    rng = torch.Generator().manual_seed(seed)
    fresh_one = fresh(model.network, 2, rng)
    up = {n: 0.3 * torch.randn(t.shape, generator=rng) for n, t in fresh_one.up.items()}
    row = 0.1 * torch.randn(model.vocabulary.null.shape, generator=rng)
    model.vocabulary.taught = {**model.vocabulary.taught, word: row}
    difference = LowRank(fresh_one.down, up)
    model.vocabulary.differences = {**model.vocabulary.differences, word: difference}


@pytest.mark.parametrize("guidance", [1.0, 2.0])
def test_a_learned_style_changes_its_own_sprites_and_no_other_by_a_bit(small_model, x, guidance):
    other = [{"hero": 1.0, "style:a": 1.0}]
    before = predict(small_model, x, other * 3, guidance_scale=guidance).x0
    taught(small_model, "style:one", 1)
    taught(small_model, "style:two", 2)
    mixes = [*other, {"hero": 1.0, "style:one": 1.0}, {"style:two": 0.5, "style:one": 0.5}]
    beside = predict(small_model, x, mixes, guidance_scale=guidance).x0
    assert torch.equal(beside[0], before[0])
    assert not torch.allclose(beside[1], before[1], atol=1e-2)
    for i in (1, 2):
        alone = predict(small_model, x[i : i + 1], mixes[i : i + 1], guidance_scale=guidance).x0
        assert torch.equal(alone[0], beside[i])
    assert torch.equal(predict(small_model, x, other * 3, guidance_scale=guidance).x0, before)


@pytest.mark.parametrize("led_away", [1.0, 0.5, 0.0])
def test_guidance_strengthens_the_words_and_a_learned_style_in_part(small_model, x, led_away):
    taught(small_model, "style:one", 1)
    small_model.vocabulary.shown = {"style:one": Shown((), "", led_away)}
    named = [{"style:one": 1.0, "food": 1.0}] * 3
    cond = predict(small_model, x, named, clip=False).x0
    guided = predict(small_model, x, named, guidance_scale=3.0, clip=False).x0
    # What is led away from has the whole difference in the network, and a part of the word's row.
    small_model.vocabulary.taught["style:one"] *= led_away
    away = predict(small_model, x, [{"style:one": 1.0}] * 3, clip=False).x0
    torch.testing.assert_close(guided, away + 3.0 * (cond - away), atol=1e-4, rtol=1e-4)


def test_a_drawing_ends_with_the_style_with_which_it_began(small_model, x):
    taught(small_model, "style:one", 1)
    weights = small_model.vocabulary.weights([{"style:one": 1.0}] * 3)
    with torch.inference_mode():
        denoise = guided_denoiser(small_model, weights)
        before = denoise(x, LEVEL).x0
        small_model.vocabulary.taught, small_model.vocabulary.differences = {}, {}
        taught(small_model, "style:other", 5)
        assert torch.equal(denoise(x, LEVEL).x0, before)
