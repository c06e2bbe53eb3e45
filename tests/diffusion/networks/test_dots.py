"""The network of dots takes a dot as a picture of one pixel."""

import torch

from sprite_studio.diffusion.networks.dots import DotNetwork


def test_every_dot_is_answered_by_itself_and_by_its_level():
    torch.manual_seed(0)
    network, x = DotNetwork(), torch.randn(5, 2, 1, 1)
    levels = torch.linspace(-3, 3, 5)
    whole = network(x, levels, torch.zeros(5, 0))
    assert whole.shape == x.shape
    alone = network(x[3:4], levels[3:4], torch.zeros(1, 0))
    assert torch.allclose(whole[3:4], alone, atol=1e-6)
    assert not torch.allclose(network(x, -levels, torch.zeros(5, 0)), whole)
