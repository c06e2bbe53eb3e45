"""Which function runs each kind of job.

The functions are imported where they first run, on the worker's thread, since most need torch.
"""

from collections.abc import Generator
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sprite_studio import paths
from sprite_studio.settings import Settings
from sprite_studio.studio.export.model_credits import installed_credits
from sprite_studio.studio.jobs.cast import CastJob, MeasureJob, NeighboursJob, ReadCharacterJob
from sprite_studio.studio.jobs.compare import CompareJob
from sprite_studio.studio.jobs.edit import EditJob
from sprite_studio.studio.jobs.export import ExportJob
from sprite_studio.studio.jobs.field import FieldJob
from sprite_studio.studio.jobs.generate import GenerateJob
from sprite_studio.studio.jobs.learn import LESSON_JOBS
from sprite_studio.studio.jobs.library.changes import ListSetsJob
from sprite_studio.studio.jobs.library.exporting import GatherJob
from sprite_studio.studio.jobs.library.finding import ChoicesJob, FindSpritesJob
from sprite_studio.studio.jobs.library.slicing import CutJob, OpenSheetJob
from sprite_studio.studio.jobs.library.sprites import (
    CardsJob,
    ReadSpritesJob,
    WhichKeptJob,
)
from sprite_studio.studio.jobs.models import ListModelsJob, ListModelsResult
from sprite_studio.studio.jobs.network import NetworkJob, ReachJob, StepJob
from sprite_studio.studio.jobs.recipes.history import (
    KeepJob,
    ListJob,
    ReadJob,
    SweepJob,
    ThumbnailsJob,
)
from sprite_studio.studio.jobs.recipes.recipe import read_recipe
from sprite_studio.studio.jobs.recipes.replay import RecallJob, RecallResult, ReplayJob
from sprite_studio.studio.jobs.training.adapt import AdaptJob
from sprite_studio.studio.jobs.training.course import ImportWeightsJob
from sprite_studio.studio.jobs.training.film import FilmJob, KeepFrameJob
from sprite_studio.studio.jobs.training.lesson import TeachJob
from sprite_studio.studio.jobs.training.shelf import DeleteRunJob, RenameRunJob
from sprite_studio.studio.jobs.training.slow import SlowJob
from sprite_studio.studio.jobs.training.train import ScanJob, TrainJob
from sprite_studio.studio.jobs.tune import HearStepJob, TuneJob
from sprite_studio.studio.jobs.watch import ForwardJob, WatchJob
from sprite_studio.studio.jobs.word_pictures import WordPicturesJob
from sprite_studio.studio.library import characters
from sprite_studio.studio.library.history import serve
from sprite_studio.studio.library.history.store import History
from sprite_studio.studio.library.picture_cache import PictureCache
from sprite_studio.studio.library.slicing import cut_sheet, open_sheet
from sprite_studio.studio.library.sprites import serve as serve_sprites
from sprite_studio.studio.library.sprites.store import SpriteLibrary
from sprite_studio.studio.train.runs.runs import CurveJob, RunsJob, curve, runs
from sprite_studio.ui.work.worker import Handler

if TYPE_CHECKING:
    from sprite_studio.studio.library.models import ModelLibrary
    from sprite_studio.studio.train.slow.kept_data import KeptData


LEAVABLE = (
    *(GenerateJob, FieldJob, WatchJob, CompareJob, ForwardJob, EditJob, CastJob),
    *(TuneJob, MeasureJob, NeighboursJob, ReadCharacterJob, RecallJob, ReplayJob),
    *(
        ListModelsJob,
        ScanJob,
        RunsJob,
        CurveJob,
        FilmJob,
        ListJob,
        ThumbnailsJob,
        ReadJob,
        SweepJob,
        WordPicturesJob,
    ),
    *(FindSpritesJob, ChoicesJob, CardsJob, ReadSpritesJob, WhichKeptJob, ListSetsJob),
    *(OpenSheetJob, CutJob, GatherJob),
    *(NetworkJob, StepJob, ReachJob),
    *LESSON_JOBS,
)
"""What writes nothing, and the sweep and small pictures, which may be cut short: a program that
ends need not wait for a step of theirs, which may be the import of torch."""


class Handlers:
    """What the worker runs for each kind of job. Everything here runs on its thread."""

    def __init__(
        self,
        settings: Settings,
        history: History,
        sprites: SpriteLibrary,
        runs: Path,
        pictures: PictureCache,
    ) -> None:
        """Args: runs: the folder of all training runs; pictures: of words."""
        self._settings, self._history, self._runs_folder = settings, history, runs
        self._sprites, self._pictures = sprites, pictures

    def table(self) -> dict[type, Handler]:
        """Job type → handler."""
        return {
            GenerateJob: self._generate,
            TrainJob: self._train,
            SlowJob: self._slow_step,
            FilmJob: self._film,
            ImportWeightsJob: self._import_weights,
            KeepFrameJob: self._keep_frame,
            AdaptJob: self._adapt,
            ListModelsJob: self._list_models,
            ScanJob: self._scan,
            RunsJob: self._runs,
            CurveJob: self._curve,
            RenameRunJob: self._rename_run,
            DeleteRunJob: self._delete_run,
            FieldJob: self._field,
            WatchJob: self._watch,
            CompareJob: self._compare,
            ForwardJob: self._forward,
            NetworkJob: self._network,
            StepJob: self._step,
            ReachJob: self._reach,
            EditJob: self._edit,
            CastJob: self._cast,
            TuneJob: self._tune,
            HearStepJob: self._hear_step,
            RecallJob: self._recall,
            ReplayJob: self._replay,
            TeachJob: self._teach,
            ExportJob: self._export,
            WordPicturesJob: self._word_pictures,
            **dict.fromkeys(LESSON_JOBS, self._lesson),
            KeepJob: partial(serve.keep, history=self._history),
            ListJob: partial(serve.list_entries, history=self._history),
            ThumbnailsJob: partial(serve.read_thumbnails, history=self._history),
            ReadJob: partial(serve.read, history=self._history),
            SweepJob: partial(serve.sweep, history=self._history),
            OpenSheetJob: open_sheet,
            CutJob: cut_sheet,
            ReadCharacterJob: characters.read,
            MeasureJob: characters.judge,
            NeighboursJob: characters.neighbours,
            **serve_sprites.handlers(self._sprites, self._history),
            **serve_sprites.export_handlers(self._sprites, installed_credits),
        }

    @cached_property
    def _library(self) -> "ModelLibrary":
        from sprite_studio.diffusion.device import DeviceError, choose_device
        from sprite_studio.studio.library.models import ModelLibrary

        try:
            device = choose_device(self._settings.device)
        except DeviceError as error:  # a GPU that was there last time
            device = replace(choose_device(), warning=str(error))
        return ModelLibrary(
            paths.resources() / "models",
            paths.user_models(),
            self._runs_folder,
            device,
            installed_only=True,
        )

    @cached_property
    def _kept_data(self) -> "KeptData":
        from sprite_studio.studio.train.slow.kept_data import KeptData

        return KeptData()

    def _generate(self, job: GenerateJob) -> Generator[Any, None, None]:
        from sprite_studio.studio.draw.generate import generate

        yield from generate(job, self._library)

    def _train(self, job: TrainJob) -> Generator[Any, None, None]:
        from sprite_studio.studio.train.train import train

        yield None  # to import it took as long as a step may
        yield from train(job, self._library, kept=self._kept_data)

    def _slow_step(self, job: SlowJob) -> Generator[Any, None, None]:
        from sprite_studio.studio.train.slow.slow_step import slow_step

        yield None
        yield from slow_step(job, self._library, self._kept_data)

    def _film(self, job: FilmJob) -> Generator[Any, None, None]:
        from sprite_studio.studio.train.film.film import film

        yield from film(job)

    def _keep_frame(self, job: KeepFrameJob) -> Generator[Any, None, None]:
        from sprite_studio.studio.train.film.film import keep_frame

        yield from keep_frame(job, self._library, paths.user_models())

    def _import_weights(self, job: ImportWeightsJob) -> Generator[Any, None, None]:
        from sprite_studio.studio.library.import_course import take_in

        taken = {model.name for model in self._library.all()}
        yield from take_in(job, paths.user_models(), taken)

    def _adapt(self, job: AdaptJob) -> Generator[Any, None, None]:
        from sprite_studio.studio.train.adapting.adapt import adapt

        yield from adapt(job, self._library)

    def _field(self, job: FieldJob) -> Generator[Any, None, None]:
        from sprite_studio.studio.draw.field import draw_field

        yield from draw_field(job, self._library)

    def _watch(self, job: WatchJob) -> Generator[Any, None, None]:
        from sprite_studio.studio.draw.watch import watch

        yield from watch(job, self._library)

    def _compare(self, job: CompareJob) -> Generator[Any, None, None]:
        from sprite_studio.studio.draw.compare import compare

        yield from compare(job, self._library)

    def _forward(self, job: ForwardJob) -> Generator[Any, None, None]:
        from sprite_studio.studio.draw.watch import forward

        yield from forward(job, self._library)

    def _network(self, job: NetworkJob) -> Generator[Any, None, None]:
        from sprite_studio.studio.draw.network import describe_network

        yield from describe_network(job, self._library)

    def _step(self, job: StepJob) -> Generator[Any, None, None]:
        from sprite_studio.studio.draw.network import open_step

        yield from open_step(job, self._library)

    def _reach(self, job: ReachJob) -> Generator[Any, None, None]:
        from sprite_studio.studio.draw.network import reach

        yield from reach(job, self._library)

    def _edit(self, job: EditJob) -> Generator[Any, None, None]:
        from sprite_studio.studio.draw.edit import edit

        yield from edit(job, self._library)

    def _cast(self, job: CastJob) -> Generator[Any, None, None]:
        from sprite_studio.studio.draw.casting.characters import draw_characters

        yield from draw_characters(job, self._library)

    def _tune(self, job: TuneJob) -> Generator[Any, None, None]:
        from sprite_studio.studio.draw.tune import draw_tunes

        yield from draw_tunes(job, self._library)

    def _hear_step(self, job: HearStepJob) -> Generator[Any, None, None]:
        from sprite_studio.studio.export.tunes import write_step_sound

        yield from write_step_sound(job)

    def _recall(self, job: RecallJob) -> Generator[RecallResult, None, None]:
        yield RecallResult(read_recipe(job.path))

    def _replay(self, job: ReplayJob) -> Generator[Any, None, None]:
        from sprite_studio.studio.draw.replay import replay

        yield from replay(job, self._library)

    def _teach(self, job: TeachJob) -> Generator[Any, None, None]:
        from sprite_studio.studio.train.teach import teach

        yield from teach(job, self._library)

    def _lesson(self, job: object) -> Generator[Any, None, None]:
        from sprite_studio.studio.learn.serve import serve

        yield from serve(job, self._library)

    def _export(self, job: ExportJob) -> Generator[Any, None, None]:
        from sprite_studio.studio.export.export import export

        yield from export(job)

    def _word_pictures(self, job: WordPicturesJob) -> Generator[Any, None, None]:
        from sprite_studio.studio.draw.word_pictures import word_pictures

        yield from word_pictures(job, self._library, self._pictures)

    def _list_models(self, job: ListModelsJob) -> Generator[ListModelsResult, None, None]:
        library = self._library
        yield ListModelsResult(tuple(library.all()), library.device.label, library.device.warning)

    def _scan(self, job: ScanJob) -> Generator[Any, None, None]:
        from sprite_studio.studio.train.scan import scan

        yield from scan(job)

    def _runs(self, job: RunsJob) -> Generator[Any, None, None]:
        yield from runs(job, self._runs_folder)

    def _curve(self, job: CurveJob) -> Generator[Any, None, None]:
        yield from curve(job)

    def _rename_run(self, job: RenameRunJob) -> Generator[Any, None, None]:
        from sprite_studio.studio.train.shelf.changes import rename_run

        taken = {model.name for model in self._library.all()} - {job.folder.name}
        yield from rename_run(job, self._runs_folder, taken)

    def _delete_run(self, job: DeleteRunJob) -> Generator[Any, None, None]:
        from sprite_studio.studio.train.shelf.changes import delete_run

        yield from delete_run(job, self._runs_folder)
