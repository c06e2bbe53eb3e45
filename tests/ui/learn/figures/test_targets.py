"""What is printed as a division comes out as printed."""

import re

import numpy as np

from sprite_studio import paths
from sprite_studio.studio.jobs.learn.targets import TARGETS, TargetsResult
from sprite_studio.studio.learn.texts import read_lessons
from sprite_studio.ui.learn.figures.targets import LEVELS, TargetsFigure

LESSONS = {lesson.key: lesson for lesson in read_lessons(paths.resources() / "lessons")}


def test_the_printed_factors_give_the_printed_quotient(theme, qtbot):
    lesson = LESSONS["targets"]
    figure = TargetsFigure(lesson.labels)
    qtbot.addWidget(figure)
    for level in range(-5, 6):
        result = TargetsResult(
            told=("hero",),
            log_snr=(float(level),) * LEVELS,
            course_step=(100.0,) * LEVELS,
            sprite=np.zeros((16, 16, 4), np.uint8),
            x_t=np.zeros((LEVELS, 4, 16, 16), np.float32),
            recovered=np.zeros((len(TARGETS), LEVELS, 16, 16, 4), np.uint8),
            in_x0=np.zeros((len(TARGETS), LEVELS)),
            own=np.zeros((len(TARGETS), LEVELS)),
        )
        figure.show_result(result)
        live = lesson.live.format(**figure.numbers())
        sigma, alpha, times = re.findall(r"counts ([\d.]+) ÷ ([\d.]+) = ([\d.]+)", live)[0]
        assert f"{float(sigma) / float(alpha):.2f}" == times
