"""Pictures of the user's own, chosen, dropped or pasted, on their way into the library."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from sprite_studio.art.image_file import MAX_SIDE
from sprite_studio.studio.jobs.library.sprites import (
    KeepSpritesJob,
    KeepSpritesResult,
    NewSprite,
)
from sprite_studio.ui.imports.model_files import how_to_install, is_ours, model_in
from sprite_studio.ui.imports.slicer_dialog import IMPORT, TAKE, SlicerDialog
from sprite_studio.ui.sprites.pulling import SPRITES
from sprite_studio.ui.widgets.pixmaps import to_pixels
from sprite_studio.ui.work.job_client import JobClient
from sprite_studio.ui.work.worker import Failure

KINDS = "Pictures (*.png *.gif *.apng *.webp *.bmp *.aseprite *.ase);;All files (*)"


class BringIn(QObject):
    """Opens the slicer, and keeps what it hands over.

    Signals:
        kept(KeepSpritesResult): sprites are in the library.
        weights_found(Path): a file is weights of the course.
        refused(str): what is no picture, and why. failed(Failure): it could not be kept.
    """

    kept = Signal(object)
    weights_found = Signal(object)
    refused = Signal(str)
    failed = Signal(object)

    def __init__(
        self, jobs: JobClient, open_set: Callable[[], int | None], parent: QWidget
    ) -> None:
        """Args: open_set: id of the set that sprites are put into, or None."""
        super().__init__(parent)
        self._jobs, self._open_set, self._window = jobs, open_set, parent

    def choose(self, act: str = IMPORT, take: str = TAKE) -> None:
        """Ask for files. Args: act, take: as of `SlicerDialog`."""
        title = f"{act}: choose pictures of them" if act == IMPORT else f"{act}: choose its sprites"
        names, _ = QFileDialog.getOpenFileNames(self._window, title, "", KINDS)
        if names:
            self.open_files(tuple(map(Path, names)), act, take)

    def paste(self) -> None:
        """A picture, or files, from the clipboard."""
        data = QGuiApplication.clipboard().mimeData()
        if paths := files_in(data):
            self.open_files(paths)
        elif data.hasImage():
            self._open_image(QGuiApplication.clipboard().image())
        else:
            self.refused.emit("There is no picture on the clipboard; copy one, or choose a file")

    def open_files(self, paths: tuple[Path, ...], act: str = IMPORT, take: str = TAKE) -> None:
        """Cut them in the slicer; a network's weights among them are handed over. Args: act, take:
        as of `SlicerDialog`."""
        model = model_in(paths)
        pictures = tuple(path for path in paths if path != model)
        if pictures:
            self._slicer(act, take).open_files(pictures)
        if model is not None and is_ours(model):
            self.refused.emit(how_to_install(model))
        elif model is not None:
            self.weights_found.emit(model)

    def _open_image(self, image: QImage) -> None:
        if image.isNull() or max(image.width(), image.height()) > MAX_SIDE:
            self.refused.emit(f"A picture is at most {MAX_SIDE:,} pixels wide and high")
        else:
            self._slicer().open_pixels("the clipboard", to_pixels(image))

    def _slicer(self, act: str = IMPORT, take: str = TAKE) -> SlicerDialog:
        dialog = SlicerDialog(self._jobs, self._window, act, take)
        dialog.imported.connect(self._keep)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def _keep(self, sprites: tuple[NewSprite, ...]) -> None:
        def tell(result: KeepSpritesResult) -> None:
            self.kept.emit(result)

        job = KeepSpritesJob(sprites, set=self._open_set())
        self._jobs.send(job, tell, failed=self._on_failed)

    def _on_failed(self, failure: Failure) -> None:
        self.failed.emit(failure)


def files_in(data: QMimeData) -> tuple[Path, ...]:
    """Local files and folders of a drop or a copy; none of what was pulled out of the grid here."""
    if data.hasFormat(SPRITES):
        return ()
    return tuple(Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())
