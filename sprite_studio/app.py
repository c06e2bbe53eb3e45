"""The window's composition root: builds every part once and hands it over.

torch is not imported here. The handlers import it on the worker's thread, when the first job
runs, so that the window can be seen before.
"""

import logging
import os
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NoReturn

if sys.platform == "win32":  # there torch must be loaded before Qt, or its libraries are not found
    import torch  # noqa: F401

import msgspec
from PySide6.QtCore import QObject, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from sprite_studio import paths
from sprite_studio.atomic_write import check_can_keep
from sprite_studio.desktop_entry import add_to_menu, start_command
from sprite_studio.errors import plain
from sprite_studio.handlers import LEAVABLE, Handlers
from sprite_studio.settings import Settings
from sprite_studio.settings_file import SettingsFile
from sprite_studio.start import make_application, open_log
from sprite_studio.studio.library.history.store import History
from sprite_studio.studio.library.picture_cache import PictureCache
from sprite_studio.studio.library.sprites.store import SpriteLibrary
from sprite_studio.ui.main_window import MainWindow
from sprite_studio.ui.theme import apply_theme
from sprite_studio.ui.work.collector import Collector
from sprite_studio.ui.work.ending import EndWatch
from sprite_studio.ui.work.faults import FaultWatch
from sprite_studio.ui.work.worker import Worker


def build_window(
    settings: Settings,
    save: Callable[[Settings], None] = lambda _: None,
    history: Path | None = None,
    runs: Path | None = None,
    pictures: Path | None = None,
    sprites: SpriteLibrary | None = None,
) -> MainWindow:
    """The window with its worker, not yet shown or started.

    Args: save: where it remembers its controls; history: the folder of what it keeps; runs: of
    training runs; pictures: of small pictures of words; sprites: the library of them. All are the
    user's own where they are None.
    """
    from sprite_studio.studio.train.runs.files import new_run_folder

    kept = History(paths.user_history() if history is None else history)
    runs_folder = paths.user_runs() if runs is None else runs
    cache = PictureCache(paths.user_word_pictures() if pictures is None else pictures)
    library = SpriteLibrary(paths.user_sprites()) if sprites is None else sprites

    return MainWindow(
        worker=Worker(Handlers(settings, kept, library, runs_folder, cache).table(), LEAVABLE),
        settings=settings,
        save_settings=save,
        new_run=partial(new_run_folder, runs_folder),
        log_file=paths.log_file(),
        history=kept,
        sprites=library,
        set_theme=_set_theme,
        add_to_menu=_add_to_menu if sys.platform.startswith("linux") else None,
    )


def run_window() -> int:
    """Open the window; returns when it is closed.

    It opens wherever the user's folders cannot be made, read or written, and says what that means.
    """
    problems: list[str] = []
    open_log(paths.log_file(), problems.append)
    app = make_application()
    end_watch, fault_watch = EndWatch(app), FaultWatch(app)
    file = SettingsFile(paths.settings_file())
    settings = file.load(problems.append)
    _set_theme(settings.theme)
    with ExitStack() as stack:
        history = _history_folder(stack, problems.append)
        # Where nothing can be kept, what was kept before is still to be seen.
        own = SpriteLibrary(paths.user_sprites(), read_only=history != paths.user_history())
        window = build_window(settings, file.save, history, sprites=own)
        fault_watch.found.connect(window.show_failure)
        end_watch.asked.connect(window.close)
        end_watch.asked.connect(app.exit)  # also where a dialog is open, which holds the window
        for problem in problems:
            window.show_problem(problem)
        window.first_painted.connect(window.start)
        window.show()
        collector = Collector(app)
        status = app.exec()
        collector.stop()
        whole = window.end()  # it was not closed where the display went away
    end_watch.stop()
    fault_watch.stop()
    qInstallMessageHandler(None)
    if not whole:
        _leave_at_once(status)
    return status


def _add_to_menu() -> list[Path]:
    return add_to_menu(paths.resources(), paths.user_share(), start_command())


def _history_folder(stack: ExitStack, tell: Callable[[str], object]) -> Path:
    """The user's own; where that cannot be written, one that is gone when `stack` ends."""
    own = paths.user_history()
    try:
        check_can_keep(own)
    except OSError as error:
        tell(f"What you draw and train cannot be kept after the window closes: {plain(error)}")
        with suppress(OSError):  # on a full disk that fails, too
            return Path(stack.enter_context(TemporaryDirectory(prefix=paths.APP)))
    return own


def _leave_at_once(status: int) -> NoReturn:
    """A thread in the midst of importing torch cannot be ended, and Qt aborts where it still runs
    when its object goes. Nothing of ours waits to be written any more."""
    logging.shutdown()
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            with suppress(OSError):
                stream.flush()
    os._exit(status)


def show_once(history: Path | None = None) -> int:
    """Show the window and leave as soon as it was painted: what `bench` times.

    Prints when that was, by `time.time()`, and whether a drawing could be seen, as JSON.

    Args: history: the folder of what was kept, or None for nothing.
    """
    app = _application()
    with TemporaryDirectory() as empty:
        sprites = SpriteLibrary(Path(empty) / "sprites")
        window = build_window(Settings(), history=history or Path(empty), sprites=sprites)

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
    from sprite_studio.ui.bench.window_times import WindowStopwatch

    return _driven(lambda window, _, tell: WindowStopwatch(window, began, tell))


def time_sprites(library: Path) -> int:
    """The same over the kept sprites in a folder, for the page that shows them."""
    from sprite_studio.ui.bench.library_times import LibraryStopwatch

    return _driven(LibraryStopwatch, library)


def _driven(
    stopwatch: Callable[[MainWindow, SpriteLibrary, Callable[[object], None]], QObject],
    library: Path | None = None,
) -> int:
    """A window without a user's settings; `stopwatch` drives it and tells when it is done."""
    app = _application()
    folder = TemporaryDirectory()
    kept = Path(folder.name)
    settings = Settings(export_folder=folder.name)
    sprites = SpriteLibrary(library or kept / "sprites")
    window = build_window(settings, history=kept / "history", runs=kept / "runs", sprites=sprites)

    def tell(times: object) -> None:
        print(msgspec.json.encode(times).decode(), flush=True)
        window.close()
        app.quit()

    window.first_painted.connect(window.start)
    driver = stopwatch(window, sprites, tell)
    window.show()
    collector = Collector(app)
    status = app.exec()
    collector.stop()
    driver.deleteLater()
    folder.cleanup()
    if not window.end():  # a long step of a lesson was under way
        _leave_at_once(status)
    return status


def _application() -> QApplication:
    app = make_application()
    _set_theme(Settings().theme)
    return app


def _set_theme(name: str) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    apply_theme(app, paths.resources() / "icons", name)
