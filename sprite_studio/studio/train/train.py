"""Train a model: from sources to a run's folder, resumable at every moment."""

import errno
import logging
import math
import time
from collections import Counter
from collections.abc import Generator, Iterator
from copy import deepcopy
from dataclasses import replace

import msgspec
import torch
from torch import Tensor

from sprite_studio.atomic_write import atomic_write_bytes
from sprite_studio.diffusion.networks.checkpoint import Card, RunRecord, save_checkpoint
from sprite_studio.diffusion.networks.course import CourseConfig
from sprite_studio.diffusion.networks.model import (
    COURSE_SCHEDULE,
    HOUSE_SCHEDULE,
    AnyConfig,
    Model,
)
from sprite_studio.diffusion.networks.unet import UNetConfig
from sprite_studio.diffusion.training.dataset import Batches, sprite_batches
from sprite_studio.diffusion.training.parallel import ALONE, Ranks
from sprite_studio.diffusion.training.trainer import TrainConfig, Trainer, Validation
from sprite_studio.errors import plain
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.train import (
    Importing,
    TrainJob,
    TrainProgress,
    TrainResult,
    TrainStarted,
)
from sprite_studio.studio.library.models import ModelLibrary, seen_path, tune_threads
from sprite_studio.studio.train.length import check_length, check_seed, steps_in
from sprite_studio.studio.train.run_files import BEFORE_DECAY, MODEL, STATE, read_saved
from sprite_studio.studio.train.run_owner import clear_leftovers, owned_run, record
from sprite_studio.studio.train.run_state import (
    RunInfo,
    StateOnDisk,
    load_state,
    save_state,
    state_of,
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

    Closing the generator saves the run, to go on with `resume`; a run that fails to begin or to be
    resumed changes nothing on the disk. Raises JobError, HeldError if another process trains in
    the folder, as `import_set`, and OSError where a file cannot be written.
    """
    check_length("train", job.steps, job.minutes, needed=not job.resume)
    check_seed(job.seed)
    with owned_run(job, ranks.leads) as what:
        saved = read_saved(what.run) if what.resume else None
        data = yield from load_training_data(what.data, saved.data_fingerprint if saved else "")
        begin = _resumed if what.resume else _begun
        run = begin(what, data, library, ranks)
        if ranks.leads:
            clear_leftovers(what.run)
            record(what)
        yield run.started()
        try:
            yield from run.steps()
        except GeneratorExit:
            run.save_last()
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
        finished: int | None = None,
    ) -> None:
        """Args: finished: the total of the run that this one extends: its model is kept."""
        self._folder, self._data, self._trainer = job.run, data, trainer
        self._info, self._card, self._losses, self._device = info, card, losses, device
        self._finished, self._saved_step = finished, info.step
        self._before_decay: StateOnDisk | None = None
        self._unsaved = ""
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
            rejected=self._data.rejected,
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
        while True:
            # Said before every step: what is drawn in between may use another number.
            if self._info.threads:
                torch.set_num_threads(self._info.threads)
            step = next(taking, None)
            if step is None:
                return
            if not math.isfinite(step.loss):
                if self._trainer.step > self._saved_step:
                    self._autosave()
                raise JobError(
                    f"the loss of step {step.step} is not a number, so training ended there; "
                    f"{self._kept()}. Train on other data, or with another seed"
                )
            self._losses.append(step.loss)
            last = step.step == config.steps
            if step.step == config.decay_start and self._trainer.ranks.leads:
                self._before_decay = self._state()
            measured = None
            if self._validate and (step.step % VALIDATE_EVERY == 0 or last):
                measured = self._validate(self._trainer.averaged()).mean
                self._validation.append((step.step, measured))
            taken = step.step - self._first_step
            # The first step is saved at once: from then on the run and its total are on the disk.
            due = taken == 1 or self._before_decay or time.monotonic() - saved > AUTOSAVE_SECONDS
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
                unsaved=self._unsaved,
            )

    def save(self) -> None:
        """The state, and a model that can be tried while the run goes on."""
        if self._trainer.step == 0 or not self._trainer.ranks.leads:
            return  # nothing has happened yet that could be lost, or another process saves it
        if self._finished is not None:  # it draws better than what follows until the next decay
            kept = self._folder / f"model-{self._finished}.safetensors"
            atomic_write_bytes(kept, (self._folder / MODEL).read_bytes())
            self._finished = None
        if self._before_decay is not None:
            save_state(self._folder / BEFORE_DECAY, self._before_decay)
            self._before_decay = None
        save_state(self._folder / STATE, self._state())
        self._saved_step = self._trainer.step
        save_checkpoint(self._folder / MODEL, self._trainer.averaged(), self._card_so_far())

    def _autosave(self) -> None:
        """A disk that is full for a while must not end hours of training."""
        try:
            self.save()
            self._unsaved = ""
        except OSError as error:
            log.exception("the run could not be saved; trying again in %g s", AUTOSAVE_SECONDS)
            self._unsaved = f"{plain(error)} ({self._kept()})"

    def save_last(self) -> None:
        """Raises OSError that says what is lost."""
        try:
            self.save()
        except OSError as error:
            told = f"{error.strerror or error}; {self._kept()}: make room and resume the run"
            file = error.filename or str(self._folder / STATE)
            raise OSError(error.errno or errno.EIO, told, file) from error

    def _kept(self) -> str:
        if self._saved_step == 0:
            return "nothing was saved yet"
        return f"what was saved at step {self._saved_step} is kept"

    def finish(self) -> TrainResult:
        self.save_last()
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
            validation=tuple(self._validation),
        )
        return state_of(self._trainer, info, self._card, torch.tensor(self._losses))

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
        model = Model(CourseConfig(), words, COURSE_SCHEDULE)
    else:
        model = Model(UNetConfig(pictures=True), words, HOUSE_SCHEDULE)
    model = model.placed_on(library.device.name)
    threads = _threads(model, library, ranks)
    train_config = _recipe(model.config, job.steps or 1, job.seed)
    if job.steps is None:
        seconds = _seconds_a_step(model, train_config, _batches(data, words, train_config))
        seconds /= ranks.world
        train_config = replace(
            train_config, steps=ranks.agree(steps_in(job.minutes or 0.0, seconds))
        )
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
    """The run as it was; with a new total, from before its decay if that had begun.

    Nothing is written: any of this may fail.
    """
    trainer, info, card, losses = load_state(job.run / STATE)
    if info.data_fingerprint != data.fingerprint:
        raise JobError(
            f"the data is not what the run in {job.run} was trained on; "
            "give it the same data, or start a new run from its model"
        )
    stored, finished = info.config.steps, None
    done = info.step >= stored
    extended = (done and job.minutes is not None) or job.steps not in (None, stored)
    if extended and job.steps is not None and job.steps <= min(info.step, info.config.decay_start):
        raise JobError(f"the run has taken {info.step} steps already; ask for more than that")
    if extended and info.step > info.config.decay_start:
        finished = stored if done and (job.run / MODEL).is_file() else None
        trainer, info, card, losses = _before_decay(job, info)
    trainer.to_device(library.device.name)
    trainer.ranks = ranks
    if library.device.name == "cpu":
        threads = info.threads or _threads(trainer.model, library, ranks)
        info = msgspec.structs.replace(info, threads=threads)
        torch.set_num_threads(threads)
    if extended:
        batches = _batches(data, trainer.model.vocabulary.words, info.config)
        seconds = _seconds_a_step(trainer.model, info.config, batches)
        minutes = job.minutes or 0.0
        more = job.steps or stored + ranks.agree(steps_in(minutes, seconds / ranks.world))
        trainer.config = replace(info.config, steps=more)
    return _Run(job, data, trainer, info, card, losses.tolist(), library.device.label, finished)


def _before_decay(job: TrainJob, info: RunInfo) -> tuple[Trainer, RunInfo, Card, Tensor]:
    """The state from which a run can be extended whose learning rate has begun to fall."""
    if info.config.decay_start == 0:
        raise JobError(
            "a run of the course's recipe slows from its first step on; it "
            "cannot be extended: start a new run from its model"
        )
    try:
        state = load_state(job.run / BEFORE_DECAY)
    except FileNotFoundError as error:
        raise JobError(
            f"the run in {job.run} cannot be extended, since {BEFORE_DECAY} is not there; "
            "start a new run from its model"
        ) from error
    if state[1].data_fingerprint != info.data_fingerprint:
        raise JobError(f"{job.run / BEFORE_DECAY} is of another run; start a new run from a model")
    return state


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
