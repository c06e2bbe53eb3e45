"""Every word that is accepted can be said: as it is spelled, in a mix and in a prompt."""

from pathlib import Path

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from sprite_studio.art.forge import vocabulary
from sprite_studio.art.sprite import category_word
from sprite_studio.art.words import key, spell
from sprite_studio.cli.common import parse_mix
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.library.import_course import class_word
from sprite_studio.studio.words.contexts import resolve_mix, resolve_word
from sprite_studio.studio.words.known_words import KnownWords
from sprite_studio.studio.words.prompt import prompt_of, read_prompt
from sprite_studio.studio.words.taught_words import meaning, word_file

FORGE = vocabulary()
MARKS = "aZßİǅﬁ勇🔥é1.5_-,;=:()[]{}'\"&+/|!?\\\u0301\u200d\u202e\t "
SAID = ("with", "No", "red", "hat", "of", "style:", "1,5", "nan", "ghost", "dark", "Kenney")
PIECES = st.sampled_from([*MARKS, *SAID])
NAMES = st.text(min_size=1, max_size=60) | st.lists(PIECES, min_size=1, max_size=8).map("".join)


def assert_said(word: str, known: tuple[str, ...]) -> None:
    """By itself and with a weight, in a mix and in a prompt, it is exactly this word."""
    for mix, weight in ((word, 1.0), (f"{word}=0.5", 0.5), (f"hero=0,{word}=2", 2.0)):
        assert resolve_mix(parse_mix(mix), known) == {word: weight}
    assert read_prompt(word, known).mix == {word: 1.0}
    assert read_prompt(word.upper(), known).mix == {word: 1.0}
    assert read_prompt(f"({word}:0.5)", known).mix == {word: 0.5}
    assert read_prompt(prompt_of({word: -0.5}, known), known).mix == {word: -0.5}


@given(NAMES)
@example("Kenney")
@example("1,5")
@example("x:0.5")
@example("big x:1.5")
@example("with")
@example("without")
@example("no")
@example("-d")
@example("(c)")
@example("a.-b")
@example("St. George's")
@example("-".join("a" * 120))
def test_whatever_a_folder_is_called_its_word_can_be_said(name):
    word = spell(name)
    assume(word and category_word(name) is None)
    assert_said(word, tuple(dict.fromkeys((*FORGE, word))))


@given(NAMES)
@example("Mini World")
def test_so_can_the_style_that_is_named_for_it(name):
    word = spell(f"style:{name}")
    assume(":" in word)
    assert_said(word, tuple(dict.fromkeys((*FORGE, word))))


@given(NAMES)
def test_so_can_every_word_that_can_be_taught(name):
    try:
        word_file(Path("words"), name)
    except JobError:
        return
    assume(meaning(name, FORGE) is None)
    assert_said(name, (*FORGE, name))


@given(NAMES)
def test_so_can_every_class_of_an_imported_model(name):
    try:
        word = class_word(name)
    except JobError:
        return
    assert_said(word, tuple(dict.fromkeys((*FORGE, word))))


@pytest.mark.parametrize(
    ("word", "written"),
    [
        ("style:Kenney", "style:kenney"),
        ("style:Kenney", "KENNEY"),
        ("style:My Pack", "my pack"),
        ("a,b", "a-b"),
        ("(c)", "c"),
        ("-d", "d"),
        ("non_hero thing", "non-hero-thing"),
    ],
)
def test_a_word_of_an_older_model_is_found_by_its_key(word, written):
    known = (*FORGE, word)
    assert resolve_word(written, known) == word
    assert read_prompt(written, known).mix == {word: 1.0}
    for mix in ({word: 1.0}, {word: -0.5, "hero": 1.0}):
        assert read_prompt(prompt_of(mix), known).mix == mix
        assert read_prompt(prompt_of(mix, known), known).mix == mix
    assert resolve_word(word, known) == word


def test_a_word_that_is_written_exactly_comes_before_its_like():
    known = ("style:kenney", "style:Kenney", "a_b", "a-b")
    assert [resolve_word(word, known) for word in known] == list(known)
    assert read_prompt("a-b, a_b", known).mix == {"a-b": 1.0, "a_b": 1.0}


def test_without_its_slot_a_word_is_a_kind_before_it_is_held():
    assert KnownWords(("held:axe", "kind:axe")).find("axe") == "kind:axe"
    assert KnownWords(("held:axe",)).find("axe") == "held:axe"


@pytest.mark.parametrize("nothing", ["", " ", ":", "?!", "\u00ad"])
def test_nothing_is_no_word(nothing):
    known = KnownWords(("hero", "colour:red", "colour:", "?!"))
    assert known.find(nothing) == (nothing if nothing == "?!" else None)


def test_synonyms_are_offered_to_a_mix_that_takes_none():
    with pytest.raises(JobError, match="'flask'; did you mean potion"):
        resolve_word("flask", ("hero", "kind:potion"))


@given(NAMES)
def test_a_key_finds_what_has_it(name):
    word = spell(name)
    assume(word)
    assert KnownWords((word,)).find(key(word)) == word
