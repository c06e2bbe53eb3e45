"""Which function computes each lesson's figure."""

from collections.abc import Generator
from typing import Any

from sprite_studio.studio.jobs.learn.cloud import CloudJob
from sprite_studio.studio.jobs.learn.embedding import EmbeddingJob
from sprite_studio.studio.jobs.learn.fresh_noise import FreshNoiseJob
from sprite_studio.studio.jobs.learn.inpainting import RedrawJob
from sprite_studio.studio.jobs.learn.inversion import NewWordJob
from sprite_studio.studio.jobs.learn.noising import NoisingJob
from sprite_studio.studio.jobs.learn.roads import RoadsJob
from sprite_studio.studio.jobs.learn.source import SourceJob
from sprite_studio.studio.jobs.learn.speed import SpeedJob
from sprite_studio.studio.jobs.learn.steps import StepsJob
from sprite_studio.studio.jobs.learn.targets import TargetsJob
from sprite_studio.studio.jobs.learn.training import TrainingJob
from sprite_studio.studio.jobs.learn.words import WordsJob
from sprite_studio.studio.learn.cloud import cloud
from sprite_studio.studio.learn.embedding import embedding
from sprite_studio.studio.learn.fresh_noise import fresh_noise
from sprite_studio.studio.learn.inpainting import redraw
from sprite_studio.studio.learn.inversion import new_word
from sprite_studio.studio.learn.noising import noising
from sprite_studio.studio.learn.roads import roads
from sprite_studio.studio.learn.source import source
from sprite_studio.studio.learn.speed import speed
from sprite_studio.studio.learn.steps import steps
from sprite_studio.studio.learn.targets import targets
from sprite_studio.studio.learn.training import training
from sprite_studio.studio.learn.words import words
from sprite_studio.studio.library.models import ModelLibrary


def serve(job: object, library: ModelLibrary) -> Generator[Any, None, None]:
    """Reports of a lesson's job, and its result. Raises JobError."""
    match job:
        case CloudJob():
            return cloud(job)
        case NoisingJob():
            return noising(job)
        case SourceJob():
            return source(job)
        case StepsJob():
            return steps(job, library)
        case FreshNoiseJob():
            return fresh_noise(job, library)
        case RoadsJob():
            return roads(job, library)
        case EmbeddingJob():
            return embedding(job, library)
        case TrainingJob():
            return training(job, library)
        case TargetsJob():
            return targets(job, library)
        case WordsJob():
            return words(job, library)
        case SpeedJob():
            return speed(job, library)
        case RedrawJob():
            return redraw(job, library)
        case NewWordJob():
            return new_word(job, library)
        case _:
            raise TypeError(f"no lesson has a job {type(job).__name__}")
