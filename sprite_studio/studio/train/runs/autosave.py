"""Saving while something learns: what fails is told, and what was saved before is kept."""

import errno
import logging
import time
from collections.abc import Callable, Generator
from pathlib import Path

from sprite_studio.errors import plain
from sprite_studio.stepwise import on_the_side

AUTOSAVE_SECONDS = 30.0
"""A killed process loses at most this much."""

log = logging.getLogger(__name__)


class Autosave:
    """Attributes:
    step: the last one that is saved, 0 before the first; whoever writes sets it.
    failure: why the last save failed, or what it lacks, and "" if nothing is wrong.
    """

    def __init__(self, write: Callable[[], str], path: Path, step: int = 0) -> None:
        """Args: write: saves all there is and returns what is lacking, or "", on whatever thread
        it is called; path: of its most important file, for errors that name none."""
        self._write, self._path = write, path
        self._saved = time.monotonic()
        self.step, self.failure = step, ""

    @property
    def is_due(self) -> bool:
        return time.monotonic() - self._saved > AUTOSAVE_SECONDS

    def attempt(self) -> Generator[None, None, None]:
        """A disk that is full for a while must not end hours of training. Yields while it is
        written, where other work may go first."""
        try:
            self.failure = yield from on_the_side(self._write)
        except OSError as error:
            log.exception("could not save; trying again in %g s", AUTOSAVE_SECONDS)
            self.failure = f"{plain(error)} ({self.kept})"
        self._saved = time.monotonic()

    def last(self) -> None:
        """Raises OSError, which names the file and says what is kept."""
        try:
            self._write()
        except OSError as error:
            told = f"{error.strerror or error}; {self.kept}: make room, and resume or begin again"
            file = error.filename or str(self._path)
            raise OSError(error.errno or errno.EIO, told, file) from error

    @property
    def kept(self) -> str:
        """In words."""
        if self.step == 0:
            return "nothing was saved yet"
        return f"what was saved at step {self.step} is kept"
