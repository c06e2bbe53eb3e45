import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from sprite_studio.settings import Settings
from sprite_studio.studio.jobs.train import TrainProgress, TrainResult, TrainStarted
from sprite_studio.ui.train.page import TrainPage
from sprite_studio.ui.widgets.error_panel import ErrorPanel


@pytest.fixture
def page(qtbot, worker, tmp_path) -> TrainPage:
    made = TrainPage(worker, Settings(), lambda: tmp_path / "run-1")
    qtbot.addWidget(made)
    made.show()
    return made


def button(page, *texts: str) -> QPushButton:
    return next(b for b in page.findChildren(QPushButton) if b.text() in texts)


def said(page) -> str:
    return " ".join(label.text() for label in page.findChildren(QLabel))


def click(qtbot, widget) -> None:
    assert widget.isEnabled()
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def endless(job, start: int = 0):
    """A run that writes its model and goes on until it is cancelled."""
    job.run.mkdir(exist_ok=True)
    (job.run / "model.safetensors").write_bytes(b"x")
    losses = tuple(0.5 for _ in range(start))
    yield TrainStarted(10, 2, 0.0, "", {"hero": 10}, ("hero",), start, 10**6, losses, (), "a test")
    for step in range(start + 1, 10**6):
        yield TrainProgress(step, 10**6, 1 / step, 1e-3, None, 50.0, 100.0)


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
    taken = page.plot.points()
    stage.train = lambda job: endless(job, start=taken)
    click(qtbot, button(page, "Resume"))
    qtbot.waitUntil(lambda: page.plot.points() > taken + 3)
    assert stage.trained[1].resume
    assert stage.trained[1].run == stage.trained[0].run
    with qtbot.waitSignal(page.model_changed):
        click(qtbot, button(page, "Stop"))
    assert button(page, "Start").isEnabled()
    with qtbot.waitSignal(page.use_model) as used:
        click(qtbot, button(page, "Draw with this model"))
    assert used.args == ["run-1"]


def test_a_finished_run_says_so(page, stage, qtbot, tmp_path):
    def short(job):
        job.run.mkdir()
        (job.run / "model.safetensors").write_bytes(b"x")
        yield TrainStarted(10, 2, 0.0, "", {"hero": 10}, ("hero",), 0, 1, (), (), "a test")
        yield TrainResult(job.run / "model.safetensors", True, 1, 0.5, None)

    choose(page, qtbot, tmp_path)
    stage.train = short
    with qtbot.waitSignal(page.model_changed):
        click(qtbot, button(page, "Start"))
    assert "Finished" in said(page)
    assert button(page, "Draw with this model").isEnabled()


def test_a_run_that_fails_says_why_and_can_be_tried_again(page, stage, qtbot, tmp_path):
    def failing(job):
        raise OSError(28, "No space left on device")
        yield

    choose(page, qtbot, tmp_path)
    stage.train = failing
    click(qtbot, button(page, "Start"))
    panel = page.findChild(ErrorPanel)
    qtbot.waitUntil(panel.isVisible)
    assert "No space left" in panel.text()
    assert button(page, "Start").isEnabled()


def test_a_run_that_was_on_when_the_window_closed_can_be_gone_on_with(
    worker, stage, qtbot, tmp_path
):
    run = tmp_path / "run-7"
    run.mkdir()
    (run / "state.safetensors").write_bytes(b"x")
    remembered = Settings(run=str(run), data_folder=str(tmp_path))
    page = TrainPage(worker, remembered, lambda: tmp_path / "run-8")
    qtbot.addWidget(page)
    page.show()
    assert page.remember(Settings()).run == str(run)
    stage.train = endless
    click(qtbot, button(page, "Resume"))
    qtbot.waitUntil(lambda: page.plot.points() > 0)
    assert stage.trained[0].resume
    assert stage.trained[0].run == run
    with qtbot.waitSignal(page.model_changed):
        click(qtbot, button(page, "Stop"))
    assert page.remember(Settings()).run == ""
