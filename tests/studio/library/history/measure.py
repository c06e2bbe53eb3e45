"""How long a large history takes, as a script: `python tests/studio/library/history/measure.py`.

Fills a temporary folder with as many results as its argument says (20,000), most of them starred,
and times the store, then two processes that add at once, then the strip over it (offscreen).
"""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

import msgspec
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication

from sprite_studio.studio.jobs.base import Images
from sprite_studio.studio.jobs.recipes.history import (
    ListJob,
    ReadJob,
    Shelf,
    SweepJob,
    ThumbnailsJob,
)
from sprite_studio.studio.jobs.recipes.recipe import Recipe, read_recipe
from sprite_studio.studio.library.history import serve
from sprite_studio.studio.library.history.pictures import Pictures, read_images, to_png
from sprite_studio.studio.library.history.store import History
from sprite_studio.studio.library.history.sweep import sweep
from sprite_studio.ui.create.history_model import PICTURE
from sprite_studio.ui.create.history_strip import HistoryStrip
from sprite_studio.ui.work.worker import Worker

T = TypeVar("T")

SAMPLE = Path(__file__).resolve().parents[3] / "data" / "history-0.1.0"
ADDS = 200


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    if count < 0:  # the other process of `add_by_two`
        add(Path(sys.argv[2]), -count)
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        time_store(folder / "empty")
        fill(folder / "full", count)
        time_store(folder / "full")
        add_by_two(folder / "shared")
        time_strip(folder / "full")


def drawings() -> list[tuple[Recipe, Images]]:
    found = [(read_recipe(path), path) for path in sorted(SAMPLE.glob("*/*.png"))]
    return [(recipe, read_images(path, recipe)) for recipe, path in found]


def another(recipe: Recipe, number: int) -> Recipe:
    """The same with another digest."""
    return msgspec.structs.replace(recipe, version=f"0.1.{number}")


def fill(folder: Path, count: int) -> None:
    """Full shelves, and the others starred."""
    pictures, real = Pictures(folder), drawings()
    for number in range(count):
        recipe, images = real[number % len(real)]
        left = count - number
        shelf: Shelf = "recent" if left <= 200 else "bin" if left <= 300 else "starred"
        pictures.put(10**15 + number, shelf, to_png(images, another(recipe, number)))


def time_store(folder: Path) -> None:
    print(f"\n{folder.name}: milliseconds, median and most")
    history = History(folder)
    timed("the first sweep", lambda: list(sweep(history)), 1)
    history.close()
    history = History(folder)
    timed("opening, with the last drawing", history.last, 1)
    timed("a sweep with nothing to do", lambda: list(sweep(history)))
    ids = timed("a list of all", lambda: history.find(("recent", "starred")))
    for text in ("hero", "food red", "found nowhere"):
        timed(f"searching {text!r}", lambda text=text: history.find(("recent", "starred"), text))
    if ids:
        some = [id_ for id_, _ in ids[:: max(1, len(ids) // 16)][:16]]
        timed("16 thumbnails", lambda: [history.thumbnail(id_) for id_ in some])
        shelves: list[Shelf] = ["starred", "recent"]
        timed("moving one", lambda: history.move(some[0], shelves[time.time_ns() % 2]), 40)
    recipe, images = drawings()[1]
    numbers = iter(range(10**6, 2 * 10**6))
    timed("keeping one", lambda: history.add(images, another(recipe, next(numbers))), 40)
    history.close()


def timed(name: str, act: Callable[[], T], times: int = 7) -> T:
    taken, results = [], []
    for _ in range(times):
        start = time.perf_counter()
        results.append(act())
        taken.append(1000 * (time.perf_counter() - start))
    print(f"  {name:32} {statistics.median(taken):8.2f} {max(taken):8.2f}")
    return results[-1]


def add(folder: Path, first: int) -> None:
    history, (recipe, images) = History(folder), drawings()[1]
    sys.stdin.readline()
    for number in range(first, first + ADDS):
        print(history.add(images, another(recipe, number)).id)
    history.close()


def add_by_two(folder: Path) -> None:
    command = [sys.executable, __file__]
    windows = [
        subprocess.Popen(
            [*command, str(-first), str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        for first in (1, 100_000)
    ]
    time.sleep(3)  # both are ready
    start = time.perf_counter()
    for window in windows:
        assert window.stdin is not None
        window.stdin.write(b"\n")
        window.stdin.flush()
    ids = [int(line) for window in windows for line in window.communicate()[0].split()]
    seconds = time.perf_counter() - start
    history = History(folder)
    kept = history.find(("starred",))
    print(
        f"\ntwo processes kept {len(ids)} in {seconds:.1f} s, {len(set(ids))} ids; on the shelf "
        f"{len(kept)}, of them told {len({id_ for id_, _ in kept} & set(ids))}"
    )
    history.close()


class Stalls(QTimer):
    """For how long the event loop answers nothing: longer than 5 ms, in milliseconds."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[float] = []
        self._last = time.perf_counter()
        self.setTimerType(Qt.TimerType.PreciseTimer)
        self.timeout.connect(self._tick)
        self.start(5)

    def _tick(self) -> None:
        now = time.perf_counter()
        self.seen.append(max(0.0, 1000 * (now - self._last) - 5))
        self._last = now


def time_strip(folder: Path) -> None:
    app = QApplication.instance() or QApplication(["measure", "-platform", "offscreen"])
    history = History(folder)
    worker = Worker(
        {
            SweepJob: partial(serve.sweep, history=history),
            ListJob: partial(serve.list_entries, history=history),
            ThumbnailsJob: partial(serve.read_thumbnails, history=history),
            ReadJob: partial(serve.read, history=history),
        }
    )
    strip = HistoryStrip(worker, history)
    strip.resize(1180, 130)
    strip.show()
    app.processEvents()
    worker.start()
    stalls = Stalls()
    model, bar = strip._model, strip._strip.horizontalScrollBar()

    def until(done: Callable[[], bool]) -> str:
        start = time.perf_counter()
        while not done() and time.perf_counter() - start < 20:
            app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        return f"{1000 * (time.perf_counter() - start):.0f} ms"

    def is_seen(row: int) -> bool:
        return row < model.columnCount() and model.index(0, row).data(PICTURE) is not None

    strip.load()
    print(f"\nthe strip over {folder.name}: first pictures after {until(lambda: is_seen(0))}")
    until(lambda: strip._sweeping is None)
    for step in range(1, 101):
        bar.setValue(bar.maximum() * step // 100)
        end = time.perf_counter() + 0.016
        until(lambda end=end: time.perf_counter() > end)
    last = model.columnCount() - 1
    print(f"  scrolled through in 1.6 s; pictures in sight {until(lambda: is_seen(last))} later")
    for text in ("hero", ""):
        before = model.columnCount()
        strip._search.setText(text)
        told = until(lambda before=before: model.columnCount() != before)
        print(f"  {text!r} in the search: list shown after {told}")
    ordered = sorted(stalls.seen)
    print(f"  stalls: p99 {ordered[int(0.99 * len(ordered))]:.1f} ms, most {ordered[-1]:.1f} ms")
    stalls.stop()
    strip.close()
    worker.stop()
    history.close()


if __name__ == "__main__":
    main()
