from pathlib import Path

from PySide6.QtWidgets import QFileDialog
from train_pages import (
    button,
    choose,
    click,
    endless,
    pick_first,
    reading,
    runs_of,
    said,
    save,
    three_runs,
)

from sprite_studio.settings import Settings
from sprite_studio.studio.jobs.training.train import TrainResult, TrainStarted
from sprite_studio.studio.train.runs.files import MODEL, write_order
from sprite_studio.ui.train.course_dialog import CourseDialog
from sprite_studio.ui.train.page import TrainPage
from sprite_studio.ui.widgets.error_panel import ErrorPanel


def test_the_forge_is_offered_first(page, stage, qtbot):
    qtbot.waitUntil(lambda: "The Forge" in said(page))
    stage.train = endless
    click(qtbot, button(page, "Start"))
    qtbot.waitUntil(lambda: page.plot.points() > 0)
    assert str(stage.trained[0].data[0].path) == "forge"


def test_a_folder_is_looked_into_before_anything_starts(page, qtbot, tmp_path):
    choose(page, qtbot, tmp_path)
    text = said(page)
    assert "1 uncategorised" in text
    assert "1 blank, 2 duplicate, 1 unusable" in text
    assert page.remember(Settings()).data_folder == str(tmp_path)


def test_a_new_run_says_what_it_takes_and_offers_the_quicker_way(page, qtbot, tmp_path):
    qtbot.waitUntil(lambda: "The Forge" in said(page))
    assert "From nothing: needs hundreds of sprites and hours." in said(page)
    assert not button(page, "Learn a style …").isVisible()
    choose(page, qtbot, tmp_path)
    assert "to draw others like these, learn a style" in said(page)
    with qtbot.waitSignal(page.style_wanted) as wanted:
        click(qtbot, button(page, "Learn a style …"))
    assert wanted.args == [tmp_path]


def test_a_folder_that_cannot_be_used_says_why(page, qtbot, tmp_path):
    page.open_folder(tmp_path / "missing")
    panel = page.findChild(ErrorPanel)
    qtbot.waitUntil(panel.isVisible)
    assert "does not exist" in panel.text()
    assert not button(page, "Start").isEnabled()


def test_start_pause_resume_stop(page, stage, qtbot, tmp_path):
    choose(page, qtbot, tmp_path)
    stage.train = endless
    click(qtbot, button(page, "Start"))
    qtbot.waitUntil(lambda: page.plot.points() > 3)
    assert stage.trained[0].minutes == 10.0
    assert not stage.trained[0].resume
    with qtbot.waitSignal(page.model_changed):
        click(qtbot, button(page, "Pause"))
        assert not button(page, "Pause").isEnabled()
        assert "Pausing" in said(page)
    taken = page.plot.points()
    assert "everything is saved" in said(page)
    stage.train = lambda job: endless(job, start=taken)
    click(qtbot, button(page, "Resume"))
    qtbot.waitUntil(lambda: page.plot.points() > taken + 3)
    assert stage.trained[1].resume
    assert stage.trained[1].run == stage.trained[0].run
    assert "waits" not in said(page)
    with qtbot.waitSignal(page.model_changed):
        click(qtbot, button(page, "Stop"))
    assert "Stopped at step" in said(page)
    assert runs_of(page).currentText().startswith("run-1 · stopped at step")
    assert button(page, "Resume").isEnabled()
    assert page.remember(Settings()).run.endswith("run-1")
    with qtbot.waitSignal(page.use_model) as used:
        click(qtbot, button(page, "Draw with this model"))
    assert used.args == ["run-1"]


def test_a_stopped_run_can_be_gone_on_with(page, stage, qtbot, tmp_path):
    choose(page, qtbot, tmp_path)
    stage.train = endless
    click(qtbot, button(page, "Start"))
    qtbot.waitUntil(lambda: page.plot.points() > 3)
    with qtbot.waitSignal(page.model_changed):
        click(qtbot, button(page, "Stop"))
    box = runs_of(page)
    assert "run-1 · stopped at step" in box.itemText(1)
    box.setCurrentIndex(1)
    box.activated.emit(1)
    click(qtbot, button(page, "Resume"))
    qtbot.waitUntil(lambda: len(stage.trained) == 2)
    assert (stage.trained[1].run, stage.trained[1].resume) == (stage.runs / "run-1", True)


def test_a_run_that_waits_to_be_begun_is_begun_by_resume(page, stage, qtbot, tmp_path):
    def reading_with_an_order(job):
        job.run.mkdir(parents=True)
        write_order(job.run, job)
        yield from reading(job)

    choose(page, qtbot, tmp_path)
    stage.train = reading_with_an_order
    click(qtbot, button(page, "Start"))
    qtbot.waitUntil(lambda: "so far" in said(page))
    click(qtbot, button(page, "Pause"))
    qtbot.waitUntil(lambda: "nothing to save" in said(page))
    stage.train = endless
    click(qtbot, button(page, "Resume"))
    qtbot.waitUntil(lambda: page.plot.points() > 0)
    assert stage.trained[1].data == stage.trained[0].data


def test_a_finished_run_says_so_and_can_be_trained_on(page, stage, qtbot, tmp_path):
    def short(job):
        yield TrainStarted(10, 2, 0.0, "", {"hero": 10}, ("hero",), 0, 1, (), (), "a test")
        save(job.run, 1, 1)
        yield TrainResult(job.run / MODEL, True, 1, 0.5, None)

    choose(page, qtbot, tmp_path)
    stage.train = short
    with qtbot.waitSignal(page.model_changed):
        click(qtbot, button(page, "Start"))
    assert "Finished" in said(page)
    assert button(page, "Draw with this model").isEnabled()
    assert runs_of(page).currentText().startswith("run-1 · finished"), "it stays in hand"
    with qtbot.waitSignal(page.model_changed):
        click(qtbot, button(page, "Train on"))
    assert stage.trained[1].resume
    assert stage.trained[1].minutes == 10.0
    page.take_step()  # of the run that was trained
    qtbot.waitUntil(lambda: bool(stage.slow))
    assert (stage.slow[0].run.run, stage.slow[0].run.resume) == (stage.runs / "run-1", True)
    qtbot.waitUntil(lambda: not page.is_running)


def test_where_no_run_can_be_made_start_says_why(worker, stage, qtbot, tmp_path):
    def no_room() -> Path:
        raise PermissionError(13, "Permission denied")

    page = TrainPage(worker, Settings(), no_room)
    qtbot.addWidget(page)
    page.show()
    choose(page, qtbot, tmp_path)
    click(qtbot, button(page, "Start"))
    panel = page.findChild(ErrorPanel)
    assert panel is not None
    assert "new run cannot be kept: you may not open or change it" in panel.text()
    assert button(page, "Start").isEnabled()


def test_the_run_is_to_be_remembered_as_soon_as_it_begins(page, stage, qtbot, tmp_path):
    choose(page, qtbot, tmp_path)
    stage.train = endless
    told = []
    page.status.connect(told.append)
    with qtbot.waitSignal(page.run_changed):
        click(qtbot, button(page, "Start"))
    assert page.remember(Settings()).run == str(stage.runs / "run-1")
    assert runs_of(page).currentText() == "run-1 · being trained now"
    assert told == ["run-1: reading the sprites …"], "and no more what was said of the run before"


def test_sprites_of_the_course_are_trained_on(page, stage, qtbot, tmp_path):
    three_runs(page, stage, qtbot, tmp_path)
    pick_first(page)
    (tmp_path / "sprites.npy").touch()
    page.open_course_file(tmp_path / "sprites.npy")
    assert runs_of(page).currentText() == "A new run"
    qtbot.waitUntil(lambda: "3 hero" in said(page))
    assert page.remember(Settings()).data_folder == str(tmp_path / "sprites.npy")


def test_weights_of_the_course_become_a_model_that_is_offered_at_once(page, stage, qtbot, tmp_path):
    page.open_course_file(tmp_path / "course.pth")
    dialog = page.findChild(CourseDialog)
    with qtbot.waitSignals([page.model_changed, page.status]):
        dialog.take_in()
    assert stage.imported[0].path == tmp_path / "course.pth"


def test_a_file_of_the_course_is_asked_for(page, qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "c.pth"), ""))
    click(qtbot, button(page, "Course file …"))
    dialog = page.findChild(CourseDialog)
    assert dialog.windowTitle() == "Import c.pth"
    dialog.reject()
