"""Train a model: from sources to a run's folder, resumable at every moment."""

import logging
import math
import time
from collections import Counter
from collections.abc import Generator, Iterator
from copy import deepcopy
from dataclasses import replace

import msgspec
import torch

from sprite_studio.diffusion.networks.checkpoint import Card, RunRecord, save_checkpoint
from sprite_studio.diffusion.networks.course import CourseConfig
from sprite_studio.diffusion.networks.model import AnyConfig, Model
from sprite_studio.diffusion.networks.unet import UNetConfig
from sprite_studio.diffusion.schedule import CosineSchedule, LinearBetaSchedule
from sprite_studio.diffusion.threads import steady_pace
from sprite_studio.diffusion.training.dataset import Batches, sprite_batches
from sprite_studio.diffusion.training.parallel import ALONE, Ranks
from sprite_studio.diffusion.training.trainer import TrainConfig, Trainer, Validation
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.train import (
    Importing,
    TrainJob,
    TrainProgress,
    TrainResult,
    TrainStarted,
)
from sprite_studio.studio.library.models import ModelLibrary, seen_path, tune_threads
from sprite_studio.studio.train.run_state import (
    BEFORE_DECAY,
    MODEL,
    STATE,
    RunInfo,
    load_state,
    save_state,
)
from sprite_studio.studio.train.seen import remember
from sprite_studio.studio.train.training_data import (
    TrainingData,
    choose_words,
    draws,
    encode_sprites,
    load_training_data,
    mixable,
    style_counts,
)

SCHEDULE = CosineSchedule(shift=1.0)
VALIDATE_EVERY = 250
AUTOSAVE_SECONDS = 30.0
"""A killed process loses at most this much, and then takes the very same steps again."""

log = logging.getLogger(__name__)

TrainEvent = Importing | TrainStarted | TrainProgress | TrainResult


def train(
    job: TrainJob, library: ModelLibrary, ranks: Ranks = ALONE
) -> Generator[TrainEvent, None, None]:
    """Yields Importing now and then, one TrainStarted, a TrainProgress a step, and one TrainResult.

    `ranks` are the processes that share the work.

    Closing the generator saves the run, to go on with `resume`. Raises JobError, as
    `import_set`, and OSError where a file cannot be written.
    """
    if not job.resume and job.steps is None and job.minutes is None:
        raise JobError("say how long to train: --minutes M or --steps N")
    data = yield from load_training_data(job.data)
    begin = _resumed if job.resume else _begun
    run = begin(job, data, library, ranks)
    yield run.started()
    try:
        yield from run.steps()
    except GeneratorExit:
        run.save()
        raise
    yield run.finish()


class _Run:
    """One sitting of a run: the trainer, and what is written to its folder."""

    def __init__(
        self,
        job: TrainJob,
        data: TrainingData,
        trainer: Trainer,
        info: RunInfo,
        card: Card,
        losses: list[float],
        device: str,
    ) -> None:
        self._folder, self._data, self._trainer = job.run, data, trainer
        self._info, self._card, self._losses, self._device = info, card, losses, device
        self._validation = list(info.validation)
        self._begin, self._first_step = time.monotonic(), trainer.step
        words = trainer.model.vocabulary.words
        measures = data.held_out and trainer.ranks.leads
        self._validate = Validation(encode_sprites(data.held_out, words)) if measures else None
        self._batches = _batches(data, words, trainer.config)

    def started(self) -> TrainStarted:
        counts = Counter(sprite.category or "other" for sprite in self._data.train)
        return TrainStarted(
            sprites=len(self._data.train),
            held_out=len(self._data.held_out),
            forge_share=self._data.forge_share,
            left_out=self._data.left_out,
            categories=dict(counts),
            words=self._trainer.model.vocabulary.words,
            step=self._trainer.step,
            steps=self._trainer.config.steps,
            losses=tuple(self._losses),
            validation=tuple(self._validation),
            device=self._device,
        )

    def steps(self) -> Iterator[TrainProgress]:
        config, saved = self._trainer.config, time.monotonic()
        taking = self._trainer.train(self._batches)
        taken_before = self._trainer.step
        usual = 60 * self._info.minutes / taken_before if taken_before else math.nan
        pace = steady_pace(self._info.threads, usual)
        while True:
            step = pace(lambda: next(taking, None))
            if step is None:
                return
            if not math.isfinite(step.loss):
                raise JobError(
                    f"the loss of step {step.step} is not a number; nothing of it was saved: "
                    "resume from the last save, or begin again with other data"
                )
            self._losses.append(step.loss)
            last = step.step == config.steps
            if step.step == config.decay_start and self._trainer.ranks.leads:
                self._save_state(BEFORE_DECAY)
            measured = None
            if self._validate and (step.step % VALIDATE_EVERY == 0 or last):
                measured = self._validate(self._trainer.averaged()).mean
                self._validation.append((step.step, measured))
            taken = step.step - self._first_step
            # The first step is saved at once: from then on the run and its total are on the disk.
            due = taken == 1 or time.monotonic() - saved > AUTOSAVE_SECONDS
            if due and not last:
                self._autosave()
                saved = time.monotonic()
            seconds = max(time.monotonic() - self._begin, 1e-9)
            yield TrainProgress(
                step=step.step,
                steps=config.steps,
                loss=step.loss,
                learning_rate=step.learning_rate,
                validation=measured,
                images_per_second=taken * config.batch_size / seconds,
                seconds_left=seconds / taken * (config.steps - step.step),
            )

    def save(self) -> None:
        """The state, and a model that can be tried while the run goes on."""
        if self._trainer.step == 0 or not self._trainer.ranks.leads:
            return  # nothing has happened yet that could be lost, or another process saves it
        self._save_state(STATE)
        save_checkpoint(self._folder / MODEL, self._trainer.averaged(), self._card_so_far())

    def _autosave(self) -> None:
        """A disk that is full for a while must not end hours of training; the last save must."""
        try:
            self.save()
        except OSError:
            log.exception("the run could not be saved; trying again in %g s", AUTOSAVE_SECONDS)

    def finish(self) -> TrainResult:
        self.save()
        record = self._record()
        return TrainResult(
            model=self._folder / MODEL,
            finished=self._trainer.step >= self._trainer.config.steps,
            step=self._trainer.step,
            loss=record.loss,
            validation=record.validation,
        )

    def _save_state(self, name: str) -> None:
        info = msgspec.structs.replace(
            self._info,
            config=self._trainer.config,
            step=self._trainer.step,
            minutes=self._minutes(),
            validation=tuple(self._validation),
        )
        losses = torch.tensor(self._losses)
        save_state(self._folder / name, self._trainer, info, self._card, losses)

    def _minutes(self) -> float:
        return self._info.minutes + (time.monotonic() - self._begin) / 60

    def _record(self) -> RunRecord:
        recent = self._losses[-200:]
        return RunRecord(
            data=self._info.data,
            sprites=len(self._data.train),
            steps=self._trainer.step,
            minutes=round(self._minutes(), 2),
            batch_size=self._trainer.config.batch_size,
            loss=sum(recent) / len(recent) if recent else float("nan"),
            validation=self._validation[-1][1] if self._validation else None,
            started_from=self._info.started_from,
        )

    def _card_so_far(self) -> Card:
        history = (*self._card.history, self._record())
        return msgspec.structs.replace(self._card, history=history)


def _begun(job: TrainJob, data: TrainingData, library: ModelLibrary, ranks: Ranks) -> _Run:
    """A new run, with fresh weights or from a model."""
    if (job.run / STATE).exists():
        raise JobError(f"{job.run} holds a run already; resume it, or choose another folder")
    if not job.run.parent.is_dir():
        raise JobError(f"the folder {job.run.parent} does not exist; make it first")
    words = choose_words(data)
    torch.manual_seed(job.seed)  # the weights' initial values have no generator of their own
    started_from, credited, history, seen_before = "", (), (), None
    if job.start_from:
        origin = library.load(job.start_from)
        seen_before = seen_path(library.find(job.start_from))
        if job.network == "course" and not isinstance(origin.model.config, CourseConfig):
            raise JobError(f"{job.start_from} is not a network of the course; leave --network out")
        known = origin.model.vocabulary.words
        if not isinstance(origin.model.config, CourseConfig):  # which cannot learn another word
            known = (*known, *(word for word in words if word not in known))
        words = known
        model = Model(origin.model.config, words, origin.model.schedule)
        model.adopt(origin.model)
        started_from = origin.hash
        credited, history = origin.card.credits, origin.card.history
    elif job.network == "course":
        model = Model(CourseConfig(), words, LinearBetaSchedule())
    else:
        model = Model(UNetConfig(pictures=True), words, SCHEDULE)
    model = model.placed_on(library.device.name)
    threads = _threads(model, library, ranks)
    train_config = _recipe(model.config, job.steps or 1, job.seed)
    if job.steps is None:
        seconds = _seconds_a_step(model, train_config, _batches(data, words, train_config))
        seconds /= ranks.world
        train_config = replace(train_config, steps=ranks.agree(_steps_in(job.minutes, seconds)))
    job.run.mkdir(exist_ok=True)
    if ranks.leads:
        remember(seen_path(job.run / MODEL), data.train, seen_before)
    info = RunInfo(
        config=train_config,
        step=0,
        data=tuple(map(str, job.data)),
        data_fingerprint=data.fingerprint,
        threads=threads,
        minutes=0.0,
        started_from=started_from,
        validation=(),
    )
    card = Card(
        name=job.name or job.run.name,
        history=history,
        credits=tuple(dict.fromkeys((*credited, *data.credits))),
        styles=style_counts(data, words),
    )
    trainer = Trainer(model, train_config, ranks)
    return _Run(job, data, trainer, info, card, [], library.device.label)


def _resumed(job: TrainJob, data: TrainingData, library: ModelLibrary, ranks: Ranks) -> _Run:
    """The run as it was; with a new total, from before its decay if that had begun."""
    try:
        state = load_state(job.run / STATE)
        stored = state[1].config.steps
        done = state[1].step >= stored
        extended = (done and job.minutes is not None) or job.steps not in (None, stored)
        if extended and state[1].step > state[1].config.decay_start:
            if state[1].config.decay_start == 0:
                raise JobError(
                    "a run of the course's recipe slows from its first step on; it "
                    "cannot be extended: start a new run from its model"
                )
            if done:  # the finished model draws better than what follows until the next decay
                (job.run / MODEL).replace(job.run / f"model-{stored}.safetensors")
            state = load_state(job.run / BEFORE_DECAY)
    except FileNotFoundError as error:
        raise JobError(f"{job.run} holds no run to resume; start one without --resume") from error
    for abandoned in job.run.glob(".*.part"):  # a kill in the midst of a save leaves one
        abandoned.unlink()
    trainer, info, card, losses = state
    if info.data_fingerprint != data.fingerprint:
        raise JobError(
            f"the data is not what the run in {job.run} was trained on; "
            "give it the same data, or start a new run from its model"
        )
    trainer.to_device(library.device.name)
    trainer.ranks = ranks
    if library.device.name == "cpu":
        threads = info.threads or _threads(trainer.model, library, ranks)
        info = msgspec.structs.replace(info, threads=threads)
        torch.set_num_threads(threads)
    if extended:
        batches = _batches(data, trainer.model.vocabulary.words, info.config)
        seconds = _seconds_a_step(trainer.model, info.config, batches)
        more = job.steps or stored + ranks.agree(_steps_in(job.minutes, seconds / ranks.world))
        if more <= info.step:
            raise JobError(f"the run has taken {info.step} steps already; ask for more than that")
        trainer.config = replace(info.config, steps=more)
    return _Run(job, data, trainer, info, card, losses.tolist(), library.device.label)


def _batches(data: TrainingData, words: tuple[str, ...], config: TrainConfig) -> Batches:
    size, seed = config.batch_size, config.seed
    return sprite_batches(draws(data, words), mixable(words), size, seed, config.context)


def _recipe(network: AnyConfig, steps: int, seed: int) -> TrainConfig:
    if isinstance(network, CourseConfig):
        return TrainConfig.course(steps, seed)
    return TrainConfig(steps, seed)


def _threads(model: Model, library: ModelLibrary, ranks: Ranks) -> int:
    """How many a process has: the quickest number, or what torchrun gave each of several."""
    if library.device.name != "cpu":
        return 0
    return tune_threads(model, batch=64) if ranks.world == 1 else torch.get_num_threads()


def _steps_in(minutes: float | None, seconds_a_step: float) -> int:
    if minutes is None or minutes <= 0:
        raise JobError("say how long to train: --minutes M or --steps N, more than zero")
    return max(1, round(minutes * 60 / seconds_a_step))


def _seconds_a_step(model: Model, config: TrainConfig, batches: Batches) -> float:
    """By a short timing on a copy, which leaves the run itself untouched."""
    trainer = Trainer(deepcopy(model), replace(config, steps=1000))
    steps = trainer.train(batches)
    for _ in range(2):
        next(steps)
    start, taken = time.perf_counter(), 0
    while taken < 3 or (taken < 30 and time.perf_counter() - start < 6):
        next(steps)
        taken += 1
    return (time.perf_counter() - start) / taken
