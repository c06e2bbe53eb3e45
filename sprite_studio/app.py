"""The window's composition root: builds every part once and hands it over.

torch is not imported here. The handlers import it on the worker's thread, when the first job
runs, so that the window can be seen before.
"""

import logging
import sys
import time
from collections.abc import Callable, Generator
from dataclasses import replace
from functools import cached_property, partial
from logging.handlers import RotatingFileHandler
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

if sys.platform == "win32":  # there torch must be loaded before Qt, or its libraries are not found
    import torch  # noqa: F401

import msgspec
from PySide6.QtWidgets import QApplication

from sprite_studio import paths
from sprite_studio.settings import Settings, load_settings, save_settings
from sprite_studio.studio.jobs.compare import CompareJob
from sprite_studio.studio.jobs.edit import EditJob
from sprite_studio.studio.jobs.field import FieldJob
from sprite_studio.studio.jobs.generate import GenerateJob
from sprite_studio.studio.jobs.history import (
    KeepJob,
    ListJob,
    ReadJob,
    StarsJob,
    SweepJob,
    ThumbnailsJob,
)
from sprite_studio.studio.jobs.models import ListModelsJob, ListModelsResult
from sprite_studio.studio.jobs.recipe import read_recipe
from sprite_studio.studio.jobs.replay import RecallJob, RecallResult
from sprite_studio.studio.jobs.train import ScanJob, TrainJob
from sprite_studio.studio.jobs.watch import ForwardJob, WatchJob
from sprite_studio.studio.library.history import serve
from sprite_studio.studio.library.history.store import History
from sprite_studio.ui.main_window import MainWindow
from sprite_studio.ui.theme import apply_theme
from sprite_studio.ui.work.worker import Handler, Worker

if TYPE_CHECKING:
    from sprite_studio.studio.library.models import ModelLibrary


class Handlers:
    """What the worker runs for each kind of job. Everything here runs on its thread."""

    def __init__(self, settings: Settings, history: History) -> None:
        self._settings, self._history = settings, history

    def table(self) -> dict[type, Handler]:
        """Job type → handler."""
        return {
            GenerateJob: Handler(self._generate),
            TrainJob: Handler(self._train, long=True),
            ListModelsJob: Handler(self._list_models),
            ScanJob: Handler(self._scan),
            FieldJob: Handler(self._field),
            WatchJob: Handler(self._watch),
            CompareJob: Handler(self._compare),
            ForwardJob: Handler(self._forward),
            EditJob: Handler(self._edit),
            RecallJob: Handler(self._recall),
            KeepJob: Handler(partial(serve.keep, history=self._history)),
            ListJob: Handler(partial(serve.list_entries, history=self._history)),
            ThumbnailsJob: Handler(partial(serve.read_thumbnails, history=self._history)),
            ReadJob: Handler(partial(serve.read, history=self._history)),
            StarsJob: Handler(partial(serve.find_stars, history=self._history)),
            SweepJob: Handler(partial(serve.sweep, history=self._history), long=True),
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
            paths.user_runs(),
            device,
            installed_only=True,
        )

    def _generate(self, job: GenerateJob) -> Generator[Any, None, None]:
        from sprite_studio.studio.draw.generate import generate

        yield from generate(job, self._library)

    def _train(self, job: TrainJob) -> Generator[Any, None, None]:
        from sprite_studio.studio.train.train import train

        yield from train(job, self._library)

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

    def _edit(self, job: EditJob) -> Generator[Any, None, None]:
        from sprite_studio.studio.draw.edit import edit

        yield from edit(job, self._library)

    def _recall(self, job: RecallJob) -> Generator[RecallResult, None, None]:
        yield RecallResult(read_recipe(job.path))

    def _list_models(self, job: ListModelsJob) -> Generator[ListModelsResult, None, None]:
        library = self._library
        yield ListModelsResult(tuple(library.all()), library.device.label, library.device.warning)

    def _scan(self, job: ScanJob) -> Generator[Any, None, None]:
        from sprite_studio.studio.train.scan import scan

        yield from scan(job)


def build_window(
    settings: Settings,
    save: Callable[[Settings], None] = lambda _: None,
    history: Path | None = None,
) -> MainWindow:
    """The window with its worker, not yet shown or started.

    Args: save: where it remembers its controls on closing; history: the folder of what it keeps,
    or None for the user's own.
    """
    # Neither needs torch, but both are only wanted once somebody trains or exports.
    from sprite_studio.studio.export.sheet import export_sheet
    from sprite_studio.studio.train.run_files import new_run_folder

    kept = History(paths.user_history() if history is None else history)
    return MainWindow(
        worker=Worker(Handlers(settings, kept).table()),
        settings=settings,
        save_settings=save,
        new_run=lambda: new_run_folder(paths.user_runs()),
        log_file=paths.log_file(),
        history=kept,
        set_theme=_set_theme,
        export=export_sheet,
    )


def run_window() -> int:
    """Open the window; returns when it is closed."""
    _log_to_file()
    app = _application()
    file = paths.settings_file()
    settings = load_settings(file)
    _set_theme(settings.theme)
    window = build_window(settings, partial(save_settings, file))
    window.first_painted.connect(window.start)
    window.show()
    return app.exec()


def show_once(history: Path | None = None) -> int:
    """Show the window and leave as soon as it was painted: what `bench` times.

    Prints when that was, by `time.time()`, and whether a drawing could be seen, as JSON.

    Args: history: the folder of what was kept, or None for nothing.
    """
    app = _application()
    with TemporaryDirectory() as empty:
        window = build_window(Settings(), history=history or Path(empty))

        def tell() -> None:
            seen = {"painted": time.time(), "shows_drawing": window.create_page.result is not None}
            print(msgspec.json.encode(seen).decode(), flush=True)
            app.quit()

        window.first_painted.connect(tell)
        window.show()
        return app.exec()


def time_window(began: float) -> int:
    """Open the window, drive it, print its times as JSON and leave: what `bench --ui` runs.

    Args: began: `time.time()` when the program was started.
    """
    from sprite_studio.window_bench import WindowStopwatch

    app = _application()
    folder = TemporaryDirectory()
    window = build_window(Settings(), history=Path(folder.name))

    def tell(times: object) -> None:
        print(msgspec.json.encode(times).decode(), flush=True)
        window.close()
        app.quit()

    window.first_painted.connect(window.start)
    stopwatch = WindowStopwatch(window, began, tell)
    window.show()
    status = app.exec()
    stopwatch.deleteLater()
    folder.cleanup()
    return status


def _application() -> QApplication:
    app = QApplication(sys.argv[:1])
    app.setApplicationName("sprite-studio")
    app.setApplicationDisplayName("Sprite Studio")
    _set_theme(Settings().theme)
    return app


def _set_theme(name: str) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    apply_theme(app, paths.resources() / "icons", name)


def _log_to_file() -> None:
    handler = RotatingFileHandler(
        paths.log_file(), maxBytes=1_000_000, backupCount=1, encoding="utf-8"
    )
    logging.basicConfig(
        handlers=[handler],
        level=logging.INFO,
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
    )
    sys.excepthook = _log_exception


def _log_exception(kind: Any, error: BaseException, trace: Any) -> None:
    logging.getLogger("sprite_studio").critical("uncaught", exc_info=(kind, error, trace))
    sys.__excepthook__(kind, error, trace)
