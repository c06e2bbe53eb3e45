"""The window's composition root: builds every part once and hands it over.

torch is not imported here. The handlers import it on the worker's thread, when the first job
runs, so that the window can be seen before.
"""

import logging
import sys
from collections.abc import Callable
from functools import partial
from logging.handlers import RotatingFileHandler
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

if sys.platform == "win32":  # there torch must be loaded before Qt, or its libraries are not found
    import torch  # noqa: F401

import msgspec
from PySide6.QtWidgets import QApplication

from sprite_studio import paths
from sprite_studio.handlers import Handlers
from sprite_studio.settings import Settings, load_settings, save_settings
from sprite_studio.studio.library.history.store import History
from sprite_studio.ui.main_window import MainWindow
from sprite_studio.ui.theme import apply_theme
from sprite_studio.ui.work.collector import Collector
from sprite_studio.ui.work.worker import Worker


def build_window(
    settings: Settings,
    save: Callable[[Settings], None] = lambda _: None,
    history: Path | None = None,
    runs: Path | None = None,
) -> MainWindow:
    """The window with its worker, not yet shown or started.

    Args: save: where it remembers its controls; history: the folder of what it keeps; runs: of
    training runs. Both are the user's own where they are None.
    """
    # Neither needs torch, but both are only wanted once somebody trains or exports.
    from sprite_studio.studio.export.sheet import export_sheet
    from sprite_studio.studio.train.run_files import new_run_folder

    kept = History(paths.user_history() if history is None else history)
    runs_folder = paths.user_runs() if runs is None else runs
    return MainWindow(
        worker=Worker(Handlers(settings, kept, runs_folder).table()),
        settings=settings,
        save_settings=save,
        new_run=lambda: new_run_folder(runs_folder),
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
    collector = Collector(app)
    status = app.exec()
    collector.stop()
    return status


def show_once() -> int:
    """Show the window and leave as soon as it was painted: what `bench` times."""
    app = _application()
    with TemporaryDirectory() as folder:
        window = build_window(Settings(), history=Path(folder))
        window.first_painted.connect(app.quit)
        window.show()
        return app.exec()


def time_window(began: float) -> int:
    """Open the window, drive it, print its times as JSON and leave: what `bench --ui` runs.

    Args: began: `time.time()` when the program was started.
    """
    from sprite_studio.window_bench import WindowStopwatch

    app = _application()
    folder = TemporaryDirectory()
    kept = Path(folder.name)
    window = build_window(Settings(), history=kept / "history", runs=kept / "runs")

    def tell(times: object) -> None:
        print(msgspec.json.encode(times).decode(), flush=True)
        window.close()
        app.quit()

    window.first_painted.connect(window.start)
    stopwatch = WindowStopwatch(window, began, tell)
    window.show()
    collector = Collector(app)
    status = app.exec()
    collector.stop()
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
