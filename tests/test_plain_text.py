"""Text from outside: on one line, printable, and nothing lost that could be kept."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sprite_studio.plain_text import LONGEST_WORD, MOST_SHOWN, is_word, shortened, shown

ANY = st.text(st.characters(exclude_categories=[]))


@given(ANY)
def test_whatever_is_shown_can_be_printed_on_one_line(text: str) -> None:
    told = shown(text)
    assert told.isprintable()
    told.encode()
    if text.isprintable():
        assert told == text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a\nb", r"a\nb"),
        ("\x1b[31mred", r"\x1b[31mred"),
        ("\udcff.png", r"\udcff.png"),
        ("gnp\u202e.exe", r"gnp\u202e.exe"),
        ("naïve ñ 絵", "naïve ñ 絵"),
    ],
)
def test_what_cannot_be_printed_is_shown_by_its_code(text: str, told: str) -> None:
    assert shown(text) == told


@given(ANY)
@example("x" * 10_000)
@example("\n" * 40)
def test_what_is_repeated_is_short_and_on_one_line(text: str) -> None:
    told = shortened(text)
    assert told.isprintable()
    assert len(told) <= MOST_SHOWN
    assert told == shown(text) or told.endswith("…")


@pytest.mark.parametrize(
    "text", ["", " a", "a\n", "a\x1b[2J", "<b>a</b>", "x" * (LONGEST_WORD + 1), "\u200b", "\ud800"]
)
def test_what_no_model_may_know_a_word_by(text: str) -> None:
    assert not is_word(text)
