"""Train a model: from sources to a run's folder, resumable at every moment."""

from collections.abc import Callable, Generator
from copy import deepcopy
from dataclasses import replace
from typing import Any, TypeAlias

import msgspec
import torch
from torch import Tensor

from sprite_studio.diffusion.networks.cast import CastConfig
from sprite_studio.diffusion.networks.cast_start import start_from_sprites
from sprite_studio.diffusion.networks.checkpoint import Card
from sprite_studio.diffusion.networks.course import CourseConfig
from sprite_studio.diffusion.networks.model import (
    COURSE_SCHEDULE,
    HOUSE_SCHEDULE,
    AnyConfig,
    Model,
)
from sprite_studio.diffusion.networks.tune import TuneConfig
from sprite_studio.diffusion.networks.unet import UNetConfig
from sprite_studio.diffusion.threads import threads_set
from sprite_studio.diffusion.training.compiler import compiler_loaded
from sprite_studio.diffusion.training.dataset import Batches, whole_seed
from sprite_studio.diffusion.training.parallel import ALONE, Ranks
from sprite_studio.diffusion.training.trainer import END, ROWS_AT_ONCE, TrainConfig, Trainer
from sprite_studio.studio.draw.stopwatch import Stopwatch
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.drawing import DEFAULT_MODEL
from sprite_studio.studio.jobs.training.film import Frame
from sprite_studio.studio.jobs.training.train import (
    Importing,
    Network,
    Preparing,
    TrainJob,
    TrainProgress,
    TrainResult,
    TrainStarted,
)
from sprite_studio.studio.library.models import ModelLibrary, seen_path, tune_threads
from sprite_studio.studio.train.casting.lessons import batches_of, styles_of, words_of
from sprite_studio.studio.train.length import check_length, check_seed, steps_in
from sprite_studio.studio.train.runs.files import BEFORE_DECAY, MODEL, STATE, read_saved
from sprite_studio.studio.train.runs.leftovers import clear_run
from sprite_studio.studio.train.runs.owner import owned_run, record
from sprite_studio.studio.train.runs.state import RunInfo, load_state
from sprite_studio.studio.train.seen import remember
from sprite_studio.studio.train.sitting import Sitting
from sprite_studio.studio.train.slow.kept_data import KeptData
from sprite_studio.studio.train.training_data import TrainingData

WARM_STEPS, LEAST_TIMED, MOST_TIMED = 2, 3, 30
TIMED_SECONDS = 6.0
"""Steps by which the length of the others is judged, and for how long."""

TrainEvent = Importing | Preparing | TrainStarted | TrainProgress | Frame | TrainResult | None

Beginning: TypeAlias = Generator[Preparing | None, None, Sitting]
"""Yields what it is about, and None where other work may go first."""


Go = Callable[[Sitting], Generator[Any, None, None]]
"""What a sitting is for: yields its reports, and its result last."""


def train(
    job: TrainJob,
    library: ModelLibrary,
    ranks: Ranks = ALONE,
    kept: KeptData | None = None,
) -> Generator[TrainEvent, None, None]:
    """Yields Importing and Preparing now and then, one TrainStarted, a TrainProgress a step, a
    Frame after some, one TrainResult, and None where other work may go first.

    `ranks` are the processes that share the work; `kept` is the data of the sitting before.

    Closing the generator saves the run, to go on with `resume`; a run that fails to begin or to be
    resumed changes nothing on the disk. Raises JobError, HeldError if another process trains in
    the folder, as `import_set`, and OSError where a file cannot be written.
    """
    yield from sit(job, library, _to_the_end, ranks, kept)


def sit(
    job: TrainJob,
    library: ModelLibrary,
    go: Go,
    ranks: Ranks = ALONE,
    kept: KeptData | None = None,
) -> Generator[Any, None, None]:
    """Open a run as `train` does, and `go`. Raises as `train`."""
    _check(job)
    kept = KeptData() if kept is None else kept
    with owned_run(job, ranks.leads) as what:
        _check(what)
        saved = read_saved(what.run) if what.resume else None
        wanted = saved.data_fingerprint if saved else ""
        data = yield from kept.load(what.network, what.data, wanted)
        begin = _resumed if what.resume else _begun
        yield from compiler_loaded()
        run = yield from begin(what, data, library, ranks)
        if ranks.leads:
            clear_run(what.run, holds_run=job.resume)
            run.rewind()
            if what.resume:
                record(what)
        yield run.started()
        yield from go(run)


def _to_the_end(run: Sitting) -> Generator[TrainEvent, None, None]:
    with run.saved_if_left():
        yield from run.steps()
    yield (yield from run.finish())


def _check(job: TrainJob) -> None:
    check_length("train", job.steps, job.minutes, needed=not job.resume)
    check_seed(job.seed)


def _begun(job: TrainJob, data: TrainingData, library: ModelLibrary, ranks: Ranks) -> Beginning:
    """A new run, with fresh weights or from a model."""
    words = words_of(data)
    started_from, credited, history, seen_before = "", (), (), None
    origin = library.load(job.start_from) if job.start_from else None
    # The weights' initial values have no generator of their own. After loading, which takes some
    # from it the first time.
    torch.manual_seed(whole_seed(job.seed))
    if origin is not None:
        seen_before = seen_path(library.find(job.start_from))
        if job.network == "course" and not isinstance(origin.model.config, CourseConfig):
            raise JobError(f"{job.start_from} is not a network of the course; leave --network out")
        if job.network != "cast" and origin.model.config.channels == 3:
            raise JobError(
                f"{job.start_from} draws sprites without clear pixels, and those that are trained "
                "on have some; begin with another model"
            )
        known = origin.model.vocabulary.words
        if not isinstance(origin.model.config, CourseConfig):  # which cannot learn another word
            known = (*known, *(word for word in words if word not in known))
        words = known
        model = _begun_with(origin.model, words, job.network)
        started_from = origin.hash
        credited, history = origin.card.credits, origin.card.history
    elif job.network == "cast":
        model = Model(CastConfig(), words, HOUSE_SCHEDULE)
    elif job.network == "tune":
        model = Model(TuneConfig(), words, HOUSE_SCHEDULE)
    elif job.network == "course":
        model = Model(CourseConfig(), words, COURSE_SCHEDULE)
    else:
        model = Model(UNetConfig(pictures=True), words, HOUSE_SCHEDULE)
    model = model.placed_on(library.device.name)
    yield None
    threads = yield from _threads(model, library, ranks)
    train_config = _recipe(model.config, job.steps or 1, job.seed)
    batches = yield from batches_of(data, words, train_config)
    if job.steps is None:
        timed = _steps_in_time(job, model, train_config, batches, threads, ranks)
        train_config = replace(train_config, steps=(yield from timed))
        from_nothing = not job.start_from and job.network == "house"
        if from_nothing and ranks.world == 1 and train_config.steps < FEW_STEPS:
            train_config = replace(train_config, batch_size=SMALL_BATCH)
            batches = yield from batches_of(data, words, train_config)
            timed = _steps_in_time(job, model, train_config, batches, threads, ranks)
            train_config = replace(train_config, steps=(yield from timed))
    if ranks.leads:
        yield from remember(seen_path(job.run / MODEL), data.train, seen_before)
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
        styles=styles_of(data, words),
    )
    trainer = Trainer(model, train_config, ranks)
    return Sitting(job, data, batches, trainer, info, card, [], library.device.label)


def _resumed(job: TrainJob, data: TrainingData, library: ModelLibrary, ranks: Ranks) -> Beginning:
    """The run as it was; with a new total, from before its decay if that had begun.

    Nothing is written: any of this may fail.
    """
    trainer, info, card, losses = load_state(job.run / STATE)
    if info.data_fingerprint != data.fingerprint:
        raise JobError(
            f"the data is not what the run in {job.run} was trained on; "
            "give it the same data, or start a new run from its model"
        )
    on_disk, stored, finished = info.step, info.config.steps, None
    done = on_disk >= stored
    extended = (done and job.minutes is not None) or job.steps not in (None, stored)
    taken = min(info.step, info.config.decay_start)
    if extended and job.steps is not None and taken and job.steps <= taken:
        raise JobError(f"the run has taken {info.step} steps already; ask for more than that")
    if extended and info.step > info.config.decay_start:
        finished = stored if done and (job.run / MODEL).is_file() else None
        trainer, info, card, losses = _before_decay(job, info)
    trainer.to_device(library.device.name)
    trainer.ranks = ranks
    if library.device.name == "cpu":
        threads = info.threads or (yield from _threads(trainer.model, library, ranks))
        info = msgspec.structs.replace(info, threads=threads)
    batches = yield from batches_of(data, trainer.model.vocabulary.words, info.config)
    if extended:
        seconds = yield from _seconds_a_step(trainer.model, info.config, batches, info.threads)
        minutes = job.minutes or 0.0
        more = job.steps or stored + ranks.agree(steps_in(minutes, seconds / ranks.world))
        trainer.config = replace(info.config, steps=more)
    device = library.device.label
    told = losses.tolist()
    return Sitting(job, data, batches, trainer, info, card, told, device, on_disk, finished)


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


def _begun_with(origin: Model, words: tuple[str, ...], network: Network) -> Model:
    """A model that goes on from another; of characters, from what a network of sprites knows."""
    of_characters = isinstance(origin.config, CastConfig)
    if network == "cast" and not of_characters:
        model = Model(CastConfig(), words, origin.schedule)
        try:
            start_from_sprites(model, origin)
        except ValueError as error:
            raise JobError(f"{error}; begin with the model {DEFAULT_MODEL!r}") from error
        return model
    if network != "cast" and of_characters:
        raise JobError("the model draws characters that walk; train it with --network cast")
    if (network == "tune") != isinstance(origin.config, TuneConfig):
        raise JobError("a network of tunes begins with one of tunes, and --network tune, alone")
    model = Model(origin.config, words, origin.schedule)
    model.adopt(origin)
    return model


def _recipe(network: AnyConfig, steps: int, seed: int) -> TrainConfig:
    if isinstance(network, CourseConfig):
        return TrainConfig.course(steps, seed)
    if isinstance(network, CastConfig):
        # A character is four pictures to the layers, so a sixteenth of a thousand pictures a step.
        return TrainConfig(steps, seed, batch_size=16, learning_rate=1.5e-3, warmup=200)
    return TrainConfig(steps, seed)


FEW_STEPS, SMALL_BATCH = 1000, 16
"""Where a network of sprites would have so few steps from nothing, it takes more and smaller ones:
one that saw 3,200 sprites of the packs in fifty steps of 64 has learned nothing yet (held-out loss
0.64, its film is noise); after 2,400 in a hundred and fifty of 16 there are outlines (0.30)."""


def _steps_in_time(
    job: TrainJob,
    model: Model,
    config: TrainConfig,
    batches: Batches,
    threads: int,
    ranks: Ranks,
) -> Generator[Preparing, None, int]:
    """How many the minutes of a job are."""
    seconds = yield from _seconds_a_step(model, config, batches, threads)
    return ranks.agree(steps_in(job.minutes or 0.0, seconds / ranks.world))


def _threads(model: Model, library: ModelLibrary, ranks: Ranks) -> Generator[None, None, int]:
    """How many a process has: the quickest number, or what torchrun gave each of several."""
    if library.device.name != "cpu":
        return 0
    if ranks.world > 1:
        return torch.get_num_threads()
    return (yield from tune_threads(model, ROWS_AT_ONCE))


def _seconds_a_step(
    model: Model, config: TrainConfig, batches: Batches, threads: int
) -> Generator[Preparing, None, float]:
    """By a short timing on a copy, which leaves the run itself untouched.

    Args: threads: that the run has, or 0 if it is not on a CPU.
    """
    trainer = Trainer(deepcopy(model), replace(config, steps=1000))
    parts = trainer.train_in_parts(batches)
    taken, watch = -WARM_STEPS, Stopwatch()
    while taken < LEAST_TIMED or (taken < MOST_TIMED and watch.seconds < TIMED_SECONDS):
        with watch.paused():
            yield Preparing("Timing a few steps", max(0.0, TIMED_SECONDS - watch.seconds))
        with threads_set(threads):  # what ran meanwhile may use another number
            part = next(parts, END)
        if part is END:  # the loss is no number, which the run itself will say
            break
        if part is not None:
            taken += 1
            if taken == 0:
                watch = Stopwatch()
    return watch.seconds / max(1, taken)
