from pathlib import Path

import numpy as np
import pytest
from film_frames import film_frame
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QInputDialog,
    QLabel,
    QProgressBar,
    QPushButton,
)
from safetensors.numpy import save_file

from sprite_studio.settings import Settings
from sprite_studio.studio.jobs.models import ModelSummary
from sprite_studio.studio.jobs.training.film import KeepFrameJob
from sprite_studio.studio.jobs.training.train import (
    Importing,
    LevelLoss,
    Preparing,
    Source,
    TrainJob,
    TrainProgress,
    TrainResult,
    TrainStarted,
)
from sprite_studio.studio.train.runs.files import MODEL, STATE, write_order
from sprite_studio.ui.train.course_dialog import CourseDialog
from sprite_studio.ui.train.film.film_view import FilmView
from sprite_studio.ui.train.page import TrainPage
from sprite_studio.ui.train.runs import run_choice
from sprite_studio.ui.train.runs.run_table import NAME, RunTable
from sprite_studio.ui.widgets.error_panel import ErrorPanel

STEPS = 10**6


@pytest.fixture
def page(qtbot, worker, stage) -> TrainPage:
    made = TrainPage(worker, Settings(), lambda: stage.runs / "run-1")
    qtbot.addWidget(made)
    made.show()
    return made


def button(page, *texts: str) -> QPushButton:
    return next(b for b in page.findChildren(QPushButton) if b.text() in texts)


def said(page) -> str:
    return " ".join(label.text() for label in page.findChildren(QLabel))


def bar(page) -> QProgressBar:
    return page.findChild(QProgressBar)


def runs_of(page) -> QComboBox:
    return next(b for b in page.findChildren(QComboBox) if b.accessibleName() == "Run")


def click(qtbot, widget) -> None:
    assert widget.isEnabled()
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def save(folder: Path, step: int, steps: int = STEPS, data: Path | None = None) -> None:
    """A run as it lies on the disk: a state, a model, and what it was asked for."""
    folder.mkdir(parents=True, exist_ok=True)
    told = f'{{"config": {{"steps": {steps}}}, "step": {step}, "data_fingerprint": "0", '
    told += '"validation": [[1, 0.7]]}'
    save_file({"losses": np.full(step, 0.5, np.float32)}, folder / STATE, {"training_run": told})
    (folder / MODEL).write_bytes(b"x")
    if data is not None:
        write_order(folder, TrainJob((Source(data),), folder, minutes=5.0))


def endless(job, start: int = 0):
    """A run that goes on until it is cancelled, and then saves itself."""
    losses = tuple(0.5 for _ in range(start))
    yield TrainStarted(10, 2, 0.0, "", {"hero": 10}, ("hero",), start, STEPS, losses, (), "a test")
    step = start
    try:
        while True:
            step += 1
            yield TrainProgress(step, STEPS, 1 / step, 1e-3, None, 50.0, 100.0)
    finally:
        save(job.run, step)


def test_what_is_done_before_the_first_step_is_said(page, stage, qtbot):
    def preparing(job):
        yield Preparing("Timing a few steps", 4.2)
        while True:  # without a report: they would pile up for a window that is slower
            yield None

    qtbot.waitUntil(lambda: "The Forge" in said(page))
    stage.train = preparing
    click(qtbot, button(page, "Start"))
    qtbot.waitUntil(lambda: "Timing a few steps, 5 s left …" in said(page))
    assert page.is_starting
    click(qtbot, button(page, "Stop"))
    qtbot.waitUntil(lambda: not page.is_running)


def reading(job):
    """A run that is still reading its sprites."""
    for sprites in range(10**9):
        yield Importing(sprites)


def list_anew(page, qtbot) -> None:
    """What was put on the disk since."""
    page._choice._list_anew(None, "")
    qtbot.waitUntil(lambda: runs_of(page).count() > 1)


def pick_first(page) -> None:
    box = runs_of(page)
    box.setCurrentIndex(1)
    box.activated.emit(1)


def choose(page, qtbot, folder) -> None:
    page.open_folder(folder)
    qtbot.waitUntil(lambda: button(page, "Start").isEnabled() and "3 hero" in said(page))


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


@pytest.mark.parametrize("name", ["Pause", "Stop"])
def test_before_the_first_step_nothing_is_said_to_be_saved(page, stage, qtbot, tmp_path, name):
    choose(page, qtbot, tmp_path)
    stage.train = reading
    click(qtbot, button(page, "Start"))
    qtbot.waitUntil(lambda: "so far" in said(page))
    click(qtbot, button(page, name))
    qtbot.waitUntil(lambda: "nothing to save" in said(page))
    assert "everything is saved" not in said(page)
    assert button(page, "Start").isEnabled()  # and not Resume, which would find nothing
    assert page.remember(Settings()).run == ""


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
    page.slow_motion()  # which goes on with the run that was trained
    qtbot.waitUntil(lambda: bool(stage.slow))
    assert (stage.slow[0].run.run, stage.slow[0].run.resume) == (stage.runs / "run-1", True)
    qtbot.waitUntil(lambda: not page.is_running)


def test_a_run_that_fails_says_why_and_can_be_tried_again(page, stage, qtbot, tmp_path):
    def failing(job):
        raise OSError(28, "No space left on device")
        yield

    choose(page, qtbot, tmp_path)
    stage.train = failing
    click(qtbot, button(page, "Start"))
    panel = page.findChild(ErrorPanel)
    qtbot.waitUntil(panel.isVisible)
    assert "disk is full" in panel.text()
    qtbot.waitUntil(lambda: "before anything was saved" in said(page))
    assert button(page, "Start").isEnabled()


def test_a_run_that_fails_on_its_way_waits_where_it_was_saved(page, stage, qtbot, tmp_path):
    def failing(job):
        yield TrainStarted(10, 2, 0.0, "", {"hero": 10}, ("hero",), 0, 99, (), (), "a test")
        save(job.run, 30, 99)
        raise OSError(28, "No space left on device")

    choose(page, qtbot, tmp_path)
    stage.train = failing
    click(qtbot, button(page, "Start"))
    qtbot.waitUntil(lambda: "saved up to step 30 of 99" in said(page))
    assert "disk is full" in page.findChild(ErrorPanel).text()
    assert button(page, "Resume").isEnabled()
    assert page.remember(Settings()).run == str(stage.runs / "run-1")


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


def opened_again(worker, stage, qtbot, run: Path, data: Path) -> TrainPage:
    """The page after a start of the program that remembers a run."""
    settings = Settings(run=str(run), data_folder=str(data))
    page = TrainPage(worker, settings, lambda: stage.runs / "run-8")
    qtbot.addWidget(page)
    page.show()
    assert page.remember(Settings()).run == str(run)  # also before the disk was looked at
    qtbot.waitUntil(lambda: runs_of(page).count() > 1)
    return page


def test_after_a_restart_curve_progress_and_sprites_of_the_run_are_there(
    worker, stage, qtbot, tmp_path
):
    run = stage.runs / "run-7"
    save(run, 40, 100, tmp_path)
    page = opened_again(worker, stage, qtbot, run, Path("forge"))
    qtbot.waitUntil(lambda: page.plot.points() == 40)
    assert page.plot.report().losses[-1][2] == pytest.approx(0.5)
    assert (bar(page).value(), bar(page).maximum()) == (40, 100)
    assert "run-7: stopped at step 40 of 100" in said(page)
    qtbot.waitUntil(lambda: "3 hero" in said(page))  # of its own data, not of the last folder
    stage.train = lambda job: endless(job, 40)
    click(qtbot, button(page, "Resume"))
    qtbot.waitUntil(lambda: page.plot.points() > 41)
    assert (stage.trained[0].resume, stage.trained[0].run) == (True, run)
    assert stage.trained[0].data == (Source(tmp_path),)
    with qtbot.waitSignal(page.model_changed):
        click(qtbot, button(page, "Stop"))
    assert page.remember(Settings()).run == str(run)


@pytest.mark.parametrize("state", ["finished", "gone", "damaged"])
def test_a_run_that_does_not_wait_is_not_offered(worker, stage, qtbot, tmp_path, state):
    run = stage.runs / "run-7"
    save(stage.runs / "run-6", 5, 5)
    if state != "gone":
        save(run, 40, 40)
    if state == "damaged":
        (run / STATE).write_bytes(b"x")
    page = opened_again(worker, stage, qtbot, run, tmp_path)
    assert runs_of(page).currentText() == "A new run"
    assert button(page, "Start").isEnabled()
    assert "run-7" not in said(page)
    assert page.remember(Settings()).run == ""


def test_a_run_of_an_older_version_is_gone_on_with_on_the_folder_that_is_chosen(
    worker, stage, qtbot, tmp_path
):
    run = stage.runs / "run-7"
    save(run, 40, 100)  # which did not write down on what it trained
    page = opened_again(worker, stage, qtbot, run, tmp_path)
    stage.train = endless
    click(qtbot, button(page, "Resume"))
    qtbot.waitUntil(lambda: bool(stage.trained))
    assert stage.trained[0].data == (Source(tmp_path),)
    assert stage.trained[0].resume


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


def test_a_step_at_a_time_and_then_on_at_full_speed(page, stage, qtbot, tmp_path):
    choose(page, qtbot, tmp_path)
    page.slow_motion()
    qtbot.waitUntil(lambda: "The run stands after step 1 of 4" in said(page))
    run = stage.runs / "run-1"
    assert (stage.slow[0].run.run, stage.slow[0].run.resume) == (run, False)
    assert "Step 1 of 4" in said(page)
    assert page.remember(Settings()).run == str(run)
    click(qtbot, button(page, "Step"))
    qtbot.waitUntil(lambda: "stands after step 2 of 4" in said(page))
    assert stage.slow[1].run.resume
    assert page.plot.points() == 2
    stage.train = lambda job: endless(job, start=2)
    click(qtbot, button(page, "Run"))
    qtbot.waitUntil(lambda: page.plot.points() > 4)
    assert (stage.trained[0].run, stage.trained[0].resume) == (run, True)
    assert page.plot.isVisible()  # where a run at full speed is seen best
    assert not button(page, "Step").isEnabled()


def test_while_a_step_is_taken_no_other_can_be_asked_for(page, stage, qtbot, tmp_path):
    choose(page, qtbot, tmp_path)
    stage.gate.clear()
    page.slow_motion()
    page.take_step()
    page.take_step()
    stage.gate.set()
    qtbot.waitUntil(lambda: not page.is_running)
    assert len(stage.slow) == 1


def test_the_last_step_ends_the_run(page, stage, qtbot, tmp_path):
    stage.save_run(stage.runs / "run-0", 3, 4)
    write_order(stage.runs / "run-0", TrainJob((Source(tmp_path),), stage.runs / "run-0"))
    list_anew(page, qtbot)
    pick_first(page)
    page.slow_motion()
    qtbot.waitUntil(lambda: "Finished" in said(page))
    assert "Step 4 of 4" in said(page)  # what was taken apart stays to be seen


def test_a_step_can_be_given_up(page, stage, qtbot, tmp_path):
    choose(page, qtbot, tmp_path)
    stage.gate.clear()
    page.slow_motion()
    qtbot.waitUntil(lambda: bool(stage.slow))
    click(qtbot, button(page, "Stop"))
    stage.gate.set()
    qtbot.waitUntil(lambda: not page.is_running)
    assert "Stopped" in said(page)


def filming(frames):
    """A run that is filmed, and waits for its end."""

    def run(job):
        yield TrainStarted(9, 1, 0.0, "", {}, (), 0, STEPS, (), (), "a test")
        yield TrainProgress(1, STEPS, 0.5, 1e-3, None, 50.0, 100.0)
        yield from frames
        save(job.run, 1)
        while True:
            yield TrainProgress(2, STEPS, 0.5, 1e-3, None, 50.0, 100.0)

    return run


def film_of(page):
    return page.findChild(FilmView)


def test_frames_are_shown_as_they_come_and_become_models(page, stage, qtbot, tmp_path):
    choose(page, qtbot, tmp_path)
    stage.train = filming([film_frame(1), film_frame(25)])
    click(qtbot, button(page, "Start"))
    qtbot.waitUntil(lambda: film_of(page).latest is not None and film_of(page).latest.step == 25)
    click(qtbot, button(page, "Film"))
    with qtbot.waitSignals([page.model_changed, page.use_model]):
        click(qtbot, button(page, "Draw with this frame"))
    assert stage.kept_frames[0] == KeepFrameJob(stage.runs / "run-1", 25, "")
    click(qtbot, button(page, "Stop"))
    qtbot.waitUntil(lambda: not page.is_running)


def test_a_frame_is_kept_under_a_name_of_ones_own(page, stage, qtbot, tmp_path, monkeypatch):
    choose(page, qtbot, tmp_path)
    stage.train = filming([film_frame(25)])
    click(qtbot, button(page, "Start"))
    qtbot.waitUntil(lambda: film_of(page).latest is not None)
    click(qtbot, button(page, "Film"))
    asked = []

    def answer(name: str, taken: bool):
        return lambda *args, **how: asked.append(how["text"]) or (name, taken)

    monkeypatch.setattr(QInputDialog, "getText", answer("mine", False))
    click(qtbot, button(page, "Keep as a model …"))
    monkeypatch.setattr(QInputDialog, "getText", answer("mine", True))
    with qtbot.waitSignal(page.model_changed):
        click(qtbot, button(page, "Keep as a model …"))
    assert asked == ["run-1-step-25"] * 2
    assert [job.name for job in stage.kept_frames] == ["mine"]
    monkeypatch.setattr(QInputDialog, "getText", answer("base", True))
    click(qtbot, button(page, "Keep as a model …"))
    panel = page.findChild(ErrorPanel)
    qtbot.waitUntil(panel.isVisible)
    assert "there is a model 'base' already" in panel.text().lower()
    click(qtbot, button(page, "Stop"))
    qtbot.waitUntil(lambda: not page.is_running)


def test_a_run_on_the_disk_shows_its_film_and_a_new_one_has_none(page, stage, qtbot, tmp_path):
    save(stage.runs / "run-0", 30, 100, tmp_path)
    stage.frames = (film_frame(1), film_frame(25))
    list_anew(page, qtbot)
    pick_first(page)
    qtbot.waitUntil(lambda: film_of(page).latest is not None)
    assert "Too early to say" in said(page)
    box = runs_of(page)
    box.setCurrentIndex(0)
    box.activated.emit(0)
    assert film_of(page).latest is None


def test_a_run_that_is_resumed_before_its_film_was_read_still_has_it(page, stage, qtbot, tmp_path):
    save(stage.runs / "run-0", 30, 100, tmp_path)
    stage.frames = (film_frame(1), film_frame(25))
    list_anew(page, qtbot)
    pick_first(page)
    stage.train = lambda job: endless(job, 30)
    page.start()
    qtbot.waitUntil(lambda: film_of(page).latest is not None)
    assert film_of(page).latest.step == 25
    page.stop()
    qtbot.waitUntil(lambda: not page.is_running)


def test_the_verdict_follows_the_measurements(page, stage, qtbot, tmp_path):
    def measured(job):
        yield TrainStarted(9, 1, 0.0, "", {}, (), 0, STEPS, (), (), "a test")
        for number in range(1, 9):
            levels = LevelLoss(number, (0.0,), (0.9**number,))
            yield TrainProgress(number, STEPS, 0.5, 1e-3, levels, 50.0, 100.0)
        save(job.run, 8)

    choose(page, qtbot, tmp_path)
    stage.train = measured
    click(qtbot, button(page, "Start"))
    qtbot.waitUntil(lambda: not page.is_running)
    qtbot.waitUntil(lambda: "Still learning" in said(page))
    assert "From step 1 to 8, by 8 measurements: held-out loss −52.2% (± 0.0%)" in said(page)


def three_runs(page, stage, qtbot, data) -> None:
    for number in (1, 2, 3):
        save(stage.runs / f"run-{number}", 10 * number, 100, data)
    list_anew(page, qtbot)


def table_of(page):
    return page.findChild(RunTable)


def row_of(page, name: str):
    (found,) = table_of(page).findItems(name, Qt.MatchFlag.MatchExactly, NAME)
    return found


def test_a_run_of_the_table_is_shown_and_gone_on_with(page, stage, qtbot, tmp_path):
    three_runs(page, stage, qtbot, tmp_path)
    click(qtbot, button(page, "Runs"))
    table_of(page).setCurrentItem(row_of(page, "run-2"))
    qtbot.waitUntil(lambda: page.plot.points() == 20)
    assert "run-2 · stopped at step 20" in runs_of(page).currentText()
    stage.train = lambda job: endless(job, 20)
    click(qtbot, button(page, "Resume"))
    qtbot.waitUntil(lambda: page.plot.points() > 21)
    assert stage.trained[0].run == stage.runs / "run-2"
    assert not button(page, "Delete …").isEnabled()
    page.stop()
    qtbot.waitUntil(lambda: not page.is_running)
    meant = table_of(page).run
    assert meant is not None
    assert runs_of(page).currentText().startswith(meant.name)
    page.choose_new()
    assert runs_of(page).currentText() == "A new run"
    assert table_of(page).run is None


def test_ticked_runs_are_laid_over_the_one_that_is_shown(page, stage, qtbot, tmp_path):
    three_runs(page, stage, qtbot, tmp_path)
    for name in ("run-1", "run-2"):
        row_of(page, name).setCheckState(NAME, Qt.CheckState.Checked)
    qtbot.waitUntil(lambda: len(page.plot._others) == 4)  # a line and dots each
    table_of(page).setCurrentItem(row_of(page, "run-2"))
    qtbot.waitUntil(lambda: len(page.plot._others) == 2)  # it is the one that is shown
    row_of(page, "run-1").setCheckState(NAME, Qt.CheckState.Unchecked)
    assert page.plot._others == []


def test_a_run_is_renamed_and_stays_the_one_that_is_meant(page, stage, qtbot, tmp_path):
    three_runs(page, stage, qtbot, tmp_path)
    table_of(page).setCurrentItem(row_of(page, "run-2"))
    with qtbot.waitSignal(page.model_changed):
        row_of(page, "run-2").setText(NAME, "foods")
    assert (stage.runs / "foods" / MODEL).exists()
    assert page.remember(Settings()).run == str(stage.runs / "foods")
    assert "foods" in runs_of(page).currentText()
    row_of(page, "foods").setText(NAME, "base")
    panel = page.findChild(ErrorPanel)
    qtbot.waitUntil(panel.isVisible)
    assert "there is a model 'base' already" in panel.text().lower()
    assert row_of(page, "foods")


def test_a_run_is_deleted_once_it_was_asked_for(page, stage, qtbot, tmp_path, monkeypatch):
    three_runs(page, stage, qtbot, tmp_path)
    click(qtbot, button(page, "Runs"))
    table_of(page).setCurrentItem(row_of(page, "run-2"))
    asked = []

    def answer(yes: bool):
        return lambda _, title, question, loses: asked.append(question) or (yes and loses)

    monkeypatch.setattr(run_choice, "ask", answer(False))
    click(qtbot, button(page, "Delete …"))
    assert (stage.runs / "run-2").exists()
    monkeypatch.setattr(run_choice, "ask", answer(True))
    with qtbot.waitSignal(page.model_changed):
        click(qtbot, button(page, "Delete …"))
    assert not (stage.runs / "run-2").exists()
    assert (stage.runs / "run-1" / MODEL).exists()
    assert "gone for good" in asked[0]
    assert runs_of(page).currentText() == "A new run"
    assert page.plot.points() == 0


def test_a_new_run_begins_with_the_model_of_another(page, stage, qtbot, tmp_path):
    three_runs(page, stage, qtbot, tmp_path)
    page.show_models(tuple(ModelSummary(n, tmp_path, 9.0, (), 1.0, ()) for n in ("base", "run-3")))
    click(qtbot, button(page, "Runs"))
    table_of(page).setCurrentItem(row_of(page, "run-3"))
    click(qtbot, button(page, "Begin a new run with its model"))
    assert runs_of(page).currentText() == "A new run"
    stage.train = endless
    page._new_run = lambda: stage.runs / "run-9"
    qtbot.waitUntil(button(page, "Start").isEnabled)
    click(qtbot, button(page, "Start"))
    qtbot.waitUntil(lambda: bool(stage.trained))
    assert (stage.trained[0].start_from, stage.trained[0].network) == ("run-3", "house")
    assert not stage.trained[0].resume
    page.stop()
    qtbot.waitUntil(lambda: not page.is_running)


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
