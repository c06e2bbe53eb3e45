import pytest
import torch
from torch import Tensor

from sprite_studio.diffusion.networks.low_rank import LowRank, added, fresh
from sprite_studio.diffusion.networks.model import Model


def rng(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def filled(model: Model, rank: int, seed: int = 0) -> LowRank:
    """A difference whose every number takes effect."""
    difference = fresh(model.network, rank, rng(seed))
    noise = rng(seed + 1)
    up = {n: 0.3 * torch.randn(t.shape, generator=noise) for n, t in difference.up.items()}
    return LowRank(difference.down, up)


def call(model: Model, rows: int = 5) -> Tensor:
    x = torch.randn(rows, 4, 16, 16, generator=rng(7))
    context = torch.randn(rows, model.context_width, generator=rng(8))
    with torch.no_grad():
        return model.network(x, torch.linspace(-6, 6, rows), context)


def test_a_fresh_difference_reaches_every_layer_and_changes_nothing(small_model):
    difference = fresh(small_model.network, 2, rng())
    assert "attention.qkv" in difference.down
    assert "down_fine.0.film" in difference.down
    before = call(small_model)
    with added(small_model.network, [difference], torch.ones(5, 1)):
        assert torch.equal(call(small_model), before)


def test_each_row_has_its_own_strength_and_none_is_the_network_to_the_last_bit(small_model):
    difference = filled(small_model, 2)
    before = call(small_model)
    with added(small_model.network, [difference], torch.tensor([[0.0], [1.0], [0.0], [0.5], [0]])):
        after = call(small_model)
    assert torch.equal(after[[0, 2, 4]], before[[0, 2, 4]])
    assert not torch.allclose(after[1], before[1])
    assert not torch.allclose(after[3], before[3])
    assert torch.equal(call(small_model), before)


def test_a_difference_is_what_it_would_be_in_the_weights(small_model):
    difference = filled(small_model, 3)
    with added(small_model.network, [difference], torch.full((5, 1), 0.5)):
        beside = call(small_model)
    layers = dict(small_model.network.named_modules())
    with torch.no_grad():
        for name, down in difference.down.items():
            weight = layers[name].weight
            weight += 0.5 * (difference.up[name] @ down.flatten(1)).reshape(weight.shape)
    assert torch.allclose(call(small_model), beside, atol=1e-4)


def test_a_row_does_not_depend_on_the_styles_beside_it(small_model):
    one, other = filled(small_model, 2), filled(small_model, 3, seed=5)
    with added(small_model.network, [one], torch.ones(5, 1)):
        alone = call(small_model)
    with added(small_model.network, [other, one], torch.tensor([[0.0, 1.0]] * 4 + [[1.0, 0.0]])):
        beside = call(small_model)
    assert torch.equal(beside[:4], alone[:4])
    assert not torch.allclose(beside[4], alone[4])


def test_it_is_gone_even_if_the_network_fails(small_model):
    before = call(small_model)
    with (
        pytest.raises(RuntimeError),
        added(small_model.network, [filled(small_model, 2)], torch.ones(5, 1)),
    ):
        call(small_model, rows=4)
    assert torch.equal(call(small_model), before)


def test_a_shallower_network_takes_what_it_has_layers_for(small_model):
    deeper = small_model.with_blocks((2, 1, 1))
    difference = filled(deeper, 2)
    fitting = difference.fitting(small_model.network)
    assert 0 < len(fitting.down) < len(difference.down)
    with added(small_model.network, [fitting], torch.ones(5, 1)):
        call(small_model)
