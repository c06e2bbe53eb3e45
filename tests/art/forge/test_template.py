"""Templates: what a grid may say, and that every grid of the Forge says it."""

import importlib
import pkgutil

import numpy as np
import pytest

from sprite_studio.art import forge as forge_package
from sprite_studio.art.forge.template import CUT, FIRST, INK, TONES, WHITE, template


def all_grids() -> dict[str, str]:
    """Every template in the package: the module constants that are drawn over several lines."""
    grids = {}
    for module in pkgutil.walk_packages(forge_package.__path__, f"{forge_package.__name__}."):
        loaded = importlib.import_module(module.name)
        for name, value in vars(loaded).items():
            if name.isupper() and isinstance(value, str) and value.startswith("\n"):
                grids[f"{module.name}.{name}"] = value
    return grids


GRIDS = all_grids()


def test_roles_become_codes():
    read = template("\n.xkw\nodbl\nBL35\n")
    assert read.codes.tolist() == [
        [0, CUT, INK, WHITE],
        [FIRST, FIRST + 1, FIRST + 2, FIRST + 3],
        [FIRST + TONES + 2, FIRST + TONES + 3, FIRST + 2 * TONES + 2, FIRST + 2 * TONES + 4],
    ]


def test_marks_are_read_and_are_no_pixels():
    read = template("\nbb *\nbb +\nbb\n~-\n")
    assert read.rows == ("*", "+", "")
    assert read.columns == ("", "-")
    assert read.codes.shape == (3, 2)


@pytest.mark.parametrize(
    ("grid", "message"),
    [
        ("\nbb\nb\n", "not 2 wide"),
        ("\nbb\n~~~\n", "not 2 wide"),
        ("\nbq\n", "unknown characters"),
        ("\nbb ?\n", "unknown marks"),
    ],
)
def test_a_malformed_grid_is_refused(grid, message):
    with pytest.raises(ValueError, match=message):
        template(grid)


def test_the_package_has_its_templates():
    assert len(GRIDS) > 150


@pytest.mark.parametrize("name", GRIDS)
def test_every_template_is_well_formed(name):
    codes = template(GRIDS[name]).codes
    assert codes.shape[0] <= 16
    assert codes.shape[1] <= 16
    assert not codes.flags.writeable


def test_no_two_templates_are_the_same():
    drawn = [
        (codes.shape, codes.tobytes())
        for codes in (template(grid).codes for grid in GRIDS.values())
        if np.count_nonzero(codes)
    ]
    assert len(set(drawn)) == len(drawn)
