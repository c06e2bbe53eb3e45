"""Sprites pulled out of the grid: onto a set, to another place, or into another program."""

from collections.abc import Callable, Collection
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

from PySide6.QtCore import QMimeData, QObject, Qt, QUrl
from PySide6.QtGui import QDrag, QGuiApplication, QImage, QPixmap
from PySide6.QtWidgets import QWidget

from sprite_studio.studio.jobs.library.sprites import WriteFilesJob, WriteFilesResult
from sprite_studio.ui.work.job_client import JobClient
from sprite_studio.ui.work.worker import Failure

SPRITES = "application/x-sprite-studio-sprites"
"""What is pulled within the window: ids, with spaces between."""

MOST_FILES = 256
"""Sprites that are written as files for another program; of more only a set is made."""


class Pulling(QObject):
    """Writes what is pulled as PNGs, in the worker, before the pulling begins: other programs ask
    for the files at once. They are gone when the window is."""

    def __init__(self, jobs: JobClient, source: QWidget, failed: Callable[[Failure], None]) -> None:
        """Args: source: of what is pulled; failed: is told why no files could be written."""
        super().__init__(source)
        self._jobs, self._source, self._failed = jobs, source, failed
        self._folder: TemporaryDirectory[str] | None = None

    def begin(self, ids: tuple[int, ...], picture: QPixmap | None) -> None:
        """While the left button is held. Args: picture: below the pointer."""
        if len(ids) > MOST_FILES:
            self._pull(ids, picture, ())
            return
        if self._folder is None:
            self._folder = TemporaryDirectory(prefix="sprite-studio-", ignore_cleanup_errors=True)
        self._jobs.send(
            WriteFilesJob(ids, Path(mkdtemp(dir=self._folder.name))),
            lambda result: self._on_written(ids, picture, result),
            failed=self._failed,
        )

    def _on_written(
        self, ids: tuple[int, ...], picture: QPixmap | None, result: WriteFilesResult
    ) -> None:
        if QGuiApplication.mouseButtons() & Qt.MouseButton.LeftButton:  # it is still held
            self._pull(ids, picture, result.files)

    def _pull(self, ids: tuple[int, ...], picture: QPixmap | None, files: tuple[Path, ...]) -> None:
        drag = QDrag(self._source)
        drag.setMimeData(pulled(ids, files))
        if picture is not None:
            drag.setPixmap(picture)
        drag.exec(Qt.DropAction.CopyAction)


def pulled(ids: tuple[int, ...], files: tuple[Path, ...] = ()) -> QMimeData:
    """Sprites, and their files for other programs."""
    mime = QMimeData()
    mime.setData(SPRITES, " ".join(map(str, ids)).encode())
    if files:
        mime.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    return mime


def ids_in(mime: QMimeData) -> tuple[int, ...]:
    """The sprites that are pulled."""
    return tuple(map(int, bytes(mime.data(SPRITES).data()).decode().split()))


def in_new_order(ids: tuple[int, ...], gap: int, moved: Collection[int]) -> tuple[int, ...]:
    """Some of the sprites moved to before the one at `gap`, or to the end."""
    before, behind = ([i for i in part if i not in moved] for part in (ids[:gap], ids[gap:]))
    return (*before, *(id_ for id_ in ids if id_ in moved), *behind)


def enlarged(picture: QImage, side: float, ratio: float) -> QPixmap:
    """A sprite as it is seen in the grid. Args: side: in logical pixels; ratio: device pixels a
    logical pixel."""
    pixmap = QPixmap.fromImage(picture.scaled(round(side * ratio), round(side * ratio)))
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
