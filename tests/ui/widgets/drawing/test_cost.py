"""What the next drawing will take: by the last of its kind, or by what that tells of it."""

from dataclasses import replace
from pathlib import Path

import numpy as np

from sprite_studio.studio.jobs.drawing import Drawing
from sprite_studio.studio.jobs.generate import GenerateResult
from sprite_studio.studio.jobs.models import ModelSummary
from sprite_studio.studio.jobs.recipes.recipe import Recipe
from sprite_studio.ui.widgets.drawing.cost import DrawingCost

HOW = Drawing(mix={"hero": 1.0}, count=4, steps=10, candidates=3, sampler="dpm++")
MODEL = ModelSummary("base", Path("base"), 9.0, ("hero",), 1.0, (), has_critic=True)
MODEL = replace(MODEL, taught=("style:mine",))


def drawn(how: Drawing, seconds: float) -> GenerateResult:
    recipe = Recipe(version="", model_hash="", drawing=how, styles=({},) * 4)
    images = np.zeros((4, 16, 16, 4), np.uint8)
    return GenerateResult(images, recipe, seconds, drawn=12, network_calls=20, device="CPU")


def test_candidates_count_where_a_critic_picks():
    cost = DrawingCost()
    assert "about" not in cost.told(HOW, MODEL, picks=True)
    cost.learn(drawn(HOW, 6.0), MODEL)
    assert cost.told(HOW, MODEL, picks=True).endswith("× 3 drawn, about 6.0 s")
    assert cost.told(HOW, MODEL, picks=False).endswith("about 2.0 s")
    assert cost.told(HOW, replace(MODEL, has_critic=False), picks=True).endswith("about 2.0 s")


def test_a_taught_style_is_known_to_take_longer_before_it_was_drawn():
    cost, mine = DrawingCost(), Drawing(**{**_fields(HOW), "style": "style:mine"})
    cost.learn(drawn(HOW, 6.0), MODEL)
    assert cost.told(mine, MODEL, picks=True).endswith("about 9.0 s, the first time longer")
    cost.learn(drawn(mine, 8.0), MODEL)
    assert cost.told(mine, MODEL, picks=True).endswith("about 8.0 s")
    assert cost.told(HOW, MODEL, picks=True).endswith("about 6.0 s")  # as it was measured


def test_of_a_taught_style_alone_it_is_said_that_the_first_drawing_takes_longer():
    cost, mine = DrawingCost(), Drawing(**{**_fields(HOW), "style": "style:mine"})
    cost.learn(drawn(mine, 9.0), MODEL)
    assert cost.told(HOW, MODEL, picks=True).endswith("about 6.0 s")


def test_of_another_sampler_s_student_nothing_is_known():
    cost, live = DrawingCost(), Drawing(**{**_fields(HOW), "sampler": "live", "steps": 4})
    cost.learn(drawn(HOW, 6.0), MODEL)
    assert "about" not in cost.told(live, MODEL, picks=True)


def _fields(how: Drawing) -> dict[str, object]:
    return {name: getattr(how, name) for name in how.__struct_fields__}
