"""Words that file names give away."""

import pytest

from sprite_studio.art.names import ALIASES, FACINGS, KINDS, MIRRORED, words_from_name


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (("ox_goblin_idle_anim_f2",), ("kind:goblin",)),
        (("Red Apples",), ("kind:apple",)),
        (("pies",), ("kind:pie",)),
        (("ku_knight_left0",), ("kind:knight", "facing:left")),
        (("fox-down", "pirate"), ("kind:fox", "facing:front", "kind:pirate")),
        (("hero-up",), ("facing:back",)),
        (("cat.cat.cats",), ("kind:cat",)),
        (("fireball2",), ("kind:fireball",)),
        (("red_flask", "Pots"), ("kind:potion",)),
        (("grape", "grapes"), ("kind:grapes",)),
        (("knife.lance",), ("kind:dagger", "kind:spear")),
        (("grass", "glass", "upside", "category", "leftover"), ()),
        (("",), ()),
        ((), ()),
    ],
)
def test_words(names: tuple[str, ...], words: tuple[str, ...]) -> None:
    assert words_from_name(*names) == words


def test_words_stand_in_the_order_of_the_names() -> None:
    assert words_from_name("sword", "left", "axe") == ("kind:sword", "facing:left", "kind:axe")


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_kind_is_known_in_the_singular_and_with_an_s(kind: str) -> None:
    assert words_from_name(kind) == (f"kind:{kind}",)
    assert words_from_name(f"{kind}s") == (f"kind:{kind}",)


def test_other_names_lead_to_kinds_and_are_none() -> None:
    assert set(ALIASES.values()) <= KINDS
    assert not KINDS & ALIASES.keys()


def test_mirroring_twice_changes_nothing_and_only_turns_sides() -> None:
    assert {MIRRORED[MIRRORED[word]] == word for word in MIRRORED} == {True}
    assert set(MIRRORED) == {FACINGS["left"], FACINGS["right"]}
