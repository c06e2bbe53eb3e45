"""One sitting of a training run: its steps, what it tells, what it writes to the folder."""

import logging
import math
import time
from collections import Counter
from collections.abc import Generator, Iterator
from contextlib import contextmanager

import msgspec
import torch

from sprite_studio.atomic_write import atomic_write_bytes
from sprite_studio.diffusion.networks.checkpoint import Card, RunRecord, save_checkpoint
from sprite_studio.diffusion.networks.course import CourseConfig
from sprite_studio.diffusion.networks.model import AnyConfig
from sprite_studio.diffusion.networks.unet import UNetConfig
from sprite_studio.diffusion.threads import steady_pace, threads_set
from sprite_studio.diffusion.training.apart import StepApart, take_apart
from sprite_studio.diffusion.training.dataset import Batches
from sprite_studio.diffusion.training.trainer import (
    END,
    Trainer,
    TrainStep,
)
from sprite_studio.errors import plain
from sprite_studio.stepwise import on_the_side
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.training.film import Frame
from sprite_studio.studio.jobs.training.train import (
    LevelLoss,
    TrainJob,
    TrainProgress,
    TrainResult,
    TrainStarted,
)
from sprite_studio.studio.train.casting.lessons import check_of, validation_of
from sprite_studio.studio.train.film.camera import Camera
from sprite_studio.studio.train.runs.autosave import Autosave
from sprite_studio.studio.train.runs.files import BEFORE_DECAY, MODEL, STATE
from sprite_studio.studio.train.runs.state import (
    RunInfo,
    StateOnDisk,
    as_followed,
    save_state,
    state_of,
)
from sprite_studio.studio.train.training_data import TrainingData

VALIDATE_EVERY = 250
"""Steps, in a long run."""

LEAST_APART, VALIDATIONS = 25, 8
"""In a short one: so many in all, but not closer."""

log = logging.getLogger(__name__)


def validated_every(steps: int) -> int:
    """Steps between two validations of a run of so many."""
    return min(VALIDATE_EVERY, max(LEAST_APART, steps // VALIDATIONS))


class Sitting:
    """One sitting of a run: the trainer, and what is written to its folder."""

    def __init__(
        self,
        job: TrainJob,
        data: TrainingData,
        batches: Batches,
        trainer: Trainer,
        info: RunInfo,
        card: Card,
        losses: list[float],
        device: str,
        saved_step: int = 0,
        finished: int | None = None,
    ) -> None:
        """Args: batches: of the run, of which data is; saved_step: of the state on the disk;
        finished: the total of the run that this one extends, whose model is kept."""
        self._folder, self._data, self._batches = job.run, data, batches
        self._trainer = trainer
        self._info, self._card, self._losses, self._device = info, card, losses, device
        self._autosave = Autosave(self._write, job.run / STATE, saved_step)
        self._finished = finished
        self._before_decay: StateOnDisk | None = None
        self._levels = list(info.levels)
        self._begin, self._first_step = time.monotonic(), trainer.step
        words = trainer.model.vocabulary.words
        self._validate = validation_of(data, words) if trainer.ranks.leads else None
        self._check = check_of(data, words) if self._validate else None
        self._camera: Camera | None = None
        if trainer.ranks.leads and isinstance(trainer.model.config, UNetConfig | CourseConfig):
            self._camera = Camera(job.run, data, words, trainer.config.steps)

    def started(self) -> TrainStarted:
        counts = Counter(sprite.category or "other" for sprite in self._data.train)
        return TrainStarted(
            sprites=len(self._data.train),
            held_out=len(self._data.held_out),
            forge_share=self._data.forge_share,
            left_out=self._data.left_out,
            changed=self._data.changed,
            rejected=self._data.rejected,
            categories=dict(counts),
            words=self._trainer.model.vocabulary.words,
            step=self._trainer.step,
            steps=self._trainer.config.steps,
            losses=() if self._info.weighted_steps else tuple(self._losses),
            weighting=self._trainer.config.weighting,
            levels=tuple(self._levels),
            device=self._device,
        )

    def rewind(self) -> None:
        """The film, to where this sitting begins. Raises OSError."""
        if self._camera is not None:
            self._camera.forget_after(self._trainer.step)

    @property
    def network(self) -> AnyConfig:
        """Which network it trains."""
        return self._trainer.model.config

    @property
    def words(self) -> tuple[str, ...]:
        """That the network learns."""
        return self._trainer.model.vocabulary.words

    @property
    def clip(self) -> float | None:
        """The largest gradient norm that is followed, or None."""
        return self._trainer.config.clip

    def steps(self) -> Iterator[TrainProgress | Frame | None]:
        """A report a step, the frames of the film, and None where other work may go first."""
        config = self._trainer.config
        taken_before, parts = self._trainer.step, config.batch_size / self._trainer.rows_at_once
        usual = 60 * self._info.minutes / (taken_before * parts) if taken_before else math.nan
        pace = steady_pace(self._info.threads, usual)
        taking = self._trainer.train_in_parts(self._batches, pace)
        while True:
            with threads_set(self._info.threads):  # what ran meanwhile may use another number
                step = next(taking, END)
            if not isinstance(step, TrainStep):
                if step is END:
                    return
                yield None
                continue
            measured = yield from self._noted(step)
            # The first step is saved at once: from then on the run and its total are on the disk.
            first = step.step == self._first_step + 1
            due = first or step.step == config.decay_start or self._autosave.is_due
            if due and step.step < config.steps:
                yield from self._autosave.attempt()
                if self._camera is not None and not self._autosave.failure:
                    self._camera.failure = ""  # there is room again
            yield self._told(step, measured)
            if (frame := (yield from self._filmed(step.step))) is not None:
                yield frame

    def step_apart(
        self,
    ) -> Generator[None, None, tuple[StepApart, TrainProgress, Frame | None]]:
        """One step, looked at, and the frame of the film if there is one. Yields where other work
        may go first. Raises JobError where no step is left, or where its loss is no number."""
        steps = self._trainer.config.steps
        if self._trainer.step >= steps:
            raise JobError(
                f"the run has taken all of its {steps} steps; train on, or begin a new run"
            )
        taking = take_apart(self._trainer, self._batches)
        while True:
            with threads_set(self._info.threads):
                try:
                    next(taking)
                except StopIteration as end:
                    apart: StepApart = end.value
                    break
            yield None
        progress = self._told(apart.taken, (yield from self._noted(apart.taken)))
        return apart, progress, (yield from self._filmed(apart.taken.step))

    def _noted(self, step: TrainStep) -> Generator[None, None, LevelLoss | None]:
        """Keep what a step told, and measure where it is time to. Raises JobError."""
        config = self._trainer.config
        if not math.isfinite(step.loss):
            if self._trainer.step > self._autosave.step:
                yield from self._autosave.attempt()
            raise JobError(
                f"the loss of step {step.step} is not a number, so training ended there; "
                f"{self._autosave.kept}. Train on other data, or with another seed"
            )
        self._losses.append(step.loss)
        if step.step == config.decay_start and self._trainer.ranks.leads:
            self._before_decay = self._state()
        if step.step % validated_every(config.steps) == 0 or step.step == config.steps:
            return (yield from self._measured(step.step))
        return None

    def _told(self, step: TrainStep, measured: LevelLoss | None) -> TrainProgress:
        config, taken = self._trainer.config, step.step - self._first_step
        seconds = max(time.monotonic() - self._begin, 1e-9)
        return TrainProgress(
            step=step.step,
            steps=config.steps,
            loss=step.loss,
            learning_rate=step.learning_rate,
            levels=measured,
            images_per_second=taken * config.batch_size / seconds,
            seconds_left=seconds / taken * (config.steps - step.step),
            unsaved=self._autosave.failure or (self._camera.failure if self._camera else ""),
        )

    def _measured(self, step: int) -> Generator[None, None, LevelLoss | None]:
        """None where there is nothing to measure on. Yields where other work may go first."""
        if self._validate is None:
            return None
        yield None
        averaged = self._trainer.averaged()
        yield None
        held_out = yield from self._validate.in_parts(averaged)
        trained: tuple[float, ...] = ()
        if self._check is not None:
            trained = (yield from self._check.in_parts(averaged)).by_level
        measured = LevelLoss(step, held_out.log_snr, held_out.by_level, trained)
        self._levels.append(as_followed(measured, self._trainer.config.weighting))
        return self._levels[-1]

    def _filmed(self, step: int) -> Generator[None, None, Frame | None]:
        """The frame after this step, if there is to be one. Yields where other work may go
        first."""
        if self._camera is None or not self._camera.is_due(step):
            return None
        yield None
        taking = self._camera.film(self._trainer.averaged(), self._card_so_far(), step)
        while True:
            with threads_set(self._info.threads):
                try:
                    next(taking)
                except StopIteration as end:
                    return end.value
            yield None

    @contextmanager
    def saved_if_left(self) -> Iterator[None]:
        """Whoever stops to ask for more inside it finds the run saved."""
        try:
            yield
        except GeneratorExit:
            self.save()
            raise

    def save(self) -> None:
        """The last time. Raises OSError, which says what is kept."""
        self._autosave.last()

    def _write(self) -> str:
        """The state, and a model that can be tried while the run goes on. Returns what is lacking.

        Raises OSError.
        """
        if self._trainer.step == 0 or not self._trainer.ranks.leads:
            return ""  # nothing has happened yet that could be lost, or another process saves it
        if self._finished is not None:  # it draws better than what follows until the next decay
            kept = self._folder / f"model-{self._finished}.safetensors"
            atomic_write_bytes(kept, (self._folder / MODEL).read_bytes())
            self._finished = None
        lacking = self._write_before_decay()
        save_state(self._folder / STATE, self._state())
        self._autosave.step = self._trainer.step
        save_checkpoint(self._folder / MODEL, self._trainer.averaged(), self._card_so_far())
        return lacking

    def _write_before_decay(self) -> str:
        """What a longer run would begin with; this one is whole without it."""
        if self._before_decay is None:
            return ""
        try:
            save_state(self._folder / BEFORE_DECAY, self._before_decay)
        except OSError as error:
            log.exception("the state before the decay could not be saved")
            return f"{plain(error)} (without that file the run cannot be made longer later)"
        self._before_decay = None
        return ""

    def finish(self) -> Generator[None, None, TrainResult]:
        """Save, and say what there is. Yields where other work may go first. Raises OSError."""
        yield from on_the_side(self.save)
        record = self._record()
        return TrainResult(
            model=self._folder / MODEL,
            finished=self._trainer.step >= self._trainer.config.steps,
            step=self._trainer.step,
            loss=record.loss,
            validation=record.validation,
        )

    def _state(self) -> StateOnDisk:
        info = msgspec.structs.replace(
            self._info,
            config=self._trainer.config,
            step=self._trainer.step,
            minutes=self._minutes(),
            levels=tuple(self._levels),
        )
        return state_of(self._trainer, info, self._card, torch.tensor(self._losses))

    def _minutes(self) -> float:
        return self._info.minutes + (time.monotonic() - self._begin) / 60

    def _record(self) -> RunRecord:
        recent = self._losses[self._info.weighted_steps :][-200:]
        return RunRecord(
            data=self._info.data,
            sprites=len(self._data.train),
            steps=self._trainer.step,
            minutes=round(self._minutes(), 2),
            batch_size=self._trainer.config.batch_size,
            loss=sum(recent) / len(recent) if recent else float("nan"),
            validation=self._levels[-1].validation if self._levels else None,
            started_from=self._info.started_from,
        )

    def _card_so_far(self) -> Card:
        history = (*self._card.history, self._record())
        return msgspec.structs.replace(self._card, history=history)
