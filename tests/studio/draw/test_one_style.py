import pytest

from sprite_studio.studio.draw.one_style import in_one_style
from sprite_studio.studio.jobs.drawing import BEST, MIXED, NONE, Drawing

KNOWN = ("hero", "food", "style:a", "style:b")


@pytest.mark.parametrize(
    ("style", "prompt", "drawn"),
    [
        (BEST, "hero", BEST),
        (MIXED, "hero", BEST),
        ("style:b", "hero", "style:b"),
        (NONE, "hero", NONE),
        (BEST, "", NONE),
        ("style:b", " ", NONE),
        (BEST, "(hero:0)", NONE),
    ],
)
def test_one_style_or_none_and_no_words_are_the_null_context(style, prompt, drawn):
    asked = in_one_style(Drawing(style=style), prompt, KNOWN)
    assert (asked.style, asked.varied) == (drawn, False)
