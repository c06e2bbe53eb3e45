"""Opens what changes sprites, above a page, and tells the page what came of it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from sprite_studio.art.sprite import CATEGORIES, Pixels
from sprite_studio.studio.jobs.base import Images
from sprite_studio.studio.jobs.models import ModelSummary
from sprite_studio.studio.jobs.recipes.recipe import Recipe, painted_recipe
from sprite_studio.ui.canvas.pixel_editor import PixelEditor
from sprite_studio.ui.edit.edit_dialog import EditDialog
from sprite_studio.ui.edit.replay_dialog import ReplayDialog
from sprite_studio.ui.edit.teach_dialog import TeachDialog
from sprite_studio.ui.work.worker import Worker


class Editing(QObject):
    """Dialogs do not hold up the window: what is drawn goes on.

    Signals:
        made(Images, Recipe, str): new sprites, to be kept, and the name they were given, or "".
        taught(): a model knows a word more.
    """

    made = Signal(object, object, str)
    taught = Signal()

    def __init__(
        self, worker: Worker, models: Callable[[], Sequence[ModelSummary]], page: QWidget
    ) -> None:
        """Args: models: those that are installed; page: above which dialogs open."""
        super().__init__(page)
        self._worker, self._models, self._page = worker, models, page

    def paint(
        self,
        pixels: Pixels,
        recipe: Recipe | None,
        name: str | None = None,
        palette: tuple[str, ...] = (),
    ) -> None:
        """Edit the pixels of a sprite. Args: recipe: of it alone, or None where there is none;
        name: that it has, to be edited, too; palette: that it is in, if not in its recipe's."""
        if not palette and recipe is not None:
            palette = recipe.drawing.palette
        editor = PixelEditor(
            pixels, "Edit pixels", "Save as a new version", name, palette, parent=self._page
        )

        def save() -> None:
            painted = _frozen(editor.pixels()[None])
            how = painted_recipe(pixels.tobytes(), recipe, painted[0].tobytes())
            self.made.emit(painted, how, editor.name())

        editor.accepted.connect(save)
        self._open(editor)

    def change(self, pixels: Pixels, recipe: Recipe | None, palette: tuple[str, ...] = ()) -> None:
        """Redraw a part of it, vary it, and so on. Args: palette: that it stays in."""
        dialog = EditDialog(self._worker, pixels, recipe, self._models(), palette, self._page)
        dialog.kept.connect(lambda kept, how: self.made.emit(_frozen(kept[None].copy()), how, ""))
        self._open(dialog)

    def teach(self, choices: Mapping[str, Images], words: Iterable[str], model: str) -> None:
        """Teach a word from sprites. Args: choices, model: as of `TeachDialog`; words: that they
        have in common."""
        categories = {word: 1.0 for word in words if word in CATEGORIES}
        beside = categories if len(categories) == 1 else {}  # several are a blend of them
        dialog = TeachDialog(self._worker, choices, beside, model, self._page)
        dialog.learned.connect(lambda _: self.taught.emit())
        self._open(dialog)

    def replay(self, path: Path) -> None:
        """Draw a saved picture again, and compare."""
        dialog = ReplayDialog(self._worker, path, self._page)
        dialog.kept.connect(lambda images, how: self.made.emit(images, how, ""))
        self._open(dialog)

    def _open(self, dialog: QDialog) -> None:
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _frozen(images: np.ndarray) -> Images:
    images.setflags(write=False)
    return images
