"""Which figure belongs to each lesson, by the lesson's key."""

from collections.abc import Callable, Mapping

from sprite_studio.ui.learn.figures.cloud import CloudFigure
from sprite_studio.ui.learn.figures.embedding import EmbeddingFigure
from sprite_studio.ui.learn.figures.figure import Figure
from sprite_studio.ui.learn.figures.fresh_noise import FreshNoiseFigure
from sprite_studio.ui.learn.figures.inpainting import InpaintingFigure
from sprite_studio.ui.learn.figures.inversion import InversionFigure
from sprite_studio.ui.learn.figures.noising import NoisingFigure
from sprite_studio.ui.learn.figures.roads import RoadsFigure
from sprite_studio.ui.learn.figures.speed import SpeedFigure
from sprite_studio.ui.learn.figures.steps import StepsFigure
from sprite_studio.ui.learn.figures.targets import TargetsFigure
from sprite_studio.ui.learn.figures.training import TrainingFigure
from sprite_studio.ui.learn.figures.words import WordsFigure

FIGURES: dict[str, Callable[[Mapping[str, str]], Figure]] = {
    "cloud": CloudFigure,
    "noising": NoisingFigure,
    "steps": StepsFigure,
    "fresh-noise": FreshNoiseFigure,
    "network": RoadsFigure,
    "embedding": EmbeddingFigure,
    "training": TrainingFigure,
    "targets": TargetsFigure,
    "words": WordsFigure,
    "speed": SpeedFigure,
    "inpainting": InpaintingFigure,
    "inversion": InversionFigure,
}
