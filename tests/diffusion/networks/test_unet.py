import pytest
import torch

from sprite_studio.diffusion.networks.unet import UNet, UNetConfig


def test_output_has_the_shape_of_the_input_and_repeats_exactly(small_model):
    x = torch.randn(3, 4, 16, 16)
    level, context = torch.zeros(3), torch.randn(3, small_model.config.context)
    first = small_model.network(x, level, context)
    assert first.shape == x.shape
    assert torch.equal(first, small_model.network(x, level, context))


def test_noise_level_and_context_reach_every_block(small_model):
    small_model.zero_grad()
    level = torch.tensor([0.3], requires_grad=True)
    context = torch.randn(1, small_model.config.context, requires_grad=True)
    small_model.network(torch.randn(1, 4, 16, 16), level, context).square().sum().backward()
    films = {n: p for n, p in small_model.network.named_parameters() if "film.weight" in n}
    assert len(films) == 5  # one residual block on each level down, in the middle, and up
    assert all(p.grad is not None and p.grad.abs().sum() > 0 for p in films.values())
    assert level.grad is not None
    assert level.grad.abs().sum() > 0
    assert context.grad is not None
    assert context.grad.abs().sum() > 0


def test_a_fresh_network_predicts_nothing_so_that_training_starts_gently():
    network = UNet(UNetConfig())
    x = torch.randn(2, 4, 16, 16)
    assert not network(x, torch.zeros(2), torch.zeros(2, 128)).any()


@pytest.mark.parametrize(
    "options",
    [
        {"widths": (10**9, 8, 8)},
        {"widths": (12, 16, 16)},
        {"blocks": (1, 0, 1)},
        {"channels": 0},
        {"embedding": 10**7},
    ],
)
def test_impossible_configurations_are_refused(options):
    with pytest.raises(ValueError, match="not a usable network"):
        UNetConfig(**options)


def test_what_went_down_reaches_the_way_up():
    """With the coarse path cut, the finest pixels still come through."""
    torch.manual_seed(0)
    config = UNetConfig(widths=(8, 8, 8), blocks=(1, 1, 1), embedding=8, context=4)
    network = UNet(config)
    with torch.no_grad():
        for parameter in network.parameters():
            parameter.normal_(std=0.3)
        for parameter in network.from_middle.parameters():
            parameter.zero_()
    level, context = torch.zeros(1), torch.zeros(1, 4)
    one, other = (network(torch.randn(1, 4, 16, 16), level, context) for _ in range(2))
    assert (one - other).abs().mean() > 0.01


def test_where_all_is_noise_a_fresh_network_answers_with_the_words_pictures():
    config = UNetConfig(widths=(8, 8, 8), blocks=(1, 1, 1), embedding=8, context=4, pictures=True)
    context = torch.randn(2, 4 + config.picture)
    x, levels = torch.randn(2, 4, 16, 16), torch.tensor([-10.0, 3.0])
    alpha, sigma = torch.sigmoid(levels).sqrt(), torch.sigmoid(-levels).sqrt()
    velocity = UNet(config)(x, levels, context)
    picture = context[:, 4:].reshape(2, 4, 16, 16)
    torch.testing.assert_close(velocity, -sigma[:, None, None, None] * picture)
    x0 = alpha[0] * x[0] - sigma[0] * velocity[0]
    assert (x0 - picture[0]).abs().max() < 0.05


def test_the_network_sees_the_picture_and_can_take_it_back():
    torch.manual_seed(0)
    config = UNetConfig(widths=(8, 8, 8), blocks=(1, 1, 1), embedding=8, context=4, pictures=True)
    network = UNet(config)
    with torch.no_grad():
        network.outputs.weight.normal_(std=0.3)
    x, level = torch.randn(1, 4, 16, 16), torch.full((1,), 30.0)  # σ is nothing here
    one, other = (network(x, level, torch.randn(1, 4 + config.picture)) for _ in range(2))
    assert (one - other).abs().mean() > 0.01
