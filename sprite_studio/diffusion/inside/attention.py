"""Where each pixel of an attention block looks: the softmax of its real queries and keys."""

from torch import Tensor

from sprite_studio.diffusion.networks.unet import Attention


def attention_weights(block: Attention, x: Tensor) -> Tensor:
    """softmax(q kᵀ / √d), by which the values are weighed (arXiv 1706.03762, equation 1).

    Args: x: (B, C, H, W) what the block was given.
    Returns (B, heads, H·W, H·W): from each pixel, row by row, to each; every row sums to 1.
    """
    q, k, _ = block.queries_keys_values(x)
    return (q @ k.transpose(-1, -2) * q.shape[-1] ** -0.5).softmax(dim=-1)
