import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from sprite_studio.ui.work.collector import Collector


@pytest.fixture
def collector(qapp) -> Iterator[Collector]:
    made = Collector(qapp)
    yield made
    made.stop()
    made.deleteLater()


class Knot(QWidget):
    """Hangs in a cycle, and says on which thread it was destroyed."""

    def __init__(self, ends: list[int]) -> None:
        super().__init__()
        self.itself, self._ends = self, ends

    def __del__(self) -> None:
        self._ends.append(threading.get_ident())


def make_garbage() -> None:
    for _ in range(20_000):
        knot: list[object] = []
        knot.append(knot)


def test_widgets_in_a_cycle_are_destroyed_on_the_windows_thread(collector):
    ends: list[int] = []
    Knot(ends)
    other = threading.Thread(target=make_garbage)
    other.start()
    other.join()
    assert ends == []
    collector.collect()
    assert ends == [threading.get_ident()]


def test_it_collects_by_itself_and_python_does_when_it_is_stopped(qapp, qtbot):
    collector = Collector(qapp)
    assert not gc.isenabled()
    ends: list[int] = []
    Knot(ends)
    make_garbage()
    qtbot.waitUntil(lambda: bool(ends))
    collector.stop()
    assert gc.isenabled()
    collector.deleteLater()


def test_it_does_not_look_at_everything_each_time(collector):
    gc.collect()
    generations: list[int] = []
    gc.callbacks.append(lambda phase, info: generations.append(info["generation"]))
    try:
        for _ in range(4):
            make_garbage()
            collector.collect()
    finally:
        gc.callbacks.pop()
    assert set(generations) == {0}
    assert isinstance(collector, QObject)
