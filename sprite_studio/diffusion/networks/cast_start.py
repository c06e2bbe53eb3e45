"""How a network of characters begins with what one of single sprites knows.

Its layers first draw the standing step of every view as the sprites' network would; the other two
steps, the channels that are new and what the views tell one another start from nothing.
"""

import torch
from torch import Tensor

from sprite_studio.diffusion.networks.cast import CHANNELS, CastConfig
from sprite_studio.diffusion.networks.model import Model
from sprite_studio.diffusion.networks.unet import UNetConfig

SEEN_AS: tuple[dict[str, float], ...] = (
    {"facing:front": 1},
    {"facing:left": 1, "side-facing": 1, "hero": -1},
    {"facing:left": 1, "side-facing": 1, "hero": -1},
    {"facing:back": 1},
)
"""Words that say from where each view is seen; the layers see right as left. To people seen from
the side a category of their own belongs."""


@torch.no_grad()
def start_from_sprites(cast: Model, origin: Model) -> None:
    """Take over what fits: words, and the layers with their channels set among the new ones.

    Raises ValueError where the two have nothing in common: another number of groups, of blocks, or
    words of another width; or narrower layers.
    """
    new, old = cast.config, origin.config
    if not isinstance(new, CastConfig) or not isinstance(old, UNetConfig) or not old.pictures:
        raise ValueError("characters can begin with a network of sprites only, whose words draw")
    alike = ("blocks", "embedding", "context", "groups")
    if (
        old.channels != CHANNELS
        or any(getattr(new, name) != getattr(old, name) for name in alike)
        or any(ours < theirs for ours, theirs in zip(new.widths, old.widths, strict=True))
    ):
        raise ValueError(f"{new} cannot begin with {old}")
    words = origin.vocabulary
    cast.vocabulary.null.copy_(words.null)
    for word, row in cast.vocabulary.index.items():
        if word in words.index:
            cast.vocabulary.rows[row] = words.rows[words.index[word]]
    ours = cast.network.state_dict()
    for view, mix in enumerate(SEEN_AS):
        for word, weight in mix.items():
            if word in words.index:
                ours["views"][view] += weight * words.rows[words.index[word]]
    for name, tensor in origin.network.state_dict().items():
        # FiLM has two numbers for each channel, all the one and then all the other.
        groups = 2 * new.groups if ".film." in name else new.groups
        if name == "inputs.weight":  # a sprite and its words' picture; here three steps and a mask
            at = _channels(tensor.shape[0], ours[name].shape[0], groups)
            ours[name][at, :CHANNELS] = tensor[:, :CHANNELS]
            ours[name][at, -CHANNELS:] = tensor[:, CHANNELS:]
        elif name.startswith("outputs."):
            _set_among(ours[name][:CHANNELS], tensor, groups)
        else:
            _set_among(ours[name], tensor, groups)


def _set_among(ours: Tensor, theirs: Tensor, groups: int) -> None:
    """Their channels among ours; what new channels say to them is silenced."""
    rows = _channels(theirs.shape[0], ours.shape[0], groups)
    if theirs.dim() == 1:
        ours[rows] = theirs
        return
    wide = theirs.new_zeros(len(theirs), *ours.shape[1:])
    wide[:, _channels(theirs.shape[1], ours.shape[1], groups)] = theirs
    ours[rows] = wide


def _channels(theirs: int, ours: int, groups: int) -> Tensor:
    """Where each of their channels lies among ours: in the same group of a norm."""
    if theirs == ours:
        return torch.arange(theirs)
    own = torch.arange(theirs).view(groups, -1)
    return (own + torch.arange(groups)[:, None] * (ours - theirs) // groups).flatten()
