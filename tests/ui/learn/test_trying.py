"""What lessons set up elsewhere can be set up."""

import pytest

from sprite_studio import paths
from sprite_studio.studio.jobs.drawing import NONE, check_drawing
from sprite_studio.studio.learn.texts import read_lessons
from sprite_studio.studio.words.told import in_words
from sprite_studio.ui.learn.trying import Tries, lanes_of, recipe_of

TRIES = [one for lesson in read_lessons(paths.resources() / "lessons") for one in lesson.tries]


@pytest.mark.parametrize("one", TRIES, ids=lambda one: one.button)
def test_it_is_a_drawing_that_a_page_can_recall(one):
    recipe = recipe_of(one, "base", "style:a")
    if one.mix:  # without words no style is told either
        assert in_words(recipe).style == "style:a"
        assert in_words(recipe_of(one, "base")).style == NONE
    check_drawing(recipe.drawing)
    assert recipe.drawing.model == "base"
    for lane in lanes_of(one, "base"):
        assert lane.steps
        check_drawing(lane.of(recipe.drawing))


@pytest.mark.parametrize("one", TRIES, ids=lambda one: one.button)
def test_it_goes_to_one_page(one, qtbot):
    tries, heard = Tries(), []
    to = (tries.watch, tries.create, tries.sink, tries.compare)
    for signal in (*to, tries.network, tries.word, tries.train, tries.music):
        signal.connect(lambda *args: heard.append(args))
    tries.send(one, "base", "style:a", None)
    assert len(heard) == 1
