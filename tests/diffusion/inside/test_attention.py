import pytest
import torch

from sprite_studio.diffusion.inside.attention import attention_weights
from sprite_studio.diffusion.networks.unet import Attention, UNetConfig

CONFIG = UNetConfig(widths=(8, 8, 8), blocks=(1, 1, 1), embedding=8, context=4, groups=2)


@pytest.fixture
def block() -> Attention:
    torch.manual_seed(0)
    return Attention(8, CONFIG)


def test_where_nothing_is_asked_every_pixel_looks_everywhere_alike(block):
    torch.nn.init.zeros_(block.qkv.weight)
    torch.nn.init.zeros_(block.qkv.bias)
    weights = attention_weights(block, torch.randn(3, 8, 4, 4))
    assert weights.shape == (3, 2, 16, 16)
    torch.testing.assert_close(weights, torch.full_like(weights, 1 / 16))


def test_one_pixel_looks_where_its_query_and_a_key_point_the_same_way(block):
    """Channel 0 is the query of head 0 and its key; one pixel alone has it, so it looks at itself,
    and the others, whose query is lower, look everywhere else."""
    with torch.no_grad():
        block.qkv.weight.zero_()
        block.qkv.bias.zero_()
        block.qkv.weight[0, 0] = block.qkv.weight[8, 0] = 6.0  # q and k of head 0
        x = torch.zeros(1, 8, 4, 4)
        x[0, 0, 1, 2] = 10.0
        weights = attention_weights(block, x)[0, 0]
    assert weights[6, 6] > 0.99
    assert weights[0, 6] < 0.01


def test_they_are_the_weights_that_the_block_itself_sums_by(block):
    heard = []
    block.out.register_forward_hook(lambda layer, given, answer: heard.append(given[0]))
    x = torch.randn(2, 8, 4, 4)
    block(x)
    _, _, values = block.queries_keys_values(x)
    summed = attention_weights(block, x) @ values
    torch.testing.assert_close(summed.transpose(-1, -2).reshape(2, 8, 4, 4), heard[0])
