"""A monkey at the real window: seeded random actions over all of its pages, then a look at what is
left.

`python tests/ui/monkey.py ACTIONS --seed SEED` prints what it found every 500 actions, and all that
went wrong; its status is 1 if anything did. The user's folders are left alone.
"""

import argparse
import gc
import logging
import os
import random
import sys
import tempfile
import threading
import time
import traceback
import warnings
from collections import Counter, deque
from pathlib import Path
from typing import Any, cast

from sprite_studio.openmp import short_spins

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.update(short_spins(os.environ))  # as the program does

import numpy as np
from monkey_hands import Hands, open_dialogs
from PIL import Image
from PySide6.QtCore import QElapsedTimer, QObject, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QAbstractButton, QApplication

from sprite_studio.app import _set_theme, build_window
from sprite_studio.diffusion.networks.unet import UNetConfig
from sprite_studio.settings import Settings, load_settings
from sprite_studio.settings_file import SettingsFile
from sprite_studio.start import make_application, open_log
from sprite_studio.studio.draw import word_pictures
from sprite_studio.studio.jobs.drawing import MAX_COLOURS, Drawing
from sprite_studio.studio.jobs.recipes.history import SHELVES, SweepResult
from sprite_studio.studio.library.history.store import History
from sprite_studio.studio.library.history.sweep import sweep
from sprite_studio.studio.library.sprites.store import SpriteLibrary
from sprite_studio.studio.train import train
from sprite_studio.studio.train.runs.files import list_runs
from sprite_studio.ui.learn.page import LearnPage
from sprite_studio.ui.main_window import MainWindow
from sprite_studio.ui.pages import PAGES, TRAIN, Draws
from sprite_studio.ui.train.page import TrainPage
from sprite_studio.ui.work.collector import Collector
from sprite_studio.ui.work.job_client import JobClient
from sprite_studio.ui.work.worker import Failure, Ticket

LAP = 500
"""Actions between two looks at what there is. By the first one everything has been used once."""

MOST_GROWTH_MB = 50
"""Of what the process holds, from the first look on."""

PATIENCE_MS = 120_000
"""For all jobs to end once they are cancelled."""

TINY = UNetConfig(widths=(8, 8, 8), blocks=(1, 1, 1), embedding=8, context=8)
"""What is trained."""

PAUSES_MS = ((0, 0), (0, 10), (10, 40), (100, 300), (300, 900)), (35, 25, 30, 8, 2)
"""Between two actions, with weights."""

SETTINGS = "settings/settings.toml"
SAMPLES = Path(__file__).resolve().parents[1] / "data" / "recipes-0.1.0"


class Faults:
    """All that must not happen, each once.

    Attributes: found: what, in words → how often; expected: the same of what users are told.
    """

    def __init__(self) -> None:
        self.found: Counter[str] = Counter()
        self.expected: Counter[str] = Counter()

    def watch(self) -> None:
        """From now on."""
        sys.excepthook = lambda kind, error, trace: self._add(error)
        threading.excepthook = lambda args: self._add(args.exc_value)
        qInstallMessageHandler(self._on_message)
        handler = logging.Handler(logging.ERROR)
        handler.emit = lambda record: self._on_record(record)
        logging.getLogger().addHandler(handler)
        warnings.simplefilter("error")

    def on_failed(self, ticket: Ticket, failure: Failure) -> None:
        """A job has."""
        if failure.expected:
            self.expected[f"{type(ticket.job).__name__}: {failure.message}"] += 1
        else:
            self.found[f"{ticket.job!r:.300}\n{failure.details}"] += 1

    def _add(self, error: BaseException | None) -> None:
        self.found["".join(traceback.format_exception(error))] += 1

    def _on_record(self, record: logging.LogRecord) -> None:
        told = logging.Formatter().format(record)
        if "job failed" not in told:
            self.found[told] += 1

    def _on_message(self, kind: QtMsgType, _: Any, message: str) -> None:
        harmless = kind in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg)
        if not harmless and "plugin does not support" not in message:  # what is no screen
            self.found[f"Qt: {message}"] += 1


class Monkey(QObject):
    """Acts, and every lap, and at the end, cancels everything and waits until all is quiet.

    Attributes: told: the last actions, in words.
    """

    def __init__(
        self, window: MainWindow, hands: Hands, rng: random.Random, actions: int, faults: Faults
    ) -> None:
        super().__init__(window)
        self._window, self._hands, self._rng, self._faults = window, hands, rng, faults
        self._actions, self._done, self._settling = actions, 0, False
        self._since = QElapsedTimer()
        self._begin = time.monotonic()
        self._first_mb = 0.0
        self.told: deque[str] = deque(maxlen=30)

    def begin(self) -> None:
        """With a look at every page, and a training: what is imported for them stays."""
        for kind in PAGES:
            self._window.open_page(kind)
        self._window.open_page(TRAIN).start()
        self.turn()

    def turn(self) -> None:
        """The next action, or the next look whether all is quiet."""
        pauses, weights = PAUSES_MS
        pause = 10 if self._settling else self._rng.randint(*self._rng.choices(pauses, weights)[0])
        # First, since what follows may open a dialog, in whose loop the monkey goes on.
        QTimer.singleShot(pause, self.turn)
        if self._settling:
            self._settle()
            return
        self._done += 1
        if self._done % LAP == 0 or self._done == self._actions:
            self._settling = True  # from the next turn on, which may come in a dialog's loop
            self._since.start()
        self.told.append(self._hands.act())

    def _settle(self) -> None:
        if (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        elif (modal := QApplication.activeModalWidget()) is not None:
            modal.close()
        elif dialogs := open_dialogs():
            dialogs[0].close()
        elif busy := still_busy(self._window):
            cancel_all(self._window)
            if self._since.hasExpired(PATIENCE_MS):
                self._faults.found[f"still busy after {PATIENCE_MS} ms: {busy}"] += 1
                QApplication.quit()
        else:
            self._look()
            self._settling = False
            if self._done >= self._actions:
                QApplication.quit()

    def _look(self) -> None:
        gc.collect()
        megabytes = resident_mb()
        self._first_mb = self._first_mb or megabytes
        if megabytes > self._first_mb + MOST_GROWTH_MB:
            self._faults.found[f"{megabytes - self._first_mb:.0f} MB more than at first"] += 1
        seconds = time.monotonic() - self._begin
        print(
            f"{self._done} actions, {seconds:.0f} s: {megabytes:.0f} MB, "
            f"{len(QApplication.allWidgets())} widgets, "
            f"{len(self._window.findChildren(QObject))} objects of the window, "
            f"{len(gc.get_objects())} of Python, {threading.active_count()} threads",
            flush=True,
        )


def cancel_all(window: MainWindow) -> None:
    """What a user can."""
    for page in window.pages.built():
        if isinstance(page, Draws):
            page.cancel()
        elif isinstance(page, TrainPage) and page.is_running:
            page.stop()


def still_busy(window: MainWindow) -> list[str]:
    """Which jobs have not ended, and which pages say that they have not."""
    busy = [repr(ticket.job)[:80] for ticket in list(window._worker._open)]
    clients = [client for client in window.findChildren(JobClient) if client._open]
    busy += [f"jobs of {client.parent()}" for client in clients]
    for page in window.pages.built():
        drawer = page.music if isinstance(page, LearnPage) else page
        draws = isinstance(page, Draws) and cast(Any, drawer)._loop.state.is_busy
        if draws or (isinstance(page, TrainPage) and page.is_running):
            busy.append(type(page).__name__)
    if not busy:
        buttons = window.findChildren(QAbstractButton)
        buttons = [b for b in buttons if b.text() == "Cancel" and b.window() is window]
        busy = [f"{button.parent()}" for button in buttons if button.isEnabled()]
    return busy


def resident_mb() -> float:
    """What the process holds now; 0 where the system does not tell."""
    statm = Path("/proc/self/statm")
    if not statm.exists():
        return 0.0
    return int(statm.read_text().split()[1]) * os.sysconf("SC_PAGESIZE") / 2**20


def make_files(folder: Path) -> list[Path]:
    """Pictures of this program, a folder to train on, and files that are neither."""
    data = folder / "data"
    for category in ("hero", "food"):
        (data / category).mkdir(parents=True)
        for number in range(20):
            pixels = np.random.default_rng([number, len(category)]).integers(
                0, 256, (16, 16, 4), np.uint8
            )
            Image.fromarray(pixels).save(data / category / f"{number}.png")
    (folder / "empty").mkdir()
    (folder / "half.png").write_bytes((SAMPLES / "generated.png").read_bytes()[:300])
    (folder / "notes.txt").write_text("no picture")
    (folder / "colours.hex").write_text("ff0000\n00ff00\n0000ff\n")
    files = [folder / name for name in ("half.png", "notes.txt", "colours.hex", "empty", "data")]
    return [*files, folder / "nowhere.png", data / "hero" / "1.png", *sorted(SAMPLES.iterdir())]


def check_disk(home: Path, faults: Faults) -> None:
    """All that was written can be read, and nothing half written is left."""
    load_settings(home / SETTINGS, lambda told: faults.found.update([told]))
    history = History(home / "history")
    *_, swept = sweep(history)
    if swept != SweepResult(0, 0):
        faults.found[f"the history's index was not whole: {swept}"] += 1
    for id_, _ in history.find(SHELVES):
        if history.read(id_) is None:
            faults.found[f"result {id_} cannot be read"] += 1
    history.close()
    for run in list_runs(home / "runs"):
        if run.problem:
            faults.found[f"run {run.name}: {run.problem}"] += 1
    for path in home.rglob("*.part"):
        faults.found[f"left behind: {path}"] += 1
    for path in (home / "saved").iterdir():
        if path.suffix in (".png", ".gif", ".apng"):
            with Image.open(path) as picture:
                picture.load()


def one_thread(*_: object) -> Any:
    """In place of a timing."""
    yield
    return 1


def run(actions: int, seed: int, home: Path) -> Faults:
    """Open the window, play, close it."""
    for name in ("HOME", "XDG_DATA_HOME"):  # where the applications menu is, too
        os.environ[name] = str(home / "saved")
    for name in ("saved", "files"):
        (home / name).mkdir()
    train.UNetConfig = lambda **_: TINY  # pyright: ignore[reportAttributeAccessIssue]
    train.tune_threads = one_thread
    # There are hundreds, and nobody can cancel them.
    word_pictures.HOW = Drawing(steps=1, guidance=1, colours=MAX_COLOURS)
    open_log(home / "log.txt", print)
    app = make_application()
    faults, rng = Faults(), random.Random(seed)
    files = make_files(home / "files")
    first = Drawing(mix={"hero": 1.0}, seed=100, count=4, steps=6)
    settings = Settings(
        drawing=first,
        watch=first,
        compare=first,
        train_minutes=0.1,
        data_folder=str(home / "files" / "data"),
        export_folder=str(home / "saved"),
    )
    _set_theme(settings.theme)
    window = build_window(
        settings,
        SettingsFile(home / SETTINGS).save,
        history=home / "history",
        runs=home / "runs",
        pictures=home / "pictures",
        sprites=SpriteLibrary(home / "sprites"),
    )
    window._worker.failed.connect(faults.on_failed)
    hands = Hands(window, rng, home / "saved", files)
    hands.answer_questions()
    monkey = Monkey(window, hands, rng, actions, faults)
    faults.watch()
    window.first_painted.connect(window.start)
    window.first_painted.connect(monkey.begin)
    window.show()
    window.activateWindow()
    collector = Collector(app)
    app.exec()
    window.close()
    collector.stop()
    if not window.end() or window._worker.isRunning():
        faults.found["the worker's thread has not ended"] += 1
    left = [thread.name for thread in threading.enumerate() if not thread.daemon]
    if len(left) > 1:
        faults.found[f"threads left running: {left}"] += 1
    seen = [repr(w) for w in QApplication.topLevelWidgets() if w.isVisible()]
    if seen:
        faults.found[f"windows left open: {seen}"] += 1
    check_disk(home, faults)
    if faults.found:
        print("the last actions:", *monkey.told, sep="\n  ")
    return faults


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("actions", type=int)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="monkey-") as home:
        faults = run(asked.actions, asked.seed, Path(home))
    for told, count in faults.expected.most_common():
        print(f"said {count} times: {told}")
    for told, count in faults.found.most_common():
        print(f"FAULT, {count} times: {told}")
    print(f"{asked.actions} actions, seed {asked.seed}: {len(faults.found)} faults")
    return 1 if faults.found else 0


if __name__ == "__main__":
    sys.exit(main())
