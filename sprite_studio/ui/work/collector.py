"""Python's cyclic garbage is collected on the window's thread alone.

Whoever collects a cycle destroys what hangs in it. If that is the worker's thread, a widget or a
picture may be destroyed there while Qt uses it here, and the program dies, now and then.
"""

import gc
import time

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 100

LONG_SECONDS = 0.01
"""For a full collection: a frame would come late. With torch and Qt loaded one takes 100 ms, nearly
all of it for objects that live as long as the program."""


class Collector(QObject):
    """Collects as often as Python itself would, from when it is made to `stop`."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def stop(self) -> None:
        """Python does it again."""
        self._timer.stop()
        gc.enable()

    def collect(self) -> None:
        """What is due by now."""
        counts, most = gc.get_count(), gc.get_threshold()
        if counts[0] <= most[0]:
            return
        due = max(n for n in range(3) if n == 0 or counts[n] > most[n])
        start = time.perf_counter()
        gc.collect(due)
        if due == 2 and time.perf_counter() - start > LONG_SECONDS:
            gc.freeze()  # what has survived is not looked at again
