import torch
from torch import Tensor, nn

from sprite_studio.diffusion.inside.parts import (
    ANSWER,
    CONTEXT,
    LOG_SNR,
    Part,
    X,
    heard,
    named_parts,
    parts_of,
)
from sprite_studio.diffusion.networks.course import CourseConfig
from sprite_studio.diffusion.networks.model import COURSE_SCHEDULE, Model
from sprite_studio.diffusion.networks.unet import UNet, UNetConfig


class Skipping(nn.Module):
    """x → first → half the size → joined with first, which goes round by a layer of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.told = nn.Linear(5, 3)
        self.first = nn.Conv2d(2, 3, 3, padding=1)
        self.inner = nn.ModuleList([nn.Conv2d(3, 4, 2, stride=2)])
        self.round = nn.Conv2d(3, 2, 1)
        self.back = nn.ConvTranspose2d(4, 2, 2, stride=2)

    def forward(self, x: Tensor, log_snr: Tensor, context: Tensor) -> Tensor:
        first = self.first(x) + self.told(context)[:, :, None, None]
        down = self.inner[0](torch.relu(first))
        return self.back(down) + self.round(first) * log_snr[:, None, None, None]


def found(network: nn.Module, channels: int, context: int) -> dict[str, Part]:
    return {part.name: part for part in parts_of(network, channels, context)}


def test_parts_and_what_each_is_given_are_read_from_the_network():
    parts = found(Skipping(), 2, 5)
    assert list(parts) == [
        "first",
        "told",
        "inner.0",
        "back",
        "round",
        ANSWER,
    ]  # as they are called
    assert parts["first"] == Part("first", "Conv2d", ("Conv2d 3×3",), 57, 3, 16, 16, (X,))
    assert parts["told"].sources == (CONTEXT,)
    assert (parts["told"].channels, parts["told"].size) == (3, 1)
    assert parts["inner.0"].sources == ("first", "told")
    assert (parts["inner.0"].takes, parts["inner.0"].size) == (16, 8)
    assert parts["round"].sources == ("first", "told")
    # The answer is x̂₀, to which x itself belongs.
    assert parts[ANSWER].sources == (X, LOG_SNR, "back", "round")


def test_our_network_has_a_skip_at_both_fine_sizes_and_hears_the_words_in_every_block(small_model):
    parts = found(small_model.network, 4, small_model.context_width)
    assert parts["up_fine.0"].sources == ("noise_level", "context", "from_middle", "skip_fine")
    assert parts["skip_fine"].sources == ("down_fine.0",)
    assert parts["skip_middle"].sources == ("down_middle.0",)
    for name, part in parts.items():
        is_block = part.kind == "ResidualBlock"
        assert ({"noise_level", "context"} <= {*part.sources}) == is_block, name
    assert [parts[name].size for name in ("inputs", "to_middle", "coarse.0", "up_middle.0")] == [
        *(16, 8, 4, 8)
    ]
    known = sum(p.numel() for p in small_model.network.parameters())
    assert sum(part.parameters for part in parts.values()) == known - 8 * 16 * 16  # the place


def test_a_network_with_pictures_of_words_sees_them_beside_the_sprite():
    config = UNetConfig(widths=(8, 8, 8), blocks=(1, 2, 1), embedding=8, context=4, pictures=True)
    parts = found(UNet(config), 4, 4 + config.picture)
    assert parts["inputs"].sources == (X, CONTEXT)
    assert parts["down_middle.1"].channels == 8
    assert CONTEXT in parts[ANSWER].sources


def test_the_courses_network_joins_what_went_down_and_is_told_twice():
    model = Model(CourseConfig(channels=3, features=8), ("hero", "food"), COURSE_SCHEDULE)
    parts = found(model.network, 3, model.context_width)
    assert parts["up0"].takes == 1  # all of the picture is one number a channel there
    assert parts["up1"].sources == ("down2", "up0", "contextembed1", "timeembed1")
    assert parts["up2"].sources == ("down1", "up1", "contextembed2", "timeembed2")
    assert parts["out"].sources == ("init_conv", "up2")
    assert parts["timeembed2"].sources == (LOG_SNR,)
    assert not any("Attention" in part.kind for part in parts.values())


def test_listening_ends_with_the_block(small_model):
    network = small_model.network
    given = torch.randn(2, 4, 16, 16), torch.zeros(2), torch.zeros(2, small_model.context_width)
    with heard(network) as calls:
        network(*given)
    before = {name: said for name, (_, said) in calls.items()}
    assert before.keys() == named_parts(network).keys()
    network(-given[0], *given[1:])
    assert all(calls[name][1] is said for name, said in before.items())
