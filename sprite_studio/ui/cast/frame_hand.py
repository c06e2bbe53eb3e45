"""Frames by hand: painted, opened from files, pasted, copied."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from sprite_studio.art.palettes.mapping import ColourTable
from sprite_studio.art.sprite import Pixels
from sprite_studio.art.walk.finish import MOST_COLOURS, Given
from sprite_studio.art.walk.given import GivenError, checked_frame, colours_given
from sprite_studio.plain_text import shown
from sprite_studio.studio.jobs.cast import ReadCharacterJob, ReadCharacterResult
from sprite_studio.ui.canvas.pixel_editor import PixelEditor
from sprite_studio.ui.cast.colour_dialog import ColourDialog
from sprite_studio.ui.cast.frame_grid import FrameGrid
from sprite_studio.ui.cast.party import At, Person, nothing_locked
from sprite_studio.ui.cast.titles import frame_title
from sprite_studio.ui.plain import ask
from sprite_studio.ui.widgets.pixmaps import to_pixels, to_qimage
from sprite_studio.ui.work.job_client import JobClient
from sprite_studio.ui.work.worker import Failure


class FrameHand(QObject):
    """Signals:
    changed(Person): the one at work, with other frames.
    told(str): what was done, in a line.
    failed(Failure): what could not be read.
    """

    changed = Signal(object)
    told = Signal(str)
    failed = Signal(object)

    def __init__(
        self, jobs: JobClient, grid: FrameGrid, person: Callable[[], Person], page: QWidget
    ) -> None:
        """Args: person: the one at work; page: above which dialogs open."""
        super().__init__(page)
        self._jobs, self._grid, self._person, self._page = jobs, grid, person, page

    def paint(self) -> None:
        """The frame that is meant, on the canvas."""
        at = self._grid.at
        editor = PixelEditor(
            self._person().frames[at].copy(), frame_title(at), "Use it", parent=self._page
        )
        editor.accepted.connect(lambda: self._put(at, editor.pixels()))
        editor.finished.connect(editor.deleteLater)
        editor.open()

    def recolour(self) -> None:
        """Colours of all frames, others in their place; of whoever was there when they were asked
        for, though another may have been drawn meanwhile."""
        person = self._person()

        def take(table: ColourTable) -> None:
            self.changed.emit(person.recoloured(table))
            self.told.emit("Recoloured in all frames; Ctrl+Z goes back")

        dialog = ColourDialog(person.frames, self._page)
        dialog.recoloured.connect(take)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def clear(self) -> None:
        """Nothing stands there."""
        at = self._grid.at
        blank = np.zeros_like(self._person().frames[at])
        self.changed.emit(self._person().with_frame(at, blank, locked=False))

    def open_file(self) -> None:
        """Ask for a picture."""
        path, _ = QFileDialog.getOpenFileName(
            self._page, "Open a sprite, or the sheet of a character", "", "Pictures (*.png *.gif)"
        )
        if path:
            self.read(Path(path))

    def read(self, path: Path) -> None:
        """A picture for the frame that is meant, or a sheet for all."""

        def take(result: ReadCharacterResult) -> None:
            person = self._person()
            there = result.there
            frames = np.where(there[..., None, None, None], result.frames, person.frames)
            locked = nothing_locked() if there.sum() > 1 else person.locked | there
            name = "" if there.all() else person.name  # a whole sheet is somebody else
            self.changed.emit(Person(frames, locked, name=name))
            self.told.emit(f"Opened {shown(path.name)}")

        job = ReadCharacterJob(path, self._grid.at)
        self._jobs.send(job, take, failed=self.failed.emit)

    def paste(self) -> None:
        """A picture from the clipboard."""
        image = QGuiApplication.clipboard().image()
        if image.isNull():
            self.told.emit("The clipboard holds no picture")
            return
        try:
            self._put(self._grid.at, checked_frame(to_pixels(image), "the picture"))
        except GivenError as error:
            self.failed.emit(Failure(str(error), "", expected=True))

    def copy(self) -> None:
        """The frame that is meant, to the clipboard."""
        QGuiApplication.clipboard().setImage(to_qimage(self._person().frames[self._grid.at]))
        self.told.emit("Copied the frame")

    def has_few_colours(self, given: Given) -> bool:
        """Whether these frames have no more colours together than a character may; else it is
        offered to merge them."""
        person = self._person()
        colours = colours_given(person.frames, given)
        if colours <= MOST_COLOURS:
            return True
        question = (
            f"The frames that stay have {colours} colours together, and a character has at most "
            f"{MOST_COLOURS}. Merge them to {MOST_COLOURS}?"
        )
        if not ask(self._page, "Too many colours", question):
            return False
        self.changed.emit(person.merged(given))
        return True

    def _put(self, at: At, pixels: Pixels) -> None:
        self.changed.emit(self._person().with_frame(at, pixels))
