"""Ctrl+C, a shutdown, a closed terminal: a signal of the system becomes one of Qt's."""

import signal
import socket
from contextlib import suppress

from PySide6.QtCore import QObject, QSocketNotifier, Signal

from sprite_studio.signals import take_over


class EndWatch(QObject):
    """While Qt waits no Python runs, so a signal is heard through a socket that wakes it.

    Signals:
        asked(): to end.
    """

    asked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reader, self._writer = socket.socketpair()
        self._reader.setblocking(False)
        self._writer.setblocking(False)
        self._notifier = QSocketNotifier(self._reader.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_awake)
        signal.set_wakeup_fd(self._writer.fileno(), warn_on_full_buffer=False)
        # What comes once the end has begun must not raise KeyboardInterrupt in its midst.
        self._numbers = take_over(lambda _: None).keys()

    def stop(self) -> None:
        """Hear no more; the signals do nothing from now on."""
        signal.set_wakeup_fd(-1)
        self._notifier.setEnabled(False)
        self._reader.close()
        self._writer.close()

    def _on_awake(self) -> None:
        with suppress(BlockingIOError):
            if self._numbers & set(self._reader.recv(4096)):
                self.asked.emit()
