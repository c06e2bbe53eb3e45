from dataclasses import replace

import pytest
import torch

from sprite_studio.diffusion.networks.cast import FRAMES, CastConfig
from sprite_studio.diffusion.networks.cast_start import start_from_sprites
from sprite_studio.diffusion.networks.model import HOUSE_SCHEDULE, Model
from sprite_studio.diffusion.networks.unet import Attention, UNet, UNetConfig

SPRITES = UNetConfig(
    widths=(16, 16, 16), blocks=(1, 1, 1), embedding=16, context=8, groups=4, pictures=True
)
CAST = CastConfig(
    widths=(16, 16, 16), blocks=(1, 1, 1), embedding=16, context=8, groups=4, heads=4, seen=8
)
WORDS = ("hero", "side-facing", "facing:front", "facing:left", "facing:back", "pose:standing")


@pytest.fixture
def origin() -> Model:
    torch.manual_seed(0)
    model = Model(SPRITES, WORDS, HOUSE_SCHEDULE)
    with torch.no_grad():
        for parameter in model.parameters():
            if not parameter.any():
                parameter.normal_(std=0.2)
        assert isinstance(model.network, UNet)
        # Attention spans four views instead of one, which no weights can make the same.
        assert isinstance(model.network.attention, Attention)
        for parameter in model.network.attention.out.parameters():
            parameter.zero_()
    return model.eval()


def started(origin: Model, config: CastConfig) -> Model:
    torch.manual_seed(1)
    model = Model(config, (*WORDS, "new"), HOUSE_SCHEDULE)
    start_from_sprites(model, origin)
    return model.eval()


def standing(model: Model, x: torch.Tensor) -> torch.Tensor:
    """(4, 4, 16, 16) what it says of the standing frames of a hero."""
    weights = model.vocabulary.weights([{"hero": 1.0}])
    with torch.inference_mode():
        v = model(x, torch.zeros(1), torch.cat([weights, torch.zeros(1, FRAMES)], dim=1))
    return v.view(4, 3, 4, 16, 16)[:, 0]


def test_each_view_stands_as_the_sprites_network_draws_it(origin):
    x = torch.randn(1, 48, 16, 16)
    frames = x.view(4, 3, 4, 16, 16)[:, 0]
    drawn = standing(started(origin, CAST), x)
    stands = {"pose:standing": 1.0}
    hero, side = {"hero": 1.0, **stands}, {"side-facing": 1.0, "facing:left": 1.0, **stands}
    mixes = [{**hero, "facing:front": 1.0}, side, {**hero, "facing:back": 1.0}]
    # The layers see the back mirrored.
    pictures = torch.stack([frames[0], frames[1], frames[3].flip(-1)])
    with torch.inference_mode():
        v = origin(pictures, torch.zeros(3), origin.vocabulary.weights(mixes))
    torch.testing.assert_close(drawn[:2], v[:2], atol=1e-4, rtol=1e-3)
    torch.testing.assert_close(drawn[3], v[2].flip(-1), atol=1e-4, rtol=1e-3)


def test_networks_that_have_nothing_in_common_say_so(origin):
    with pytest.raises(ValueError, match="cannot begin with"):
        started(origin, replace(CAST, embedding=32))
    with pytest.raises(ValueError, match="of sprites only"):
        start_from_sprites(started(origin, CAST), started(origin, CAST))
