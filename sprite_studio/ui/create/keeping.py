"""Which sprites of a drawing are in the library, and keeping more of them there."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Signal

from sprite_studio.studio.jobs.library.changes import Change, Changed, ChangeSpritesJob
from sprite_studio.studio.jobs.library.sprites import (
    KeepDrawnJob,
    KeepSpritesResult,
    WhichKeptJob,
    WhichKeptResult,
)
from sprite_studio.ui.create.past import Drawn
from sprite_studio.ui.work.job_client import JobClient
from sprite_studio.ui.work.worker import Failure


class Keeping(QObject):
    """Of one drawing at a time.

    Signals:
        changed(): more is known of it.
        said(str): what was done. failed(str): what was not, and why.
    """

    changed = Signal()
    said = Signal(str)
    failed = Signal(str)

    def __init__(self, jobs: JobClient, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._drawn: Drawn | None = None
        self._kept: Mapping[int, tuple[int, bool, str]] = {}

    @property
    def kept(self) -> frozenset[int]:
        """Numbers of the sprites that are in the library."""
        return frozenset(self._kept)

    @property
    def starred(self) -> frozenset[int]:
        """Numbers of those with a star."""
        return frozenset(number for number, (_, starred, _) in self._kept.items() if starred)

    @property
    def names(self) -> dict[int, str]:
        """Of those that are in the library, as they are called there."""
        return {number: name for number, (_, _, name) in self._kept.items()}

    def look_at(self, drawn: Drawn | None) -> None:
        """Another drawing, or the same once more."""
        if drawn is not self._drawn:
            self._drawn, self._kept = drawn, {}
        if drawn is not None:
            self._jobs.send(WhichKeptJob(drawn.images), lambda found: self._on_found(drawn, found))

    def keep(self, numbers: Sequence[int], starred: bool = False) -> None:
        """Some sprites of the drawing, for ever."""
        if self._drawn is not None:
            drawn = self._drawn
            job = KeepDrawnJob(drawn.images, drawn.recipe, tuple(numbers), starred)
            self._jobs.send(job, self._on_kept, failed=self._on_not_kept)

    def set_star(self, numbers: Sequence[int], on: bool) -> None:
        """A star keeps a sprite; without it, it stays kept."""
        if on:
            self.keep(numbers, starred=True)
            return
        ids = tuple(self._kept[number][0] for number in numbers if number in self._kept)
        job = ChangeSpritesJob(ids, Change(starred=False))
        self._jobs.send(job, self._on_changed, failed=self._on_not_kept)

    def _on_found(self, drawn: Drawn, found: WhichKeptResult) -> None:
        if drawn is self._drawn:
            self._kept = found.kept
            self.changed.emit()

    def _on_kept(self, result: KeepSpritesResult) -> None:
        count = len(result.ids)
        self.said.emit(
            f"Kept {count} sprite{'s' * (count != 1)}; the Sprites page (Ctrl+2) has all of them"
        )
        self.look_at(self._drawn)

    def _on_changed(self, changed: Changed) -> None:
        self.said.emit(f"{changed.told}; on the Sprites page they stay kept")
        self.look_at(self._drawn)

    def _on_not_kept(self, failure: Failure) -> None:
        self.failed.emit(failure.message)
