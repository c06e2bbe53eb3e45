"""Faults of ours that nobody caught: written to the log, said once, and the window stays."""

import logging
import sys
import threading
import traceback
from types import TracebackType

from PySide6.QtCore import QObject, Signal

from sprite_studio.errors import UserError, plain
from sprite_studio.ui.work.worker import Failure

log = logging.getLogger(__name__)


class FaultWatch(QObject):
    """Hears of exceptions in slots, in painting, and on threads.

    Signals:
        found(Failure): once for each place in the program, since a slot may be called many times.
    """

    found = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._places: set[tuple[type[BaseException], str, int | None]] = set()
        self._before = sys.excepthook, threading.excepthook
        sys.excepthook = self._on_uncaught
        threading.excepthook = self._on_uncaught_in_thread

    def stop(self) -> None:
        """Leave them to who had them before."""
        sys.excepthook, threading.excepthook = self._before

    def _on_uncaught_in_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._on_uncaught(args.exc_type, args.exc_value, args.exc_traceback)

    def _on_uncaught(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        frames = traceback.extract_tb(trace)
        place = (kind, frames[-1].filename, frames[-1].lineno) if frames else (kind, "", None)
        if place in self._places:
            return
        self._places.add(place)
        log.critical("uncaught", exc_info=(kind, error, trace))
        sys.__excepthook__(kind, error, trace)
        expected = isinstance(error, (UserError, OSError))
        details = "".join(traceback.format_exception(error))
        self.found.emit(Failure(plain(error), details, expected))
