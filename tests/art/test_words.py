"""One spelling for every name, and nothing that a mix or a prompt would read as a mark."""

import re
import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sprite_studio.art.words import MAX_WORD_LENGTH, fold, key, spell, unseen


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("hero", "hero"),
        ("Kenney", "kenney"),
        ("style:Kenney", "style:kenney"),
        ("Style : Kenney (old)", "style:kenney-old"),
        ("my_pack", "my_pack"),
        ("My  Pack", "my-pack"),
        ("a - b", "a-b"),
        ("a=1", "a-1"),
        ("(c)", "c"),
        ("-d", "d"),
        ("red, blue", "red-blue"),
        ("a:b:c", "a:b-c"),
        ("big x:0.5", "big-x:0.5"),
        ("style:16", "style:16"),
        ("v1.2.", "v1.2"),
        ("../escape", "escape"),
        ("King’s Sword", "kings-sword"),
        ("Straße", "strasse"),
        ("ＷＩＤＥ", "wide"),
        ("勇者", "勇者"),
        ("🔥", "🔥"),
        ("soft\u00adhyphen", "softhyphen"),
        ("\u202egnp", "gnp"),
        ("em—dash", "em-dash"),
        (":", ""),
        ("...", ""),
        ("?!", ""),
        ("", ""),
    ],
)
def test_a_name_becomes_a_word_that_can_be_said(name, word):
    assert spell(name) == word


def test_ways_to_write_one_word_share_a_key():
    assert {key(way) for way in ("Ice cream", "ice_cream", "ICE-CREAM", "ice  cream")} == {
        "ice-cream"
    }


def test_every_character_is_folded_once_and_for_all():
    every = map(chr, range(sys.maxunicode + 1))
    assert [c for c in every if fold(fold(c)) != fold(c)] == []


@given(st.text() | st.text("aA-_ .:'\u0301\u00adﬁ\u0130", max_size=12))
@example("A" * 1000)
@example("style:" + "-" * 500 + "x")
@example("ẖ'̱")
def test_a_word_is_spelled_once_and_for_all(name):
    word = spell(name)
    assert spell(word) == word
    assert key(word) == key(name)[: len(key(word))]
    assert len(key(name)) > MAX_WORD_LENGTH or key(word) == key(name)
    assert len(word) <= MAX_WORD_LENGTH
    assert not re.search(r"""[ ,;=()\[\]{}"'&+|/\\<>!?\x00-\x1f]|^[-. ]|[-. ]$""", word)
    assert word.count(":") <= 1


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("a\x07b", "U+0007"),
        ("\u202eder", "RIGHT-TO-LEFT OVERRIDE"),
        ("a\u200fb", "RIGHT-TO-LEFT MARK"),
        ("zero\u200bwidth", "ZERO WIDTH SPACE"),
        ("\ud800", "U+D800"),
        ("tab\tand\nline", None),
        ("ärger 勇者 🔥", None),
    ],
)
def test_what_cannot_be_seen_is_named(text, name):
    assert unseen(text) == name
