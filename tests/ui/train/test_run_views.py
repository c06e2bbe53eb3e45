"""What is seen of a run beside its loss, played through the page itself."""

from film_frames import film_frame
from PySide6.QtWidgets import QInputDialog
from train_pages import (
    STEPS,
    button,
    choose,
    click,
    endless,
    list_anew,
    pick_first,
    runs_of,
    said,
    save,
)

from sprite_studio.studio.jobs.training.film import KeepFrameJob
from sprite_studio.studio.jobs.training.train import LevelLoss, TrainProgress, TrainStarted
from sprite_studio.ui.train.film.film_view import FilmView
from sprite_studio.ui.widgets.error_panel import ErrorPanel


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
