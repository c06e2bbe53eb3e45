"""Settings are kept while the window runs, so that a crash loses a second of them at most."""

import logging
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
        self._saved: Settings | None = None  # so that the first look shows whether it can be done
        self._failing = self._finished = False
        self._thread = ThreadPoolExecutor(1, "sprite-studio-settings")
        self._saving: Future[None] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """From now on."""
        self._timer.start()

    def look(self) -> None:
        """Save what has changed, unless that is being done."""
        if self._finished or (self._saving is not None and not self._saving.done()):
            return
        settings = self._collect()
        if settings != self._saved:
            self._saving = self._thread.submit(self._store, settings)

    def finish(self) -> None:
        """Save what has changed since, and do not return before."""
        self._finished = True
        self._timer.stop()
        self._thread.shutdown()
        settings = self._collect()
        if settings != self._saved:
            self._store(settings)

    def _store(self, settings: Settings) -> None:
        try:
            self._save(settings)
        except Exception as error:  # it would be lost with the thread's task
            if not self._failing:
                self._failing = True
                log.warning("the settings could not be saved", exc_info=error)
                self.failed.emit(f"Your settings cannot be kept: {plain(error)}")
        else:
            self._failing, self._saved = False, settings
