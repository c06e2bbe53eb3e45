from itertools import pairwise

import pytest
from opened_networks import U, part

from sprite_studio.diffusion.inside.parts import parts_of
from sprite_studio.diffusion.networks.course import CourseConfig
from sprite_studio.diffusion.networks.model import COURSE_SCHEDULE, Model
from sprite_studio.diffusion.networks.unet import UNetConfig
from sprite_studio.diffusion.schedule import CosineSchedule
from sprite_studio.studio.jobs.network import ANSWER, NetworkPart, X
from sprite_studio.ui.network.layout import Layout, laid_out


def row(layout: Layout, number: int) -> list[str]:
    """Its parts from left to right."""
    here = {name: column for name, (at, column) in layout.places.items() if at == number}
    return sorted(here, key=here.__getitem__)


def test_a_u_goes_down_on_the_left_and_up_on_the_right():
    layout = laid_out(U)
    assert layout.sizes == (16, 8, 4)
    assert [row(layout, number) for number in range(3)] == [
        [X, "down", "bring", "up", ANSWER],
        ["halve", "double"],
        ["attention"],
    ]
    assert layout.columns == 5
    assert layout.way == (X, "down", "halve", "attention", "double", "up", ANSWER)
    skips = {line for line in layout.lines if layout.is_skip(line)}
    assert skips == {("down", "bring"), ("bring", "up"), ("halve", "double")}
    reckoned = [line for line in layout.lines if layout.is_reckoned(line)]
    assert reckoned == [(X, ANSWER)], "x₀ is made of x and of what the network says, outside it"


def test_a_line_goes_over_what_stands_between():
    layout = laid_out(U)
    assert layout.over((X, ANSWER)) == 3
    assert layout.over(("down", "bring")) == 0
    assert layout.over(("halve", "attention")) == 0


def models() -> dict[str, Model]:
    wide = UNetConfig(widths=(8, 16, 24), blocks=(3, 4, 2), embedding=8, context=4)
    narrow = UNetConfig(widths=(8, 8, 8), blocks=(1, 1, 1), embedding=8, context=4, pictures=True)
    return {
        "wide": Model(wide, ("hero",), CosineSchedule()),
        "narrow": Model(narrow, ("hero",), CosineSchedule()),
        "course": Model(CourseConfig(features=8), ("hero",), COURSE_SCHEDULE),
    }


@pytest.mark.parametrize("name", ["wide", "narrow", "course"])
def test_no_two_parts_of_any_network_stand_on_one_place(name):
    model = models()[name]
    found = parts_of(model.network, 4, model.context_width)
    layout = laid_out([NetworkPart(*one) for one in found])
    assert layout.sizes == (16, 8, 4)
    assert len({*layout.places.values()}) == len(layout.places)
    for number in range(3):
        columns = sorted(column for at, column in layout.places.values() if at == number)
        assert all(b - a >= 1 for a, b in pairwise(columns))
        assert columns[0] >= 0
        assert columns[-1] <= layout.columns - 1


def test_a_network_that_stays_at_one_size_is_one_row():
    layout = laid_out([part("one", 2, 16, X), part(ANSWER, 4, 16, "one")])
    assert row(layout, 0) == [X, "one", ANSWER]
