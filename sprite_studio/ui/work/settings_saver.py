"""Settings are kept while the window runs, so that a crash loses a second of them at most."""

import logging
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from PySide6.QtCore import QObject, QTimer, Signal

from sprite_studio.errors import plain
from sprite_studio.settings import Settings

log = logging.getLogger(__name__)

LOOK_MS = 1000


class SettingsSaver(QObject):
    """Looks every second whether a control has changed, and saves on a thread of its own: a disk
    may take longer than the interface can wait.

    Signals:
        failed(str): why they cannot be saved; once, until they can be again.
    """

    failed = Signal(str)

    def __init__(
        self,
        collect: Callable[[], Settings],
        save: Callable[[Settings], None],
        parent: QObject | None = None,
    ) -> None:
        """Args: collect: the state of all controls; save: stores it, and may raise OSError."""
        super().__init__(parent)
        self._collect, self._save = collect, save
        self._handed: Settings | None = None  # so that the first look shows whether it can be done
        self._failing = self._finished = False
        self._thread = ThreadPoolExecutor(1, "sprite-studio-settings")
        self._saves: deque[Future[None]] = deque()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """From now on."""
        self._timer.start()

    def look(self) -> None:
        """Save what has changed, as soon as what was handed over before is saved."""
        if self._finished:
            return
        while self._saves and self._saves[0].done():
            self._hear(self._saves.popleft())
        self._hand_over()

    def finish(self) -> None:
        """Save what has changed since, and do not return before; nothing is saved after it."""
        if self._finished:
            return
        self._finished = True
        self._timer.stop()
        while self._saves:
            self._hear(self._saves.popleft())
        self._hand_over()
        self._thread.shutdown()
        while self._saves:
            self._hear(self._saves.popleft())

    def _hand_over(self) -> None:
        settings = self._collect()
        if settings != self._handed:
            self._handed = settings
            self._saves.append(self._thread.submit(self._save, settings))

    def _hear(self, save: "Future[None]") -> None:
        """Waits for it where it is not done."""
        error = save.exception()
        if error is None:
            self._failing = False
            return
        self._handed = None  # the next look tries again
        if not self._failing:
            self._failing = True
            log.warning("the settings could not be saved", exc_info=error)
            self.failed.emit(f"Your settings cannot be kept: {plain(error)}")
