import math

import pytest
import torch

from sprite_studio.diffusion.inside.activations import opened, strength
from sprite_studio.diffusion.inside.parts import ANSWER
from sprite_studio.diffusion.inside.receptive_field import receptive_field, share_of_pixels
from sprite_studio.diffusion.networks.course import CourseConfig
from sprite_studio.diffusion.networks.model import COURSE_SCHEDULE, Model


@pytest.fixture
def course() -> Model:
    torch.manual_seed(0)
    return Model(CourseConfig(features=8), ("hero", "food"), COURSE_SCHEDULE).eval()


def seen(model: Model, part: str, pixel: tuple[int, int]) -> torch.Tensor:
    x = torch.randn(1, 4, 16, 16, generator=torch.Generator().manual_seed(1))
    words = len(model.vocabulary.words)
    return receptive_field(model, torch.zeros(1, words), x, 0.0, part, pixel)


def square(rows: range, columns: range) -> torch.Tensor:
    wanted = torch.zeros(16, 16, dtype=torch.bool)
    wanted[rows.start : rows.stop, columns.start : columns.stop] = True
    return wanted


def test_one_convolution_of_three_sees_three_by_three(small_model):
    assert torch.equal(seen(small_model, "inputs", (8, 5)) > 0, square(range(7, 10), range(4, 7)))
    assert torch.equal(seen(small_model, "inputs", (0, 15)) > 0, square(range(2), range(14, 16)))


def test_two_of_them_see_five_by_five(course):
    field = seen(course, "init_conv", (8, 8))
    assert torch.equal(field > 0, square(range(6, 11), range(6, 11)))
    assert field.argmax() == 8 * 16 + 8  # by the shortcut it sees itself most


def test_six_and_the_larger_of_two_see_no_more_than_fourteen_by_fourteen(course):
    """Pixel (4, 4) of 8×8 is the larger of rows and columns 8 and 9, each with 6 to either side."""
    field = seen(course, "down1", (4, 4)) > 0
    assert not (field & ~square(range(2, 16), range(2, 16))).any()
    assert field[8, 8]
    assert field.sum() >= 13 * 13 * 0.9


def test_behind_the_pool_of_all_pixels_each_sees_all_of_them(course):
    assert (seen(course, "up0", (0, 0)) > 0).all()


def test_a_field_is_what_small_pushes_of_a_pixel_do(small_model):
    weights, x = torch.zeros(1, 8), torch.randn(1, 4, 16, 16)
    field = receptive_field(small_model, weights, x, 0.0, ANSWER, (7, 7))

    def pushed(channel: int, by: float) -> float:
        there = x.clone()
        there[0, channel, 9, 6] += by
        with torch.inference_mode():
            said = opened(small_model, weights, there, 0.0).said[ANSWER]
        return strength(said)[0, 7, 7].item()

    slope = [(pushed(channel, 0.02) - pushed(channel, -0.02)) / 0.04 for channel in range(4)]
    assert field[9, 6].item() == pytest.approx(math.hypot(*slope), rel=0.02)


def test_a_part_that_says_nothing_sees_nothing(small_model):
    with torch.no_grad():
        for parameter in small_model.network.inputs.parameters():
            parameter.zero_()
        small_model.network.place.zero_()
    assert not seen(small_model, "inputs", (3, 3)).any()


def test_nine_tenths_of_a_field_lie_in_so_many_pixels():
    field = torch.zeros(16, 16)
    assert share_of_pixels(field) == 0
    field[3, 4] = 2.0
    assert share_of_pixels(field) == 1
    assert share_of_pixels(torch.ones(10, 10)) == 90
    field[0, 0] = 0.2  # 2 of 2.2 are more than nine tenths
    assert share_of_pixels(field) == 1
