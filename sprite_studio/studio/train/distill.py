"""Make a model's live student."""

import time
from collections.abc import Generator
from copy import deepcopy

import torch

from sprite_studio.diffusion.networks.checkpoint import Card, RunRecord, save_checkpoint
from sprite_studio.diffusion.networks.model import Model
from sprite_studio.diffusion.networks.unet import UNetConfig
from sprite_studio.diffusion.training.dataset import Batches, ContextNoise, sprite_batches
from sprite_studio.diffusion.training.distill import DistillConfig, Distiller, student_of
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.train import DistillJob, Importing, TrainProgress, TrainResult
from sprite_studio.studio.library.models import ModelLibrary, live_path, tune_threads
from sprite_studio.studio.train.train import AUTOSAVE_SECONDS
from sprite_studio.studio.train.training_data import draws, load_training_data, mixable

BATCH = 64
"""Paths that the teacher walks at once."""

MIX = 0.25
"""How often a path is of a blend or a fractional weight."""


def distill(
    job: DistillJob, library: ModelLibrary
) -> Generator[Importing | TrainProgress | TrainResult, None, None]:
    """Yields Importing, a TrainProgress a step and a TrainResult; closed early it saves as well.

    Raises JobError, CheckpointError, OSError, and as `import_set`.
    """
    teacher = library.load(job.model)
    if not isinstance(teacher.model.config, UNetConfig):
        raise JobError("the course's network has no live student; choose another model")
    out = live_path(library.find(job.model)) if job.out is None else job.out
    if not out.parent.is_dir():
        raise JobError(f"the folder {out.parent} does not exist; make it first")
    data = yield from load_training_data(job.data)
    known = teacher.model.vocabulary.words
    noise = ContextNoise(mix=MIX)
    contexts = sprite_batches(draws(data, known), mixable(known), BATCH, job.seed, noise)
    if library.device.name == "cpu":
        torch.set_num_threads(tune_threads(teacher.model, BATCH))
    steps = job.steps or _steps_in(job.minutes, teacher.model, contexts)
    distiller = Distiller(
        teacher.model, student_of(teacher.model), DistillConfig(steps=steps, seed=job.seed)
    )
    begin = saved = time.monotonic()
    losses: list[float] = []

    def save() -> None:
        if not losses:
            return
        record = RunRecord(
            data=tuple(map(str, job.data)),
            sprites=distiller.pool.walked,
            steps=distiller.step,
            minutes=round((time.monotonic() - begin) / 60, 2),
            batch_size=distiller.config.batch_size,
            loss=sum(losses[-200:]) / len(losses[-200:]),
            started_from=teacher.hash,
        )
        card = Card(name=f"{teacher.name}, live", history=(record,), credits=teacher.card.credits)
        save_checkpoint(out, distiller.averaged(), card)

    try:
        for step in distiller.train(contexts):
            losses.append(step.loss)
            if time.monotonic() - saved > AUTOSAVE_SECONDS:
                save()
                saved = time.monotonic()
            seconds = time.monotonic() - begin
            yield TrainProgress(
                step=step.step,
                steps=steps,
                loss=step.loss,
                learning_rate=step.learning_rate,
                validation=None,
                images_per_second=step.step * distiller.config.batch_size / seconds,
                seconds_left=seconds / step.step * (steps - step.step),
            )
    except GeneratorExit:
        save()
        raise
    save()
    yield TrainResult(out, True, distiller.step, sum(losses[-200:]) / len(losses[-200:]), None)


def _steps_in(minutes: float | None, teacher: Model, contexts: Batches) -> int:
    if minutes is None or minutes <= 0:
        raise JobError("say how long to distil: --minutes M or --steps N, more than zero")
    timed = Distiller(teacher, student_of(deepcopy(teacher)), DistillConfig(steps=1000))
    steps, cycle = timed.train(contexts), timed.config.steps_a_walk
    next(steps)
    start = time.perf_counter()
    for _ in range(2 * cycle):
        next(steps)
    return max(1, round(minutes * 60 * 2 * cycle / (time.perf_counter() - start)))
