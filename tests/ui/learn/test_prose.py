"""Marks of a lesson become markup, and nothing else does."""

from hypothesis import given
from hypothesis import strategies as st

from sprite_studio.ui.learn.prose import marked


def test_loud_words_and_terms():
    assert marked("a *loud* word") == "a <b>loud</b> word"
    made = marked("the [noise|eps] is <b>")
    assert "<a href='eps'" in made
    assert ">noise</a> is &lt;b&gt;" in made


def test_a_figure_and_its_percent_sign_stay_in_one_line():
    assert marked("it is 5 %, of 8") == "it is 5\N{NO-BREAK SPACE}%, of 8"


@given(st.text(alphabet="ab<>&|{} "))
def test_what_is_not_marked_is_shown_as_it_is(text):
    assert "<b>" not in marked(text)
    assert "<a" not in marked(text).replace("&lt;a", "")
