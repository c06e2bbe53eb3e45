"""Kept sprites whose manner is to be learned: read whole, with a name for it."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from sprite_studio.art.sprite import Sprite
from sprite_studio.studio.jobs.library.sprites import ReadSpritesJob, ReadSpritesResult
from sprite_studio.ui.work.job_client import JobClient


class Manner(QObject):
    """Signals:
    read(tuple, str): of `Sprite`, and what their manner may be called: as the file that they came
        from, or "".
    failed(Failure): they could not be read.
    """

    read = Signal(object, str)
    failed = Signal(object)

    def __init__(self, jobs: JobClient, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs

    def want(self, ids: tuple[int, ...]) -> None:
        """Of these sprites, all frames."""
        self._jobs.send(ReadSpritesJob(ids), self._tell, failed=self.failed.emit)

    def _tell(self, result: ReadSpritesResult) -> None:
        shown = tuple(
            Sprite(pixels, one.sprite.words, origin=one.sprite.name)
            for one in result.sprites
            for pixels in one.sprite.images
        )
        files = {Path(one.sprite.origin).stem for one in result.sprites}
        self.read.emit(shown, files.pop() if len(files) == 1 else "")
