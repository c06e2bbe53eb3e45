"""Going back to what was drawn, and forward again."""

from pathlib import Path

import numpy as np
import pytest
from stage import recipe_of, sprites

from sprite_studio.studio.jobs.drawing import Drawing
from sprite_studio.studio.jobs.recipes.recipe import Recipe, read_recipe
from sprite_studio.ui.create import past as module
from sprite_studio.ui.create.past import Drawn, Past, walks

SAMPLE = Path(__file__).resolve().parents[2] / "data" / "history-0.1.0" / "recent"


def drawn(number: int) -> Drawn:
    recipe = read_recipe(SAMPLE / f"{number:08}.png")
    return Drawn(np.zeros((1, 16, 16, 4), np.uint8), recipe)


def test_back_forward_and_a_new_branch():
    past = Past()
    assert past.now is None
    assert not past.can_undo
    one, two, three = drawn(1), drawn(2), drawn(3)
    past.add(one)
    assert not past.can_undo
    past.add(two)
    past.undo()
    assert past.now is one
    assert past.can_redo
    past.redo()
    assert past.now is two
    past.undo()
    past.add(three)
    assert not past.can_redo
    past.undo()
    assert past.now is one


def test_the_same_drawing_again_is_one_step():
    past = Past()
    past.add(drawn(1))
    past.add(again := drawn(1))
    assert past.now is again
    assert not past.can_undo


def test_only_so_many_are_held(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(module, "MOST", 2)
    past = Past()
    for number in (1, 2, 3):
        past.add(drawn(number))
    past.undo()
    assert not past.can_undo


def of_seeds(seeds: tuple[int, ...], **mix: float) -> Drawn:
    how = Drawing(mix=mix, count=len(seeds), seeds=seeds)
    recipe = Recipe(version="1", model_hash="0", styles=({},) * len(seeds), drawing=how)
    return Drawn(np.zeros((len(seeds), 16, 16, 4), np.uint8), recipe)


def test_a_sprite_is_drawn_again_where_its_seed_and_the_words_are_the_same():
    before = of_seeds((5, 9), hero=1.0)
    assert of_seeds((7, 9), hero=1.0).is_again(before, 1)
    assert not of_seeds((7, 9), hero=1.0).is_again(before, 0)
    assert not of_seeds((5, 9), food=1.0).is_again(before, 1)
    assert not of_seeds((5,), hero=1.0).is_again(before, 1)
    assert not before.is_again(None, 0)
    assert not before.is_again(before, None)


def test_people_and_creatures_walk_and_things_do_not():
    def shown(mix: dict[str, float]) -> Drawn:
        return Drawn(sprites(1), recipe_of(Drawing(mix=mix, count=1)))

    assert walks(shown({"hero": 1.0}))
    assert walks(shown({"colour:red": 1.0}))
    assert not walks(shown({"hero": 0.0, "food": 1.0}))
