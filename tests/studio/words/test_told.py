import msgspec
import pytest

from sprite_studio.studio.jobs.drawing import NONE, Drawing
from sprite_studio.studio.jobs.recipes.recipe import Recipe
from sprite_studio.studio.words.told import in_words, words_of


@pytest.mark.parametrize(
    ("mix", "told", "said", "style"),
    [
        ({"food": 1.0}, {}, {"food": 1.0}, NONE),
        ({"food": 1.0}, {"style:a": 1.0}, {"food": 1.0}, "style:a"),
        (
            {"food": 1.0},
            {"style:a": 1.0, "kind:bread": 1.0},
            {"food": 1.0, "kind:bread": 1.0},
            "style:a",
        ),
        (
            {"food": 1.0},
            {"style:a": 0.5, "style:b": 0.5},
            {"food": 1.0, "style:a": 0.5, "style:b": 0.5},
            NONE,
        ),
        ({}, {"style:a": 1.0}, {"style:a": 1.0}, NONE),
        ({}, {}, {}, NONE),
    ],
)
def test_all_that_a_sprite_was_told_is_said(mix, told, said, style):
    drawing = Drawing(mix=mix, count=1, steps=5, style="mixed")
    recipe = Recipe(version="1", model_hash="0", styles=(told,), drawing=drawing)
    assert in_words(recipe) == msgspec.structs.replace(drawing, mix=said, style=style, varied=False)


def test_words_without_weight_are_not_told():
    drawing = Drawing(mix={"hero": 1.0, "food": 0.0}, count=2)
    own = {"kind:knight": 0.0, "style:a": 1.0}
    recipe = Recipe(version="", model_hash="", drawing=drawing, styles=({}, own))
    assert words_of(recipe) == {"hero": 1.0}
    assert words_of(recipe, 1) == {"hero": 1.0, "style:a": 1.0}
