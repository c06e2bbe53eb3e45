"""A sprite at the left, what is to become of it below, the proposals at the right."""

from collections.abc import Sequence
from dataclasses import replace

import msgspec
import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from sprite_studio.art.paint.painting import Mask, Painting
from sprite_studio.art.paint.pieces import flipped
from sprite_studio.art.paint.whole import taken_from
from sprite_studio.art.sprite import SIZE, Pixels
from sprite_studio.studio.jobs.drawing import DEFAULT_MODEL
from sprite_studio.studio.jobs.drawing_loop import LoopState, Phase, Screen
from sprite_studio.studio.jobs.edit import EditJob, EditResult, Origin, live_frame_of
from sprite_studio.studio.jobs.models import ModelSummary
from sprite_studio.studio.jobs.recipes.recipe import Recipe, painted_recipe
from sprite_studio.ui import theme
from sprite_studio.ui.canvas.canvas_panel import CanvasPanel
from sprite_studio.ui.edit.offered_button import OfferedButton
from sprite_studio.ui.edit.wish_box import WishBox
from sprite_studio.ui.edit.wishes import LIVE, Kind, Wish, job_of, missing
from sprite_studio.ui.plain import ask
from sprite_studio.ui.widgets.error_panel import ErrorPanel
from sprite_studio.ui.widgets.forms import quiet_label
from sprite_studio.ui.widgets.progress_line import ProgressLine, line_of
from sprite_studio.ui.widgets.sprite_grid import SpriteGrid
from sprite_studio.ui.work.job_client import JobClient
from sprite_studio.ui.work.loop_timer import drawing_loop
from sprite_studio.ui.work.word_pictures import WordPictures
from sprite_studio.ui.work.worker import Failure, Worker

NOTHING = np.zeros((0, SIZE, SIZE, 4), np.uint8)
PICK = "Click a proposal first"
SELECT = "Brush over the part that is to be taken first"
UNCHANGED = "This is the sprite as it came"
READY = "Press Draw proposals, and they will stand here"
DRAWING = "The proposals are being drawn …"


class EditDialog(QDialog):
    """Changes a sprite of any origin, again and again.

    Signals:
        kept(Pixels, Recipe): one is to be kept.
    """

    kept = Signal(object, object)

    def __init__(
        self,
        worker: Worker,
        pixels: Pixels,
        recipe: Recipe | None,
        models: Sequence[ModelSummary],
        palette: tuple[str, ...] = (),
        parent: QWidget | None = None,
    ) -> None:
        """Args: pixels: (16, 16, 4); recipe: of it alone, or None where nobody knows how it was
        made; models: that are installed; palette: "rrggbb" each, that all is drawn in, or empty."""
        super().__init__(parent)
        jobs = JobClient(worker, self)
        self.setWindowTitle("Change a sprite")
        self._models = {model.name: model for model in models if not model.problem}
        self._palette = palette
        self._origins = [Origin(pixels, recipe)]
        self._is_kept = True
        self._result: EditResult | None = None
        screen: Screen[EditJob] = Screen(
            self._show_state, self._on_drawn, self._on_failed, self._show_result, live=self._on_live
        )
        self._loop = drawing_loop(jobs, screen, self)
        self._panel = CanvasPanel(pixels, masks=True)
        self._canvas = self._panel.canvas
        self._wishes = WishBox(WordPictures(jobs, self))
        self._build()
        self._connect()
        self._show_model()
        self._show_state(self._loop.state)
        self._canvas.setFocus()

    def choose(self, kind: Kind) -> None:
        """What is to become of it."""
        self._wishes.choose(kind)

    def draw(self) -> None:
        """Draw proposals now."""
        self._wishes.finish_typing()
        wish, mask = self._wishes.wish(), self._canvas.painting.selection
        if not missing(wish, mask):
            self._loop.draw(self._job(wish, mask))

    def reject(self) -> None:
        """Cancel what is drawn; with nothing to cancel, close."""
        if self._loop.state.is_busy:
            self._loop.cancel()
        elif self._is_kept or ask(
            self, "Close", "Close without keeping what the sprite became?", loses=True
        ):
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._loop.cancel()
        super().closeEvent(event)

    # -- building

    def _build(self) -> None:
        self._draw = OfferedButton("&Draw proposals", "Sixteen of them (Ctrl+Enter)", self.draw)
        self._draw.setProperty("role", "primary")
        self._cancel = OfferedButton("&Cancel", "Stop within one step (Esc)", self._loop.cancel)
        self._flip = OfferedButton("&Flip", "Left for right", self._flip_start)
        self._back = OfferedButton("&Back", "The start before this one", self._go_back)
        self._grid = SpriteGrid(READY)
        self._grid.setAccessibleName("Proposals")
        self._use = OfferedButton(
            "&Use as the new start", "Go on from the chosen proposal", self._use_it
        )
        self._take = OfferedButton(
            "&Take the part", "Of the proposal only what is brushed over: a mix", self._take_part
        )
        self._keep = OfferedButton(
            "&Keep", "In the history: the chosen proposal, or else the start", self._keep_it
        )
        self._close = OfferedButton("Close", "", self.reject)
        self._note = quiet_label()
        self._errors = ErrorPanel()
        self._progress = ProgressLine()
        starts = _row(self._flip, self._back)
        starts.addStretch()
        left = QVBoxLayout()
        left.setSpacing(theme.SPACE)
        left.addWidget(self._panel, 1)
        left.addLayout(starts)
        left.addWidget(self._wishes)
        left.addLayout(_row(self._draw, self._cancel, stretched=self._draw))
        right = QVBoxLayout()
        right.setSpacing(theme.SPACE)
        right.addWidget(self._errors)
        right.addWidget(self._grid, 1)
        right.addWidget(self._progress)
        right.addWidget(self._note)
        ends = _row(self._use, self._take)
        ends.addStretch()
        ends.addWidget(self._keep)
        ends.addWidget(self._close)
        right.addLayout(ends)
        whole = QHBoxLayout()
        whole.setSpacing(2 * theme.SPACE)
        whole.addLayout(left, 4)
        whole.addLayout(right, 5)
        column = QVBoxLayout(self)
        column.setContentsMargins(*([2 * theme.SPACE] * 4))
        column.setSpacing(2 * theme.SPACE)
        column.addLayout(self._wishes.tabs)
        column.addLayout(whole, 1)
        self.resize(1060, 700)

    def _connect(self) -> None:
        self._wishes.changed.connect(self._on_wish)
        self._wishes.asked.connect(self.draw)
        self._canvas.changed.connect(self._fit)
        self._grid.picked.connect(self._on_picked)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self).activated.connect(self.draw)
        # While something is drawn Escape is for that, and not for the canvas.
        self._escape = QShortcut(QKeySequence("Esc"), self)
        self._escape.activated.connect(self._loop.cancel)

    # -- the start

    @property
    def _origin(self) -> Origin:
        return self._origins[-1]

    def _begin(self, pixels: Pixels, recipe: Recipe | None) -> None:
        """Go on from another sprite; what is brushed over stays so."""
        self._origins.append(Origin(pixels, recipe))
        self._is_kept = False
        self._show_start()

    def _show_start(self) -> None:
        self._canvas.begin(self._origin.pixels, self._canvas.painting.selection)
        self._show_model()
        self._fit()

    def _go_back(self) -> None:
        self._origins.pop()
        self._is_kept = len(self._origins) == 1
        self._show_start()

    def _flip_start(self) -> None:
        turned = flipped(Painting.of(self._origin.pixels)).pixels
        self._begin(turned, self._by_hand(turned))

    def _by_hand(self, pixels: Pixels) -> Recipe:
        return painted_recipe(self._origin.tile, self._origin.recipe, pixels.tobytes())

    # -- what the buttons do with a proposal

    def _chosen(self) -> tuple[Pixels, Recipe] | None:
        index = self._grid.selected
        if self._result is None or index is None or index >= len(self._result.images):
            return None
        return self._result.images[index], self._result.recipe.of_sprite(index)

    def _use_it(self) -> None:
        if (chosen := self._chosen()) is not None:
            self._begin(*chosen)

    def _take_part(self) -> None:
        chosen, painting = self._chosen(), self._canvas.painting
        if chosen is not None and painting.selection.any():
            mixed = taken_from(painting, chosen[0]).pixels
            self._begin(mixed, self._by_hand(mixed))

    def _keep_it(self) -> None:
        """The chosen proposal, or else the start if it is another than it was."""
        kept = self._chosen() or (self._origin.pixels, self._origin.recipe)
        self.kept.emit(*kept)
        self._is_kept = True
        self._note.setText("Kept beside the one it was made of")

    # -- what is shown

    def _job(self, wish: Wish, mask: Mask) -> EditJob:
        """By the model that drew the sprite, if it is installed, or else by the bundled one."""
        known = () if self._model is None else self._model.known
        job = job_of(wish, self._origin, mask, known)
        if self._palette:
            how = msgspec.structs.replace(job.drawing, palette=self._palette)
            job = replace(job, drawing=how)
        if job.drawing.model in self._models:
            return job
        drawing = msgspec.structs.replace(job.drawing, model=DEFAULT_MODEL)
        return replace(job, drawing=drawing)

    @property
    def _model(self) -> ModelSummary | None:
        recipe = self._origin.recipe
        drew = DEFAULT_MODEL if recipe is None else recipe.drawing.model
        return self._models.get(drew) or self._models.get(DEFAULT_MODEL)

    def _show_model(self) -> None:
        if self._model is not None:
            self._wishes.show_model(self._model)

    def _on_wish(self) -> None:
        self._fit()
        wish, mask = self._wishes.wish(), self._canvas.painting.selection
        if wish.kind in LIVE and self._result is not None and not missing(wish, mask):
            whole = self._job(wish, mask)
            self._loop.follow(whole, live_frame_of(whole))

    def _on_picked(self, index: int) -> None:
        """It is seen large, until the sprite is touched again."""
        if (chosen := self._chosen()) is not None:
            pixels = chosen[0]
            self._canvas.preview(lambda _: Painting.of(pixels))  # without a tint on it
        self._fit()

    def _fit(self) -> None:
        """Only what can be done, and why not the rest."""
        painting, state = self._canvas.painting, self._loop.state
        lacks = missing(self._wishes.wish(), painting.selection)
        is_draft = state.draft
        chosen = None if is_draft else self._chosen()
        part = PICK if chosen is None else "" if painting.selection.any() else SELECT
        keeps = "" if chosen is not None or len(self._origins) > 1 else PICK
        self._draw.offer(lacks)
        self._grid.empty_text = DRAWING if state.is_busy else lacks or READY
        self._grid.update()
        self._use.offer("" if chosen is not None else PICK)
        self._take.offer(part)
        self._keep.offer(keeps)
        self._back.offer("" if len(self._origins) > 1 else UNCHANGED)
        self._cancel.offer("" if state.is_busy else "Nothing is being drawn")
        self._escape.setEnabled(state.is_busy)

    # -- what the loop tells

    def _show_state(self, state: LoopState) -> None:
        self._progress.show_state(state)
        shown = "nothing was drawn" if self._result is None else "the last proposals are shown"
        if line := line_of(state, cancelled=f"Cancelled; {shown}"):
            self._note.setText(line)
        if state.phase is Phase.DRAWING and state.report is None:
            self._errors.hide()
        self._fit()

    def _on_drawn(self, job: EditJob, result: EditResult) -> None:
        self._result = result
        self._grid.select(None)
        self._canvas.preview(lambda now: now)
        self._show_result()
        self._note.setText(
            f"{len(result.images)} proposals in {result.seconds:.1f} s; click one to see it large"
        )
        self._errors.show_left_out(result.left_out)

    def _on_live(self, result: EditResult) -> None:
        self._grid.show_images(result.images)

    def _show_result(self) -> None:
        self._grid.show_images(NOTHING if self._result is None else self._result.images)
        self._fit()

    def _on_failed(self, failure: Failure) -> None:
        self._errors.show_failure(failure)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses no button that has no focus."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return
        super().keyPressEvent(event)


def _row(*parts: QWidget, stretched: QWidget | None = None) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme.SPACE)
    for part in parts:
        row.addWidget(part, int(part is stretched))
    return row
