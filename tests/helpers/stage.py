"""The worker's jobs as a test plays them, without torch, and what comes of them."""

import threading
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from opened_networks import network_result, reach_result, step_result
from safetensors.numpy import save_file
from slow_steps import slow_step
from watched_runs import watched_run, watched_step

from sprite_studio import paths
from sprite_studio.art.forge.walking import walking_character
from sprite_studio.studio.export.export import export
from sprite_studio.studio.export.sources import no_credits
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.cast import (
    CastJob,
    CastProgress,
    CastResult,
    MeasureJob,
    NeighboursJob,
    ReadCharacterJob,
    frames_in,
    given_in,
)
from sprite_studio.studio.jobs.compare import CompareJob, CompareProgress, CompareResult, LaneResult
from sprite_studio.studio.jobs.drawing import Drawing
from sprite_studio.studio.jobs.edit import EditJob, EditProgress, EditResult
from sprite_studio.studio.jobs.export import ExportJob
from sprite_studio.studio.jobs.field import FieldJob, FieldResult
from sprite_studio.studio.jobs.generate import GenerateJob, GenerateProgress, GenerateResult
from sprite_studio.studio.jobs.learn import LESSON_JOBS
from sprite_studio.studio.jobs.library.slicing import CutJob, OpenSheetJob
from sprite_studio.studio.jobs.models import ListModelsJob, ListModelsResult, ModelSummary
from sprite_studio.studio.jobs.network import NetworkJob, ReachJob, StepJob
from sprite_studio.studio.jobs.prompt_reading import LeftOut
from sprite_studio.studio.jobs.recipes.history import (
    KeepJob,
    KeepResult,
    ListJob,
    ReadJob,
    SweepJob,
    ThumbnailsJob,
)
from sprite_studio.studio.jobs.recipes.recipe import Recipe, read_recipe
from sprite_studio.studio.jobs.recipes.replay import (
    RecallJob,
    RecallResult,
    ReplayJob,
    ReplayResult,
)
from sprite_studio.studio.jobs.training.course import ImportWeightsJob, ImportWeightsResult
from sprite_studio.studio.jobs.training.film import (
    FilmJob,
    FilmResult,
    Frame,
    KeepFrameJob,
    KeepFrameResult,
)
from sprite_studio.studio.jobs.training.shelf import DeleteRunJob, RenameRunJob
from sprite_studio.studio.jobs.training.slow import SlowJob, SlowResult
from sprite_studio.studio.jobs.training.train import (
    ScanJob,
    ScanResult,
    TrainJob,
    TrainProgress,
    TrainStarted,
)
from sprite_studio.studio.jobs.watch import ForwardJob, ForwardResult, WatchJob, WatchProgress
from sprite_studio.studio.jobs.word_pictures import WordPicture, WordPicturesJob, WordPicturesResult
from sprite_studio.studio.library import characters
from sprite_studio.studio.library.history import serve
from sprite_studio.studio.library.history.store import History
from sprite_studio.studio.library.slicing import cut_sheet, open_sheet
from sprite_studio.studio.library.sprites import serve as serve_sprites
from sprite_studio.studio.library.sprites.store import SpriteLibrary
from sprite_studio.studio.train.runs.files import MODEL, STATE, STATE_KEY, read_run, write_order
from sprite_studio.studio.train.runs.runs import CurveJob, RunsJob, curve, runs
from sprite_studio.studio.train.shelf.changes import delete_run, rename_run
from sprite_studio.ui.work.worker import Handler

WORDS = ("hero", "non-hero", "food", "spell", "side-facing", "colour:red", "kind:potion")


def sprites(count: int, value: int = 200):
    images = np.full((count, 16, 16, 4), value, np.uint8)
    images[..., 3] = 255
    images.setflags(write=False)
    return images


def told_apart(count: int, value: int = 200):
    """As `sprites`, but no two are the same: their first pixels differ."""
    images = sprites(count, value).copy()
    images[:, 0, 0, 0] = np.arange(count)
    images.setflags(write=False)
    return images


def recipe_of(drawing: Drawing) -> Recipe:
    return Recipe(
        version="test",
        model_hash="0" * 12,
        styles=({},) * drawing.count,
        drawing=msgspec.structs.replace(drawing, steps=drawing.steps_taken),
    )


def watch_result(drawing: Drawing, outline: Sequence[float], colour: Sequence[float]):
    """A run whose step i shows the value 20 + i everywhere, and decides as much as is said."""
    steps = len(outline)
    pictures = np.stack([sprites(drawing.count, 20 + step) for step in range(steps)])
    return watched_run(recipe_of(drawing), pictures, pictures, outline, colour)


@dataclass
class Stage:
    """What the played jobs do, and what they were asked.

    Attributes:
        drawn: every GenerateJob that ran.
        trained: every TrainJob that ran; slow: every SlowJob; frames: of every film; kept_frames:
            every KeepFrameJob; imported: every ImportWeightsJob.
        sunk, edited, fields: every ForwardJob, EditJob, FieldJob; cast: every CastJob; compared:
            every CompareJob; exported: every ExportJob.
        looked, opened, reached: every NetworkJob, StepJob, ReachJob.
        kept: every KeepJob; history: what really keeps them; sprites: the library.
        runs: the folder of all training runs.
        gate: drawing waits here after its first step while it is clear.
        error: raised by the next drawing, if set; field_error: by every field.
        left_out: of every prompt.
    """

    history: History
    sprites: SpriteLibrary
    runs: Path
    drawn: list[GenerateJob] = field(default_factory=list)
    kept: list[KeepJob] = field(default_factory=list)
    trained: list[TrainJob] = field(default_factory=list)
    slow: list[SlowJob] = field(default_factory=list)
    frames: tuple[Frame, ...] = ()
    kept_frames: list[KeepFrameJob] = field(default_factory=list)
    imported: list[ImportWeightsJob] = field(default_factory=list)
    sunk: list[ForwardJob] = field(default_factory=list)
    looked: list[NetworkJob] = field(default_factory=list)
    opened: list[StepJob] = field(default_factory=list)
    reached: list[ReachJob] = field(default_factory=list)
    edited: list[EditJob] = field(default_factory=list)
    cast: list[CastJob] = field(default_factory=list)
    compared: list[CompareJob] = field(default_factory=list)
    fields: list[FieldJob] = field(default_factory=list)
    exported: list[ExportJob] = field(default_factory=list)
    pictured: list[WordPicturesJob] = field(default_factory=list)
    field_error: Exception | None = None
    gate: threading.Event = field(default_factory=threading.Event)
    error: Exception | None = None
    left_out: tuple[LeftOut, ...] = ()
    train: Callable[[TrainJob], Generator[Any, None, None]] | None = None

    def __post_init__(self) -> None:
        self.gate.set()

    def handlers(self) -> dict[type, Handler]:
        return {
            GenerateJob: self._generate,
            TrainJob: self._train,
            SlowJob: self._slow_step,
            RenameRunJob: lambda job: rename_run(job, self.runs, {"base"}),
            DeleteRunJob: lambda job: delete_run(job, self.runs),
            FilmJob: self._film,
            ImportWeightsJob: self._import_weights,
            KeepFrameJob: self._keep_frame,
            ListModelsJob: self._list,
            ScanJob: self._scan,
            RunsJob: lambda job: runs(job, self.runs),
            CurveJob: curve,
            FieldJob: self._field,
            WatchJob: self._watch,
            CompareJob: self._compare,
            ForwardJob: self._forward,
            NetworkJob: self._network,
            StepJob: self._step,
            ReachJob: self._reach,
            EditJob: self._edit,
            CastJob: self._cast,
            MeasureJob: characters.judge,
            NeighboursJob: characters.neighbours,
            ReadCharacterJob: characters.read,
            ExportJob: self._export,
            WordPicturesJob: self._word_pictures,
            **dict.fromkeys(LESSON_JOBS, self._lesson),
            KeepJob: self._keep,
            RecallJob: self._recall,
            ReplayJob: self._replay,
            ListJob: partial(serve.list_entries, history=self.history),
            ThumbnailsJob: partial(serve.read_thumbnails, history=self.history),
            ReadJob: partial(serve.read, history=self.history),
            SweepJob: partial(serve.sweep, history=self.history),
            OpenSheetJob: open_sheet,
            CutJob: cut_sheet,
            **serve_sprites.handlers(self.sprites, self.history),
            **serve_sprites.export_handlers(self.sprites, no_credits),
        }

    def _generate(self, job: GenerateJob) -> Generator[Any, None, None]:
        self.drawn.append(job)
        if self.error is not None:
            raise self.error
        for step in (1, 2):
            yield GenerateProgress(step, 2, 0, sprites(job.drawing.count, 50), 0.0, 0.1 * step)
            assert self.gate.wait(20)
        images, recipe = told_apart(job.drawing.count), recipe_of(job.drawing)
        yield GenerateResult(images, recipe, 0.2, job.drawing.count, 2, "a test")

    def _field(self, job: FieldJob) -> Generator[FieldResult, None, None]:
        self.fields.append(job)
        if self.field_error is not None:
            raise self.field_error
        yield FieldResult(sprites(len(job.mixes)))

    def _watch(self, job: WatchJob) -> Generator[Any, None, None]:
        self.drawn.append(GenerateJob(job.drawing, job.prompt))
        if self.error is not None:
            raise self.error
        steps, count = job.drawing.steps_taken, job.drawing.count
        shown = sprites(count, 50)
        taken = watched_step(-5.0, shown, shown)
        yield WatchProgress(1, steps, 0.1, recipe_of(job.drawing), (-5.0, 5.0), taken)
        assert self.gate.wait(20)
        shares = np.linspace(0.1, 1, steps).tolist()
        result = watch_result(job.drawing, shares, shares)
        yield replace(result, left_out=self.left_out)

    def _compare(self, job: CompareJob) -> Generator[Any, None, None]:
        self.compared.append(job)
        if self.error is not None:
            raise self.error
        done = []
        for number, lane in enumerate(job.lanes):
            count = job.drawing.count
            images = sprites(count, 100 + number)
            frames = np.stack([sprites(min(4, count), 10 * number + step) for step in (1, 2)])
            apart = np.full((16, 16), 0.1 * number)
            unlike = 0.1 * number, 0.8, apart, 0.3, count - 6 * number
            told = 0.5, 3, *unlike, job.drawing.guidance, self.left_out
            done.append(LaneResult(lane, (-9.0, 0.0), frames, images, images, *told))
            steps = number, len(job.lanes), 1, 2, 2 * number + 1, 2 * len(job.lanes)
            yield CompareProgress(*steps, 0.1)
            assert self.gate.wait(20)
            steps = number, len(job.lanes), 2, 2, 2 * number + 2, 2 * len(job.lanes)
            yield CompareProgress(*steps, 0.2, done[-1])
        yield CompareResult(job, tuple(done))

    def _forward(self, job: ForwardJob) -> Generator[ForwardResult, None, None]:
        self.sunk.append(job)
        counts, edges = np.ones((5, 8), np.int64), np.linspace(-1, 1, 9)
        yield ForwardResult((9.0, 4.0, 0.0, -4.0, -9.0), sprites(5), counts, edges)

    def _network(self, job: NetworkJob) -> Generator[Any, None, None]:
        self.looked.append(job)
        yield network_result(job)

    def _step(self, job: StepJob) -> Generator[Any, None, None]:
        self.opened.append(job)
        yield step_result(job)

    def _reach(self, job: ReachJob) -> Generator[Any, None, None]:
        self.reached.append(job)
        yield reach_result(job)

    def _export(self, job: ExportJob) -> Generator[Any, None, None]:
        self.exported.append(job)
        events = export(job)
        yield next(events)
        assert self.gate.wait(20)
        yield from events

    def _word_pictures(self, job: WordPicturesJob) -> Generator[Any, None, None]:
        self.pictured.append(job)
        for word in job.words:
            yield WordPicture(word, sprites(3 if word.startswith("style:") else 1, 70))
        yield WordPicturesResult()

    def _lesson(self, job: object) -> Generator[Any, None, None]:
        """Nothing comes of it here: with what is computed they are tested with the page."""
        yield None

    def _edit(self, job: EditJob) -> Generator[Any, None, None]:
        self.edited.append(job)
        if self.error is not None:
            raise self.error
        yield EditProgress(1, 2, 0.1)
        assert self.gate.wait(20)
        recipe = msgspec.structs.replace(recipe_of(job.drawing), edit=job.edit)
        yield EditResult(told_apart(job.drawing.count, 90), recipe, 0.1, "a test")

    def _cast(self, job: CastJob) -> Generator[Any, None, None]:
        """Forge characters, by their seeds, around the frames that are given."""
        self.cast.append(job)
        if self.error is not None:
            raise self.error
        seeds = job.drawing.sprite_seeds
        frames = np.stack([walking_character(seed).frames for seed in seeds])
        given = given_in(job.cast)
        frames[:, given] = frames_in(job.cast)[given]
        yield CastProgress(1, 2, 0.1, frames[:1], 0)
        assert self.gate.wait(20)
        recipe = msgspec.structs.replace(recipe_of(job.drawing), edit=job.cast)
        yield CastResult(frames, recipe, 0.1, "a test")

    def _keep(self, job: KeepJob) -> Generator[KeepResult, None, None]:
        self.kept.append(job)
        yield from serve.keep(job, self.history)

    def _recall(self, job: RecallJob) -> Generator[RecallResult, None, None]:
        yield RecallResult(read_recipe(job.path))

    def _replay(self, job: ReplayJob) -> Generator[ReplayResult, None, None]:
        recipe = read_recipe(job.path)
        count = recipe.drawing.count
        yield ReplayResult(sprites(count), recipe, (0,) * count, 0, (), "a test")

    def _train(self, job: TrainJob) -> Generator[Any, None, None]:
        self.trained.append(job)
        assert self.train is not None
        yield from self.train(job)

    def _slow_step(self, job: SlowJob) -> Generator[Any, None, None]:
        """A step of four; the run's state is saved after it."""
        self.slow.append(job)
        summary = read_run(job.run.run)
        done = 0 if summary is None else summary.step
        yield TrainStarted(9, 1, 0.0, "", {}, (), done, 4, (0.5,) * done, (), "a test")
        assert self.gate.wait(20)
        yield TrainProgress(done + 1, 4, 0.5, 1e-3, None, 10.0, 1.0)
        self.save_run(job.run.run, done + 1, 4)
        write_order(job.run.run, job.run)
        yield SlowResult(slow_step(done + 1, 4), done + 1 == 4)

    def _film(self, job: FilmJob) -> Generator[FilmResult, None, None]:
        yield FilmResult(job.folder, self.frames)

    def _keep_frame(self, job: KeepFrameJob) -> Generator[KeepFrameResult, None, None]:
        self.kept_frames.append(job)
        if job.name == "base":
            raise JobError("there is a model 'base' already")
        yield KeepFrameResult(job.name or f"{job.folder.name}-step-{job.step}")

    def _import_weights(self, job: ImportWeightsJob) -> Generator[ImportWeightsResult, None, None]:
        self.imported.append(job)
        if job.name == "base":
            raise JobError("there is a model 'base' already; take another name")
        words = tuple(job.words.split(", "))
        yield ImportWeightsResult(job.name, words, "")

    def save_run(self, folder: Path, step: int, steps: int) -> None:
        """The state of a run, as it lies on the disk."""
        folder.mkdir(parents=True, exist_ok=True)
        told = f'{{"config": {{"steps": {steps}}}, "step": {step}, "data_fingerprint": "0"}}'
        save_file({"losses": np.full(step, 0.5, np.float32)}, folder / STATE, {STATE_KEY: told})
        (folder / MODEL).write_bytes(b"x")

    def _list(self, job: ListModelsJob) -> Generator[ListModelsResult, None, None]:
        base = ModelSummary("base", paths.resources(), 9.0, WORDS, 1.0, ("someone",))
        yield ListModelsResult((base,), "CPU, 2 cores", "")

    def _scan(self, job: ScanJob) -> Generator[ScanResult, None, None]:
        if job.path.name == "forge":
            yield ScanResult(job.path, True, {}, sprites(4), "", ())
            return
        if not job.path.exists():
            raise ValueError(f"{job.path} does not exist")
        counts = {"hero": 3, "": 1}
        yield ScanResult(
            job.path,
            False,
            counts,
            sprites(4),
            "1 blank, 2 duplicate, 1 unusable",
            ("x.png: damaged",),
        )
