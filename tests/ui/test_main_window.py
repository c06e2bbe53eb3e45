import os
import threading
from pathlib import Path

import msgspec
import numpy as np
import pytest
from labels import texts
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, QSize, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog, QLabel, QMenu, QMessageBox, QPushButton, QSpinBox

from sprite_studio.art.export.png import save_png
from sprite_studio.settings import Settings
from sprite_studio.studio.jobs.drawing import Drawing
from sprite_studio.studio.jobs.library.sprites import NewSprite
from sprite_studio.studio.jobs.recipes.recipe import to_chunks
from sprite_studio.studio.jobs.training.train import TrainJob, TrainProgress
from sprite_studio.ui.pages import COMPARE, CREATE, PAGES, SPRITES, TRAIN, WATCH
from sprite_studio.ui.train.adapt_dialog import AdaptDialog
from sprite_studio.ui.train.course_dialog import CourseDialog
from sprite_studio.ui.widgets.error_panel import ErrorPanel
from sprite_studio.ui.widgets.glossary_view import GlossaryDialog


def test_another_theme_is_applied_at_once_and_remembered(window, themes, saved):
    menu = next(m for m in window.findChildren(QMenu) if m.title() == "Theme")
    next(action for action in menu.actions() if action.data() == "light").trigger()
    assert themes == ["light"]
    window.close()
    assert saved[-1].theme == "light"


def test_sprites_are_drawn_and_the_device_is_shown_without_being_asked(window, qtbot):
    assert window.create_page.result is not None
    qtbot.waitUntil(lambda: "CPU, 2 cores" in texts(window))


def test_closing_during_a_job_ends_it_and_remembers_the_controls(window, stage, saved, qtbot):
    under_way = threading.Event()

    def train(job):
        for step in range(1, 10**9):
            yield TrainProgress(step, 10**9, 0.5, 1e-3, None, 1.0, 1.0)
            under_way.set()

    stage.train = train
    window._worker.submit(TrainJob((), Path("run")))
    # Not by waitSignal: it would disconnect from a signal that goes on being sent by a thread.
    qtbot.waitUntil(under_way.is_set)
    window.create_page.mixer.set_mix({"food": 0.5})
    window.close()
    assert window._worker.isFinished()
    assert saved[-1].drawing.mix == {"food": 0.5}


def test_a_run_that_begins_is_remembered_at_once_so_that_a_kill_does_not_forget_it(
    window, stage, saved, tmp_path, qtbot
):
    def train(job):
        while True:
            yield TrainProgress(1, 10**9, 0.5, 1e-3, None, 1.0, 1.0)

    stage.train = train
    window.open_page(TRAIN)
    window.pages.page(TRAIN).start()
    qtbot.waitUntil(lambda: bool(saved) and saved[-1].run == str(tmp_path / "run-1"))
    assert window.pages.page(TRAIN).is_running  # it was not remembered by ending


@pytest.mark.parametrize("fails", [False, True])
def test_the_applications_menu_tells_what_was_written_and_how_to_remove_it(
    window, monkeypatch, tmp_path, fails
):
    assert not window.actions_.add_to_menu.isVisible()  # where there is no such menu
    entry = tmp_path / "a <b>.desktop"

    def write() -> list[Path]:
        if fails:
            raise PermissionError(13, "Permission denied", str(entry))
        return [entry]

    said = []
    monkeypatch.setattr(window, "_add_to_menu", write)
    monkeypatch.setattr(QMessageBox, "exec", lambda box: said.append(box))
    window.actions_.add_to_menu.trigger()
    if fails:
        assert said == []
        assert f"{entry}: you may not open or change it" in window._errors.text()
    else:
        assert said[0].informativeText().endswith(str(entry))
        assert "delete these files" in said[0].informativeText()
        assert said[0].textFormat() == Qt.TextFormat.PlainText


def test_the_glossary_stays_open_beside_the_page(window):
    window.actions_.glossary.trigger()
    dialog = window.findChildren(GlossaryDialog)[-1]
    assert dialog.isVisible()
    assert not dialog.isModal()
    said = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert all(sign in said for sign in ("λ", "ᾱ", "xₜ", "η", "x₀", "ε"))
    dialog.close()


def test_the_window_comes_back_where_it_was(saved, window, open_window):
    window.setGeometry(0, 30, 900, 640)
    window.close()
    again = open_window(saved[-1])
    assert again.size() == QSize(900, 640)


def test_the_full_screen_is_taken_and_given_back(window):
    window.actions_.full_screen.trigger()
    assert window.isFullScreen()
    window.actions_.full_screen.trigger()
    assert not window.isFullScreen()


def test_sprites_are_imported_from_the_file_menu(window, monkeypatch):
    asked = []
    monkeypatch.setattr(
        QFileDialog, "getOpenFileNames", lambda *_: asked.append("files") or ([], "")
    )
    window.actions_.bring_in.trigger()
    assert window.pages.currentWidget() is window.pages.page(SPRITES)
    assert asked == ["files"]


def test_a_style_is_begun_by_its_key_on_create_and_how_many_are_drawn_is_remembered(
    window, stage, saved, qtbot
):
    images = np.full((9, 1, 16, 16, 4), 255, np.uint8)
    images[:, 0, 0, 0, 0] = range(9)
    stage.sprites.keep([NewSprite(own, "imported") for own in images])
    assert "Ctrl+L" in [key.toString() for key in window.actions_.learn_style.shortcuts()]
    window.actions_.learn_style.trigger()
    page = window.pages.page(SPRITES)
    assert window.pages.currentWidget() is page
    qtbot.waitUntil(lambda: page.grid.count() == 9)
    page.grid.choose_all()
    next(b for b in page.notice.findChildren(QPushButton) if "Learn" in b.text()).click()
    qtbot.waitUntil(lambda: page.findChild(AdaptDialog) is not None)
    dialog = page.findChild(AdaptDialog)
    spin = next(s for s in dialog.findChildren(QSpinBox) if s.accessibleName() == "Then draw")
    spin.setValue(5)
    dialog.reject()
    window.close()
    assert saved[-1].learn_draws == 5


def test_pages_open_by_key_and_the_plot_is_imported_only_then(window, qtbot):
    for kind in (*PAGES[1:], CREATE):
        window.actions_.pages[PAGES.index(kind)].trigger()
        assert window.pages.currentWidget() is window.pages.page(kind)


def test_a_page_that_is_opened_before_the_models_are_listed_knows_the_chosen_one(window):
    window.pages.show_models(())
    assert window.pages.page(WATCH).controls.drawing({}).model == "base"


def test_undo_and_redo_are_offered_where_there_is_something_to_undo(window, qtbot):
    undo, redo = window.actions_.undo, window.actions_.redo
    assert not undo.isEnabled()
    window.create_page.roll()
    qtbot.waitUntil(undo.isEnabled)
    undo.trigger()
    assert not undo.isEnabled()
    assert redo.isEnabled()


def test_another_device_is_remembered_for_the_next_start(window, saved):
    menu = next(m for m in window.findChildren(QMenu) if m.title() == "Draw and train on")
    assert [action.text() for action in menu.actions() if action.isChecked()] == [
        "The best there is"
    ]
    next(action for action in menu.actions() if action.text() == "The CPU").trigger()
    window.close()
    assert saved[-1].device == "cpu"


def drop(window, path: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(300, 300), Qt.DropAction.CopyAction, mime, left, none)
    event.ignore()
    window.dragEnterEvent(event)  # which asks no more of an event than a drop has
    assert event.isAccepted()
    window.dropEvent(event)


def test_a_dropped_picture_is_drawn_again_as_it_was(window, stage, qtbot, tmp_path):
    window.open_page(WATCH)
    page = window.create_page
    page.mixer.set_mix({"food": 0.5, "colour:red": 1.0})
    with qtbot.waitSignal(page.drawn):
        pass
    drawing = Drawing(
        mix={"food": 0.333, "colour:red": 2.5, "spell": -3.0},
        seed=112358132141,
        seeds=(7, 500, 9),
        count=3,
        sampler="ddim",
        steps=30,
        eta=0.125,
        guidance=12.125,
        guidance_interval=(-3.0, 2.0),
        colours=100,
    )
    recipe = msgspec.structs.replace(page.result.recipe, drawing=drawing)
    save_png(tmp_path / "drawn.png", np.zeros((16, 16, 4), np.uint8), to_chunks(recipe))
    page.mixer.set_mix({"hero": 1.0})
    with qtbot.waitSignal(page.drawn):
        pass
    with qtbot.waitSignal(page.drawn):
        drop(window, tmp_path / "drawn.png")
    assert stage.drawn[-1].drawing == drawing
    assert window.pages.currentWidget() is page


def told(window) -> str:
    return window.create_page.findChild(ErrorPanel).text()


def test_a_dropped_picture_without_a_recipe_says_so(window, qtbot, tmp_path):
    Image.new("RGBA", (16, 16)).save(tmp_path / "plain.png")
    drop(window, tmp_path / "plain.png")
    before = window.create_page.remember(Settings())
    qtbot.waitUntil(lambda: "holds no recipe" in told(window))
    assert window.create_page.remember(Settings()) == before


def test_a_dropped_picture_has_no_file_opened_and_none_remembered(window, stage, qtbot, tmp_path):
    qtbot.waitUntil(lambda: window.create_page.result is not None)
    hostile = tmp_path / "elsewhere.safetensors"
    hostile.write_bytes(b"")
    recipe = window.create_page.result.recipe
    drawing = msgspec.structs.replace(recipe.drawing, model=str(hostile), seed=5)
    recipe = msgspec.structs.replace(recipe, drawing=drawing)
    save_png(tmp_path / "drawn.png", np.zeros((16, 16, 4), np.uint8), to_chunks(recipe))
    with qtbot.waitSignal(window.create_page.drawn):
        drop(window, tmp_path / "drawn.png")
    assert "which is not installed" in told(window)
    drawn = stage.drawn[-1].drawing
    assert (drawn.model, drawn.seed) == ("base", 5)
    assert window.create_page.remember(Settings()).drawing.model == "base"


def test_a_dropped_file_of_the_course_is_trains(window, qtbot, tmp_path):
    drop(window, tmp_path / "weights.pth")
    page = window.pages.page(TRAIN)
    assert window.pages.currentWidget() is page
    dialog = page.findChild(CourseDialog)
    assert dialog.windowTitle() == "Import weights.pth"
    dialog.reject()


@pytest.mark.skipif(os.name == "nt", reason="no pipes in folders there")
def test_a_dropped_pipe_does_not_hang_the_window(window, qtbot, tmp_path):
    os.mkfifo(tmp_path / "pipe.png")
    drop(window, tmp_path / "pipe.png")
    qtbot.waitUntil(lambda: "is a pipe, not a file" in told(window))


def test_a_page_speaks_in_the_status_bar_while_it_is_open(window):
    window.open_page(COMPARE)
    window.pages.page(COMPARE).status.emit("compared")
    window.create_page.status.emit("drawn elsewhere")
    assert window._status.text() == "compared"
    window.open_page(CREATE)
    assert window._status.text() == "drawn elsewhere"
    window.open_page(COMPARE)
    assert window._status.text() == "compared"


def test_a_page_that_has_said_nothing_does_not_repeat_the_last_one(window, qtbot):
    assert window._status.text()
    window.open_page(TRAIN)
    assert window._status.text() == ""
