from dataclasses import replace

import numpy as np
import pytest

from sprite_studio.studio.jobs.drawing import Drawing
from sprite_studio.studio.jobs.edit import EditResult
from sprite_studio.studio.jobs.generate import GenerateJob, GenerateResult
from sprite_studio.studio.jobs.recipes.recipe import Recipe
from sprite_studio.ui.create.told import done, told, what_follows


def test_the_best_of_several_are_told_by_the_seed_that_stands_in_its_box():
    how = Drawing(seed=100, seeds=(117, 104), count=2, candidates=3)
    best = Recipe(version="", model_hash="", drawing=how, styles=({}, {}))
    assert "seed 100, best of 3" in told(best)
    assert "117" not in told(best)
    assert "seed 117" in told(best.of_sprite(0))


@pytest.mark.parametrize(
    ("how", "locked", "has_critic", "said"),
    [
        ({}, (), True, "the best 4 of 12 follow"),
        ({}, (), False, "the finished 4 follow"),
        ({"candidates": 1}, (), True, "the finished 4 follow"),
        ({"seeds": (1, 2, 3, 4)}, (), True, "the finished 4 follow"),
        ({}, (0, 1, 2, 3), True, "the finished 4 follow"),
        ({}, (0,), True, "the best 3 of 9 follow, beside those that are locked"),
    ],
)
def test_what_follows_a_draft_is_what_will_be_drawn(how, locked, has_critic, said):
    job = GenerateJob(Drawing(count=4, **how), locked=locked)
    assert what_follows(job, has_critic) == said


def test_what_was_done_is_told_by_how_many_of_those_that_were_drawn_are_kept():
    images = np.zeros((4, 16, 16, 4), np.uint8)
    recipe = Recipe(version="", model_hash="", drawing=Drawing(count=4), styles=({},) * 4)
    drawn = GenerateResult(images, recipe, seconds=0.5, drawn=4, network_calls=1, device="CPU")
    assert done(drawn) == "Drawn in 0.50 s, 8 sprites a second"
    assert done(replace(drawn, drawn=12)) == "Drawn in 0.50 s; 12 drawn, 4 kept"
    edited = EditResult(images, recipe, seconds=0.5, device="CPU")
    assert done(edited) == "Drawn in 0.50 s; Ctrl+Z goes back"
