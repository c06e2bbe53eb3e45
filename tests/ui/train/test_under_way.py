"""Runs and single steps that are under way, played through the page itself."""

import pytest
from train_pages import button, choose, click, endless, list_anew, pick_first, reading, said, save

from sprite_studio.settings import Settings
from sprite_studio.studio.jobs.training.train import Preparing, Source, TrainJob, TrainStarted
from sprite_studio.studio.train.runs.files import write_order
from sprite_studio.ui.widgets.error_panel import ErrorPanel


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


def test_slow_motion_begins_nothing_unasked(page, stage, qtbot, tmp_path):
    choose(page, qtbot, tmp_path)
    page.slow_motion()
    assert button(page, "Step").isVisible()
    assert not page.is_running
    assert not stage.runs.exists()
    assert "MB on the disk" in said(page)


def test_a_step_at_a_time_and_then_on_at_full_speed(page, stage, qtbot, tmp_path):
    choose(page, qtbot, tmp_path)
    page.take_step()
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
    page.take_step()
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
    page.take_step()
    qtbot.waitUntil(lambda: "Finished" in said(page))
    assert "Step 4 of 4" in said(page)  # what was taken apart stays to be seen


def test_a_step_can_be_given_up(page, stage, qtbot, tmp_path):
    choose(page, qtbot, tmp_path)
    stage.gate.clear()
    page.take_step()
    qtbot.waitUntil(lambda: bool(stage.slow))
    click(qtbot, button(page, "Stop"))
    stage.gate.set()
    qtbot.waitUntil(lambda: not page.is_running)
    assert "Stopped" in said(page)
