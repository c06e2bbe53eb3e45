"""Which run is meant, by the box and by the table, played through the page itself."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from train_pages import bar, button, click, endless, runs_of, said, save, three_runs

from sprite_studio.settings import Settings
from sprite_studio.studio.jobs.models import ModelSummary
from sprite_studio.studio.jobs.training.train import Source
from sprite_studio.studio.train.runs.files import MODEL, STATE
from sprite_studio.ui.train.page import TrainPage
from sprite_studio.ui.train.runs import run_choice
from sprite_studio.ui.train.runs.run_table import NAME, RunTable
from sprite_studio.ui.widgets.error_panel import ErrorPanel


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
