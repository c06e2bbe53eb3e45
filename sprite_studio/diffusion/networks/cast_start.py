"""How a network of characters begins with what one of single sprites knows.

Each frame is first drawn as the sprites' network would, from a middle that sees the standing one;
what the views and steps tell one another starts from nothing.
"""

import torch

from sprite_studio.diffusion.networks.cast import STEPS, CastConfig
from sprite_studio.diffusion.networks.model import Model
from sprite_studio.diffusion.networks.unet import UNetConfig

FROM_THE_SIDE = {"facing:left": 1.0, "side-facing": 1.0, "hero": -1.0}
"""To people seen from the side a category of their own belongs."""

SEEN_AS: tuple[dict[str, float], ...] = (
    {"facing:front": 1.0},
    FROM_THE_SIDE,
    FROM_THE_SIDE,
    {"facing:back": 1.0},
)
"""Words that say from where each view is seen; the layers see right as left."""

POSES = ("pose:standing", "pose:walking", "pose:walking")
"""A word for each step."""


@torch.no_grad()
def start_from_sprites(cast: Model, origin: Model) -> None:
    """Take over words and layers.

    Raises ValueError where the two are not of one size.
    """
    new, old = cast.config, origin.config
    if not isinstance(new, CastConfig) or not isinstance(old, UNetConfig):
        raise ValueError("characters can begin with a network of sprites only")
    if new.of_a_frame != old:
        raise ValueError(f"{new} cannot begin with {old}")
    words = origin.vocabulary
    cast.vocabulary.null.copy_(words.null)
    for word, row in cast.vocabulary.index.items():
        if word in words.index:
            cast.vocabulary.rows[row] = words.rows[words.index[word]]
    ours, theirs = cast.network.state_dict(), origin.network.state_dict()
    for frame, said in enumerate(ours["frames"]):
        mix = {**SEEN_AS[frame // STEPS], POSES[frame % STEPS]: 1.0}
        for word, weight in mix.items():
            if word in words.index:
                said += weight * words.rows[words.index[word]]
    fine, channels = new.widths[0], old.channels
    for name, tensor in theirs.items():
        if name == "inputs.weight":  # between a frame and its picture stands what is given
            ours[name].zero_()
            ours[name][:, :channels] = tensor[:, :channels]
            ours[name][:, -channels:] = tensor[:, channels:]
        elif name == "to_middle.weight":
            ours[name].zero_()
            ours[name][:, :fine] = tensor
        elif name.startswith("from_middle.") or name == "skip_fine.bias":
            ours[name].copy_(torch.cat([tensor] * STEPS))
        elif name == "skip_fine.weight":
            ours[name].zero_()
            for step in range(STEPS):
                own = slice(step * fine, (step + 1) * fine)
                ours[name][own, own] = tensor
        else:
            ours[name].copy_(tensor)
