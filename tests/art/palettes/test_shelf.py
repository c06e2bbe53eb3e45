"""Well-known palettes: each has its colours, its author and a source."""

import pytest

from sprite_studio.art.palette import PaletteError
from sprite_studio.art.palettes.shelf import SHELF, find_palette


def test_each_has_as_many_colours_as_it_is_known_for_no_two_alike() -> None:
    counts = {known.name: len(set(known.palette.colours)) for known in SHELF}
    assert counts == {
        "PICO-8": 16,
        "Sweetie 16": 16,
        "DB16": 16,
        "DB32": 32,
        "Endesga 16": 16,
        "Endesga 32": 32,
        "Endesga 64": 64,
        "Resurrect 64": 64,
        "AAP-64": 64,
        "Game Boy": 4,
        "NES": 55,
        "Commodore 64": 16,
        "CGA": 16,
    }
    for known in SHELF:
        assert len(known.palette.colours) == counts[known.name]
        assert known.author
        assert known.source.startswith("http")


@pytest.mark.parametrize("name", ["PICO-8", "pico8", "Pico 8"])
def test_one_is_found_in_any_spelling(name: str) -> None:
    assert find_palette(name).palette.colours[1] == "1d2b53"


def test_the_names_are_told_where_there_is_none() -> None:
    with pytest.raises(PaletteError, match="these are: PICO-8, Sweetie 16, DB16"):
        find_palette("pico-9")
