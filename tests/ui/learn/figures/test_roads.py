"""What is said of a cut follows from its figures."""

from typing import Literal

import numpy as np
import pytest

from sprite_studio import paths
from sprite_studio.studio.jobs.learn.roads import RoadsResult, Stage
from sprite_studio.studio.learn.texts import read_lessons
from sprite_studio.ui.learn.figures.roads import RoadsFigure

LESSON = {lesson.key: lesson for lesson in read_lessons(paths.resources() / "lessons")}["network"]


@pytest.fixture
def told(theme, qtbot):
    """A function: the text below the figure, and its formula, of three mean errors."""

    def say(
        whole: float,
        no_shortcut: float,
        no_depth: float,
        kind: Literal["house", "course"] = "house",
    ):
        levels = 11
        picture = np.zeros((16, 16, 4), np.uint8)
        result = RoadsResult(
            kind=kind,
            parameters=10,
            in_words=2,
            told=("hero",),
            log_snr=tuple(float(level) for level in range(-5, 6)),
            sprite=picture,
            x_t=np.zeros((levels, 4, 16, 16), np.float32),
            believed=np.zeros((3, levels, 16, 16, 4), np.uint8),
            error=np.array([[error] * levels for error in (whole, no_shortcut, no_depth)]),
            stages=tuple(
                Stage(8, side, np.zeros((levels, side, side), np.float32)) for side in (16, 4, 1)
            ),
        )
        figure = RoadsFigure(LESSON.labels)
        qtbot.addWidget(figure)
        figure.show_result(result)
        numbers = figure.numbers()
        return LESSON.after.format(**numbers), LESSON.formula.format(**numbers)

    return say


def test_a_cut_that_changes_nothing_is_not_said_to_break_the_sprite(told):
    after, _ = told(0.29, 0.60, 0.30)
    assert "Without the small sizes the mean error of this model is 0.30, and whole 0.29" in after
    assert "Without the short-cut the mean error rises from 0.29 to 0.60" in after
    assert "cleaned by its neighbours alone" not in after
    after, _ = told(0.64, 0.63, 0.64)
    assert "rises" not in after


def test_a_cut_that_is_missed_is_said_to_be(told):
    after, _ = told(0.2, 0.2, 0.5)
    assert "neighbours alone, and the mean error rises from 0.20 to 0.50" in after
    assert "At 4×4 every place" in after, "what was pooled to one pixel is no picture"


def test_the_formula_is_that_of_the_network_whose_code_is_shown(told):
    assert told(0.2, 0.2, 0.5)[1] == "v̂ = UNet(xₜ, λ, words)"
    assert told(0.2, 0.2, 0.5, "course")[1].startswith("ε̂ = UNet(xₜ, t, words)")
