"""Make a model's live student."""

import math
import time
from collections.abc import Generator, Iterator
from copy import deepcopy
from dataclasses import replace
from pathlib import Path

import torch

from sprite_studio.diffusion.networks.cast import CastConfig
from sprite_studio.diffusion.networks.checkpoint import Card, RunRecord, save_checkpoint
from sprite_studio.diffusion.networks.course import CourseConfig
from sprite_studio.diffusion.networks.model import Model
from sprite_studio.diffusion.networks.tune import TuneConfig
from sprite_studio.diffusion.training.dataset import Batches, ContextNoise
from sprite_studio.diffusion.training.distill import DistillConfig, Distiller, student_of
from sprite_studio.diffusion.training.trainer import TrainConfig
from sprite_studio.file_lock import held, lock_beside
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.training.train import (
    DistillJob,
    Importing,
    TrainProgress,
    TrainResult,
)
from sprite_studio.studio.library.loaded_model import LoadedModel
from sprite_studio.studio.library.models import ModelLibrary, live_path, tune_threads
from sprite_studio.studio.train.casting.lessons import batches_of, load_data
from sprite_studio.studio.train.length import check_length, check_seed, steps_in
from sprite_studio.studio.train.runs.autosave import Autosave
from sprite_studio.studio.train.runs.leftovers import clear_shared

BATCH = 64
"""Paths that the teacher walks at once."""

CHARACTERS = 12
"""The same of characters, and how many of their jumps the student takes in a step: each costs as
much as a dozen sprites."""

MIX = 0.25
"""How often a path is of a blend or a fractional weight."""


def distill(
    job: DistillJob, library: ModelLibrary
) -> Generator[Importing | TrainProgress | TrainResult | None, None, None]:
    """Yields Importing, a TrainProgress a step and a TrainResult, and None where other work may go
    first; closed early it saves as well.

    Raises JobError, HeldError where another process makes the same student, CheckpointError,
    OSError, and as `import_set`.
    """
    check_length("distil", job.steps, job.minutes)
    check_seed(job.seed)
    teacher = library.load(job.model)
    if isinstance(teacher.model.config, CourseConfig | TuneConfig):
        whose = "the course's" if isinstance(teacher.model.config, CourseConfig) else "a tune's"
        raise JobError(f"{whose} network has no live student; choose another model")
    out = live_path(library.find(job.model)) if job.out is None else job.out
    if not out.parent.is_dir():
        raise JobError(f"the folder {out.parent} does not exist; make it first")
    if out.is_dir():
        raise JobError(f"{out} is a folder; name a file in it")
    with held(lock_beside(out), f"the student {out} is being made"):
        clear_shared(out.parent)
        of_characters = isinstance(teacher.model.config, CastConfig)
        data = yield from load_data("cast" if of_characters else "house", job.data, "")
        size = CHARACTERS if of_characters else BATCH
        told = TrainConfig(1, job.seed, size, context=ContextNoise(mix=MIX))
        contexts = yield from batches_of(data, teacher.model.vocabulary.words, told)
        if library.device.name == "cpu":
            torch.set_num_threads((yield from tune_threads(teacher.model, size)))
        config = DistillConfig(steps=1000, seed=job.seed)
        if of_characters:
            config = replace(config, batch_size=CHARACTERS, pool=1024, teacher_steps=8)
        steps = job.steps
        if steps is None:
            each = _seconds_a_step(teacher.model, contexts, config)
            steps = steps_in(job.minutes or 0.0, each)
        config = replace(config, steps=steps)
        distilling = _Distilling(job, teacher, out, config)
        try:
            yield from distilling.steps(contexts)
        except GeneratorExit:
            distilling.save()
            raise
        yield distilling.finish()


class _Distilling:
    """The student, its teacher, and the file that it is saved to."""

    def __init__(
        self, job: DistillJob, teacher: LoadedModel, out: Path, config: DistillConfig
    ) -> None:
        self._job, self._teacher, self._out = job, teacher, out
        self._distiller = Distiller(teacher.model, student_of(teacher.model), config)
        self._autosave = Autosave(self._write, out)
        self._begin = time.monotonic()
        self._losses: list[float] = []

    def steps(self, contexts: Batches) -> Iterator[TrainProgress | None]:
        """A report a step, and None where other work may go first."""
        config = self._distiller.config
        for step in self._distiller.train(contexts):
            if not math.isfinite(step.loss):
                yield from self._autosave.attempt()
                raise JobError(
                    f"the loss of step {step.step} is not a number, so distilling ended there; "
                    f"{self._autosave.kept}. Try another seed"
                )
            self._losses.append(step.loss)
            if self._autosave.is_due and step.step < config.steps:
                yield from self._autosave.attempt()
            seconds = max(time.monotonic() - self._begin, 1e-9)
            yield TrainProgress(
                step=step.step,
                steps=config.steps,
                loss=step.loss,
                learning_rate=step.learning_rate,
                levels=None,
                images_per_second=step.step * config.batch_size / seconds,
                seconds_left=seconds / step.step * (config.steps - step.step),
                unsaved=self._autosave.failure,
            )

    def save(self) -> None:
        """The last time. Raises OSError, which says what is kept."""
        self._autosave.last()

    def finish(self) -> TrainResult:
        self.save()
        return TrainResult(self._out, True, self._distiller.step, self._loss(), None)

    def _write(self) -> str:
        if not self._losses:
            return ""
        record = RunRecord(
            data=tuple(map(str, self._job.data)),
            sprites=self._distiller.pool.walked,
            steps=self._distiller.step,
            minutes=round((time.monotonic() - self._begin) / 60, 2),
            batch_size=self._distiller.config.batch_size,
            loss=self._loss(),
            started_from=self._teacher.hash,
        )
        teacher = self._teacher
        card = Card(name=f"{teacher.name}, live", history=(record,), credits=teacher.card.credits)
        save_checkpoint(self._out, self._distiller.averaged(), card)
        self._autosave.step = self._distiller.step
        return ""

    def _loss(self) -> float:
        """Averaged over the last 200 steps."""
        recent = self._losses[-200:]
        return sum(recent) / len(recent)


def _seconds_a_step(teacher: Model, contexts: Batches, config: DistillConfig) -> float:
    """By a few steps that are thrown away."""
    timed = Distiller(teacher, student_of(deepcopy(teacher)), config)
    steps, cycle = timed.train(contexts), timed.config.steps_a_walk
    next(steps)
    start = time.perf_counter()
    for _ in range(2 * cycle):
        next(steps, None)
    return (time.perf_counter() - start) / (2 * cycle)
