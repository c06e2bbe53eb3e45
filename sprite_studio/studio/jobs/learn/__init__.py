"""What the lessons ask to be computed, a module a lesson: frozen, plain data. No torch, no Qt."""

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

LESSON_JOBS = (
    *(CloudJob, NoisingJob, StepsJob, FreshNoiseJob, RoadsJob, TrainingJob, TargetsJob),
    *(EmbeddingJob, WordsJob, SpeedJob, RedrawJob, NewWordJob, SourceJob),
)
"""Every kind of them; none writes anything."""
