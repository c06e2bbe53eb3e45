"""Which figure belongs to each lesson, by the lesson's key."""

from collections.abc import Callable, Mapping

from sprite_studio.ui.learn.figures.cloud import CloudFigure
from sprite_studio.ui.learn.figures.figure import Figure
from sprite_studio.ui.learn.figures.fresh_noise import FreshNoiseFigure
from sprite_studio.ui.learn.figures.noising import NoisingFigure
from sprite_studio.ui.learn.figures.steps import StepsFigure

FIGURES: dict[str, Callable[[Mapping[str, str]], Figure]] = {
    "cloud": CloudFigure,
    "noising": NoisingFigure,
    "steps": StepsFigure,
    "fresh-noise": FreshNoiseFigure,
}
