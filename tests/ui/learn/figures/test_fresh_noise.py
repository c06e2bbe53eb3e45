"""What is left without the extra noise is told by what was measured."""

import numpy as np
import pytest

from sprite_studio import paths
from sprite_studio.studio.jobs.learn.fresh_noise import SHARES, FreshNoiseResult
from sprite_studio.studio.learn.texts import read_lessons
from sprite_studio.ui.learn.figures.fresh_noise import FreshNoiseFigure

LESSONS = {lesson.key: lesson for lesson in read_lessons(paths.resources() / "lessons")}
LESSON = LESSONS["fresh-noise"]


@pytest.fixture
def told(theme, qtbot):
    """A function: the text below the figure, of the spread without and with all of the noise, and
    of the noise that is there half way where 0.7 is promised."""

    def say(without: float, with_all: float, measured: float) -> str:
        steps, count = 4, len(SHARES)
        result = FreshNoiseResult(
            told=("hero",),
            log_snr=(-5.0, -1.0, 1.0, 5.0),
            drawn=np.zeros((count, 9, 16, 16, 4), np.uint8),
            promised=np.full(steps, 0.7),
            measured=np.full((count, steps), measured),
            spread=tuple(np.linspace(without, with_all, count)),
            different=(9,) * count,
        )
        figure = FreshNoiseFigure(LESSON.labels)
        qtbot.addWidget(figure)
        figure.show_result(result)
        return LESSON.after.format(**figure.numbers())

    return say


def test_only_sprites_that_are_alike_are_said_to_be(told):
    assert "much the same from every noise" in told(0.1, 0.5, 0.2)
    for without, with_all in ((0.4, 0.5), (0.9, 0.3)):
        after = told(without, with_all, 0.2)
        assert "much the same" not in after
        assert f"{without:.2f}" in after


def test_noise_that_is_there_misleads_nobody(told):
    assert "takes for noise some" in told(0.1, 0.5, 0.2)
    assert "hardly part" in told(0.4, 0.5, 0.69)
