import pytest
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton

from sprite_studio.errors import UserError
from sprite_studio.studio.jobs.base import Result
from sprite_studio.studio.jobs.training.lesson import LessonProgress
from sprite_studio.ui.widgets.error_panel import ErrorPanel
from sprite_studio.ui.widgets.learning_dialog import CANCELLED, LearningDialog
from sprite_studio.ui.work.job_client import JobClient
from sprite_studio.ui.work.worker import Worker


class Lesson:
    """What is learned."""


class Learned(Result):
    """Of it."""


class Played(LearningDialog):
    def __init__(self, worker: Worker) -> None:
        super().__init__("What it is about", "Begin")
        self._jobs = JobClient(worker, self)
        self.name = QLineEdit()
        self._lay_out(QHBoxLayout(), (self.name,))

    def _job(self) -> Lesson:
        return Lesson()

    def _told_of(self, result: Learned) -> str:
        return "learned by heart"


@pytest.fixture
def played(qtbot, serving):
    def made(learn) -> Played:
        dialog = Played(serving(Lesson, learn))
        qtbot.addWidget(dialog)
        dialog.open()
        return dialog

    return made


def texts(dialog) -> str:
    return " ".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


def button(dialog, text) -> QPushButton:
    return next(b for b in dialog.findChildren(QPushButton) if b.text() == text)


def test_controls_are_mute_while_it_learns_and_after_it_has(played, qtbot):
    def learn(job):
        yield LessonProgress(3, 9, 0.1, 5.0, None)
        yield Learned()

    dialog = played(learn)
    assert "What it is about" in texts(dialog)
    with qtbot.waitSignal(dialog.learned) as said:
        button(dialog, "Begin").click()
        assert not dialog.name.isEnabled()
    assert isinstance(said.args[0], Learned)
    assert "learned by heart" in texts(dialog)
    assert not button(dialog, "Begin").isEnabled()
    button(dialog, "Close").click()
    assert not dialog.isVisible()


def test_cancelling_leaves_it_open_to_begin_again(played, qtbot):
    def endless(job):
        while True:
            yield LessonProgress(1, 9, 0.1, 5.0, None)

    dialog = played(endless)
    dialog.learn()
    qtbot.waitUntil(lambda: "Step 1 of 9" in texts(dialog))
    dialog.reject()
    qtbot.waitUntil(lambda: CANCELLED in texts(dialog))
    assert dialog.isVisible()
    assert button(dialog, "Begin").isEnabled()


def test_what_went_wrong_is_said_and_can_be_mended(played, qtbot):
    def refuse(job):
        raise UserError("too few sprites; add more")
        yield

    dialog = played(refuse)
    dialog.learn()
    panel = dialog.findChildren(ErrorPanel)[0]
    qtbot.waitUntil(panel.isVisible)
    assert panel.text() == "Too few sprites; add more"
    assert "What it is about" in texts(dialog)
    assert dialog.name.isEnabled()
