"""What was done on the page, and taken back: a change is answered with the one that undoes it."""

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from sprite_studio.studio.jobs.library.changes import Changed, ChangeJob
from sprite_studio.ui.work.job_client import JobClient
from sprite_studio.ui.work.worker import Failure, Ticket

MOST = 200
"""Changes that can be taken back in a sitting."""


class Changes(QObject):
    """Sends changes, one after the other.

    Signals:
        done(Changed): something has changed.
        past_changed(): there is more or less to take back.
        failed(Failure): it could not be done.
    """

    done = Signal(object)
    past_changed = Signal()
    failed = Signal(object)

    def __init__(self, jobs: JobClient, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._undos: list[ChangeJob] = []
        self._redos: list[ChangeJob] = []
        self._wanted: deque[Callable[[], None]] = deque()
        self._ticket: Ticket | None = None  # of what is on its way

    @property
    def can_undo(self) -> bool:
        return bool(self._undos)

    @property
    def can_redo(self) -> bool:
        return bool(self._redos)

    def send(self, job: ChangeJob) -> None:
        """Something new."""

        def keep(undo: ChangeJob) -> None:
            self._undos = [*self._undos, undo][-MOST:]
            self._redos.clear()

        self._want(lambda: self._send(job, keep))

    def undo(self) -> None:
        """Take back what was done last."""
        self._want(self._undo)

    def redo(self) -> None:
        """Do again what was taken back."""
        self._want(self._redo)

    def _want(self, act: Callable[[], None]) -> None:
        """As soon as what is on its way is done: before that nobody knows what takes it back."""
        self._wanted.append(act)
        if not self._jobs.is_open(self._ticket):
            self._go_on()

    def _go_on(self) -> None:
        while self._wanted and not self._jobs.is_open(self._ticket):
            self._wanted.popleft()()

    def _undo(self) -> None:
        if self._undos:
            self._send(self._undos.pop(), self._redos.append)

    def _redo(self) -> None:
        if self._redos:
            self._send(self._redos.pop(), self._undos.append)

    def _send(self, job: ChangeJob, keep: Callable[[ChangeJob], None]) -> None:
        def on_done(changed: Changed) -> None:
            if changed.undo is not None:
                keep(changed.undo)
            self.past_changed.emit()
            self.done.emit(changed)
            self._go_on()

        self._ticket = self._jobs.send(job, on_done, failed=self._on_failed)

    def _on_failed(self, failure: Failure) -> None:
        self.past_changed.emit()
        self.failed.emit(failure)
        self._go_on()
