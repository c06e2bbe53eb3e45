"""A worker whose jobs are played by the test, without torch."""

import gc
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from stage import Stage, watch_result

from sprite_studio import paths
from sprite_studio.settings import Settings
from sprite_studio.studio.jobs.drawing import Drawing
from sprite_studio.studio.library.history.store import History
from sprite_studio.studio.library.sprites.store import SpriteLibrary
from sprite_studio.ui.main_window import MainWindow
from sprite_studio.ui.theme import apply_theme
from sprite_studio.ui.work.worker import Handler, Worker


@pytest.fixture
def watched():
    """A function: a run of one sprite, by what each step decides of its outline and colours."""
    return partial(watch_result, Drawing(count=1))


@pytest.fixture(autouse=True)
def garbage() -> Iterator[None]:
    """Collected between two tests and on this thread, as `Collector` does in the program. What has
    outlived its test is not looked at after each other test too."""
    gc.disable()
    yield
    gc.collect(1)
    gc.enable()


@pytest.fixture
def stage(tmp_path) -> Iterator[Stage]:
    history, sprites = History(tmp_path / "history"), SpriteLibrary(tmp_path / "sprites")
    yield Stage(history, sprites, tmp_path / "runs")
    history.close()
    sprites.close()


@pytest.fixture(scope="session")
def theme(qapp) -> None:
    """Once for all: it takes longer than most tests do."""
    apply_theme(qapp, paths.resources() / "icons")


@pytest.fixture
def worker(stage: Stage, theme) -> Iterator[Worker]:
    """Running; stopped when the test ends, also where a window has stopped it before."""
    made = Worker(stage.handlers())
    made.start()
    yield made
    stage.gate.set()
    if made.isRunning():
        made.stop()
    assert made.isFinished()


@pytest.fixture
def serving(theme) -> Iterator[Callable[[type, Handler], Worker]]:
    """A function: a worker that runs, and does jobs of one kind so."""
    workers: list[Worker] = []

    def serve(kind: type, handler: Handler) -> Worker:
        workers.append(Worker({kind: handler}))
        workers[-1].start()
        return workers[-1]

    yield serve
    for worker in workers:
        worker.stop()


@pytest.fixture
def saved() -> list[Settings]:
    return []


@pytest.fixture
def themes() -> list[str]:
    return []


@pytest.fixture
def open_window(qtbot, stage, saved, themes, tmp_path) -> Callable[[Settings], MainWindow]:
    """A function: another window, which is not shown yet, as it was left with some settings."""

    def opened(settings: Settings) -> MainWindow:
        made = MainWindow(
            worker=Worker(stage.handlers()),
            settings=settings,
            save_settings=saved.append,
            new_run=lambda: tmp_path / "run-1",
            log_file=tmp_path / "log",
            history=stage.history,
            sprites=stage.sprites,
            set_theme=themes.append,
        )
        qtbot.addWidget(made)
        return made

    return opened


@pytest.fixture
def window(open_window, qtbot, tmp_path) -> Iterator[MainWindow]:
    made = open_window(Settings(export_folder=str(tmp_path)))
    made.first_painted.connect(made.start)
    made.show()
    qtbot.waitUntil(lambda: made.create_page.result is not None)
    yield made
    made.close()
