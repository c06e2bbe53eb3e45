import threading
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton
from stage import sprites

from sprite_studio.errors import UserError
from sprite_studio.studio.jobs.training.lesson import LessonProgress, TeachJob, TeachResult
from sprite_studio.ui.edit.teach_dialog import TeachDialog
from sprite_studio.ui.widgets.error_panel import ErrorPanel
from sprite_studio.ui.widgets.learning_dialog import PREVIEWED, SHOWN
from sprite_studio.ui.widgets.sprite_grid import SpriteGrid

CHOICES = {"All 4 sprites": sprites(4, 10), "Only the selected one": sprites(1, 10)}


@pytest.fixture
def played(qtbot, serving):
    """A function: the dialog over a worker that teaches so."""

    def play(handler) -> TeachDialog:
        dialog = TeachDialog(serving(TeachJob, handler), CHOICES, {"hero": 1.0}, "base")
        qtbot.addWidget(dialog)
        dialog.open()
        return dialog

    return play


def button(dialog, text: str) -> QPushButton:
    return next(b for b in dialog.findChildren(QPushButton) if b.text() == text)


def said(dialog) -> str:
    return " ".join(label.text() for label in dialog.findChildren(QLabel))


def test_a_word_is_learned_from_the_sprites_that_were_chosen(played, qtbot):
    asked, gate = [], threading.Event()

    def teach(job):
        asked.append(job)
        yield LessonProgress(5, 40, 0.2, 30.0, sprites(2, 99))
        gate.wait()
        yield TeachResult("blob", Path("x"), 4, 40, 50.0)

    dialog = played(teach)
    assert dialog.findChild(SpriteGrid).accessibleDescription() == "4 sprites"
    assert "name" in button(dialog, "Teach").toolTip()
    dialog.findChild(QLineEdit).setText(" blob ")
    button(dialog, "Teach").click()
    qtbot.waitUntil(lambda: "Step 5 of 40, 30 s left" in said(dialog))
    assert dialog.findChild(SpriteGrid).accessibleDescription() == "2 sprites"
    assert not button(dialog, "Teach").isEnabled()
    with qtbot.waitSignal(dialog.learned):
        gate.set()
    tiles = tuple(pixels.tobytes() for pixels in CHOICES["All 4 sprites"])
    assert asked == [TeachJob("blob", mix={"hero": 1.0}, tiles=tiles, seconds=50)]
    assert "“blob” is among the words" in said(dialog)
    button(dialog, "Close").click()
    assert not dialog.isVisible()


def test_after_a_lesson_that_was_cancelled_the_sprites_are_called_what_they_are(played, qtbot):
    def endless(job):
        yield LessonProgress(1, 40, 0.2, 70.0, sprites(2, 99))
        while True:
            yield LessonProgress(2, 40, 0.2, 70.0, None)

    dialog = played(endless)
    assert SHOWN in said(dialog)
    dialog.findChild(QLineEdit).setText("blob")
    dialog.learn()
    qtbot.waitUntil(lambda: PREVIEWED in said(dialog))
    assert SHOWN not in said(dialog)
    button(dialog, "Cancel").click()
    qtbot.waitUntil(lambda: "nothing was kept" in said(dialog))
    dialog.findChild(QComboBox).setCurrentText("Only the selected one")
    assert SHOWN in said(dialog)
    assert PREVIEWED not in said(dialog)


def test_one_sprite_is_too_few_and_the_button_says_so(played):
    dialog = played(lambda job: iter(()))
    dialog.findChild(QLineEdit).setText("blob")
    assert button(dialog, "Teach").isEnabled()
    dialog.findChild(QComboBox).setCurrentText("Only the selected one")
    assert not button(dialog, "Teach").isEnabled()
    assert "takes 2 to 500" in button(dialog, "Teach").toolTip()


def test_cancelling_ends_it_and_a_failure_is_said(played, qtbot):
    def endless(job):
        while True:
            yield LessonProgress(1, 40, 0.2, 70.0, None)

    dialog = played(endless)
    dialog.findChild(QLineEdit).setText("blob")
    dialog.learn()
    qtbot.waitUntil(lambda: "Step 1 of 40" in said(dialog))
    button(dialog, "Cancel").click()
    qtbot.waitUntil(lambda: "nothing was kept" in said(dialog))
    assert dialog.isVisible()

    def refuse(job):
        raise UserError("'hero' means a hero already; choose another name")
        yield

    other = played(refuse)
    other.findChild(QLineEdit).setText("hero")
    other.learn()
    panel = other.findChild(ErrorPanel)
    qtbot.waitUntil(panel.isVisible)
    assert "choose another name" in panel.text()
    assert button(other, "Teach").isEnabled()
