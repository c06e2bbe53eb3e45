"""Synonyms for all that packs and the Forge know, each of which says what it stands for."""

import pytest

from sprite_studio.art.colour.words import COLOURS
from sprite_studio.art.forge import vocabulary
from sprite_studio.art.names import KINDS
from sprite_studio.music.words import SAID
from sprite_studio.studio.words.known_words import slot_and_value
from sprite_studio.studio.words.prompt import read_prompt
from sprite_studio.studio.words.synonyms import COLOUR_NAMES, INEXACT, SHADES, SYNONYMS

COMING = ("arrow", "barrel", "coin", "jar")
NONE = frozenset(
    (
        "bat",
        "carrot",
        "cyclops",
        "owl",
        "pear",
        "princess",
        "strawberry",
        "tomato",
        "trident",
        "troll",
    )
)
"""Kinds that have no other name."""

SLOTS = ("", "kind", "hat", "hair", "clothes", "held", "offhand")


@pytest.fixture(scope="module")
def everything(bundled) -> tuple[str, ...]:
    """A model that knows all that there is a word for, of tunes too."""
    kinds = (f"kind:{kind}" for kind in (*sorted(KINDS), *COMING))
    return tuple(dict.fromkeys((*bundled, *vocabulary(), *kinds, *SAID)))


def test_every_kind_has_synonyms_unless_it_has_no_other_name(everything):
    kinds = {word[5:] for word in everything if word.startswith("kind:")}
    told = {value for values in SYNONYMS.values() for value in values}
    assert kinds - told == NONE & kinds


def test_every_synonym_stands_for_something_that_is_known(everything):
    values = {slot_and_value(word)[1] for word in everything}
    assert {value for told in SYNONYMS.values() for value in told} <= values


def test_a_synonym_says_its_word_where_that_is_known(everything):
    values = {slot_and_value(word)[1] for word in everything}
    hair = {word[5:] for word in everything if word.startswith("hair:")}
    for synonym, (first, *_) in SYNONYMS.items():
        if synonym not in values:
            reading = read_prompt(f"{synonym} hair" if first in hair else synonym, everything)
            said = {slot_and_value(word)[1] for word in reading.mix}
            assert first in said, (synonym, reading)
            assert all(left.instead for left in reading.left_out)
            assert bool(reading.left_out) == (synonym in INEXACT)


def test_every_colour_has_other_names_and_each_says_a_colour(everything):
    plain = {name.rpartition(" ")[2] for names in COLOUR_NAMES.values() for name in names}
    assert plain == set(COLOURS)
    for written, (name, *_) in COLOUR_NAMES.items():
        shade, _, colour = name.rpartition(" ")
        mixed_in, share = SHADES.get(shade, ("", 0.0))
        expected = {f"colour:{colour}": 1.0}
        if mixed_in:
            expected[f"colour:{mixed_in}"] = expected.get(f"colour:{mixed_in}", 0.0) + share
        assert read_prompt(written, everything).mix == pytest.approx(expected)


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("flask", "potion"),
        ("vial", "potion"),
        ("Flasks", "potion"),
        ("a knife", "dagger"),
        ("knives", "dagger"),
        ("lance", "spear"),
        ("a letter", "scroll"),
        ("notes", "scroll"),
        ("loaf", "bread"),
        ("loaves", "bread"),
        ("a loaf of bread", "bread"),
        ("treasure chest", "chest"),
        ("sabre", "scimitar"),
        ("saber", "scimitar"),
        ("staves", "staff"),
        ("doughnuts", "donut"),
        ("aubergine", "eggplant"),
        ("sorceress", "mage"),
        ("mice", "mouse"),
        ("wolves", "wolf"),
        ("spectre", "ghost"),
        ("specter", "ghost"),
    ],
)
def test_what_people_write_for_a_kind(written, kind, bundled):
    reading = read_prompt(written, bundled)
    assert reading.mix[f"kind:{kind}"] == 1
    assert len(reading.mix) == 2  # and its category
    assert reading.left_out == ()


@pytest.mark.parametrize("written", ["heroine", "a woman", "girl", "lady", "women", "ladies"])
def test_women_have_long_hair_unless_hair_is_spoken_of_and_it_is_said(bundled, written):
    reading = read_prompt(written, bundled)
    assert reading.mix == {"hero": 1.0, "hair:long": 1.0}
    [told] = reading.left_out
    assert told.line.endswith("is drawn as hero with long hair, the nearest that is known")
    assert read_prompt(f"{written} with short hair", bundled).mix == {"hero": 1, "hair:short": 1}


def test_what_is_not_exact_says_what_was_taken(bundled):
    reading = read_prompt("a princess in blue", bundled)
    assert reading.mix["kind:queen"] == 1
    assert "“princess” is drawn as queen" in reading.left_out[0].line
    assert read_prompt("empress", bundled).left_out == ()
    assert read_prompt("princess", (*bundled, "kind:princess")).left_out == ()
