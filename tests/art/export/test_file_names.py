"""Names for files: whatever people write, every system can keep it, and no two are one."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sprite_studio.art.export.file_names import (
    LONGEST_NAME,
    NAMELESS,
    WINDOWS_DEVICES,
    identifiers,
    safe_name,
    safe_names,
)

NAMES = st.lists(
    st.text(max_size=80)
    | st.sampled_from(["hero", "Hero", "HERO_2", "hero_2", "con", "lpt1.png", "..", "a/b", "a\\b"]),
    max_size=12,
)


@given(NAMES)
def test_every_system_takes_them_and_they_are_apart(names: list[str]) -> None:
    safe = safe_names(names)
    assert len({name.casefold() for name in safe}) == len(names)
    for name in safe:
        assert 0 < len(name) <= LONGEST_NAME + 5
        assert not set(name) & set('/\\:*?"<>|\0\n')
        assert name == name.strip(" .")
        assert name.split(".")[0].upper() not in WINDOWS_DEVICES
        assert len(f"{name}_strip4.png".encode()) <= 255


@given(NAMES)
def test_identifiers_are_what_code_takes(names: list[str]) -> None:
    code = identifiers(names)
    assert len(set(code)) == len(names)
    assert all(re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", name) for name in code)


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("hero_knight_01", "hero_knight_01"),
        ("hero/knight", "hero_knight"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("❤", NAMELESS),
        ("red ❤ potion", "red _ potion"),
        ("nul", "_nul"),
        ("Con.v2", "_Con.v2"),
        ("Ürsula", "Ürsula"),
        ("x" * 300, "x" * LONGEST_NAME),
        ("𐍈" * 300, "𐍈" * 45),
        ("half a character \ud800", "half a character"),
        ("", NAMELESS),
    ],
)
def test_what_becomes_of_a_name(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_the_first_keeps_its_name_and_a_number_is_not_taken_from_another() -> None:
    assert safe_names(["hero", "Hero", "hero_2", "hero"]) == ("hero", "Hero_3", "hero_2", "hero_4")
