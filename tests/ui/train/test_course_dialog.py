from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit

from sprite_studio.ui.train.course_dialog import CourseDialog
from sprite_studio.ui.widgets.error_panel import ErrorPanel
from sprite_studio.ui.work.job_client import JobClient


@pytest.fixture
def dialog(qtbot, worker) -> CourseDialog:
    jobs = JobClient(worker, worker)
    made = CourseDialog(jobs, Path("/x/course_n16.pth"))
    qtbot.addWidget(made)
    made.show()
    return made


def field(dialog, name: str) -> QLineEdit:
    return next(e for e in dialog.findChildren(QLineEdit) if e.accessibleName() == name)


def test_a_model_is_made_under_the_files_name_with_the_courses_words(dialog, stage, qtbot):
    with qtbot.waitSignals([dialog.imported, dialog.accepted]):
        dialog.take_in()
    (job,) = stage.imported
    assert (job.path, job.name) == (Path("/x/course_n16.pth"), "course_n16")
    assert job.words == "hero, non-hero, food, spell, side-facing"


def test_what_fails_is_said_and_can_be_mended(dialog, stage, qtbot):
    field(dialog, "Name").setText("base")
    field(dialog, "Words").setText("cat, dog")
    dialog.take_in()
    panel = dialog.findChild(ErrorPanel)
    qtbot.waitUntil(panel.isVisible)
    assert "there is a model 'base' already" in panel.text().lower()
    field(dialog, "Name").setText("cats")
    with qtbot.waitSignal(dialog.imported) as imported:
        dialog.take_in()
    assert imported.args[0].words == ("cat", "dog")
    assert not panel.isVisible()
