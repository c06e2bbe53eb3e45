import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QProgressBar, QPushButton, QSpinBox
from stage import sprites

from sprite_studio.art.sprite import Sprite
from sprite_studio.errors import UserError
from sprite_studio.studio.jobs.training.adapt import (
    AdaptForecast,
    AdaptJob,
    AdaptResult,
    AdaptStarted,
)
from sprite_studio.studio.jobs.training.lesson import LessonProgress
from sprite_studio.ui.train.adapt_dialog import AdaptDialog
from sprite_studio.ui.widgets.error_panel import ErrorPanel
from sprite_studio.ui.widgets.learning_dialog import PREVIEWED, SHOWN
from sprite_studio.ui.work.job_client import JobClient


@pytest.fixture
def played(qtbot, serving):
    """A function: the dialog over a worker that learns so."""

    def play(handler, data=Path("somewhere") / "My pack", **how) -> AdaptDialog:
        worker = serving(AdaptJob, handler)
        dialog = AdaptDialog(JobClient(worker, worker), data, **how)
        qtbot.addWidget(dialog)
        dialog.open()
        return dialog

    return play


def button(dialog, text: str) -> QPushButton:
    return next(b for b in dialog.findChildren(QPushButton) if b.text() == text)


def said(dialog) -> str:
    return " ".join(label.text() for label in dialog.findChildren(QLabel))


def seen(dialog) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]


def test_a_style_is_learned_and_said_how_to_draw_with(played, qtbot):
    asked, begun, gate = [], threading.Event(), threading.Event()

    def learn(job):
        asked.append(job)
        yield AdaptForecast(180.0, is_measured=False)
        yield AdaptForecast(72.0, is_measured=True)
        begun.wait()
        yield AdaptStarted(200, 230, "3 blank", (), 40)
        yield LessonProgress(5, 40, 0.2, 70.0, sprites(8))
        gate.wait()
        trouble = "the loss of step 6 is not a number"
        yield AdaptResult("style:my-pack", "base", Path("x"), 200, 5, 60.0, "", trouble)

    dialog = played(learn)
    assert dialog.findChild(QLineEdit).text() == "My pack"
    assert SHOWN not in seen(dialog)  # of a folder nothing is seen yet
    qtbot.mouseClick(button(dialog, "Learn"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Getting ready, about 70 s left" in said(dialog))
    begun.set()
    qtbot.waitUntil(lambda: "Step 5 of 40, 70 s left" in said(dialog))
    assert PREVIEWED in seen(dialog)
    assert "200 sprites of 230, taken by lot · left out: 3 blank" in said(dialog)
    assert dialog.findChild(QProgressBar).value() == 5
    assert not button(dialog, "Learn").isEnabled()
    with qtbot.waitSignal(dialog.learned):
        gate.set()
    assert asked == [AdaptJob(Path("somewhere/My pack"), "My pack", 3.0, pictured=True)]
    assert "“my pack” is learned; on Create it stands under Style" in said(dialog)
    assert "the loss of step 6 is not a number" in said(dialog)
    assert dialog.isVisible()
    with qtbot.waitSignal(dialog.draw_wanted) as wanted:
        button(dialog, "Draw in it").click()
    assert wanted.args == ["style:my-pack", "base", {}, 0]  # of a folder nobody knows what it shows
    assert not dialog.isVisible()


def test_sprites_at_hand_are_learned_by_the_model_that_drew_them(played, qtbot):
    asked = []

    def learn(job):
        asked.append(job)
        yield AdaptResult("style:my-style", "base", Path("x"), 9, 5, 60.0)

    these = tuple(Sprite(pixels, ("hero",)) for pixels in sprites(9))
    dialog = played(learn, these, model="mine", draws=8)
    assert dialog.windowTitle() == "Learn a style"
    assert dialog.findChild(QLineEdit).text() == "My style"
    draws = next(s for s in dialog.findChildren(QSpinBox) if s.accessibleName() == "Then draw")
    with qtbot.waitSignal(dialog.draws_changed, check_params_cb=lambda many: many == 5):
        draws.setValue(5)
    with qtbot.waitSignal(dialog.draw_wanted) as wanted:  # as soon as it is learned
        button(dialog, "Learn").click()
    assert asked == [AdaptJob(these, "My style", 3.0, model="mine", pictured=True)]
    assert not dialog.isVisible()
    assert wanted.args == ["style:my-style", "mine", {"hero": 1.0}, 5]  # what they show


def test_with_nothing_to_draw_it_stays_and_says_where_the_style_is(played, qtbot):
    def learn(job):
        yield LessonProgress(5, 40, 0.2, 70.0, sprites(8))
        yield AdaptResult("style:my-style", "base", Path("x"), 9, 5, 60.0)

    dialog = played(learn, tuple(Sprite(pixels) for pixels in sprites(9)), draws=0)
    assert "learns from these" in said(dialog)
    with qtbot.assertNotEmitted(dialog.draw_wanted), qtbot.waitSignal(dialog.learned):
        button(dialog, "Learn").click()
    assert dialog.isVisible()
    assert "not kept" in said(dialog)  # of the previews
    assert "stands under Style" in said(dialog)


def test_cancelling_ends_it_and_keeps_the_dialog(played, qtbot):
    def endless(job):
        while True:
            yield LessonProgress(1, 40, 0.2, 70.0, None)

    dialog = played(endless)
    dialog.learn()
    qtbot.waitUntil(lambda: "Step 1 of 40" in said(dialog))
    button(dialog, "Cancel").click()
    qtbot.waitUntil(lambda: "nothing was kept" in said(dialog))
    assert dialog.isVisible()
    assert button(dialog, "Learn").isEnabled()


def test_what_cannot_be_learned_is_said_and_can_be_mended(played, qtbot):
    def refuse(job):
        raise UserError("a style takes at least 8 different sprites, and here are 3")
        yield

    dialog = played(refuse)
    dialog.learn()
    panel = dialog.findChild(ErrorPanel)
    qtbot.waitUntil(panel.isVisible)
    assert "at least 8 different sprites" in panel.text()
    assert button(dialog, "Learn").isEnabled()
