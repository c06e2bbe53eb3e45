import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton
from stage import WORDS, recipe_of, sprites, told_apart

from sprite_studio import paths
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.drawing import Drawing
from sprite_studio.studio.jobs.models import ModelSummary
from sprite_studio.studio.jobs.recipes.recipe import Inpaint, Painted, Vary
from sprite_studio.ui.canvas.pixel_canvas import PixelCanvas
from sprite_studio.ui.edit import edit_dialog
from sprite_studio.ui.edit.edit_dialog import EditDialog
from sprite_studio.ui.edit.wishes import Kind
from sprite_studio.ui.widgets.error_panel import ErrorPanel
from sprite_studio.ui.widgets.forms import DecimalBox
from sprite_studio.ui.widgets.sprite_grid import SpriteGrid

BASE = ModelSummary("base", paths.resources(), 9.0, WORDS, 1.0, ("someone",))
START = sprites(1)[0]
RECIPE = recipe_of(Drawing(mix={"hero": 1.0}, seed=7, count=1, model="gone"))


@pytest.fixture
def dialog(qtbot, worker, monkeypatch) -> EditDialog:
    monkeypatch.setattr(edit_dialog, "ask", lambda *_, **__: True)
    made = EditDialog(worker, START, RECIPE, (BASE,))
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def button(dialog, text: str) -> QPushButton:
    return next(b for b in dialog.findChildren(QPushButton) if b.text().replace("&", "") == text)


def canvas(dialog) -> PixelCanvas:
    return dialog.findChild(PixelCanvas)


def brush(dialog, qtbot, row: int, column: int) -> None:
    place = canvas(dialog).cell(row, column).center().toPoint()
    qtbot.mouseClick(canvas(dialog), Qt.MouseButton.LeftButton, pos=place)


def words(dialog) -> QLineEdit:
    return next(e for e in dialog.findChildren(QLineEdit) if e.accessibleName() == "Words")


def grid(dialog) -> SpriteGrid:
    return dialog.findChild(SpriteGrid)


def propose(dialog, stage, qtbot) -> None:
    before = len(stage.edited)
    button(dialog, "Draw proposals").click()
    qtbot.waitUntil(lambda: len(stage.edited) > before and not dialog._loop.state.is_busy)


def test_a_part_is_brushed_over_said_and_drawn(dialog, stage, qtbot):
    assert not button(dialog, "Draw proposals").isEnabled()
    assert "Brush over" in button(dialog, "Draw proposals").toolTip()
    brush(dialog, qtbot, 3, 3)
    qtbot.keyClicks(words(dialog), "red")
    qtbot.keyClick(words(dialog), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(stage.edited) == 1)
    job = stage.edited[0]
    assert isinstance(job.edit, Inpaint)
    assert sum(job.edit.mask) == 9
    assert (job.prompt, job.drawing.count) == ("red", 16)
    assert job.drawing.model == "base"  # since that which drew it is not installed
    qtbot.waitUntil(lambda: grid(dialog).accessibleDescription() == "16 sprites")


def test_a_proposal_is_the_new_start_and_there_is_a_way_back(dialog, stage, qtbot):
    brush(dialog, qtbot, 3, 3)
    propose(dialog, stage, qtbot)
    use, back = button(dialog, "Use as the new start"), button(dialog, "Back")
    assert "Click a proposal" in use.toolTip()
    assert not back.isEnabled()
    grid(dialog).pick(4)
    proposal = told_apart(16, 90)[4]
    assert np.array_equal(canvas(dialog).seen.pixels, proposal)
    assert np.array_equal(canvas(dialog).painting.pixels, START)
    use.click()
    assert np.array_equal(canvas(dialog).painting.pixels, proposal)
    assert canvas(dialog).painting.selection.sum() == 9
    dialog.choose(Kind.VARY)
    propose(dialog, stage, qtbot)
    assert stage.edited[-1].edit == Vary(proposal.tobytes(), 0.4)
    back.click()
    assert np.array_equal(canvas(dialog).painting.pixels, START)


def test_what_is_kept_says_how_it_was_made(dialog, stage, qtbot):
    brush(dialog, qtbot, 3, 3)
    propose(dialog, stage, qtbot)
    grid(dialog).pick(2)
    with qtbot.waitSignal(dialog.kept) as kept:
        button(dialog, "Keep").click()
    pixels, recipe = kept.args
    assert np.array_equal(pixels, told_apart(16, 90)[2])
    assert recipe.drawing.count == 1
    assert recipe.drawing.seed == stage.edited[-1].drawing.sprite_seeds[2]
    assert isinstance(recipe.edit, Inpaint)


def test_of_a_proposal_a_part_can_be_taken_and_that_is_a_mix(dialog, stage, qtbot):
    brush(dialog, qtbot, 3, 3)
    propose(dialog, stage, qtbot)
    grid(dialog).pick(2)
    button(dialog, "Take the part").click()
    mixed = canvas(dialog).painting.pixels
    assert (mixed[2:5, 2:5, :3] == 90).all()
    assert (mixed[..., 0] == 90).sum() == 9
    grid(dialog).select(None)
    with qtbot.waitSignal(dialog.kept) as kept:
        button(dialog, "Keep").click()
    pixels, recipe = kept.args
    assert recipe.edit == Painted(START.tobytes(), pixels.tobytes(), RECIPE)


def test_a_sprite_is_flipped_by_hand(qtbot, worker, stage):
    lopsided = START.copy()
    lopsided[:, :4] = (1, 2, 3, 255)
    made = EditDialog(worker, lopsided, None, (BASE,))
    qtbot.addWidget(made)
    button(made, "Flip").click()
    with qtbot.waitSignal(made.kept) as kept:
        button(made, "Keep").click()
    pixels, recipe = kept.args
    assert np.array_equal(pixels, lopsided[:, ::-1])
    assert recipe.edit == Painted(lopsided.tobytes(), pixels.tobytes(), None)


def test_variations_follow_the_hand_once_there_are_some(dialog, stage, qtbot):
    dialog.choose(Kind.VARY)
    assert not stage.edited
    propose(dialog, stage, qtbot)
    strength = dialog.findChild(DecimalBox)
    strength.setValue(0.8)
    qtbot.waitUntil(lambda: len(stage.edited) >= 3 and not dialog._loop.state.is_busy)
    live, whole = stage.edited[1], stage.edited[-1]
    assert live.drawing.steps < whole.drawing.steps
    assert live.edit.strength == whole.edit.strength == 0.8


def test_escape_cancels_what_is_drawn_before_anything_else(dialog, stage, qtbot):
    brush(dialog, qtbot, 3, 3)
    stage.gate.clear()
    button(dialog, "Draw proposals").click()
    qtbot.waitUntil(lambda: dialog._loop.state.is_busy)
    assert dialog._grid.empty_text == edit_dialog.DRAWING
    qtbot.keyClick(canvas(dialog), Qt.Key.Key_Escape)
    assert not dialog._loop.state.is_busy
    assert dialog._note.text() == "Cancelled; nothing was drawn"
    assert dialog._grid.empty_text == edit_dialog.READY
    assert dialog.isVisible()
    assert canvas(dialog).painting.selection.any()
    stage.gate.set()


def test_what_became_of_the_sprite_is_not_thrown_away_unasked(dialog, qtbot, monkeypatch):
    answers = [False, True]
    monkeypatch.setattr(edit_dialog, "ask", lambda *_, **__: answers.pop(0))
    button(dialog, "Flip").click()
    dialog.reject()
    assert dialog.isVisible()
    dialog.reject()
    assert not dialog.isVisible()


def test_a_failure_is_said_and_the_proposals_stay(dialog, stage, qtbot):
    brush(dialog, qtbot, 3, 3)
    propose(dialog, stage, qtbot)
    stage.error = JobError("the model is tired")
    button(dialog, "Draw proposals").click()
    panel = dialog.findChild(ErrorPanel)
    qtbot.waitUntil(panel.isVisible)
    assert panel.text() == "The model is tired"
    assert grid(dialog).accessibleDescription() == "16 sprites"
