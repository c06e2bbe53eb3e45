import time

import pytest
from PySide6.QtCore import QObject, QTimer

from sprite_studio.ui.bench.stalls import Stalls, percentile


@pytest.mark.parametrize(
    ("share", "expected"), [(0.0, 1.0), (0.5, 51.0), (0.99, 100.0), (1.0, 100.0)]
)
def test_a_percentile_is_one_of_the_values(share, expected):
    assert percentile([float(number) for number in range(100, 0, -1)], share) == expected


def test_of_nothing_it_is_nothing():
    assert percentile([], 0.99) == 0.0


def test_a_stall_of_the_event_loop_is_seen(qtbot):
    """One that waits as long as it says, by the clock that is read."""
    parent, done = QObject(), []
    stalls = Stalls(parent)
    stalls.begin()

    def hold() -> None:
        until = time.monotonic() + 0.08
        while time.monotonic() < until:
            pass
        QTimer.singleShot(20, lambda: done.append(True))

    QTimer.singleShot(20, hold)
    qtbot.waitUntil(lambda: bool(done))
    stalls.end()
    assert stalls.percentile_ms(1.0) >= 70
