"""What is said of DPM-Solver++ follows from how many steps it needed."""

import numpy as np
import pytest

from sprite_studio import paths
from sprite_studio.studio.jobs.learn.speed import COUNTS, LANES, SpeedResult
from sprite_studio.studio.learn.texts import read_lessons
from sprite_studio.ui.learn.figures.speed import SpeedFigure

LESSON = {lesson.key: lesson for lesson in read_lessons(paths.resources() / "lessons")}["speed"]


@pytest.fixture
def answered(theme, qtbot):
    """A function: the answer to the guess, of the steps that DDIM and DPM-Solver++ need."""

    def say(enough: int, dpm_enough: int) -> str:
        sprites = np.zeros((len(LANES), len(COUNTS), 4, 16, 16, 4), np.uint8)
        way = np.array([[-5.0, 0.1], [5.0, 0.2], [np.inf, 0.3]], np.float32)
        result = SpeedResult(
            told=("hero",),
            exact=sprites[0, 0],
            drawn=sprites,
            difference=np.ones((len(LANES), len(COUNTS))),
            other=1.0,
            enough=enough,
            dpm_enough=dpm_enough,
            number=(0, 1, 2),
            exact_way=way,
            ways=((way,) * len(COUNTS),) * len(LANES),
        )
        figure = SpeedFigure(LESSON.labels)
        qtbot.addWidget(figure)
        figure.show_result(result)
        answer = figure.answer()
        key = "none" if answer == "none" else "number"
        return LESSON.answers[key].format(**figure.numbers())

    return say


def test_a_solver_that_needs_fewer_steps_is_said_to(answered):
    text = answered(COUNTS[4], COUNTS[2])
    assert f"comes as near in {COUNTS[2]}. Another noise" in text
    assert "no quicker" not in text


@pytest.mark.parametrize("needed", [COUNTS[4], COUNTS[5]])
def test_one_that_needs_as_many_or_more_is_no_quicker_here(answered, needed):
    assert "it is no quicker" in answered(COUNTS[4], needed)


def test_none_of_them_is_said(answered):
    assert "in none of them. So here it is no quicker" in answered(COUNTS[4], 0)
    assert "does in none of them" in answered(0, 0)
