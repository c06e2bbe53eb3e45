"""The dialog that saves: it stays, with all that was chosen, until the file is there."""

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QProgressBar,
    QPushButton,
    QWidget,
)

from sprite_studio.art.image_file import read_rgba
from sprite_studio.studio.export.destination import PICTURE
from sprite_studio.studio.jobs.drawing import Drawing
from sprite_studio.studio.jobs.export import ExportProgress, SingleSprite
from sprite_studio.studio.jobs.recipes.recipe import Recipe
from sprite_studio.ui.widgets.error_panel import ErrorPanel
from sprite_studio.ui.widgets.save_dialog import SaveDialog, Saving
from sprite_studio.ui.work.job_client import JobClient

RECIPE = Recipe(
    version="1",
    model_hash="0",
    styles=({},),
    drawing=Drawing(
        model="base",
        mix={"hero": 1.0},
        seed=3,
        count=1,
        sampler="ddim",
        steps=20,
        eta=0.0,
        guidance=2.0,
    ),
)
IMAGE = np.full((16, 16, 4), 255, np.uint8)
SAVING = Saving("Save sprite", PICTURE, "sprite.png", SingleSprite(IMAGE, RECIPE), "A PNG")


@pytest.fixture
def dialog(qtbot, worker, tmp_path) -> Iterator[SaveDialog]:
    window = QWidget()
    qtbot.addWidget(window)
    made = SaveDialog(JobClient(worker, window), SAVING, tmp_path, parent=window)
    made.show()
    yield made
    made.close()


def name(dialog: SaveDialog, text: object) -> None:
    dialog.findChildren(QLineEdit)[0].setText(str(text))


def button(dialog: SaveDialog, text: str) -> QPushButton:
    return next(b for b in dialog.findChildren(QPushButton) if text in b.text())


def says(dialog: SaveDialog) -> str:
    return " ".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


def answer(button: QMessageBox.StandardButton) -> list[str]:
    """Press it in the question that comes next; what is asked, once it is."""
    asked: list[str] = []

    def press() -> None:
        for box in QApplication.topLevelWidgets():
            if isinstance(box, QMessageBox) and box.isVisible():
                assert box.textFormat() == Qt.TextFormat.PlainText
                asked.append(box.text())
                box.button(button).click()
                return
        QTimer.singleShot(10, press)

    QTimer.singleShot(0, press)
    return asked


def test_it_closes_when_the_file_is_there(dialog, qtbot, tmp_path):
    with qtbot.waitSignal(dialog.saved) as saved:
        button(dialog, "Save").click()
    assert saved.args[0].files == (tmp_path / "sprite.png",)
    np.testing.assert_array_equal(read_rgba(tmp_path / "sprite.png"), IMAGE)
    assert not dialog.isVisible()


def test_a_name_without_folder_or_suffix_lies_in_the_folder_that_was_offered(
    dialog, qtbot, tmp_path
):
    name(dialog, "hero")
    with qtbot.waitSignal(dialog.saved):
        dialog.save()
    assert (tmp_path / "hero.png").is_file()


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        ("hero.jpg", "must end in .png, not in .jpg"),
        ("s" * 300, "is too long"),
        ("~nobody-of-that-name/x.png", "nobody's folder is ~nobody-of-that-name"),
        ("", "a file name"),
        ("a\x07b", "control character"),
        ("aux.png", "Windows keeps the name"),
        ("notes/x.png", "is a file, not a folder"),
        ("folder/", "is a folder"),
        ("folder", "is a folder"),
        ("picture.png", "is a folder"),
        ("locked.png", "is write-protected"),
    ],
)
def test_what_cannot_be_saved_is_said_and_everything_stays(dialog, qtbot, tmp_path, asked, reason):
    (tmp_path / "notes").write_text("mine")
    (tmp_path / "folder").mkdir()
    (tmp_path / "picture.png").mkdir()
    (tmp_path / "locked.png").write_text("kept")
    (tmp_path / "locked.png").chmod(0o444)
    if asked == "locked.png":
        answer(QMessageBox.StandardButton.Yes)
    name(dialog, asked)
    dialog.save()
    qtbot.waitUntil(lambda: reason in dialog.findChild(ErrorPanel).text())
    assert dialog.isVisible()
    assert dialog.findChildren(QLineEdit)[0].text() == asked
    assert button(dialog, "Save").isEnabled()
    name(dialog, "good")
    with qtbot.waitSignal(dialog.saved):
        dialog.save()
    assert (tmp_path / "good.png").is_file()


def test_a_full_disk_names_the_file_and_leaves_the_dialog(dialog, qtbot, tmp_path, monkeypatch):
    def full(path: Path, data: bytes) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", full)
        dialog.save()
        qtbot.waitUntil(lambda: "the disk is full" in dialog.findChild(ErrorPanel).text())
    assert str(tmp_path / "sprite.png") in dialog.findChild(ErrorPanel).text()
    assert list(tmp_path.glob("*.png")) == []
    with qtbot.waitSignal(dialog.saved):
        dialog.save()


def test_a_missing_folder_is_made_if_the_user_agrees(dialog, qtbot, tmp_path):
    name(dialog, tmp_path / "new" / "deep" / "hero")
    asked = answer(QMessageBox.StandardButton.No)
    dialog.save()
    assert f"{tmp_path / 'new' / 'deep'}. Make it?" in asked[0]
    assert dialog.isVisible()
    assert not (tmp_path / "new").exists()
    answer(QMessageBox.StandardButton.Yes)
    with qtbot.waitSignal(dialog.saved):
        dialog.save()
    assert (tmp_path / "new" / "deep" / "hero.png").is_file()


def test_what_is_there_is_replaced_only_if_the_user_agrees(dialog, qtbot, tmp_path):
    odd = "<img src=x>&amp;.png"
    (tmp_path / odd).write_text("mine")
    name(dialog, odd)
    asked = answer(QMessageBox.StandardButton.No)
    dialog.save()
    assert asked == [f"Already there: {odd}. Replace what is there?"]
    assert (tmp_path / odd).read_text() == "mine"
    answer(QMessageBox.StandardButton.Yes)
    with qtbot.waitSignal(dialog.saved):
        dialog.save()
    np.testing.assert_array_equal(read_rgba(tmp_path / odd), IMAGE)


def test_a_name_that_is_free_is_offered(qtbot, worker, tmp_path):
    for taken in ("sprite.png", "sprite-2.png"):
        (tmp_path / taken).write_text("mine")
    window = QWidget()
    qtbot.addWidget(window)
    made = SaveDialog(JobClient(worker, window), SAVING, tmp_path, parent=window)
    assert made.findChildren(QLineEdit)[0].text() == str(tmp_path / "sprite-3.png")


def test_cancel_gives_up_and_leaves_nothing(dialog, stage, qtbot, tmp_path):
    stage.gate.clear()
    dialog.save()
    qtbot.waitUntil(lambda: len(stage.exported) == 1)
    assert not button(dialog, "Save").isEnabled()
    assert not dialog.findChildren(QLineEdit)[0].isEnabled()
    button(dialog, "Cancel").click()
    stage.gate.set()
    qtbot.waitUntil(lambda: "Cancelled; nothing was saved" in says(dialog))
    assert list(tmp_path.glob("*.png")) == []
    assert dialog.isVisible()
    button(dialog, "Cancel").click()
    assert not dialog.isVisible()


def test_only_what_takes_long_shows_progress_with_the_time_that_is_left(dialog, qtbot):
    bar = dialog.findChildren(QProgressBar)[0]
    dialog._on_progress(ExportProgress(50, 100, 0.1))
    assert not bar.isVisible()
    dialog._on_progress(ExportProgress(25, 100, 2.0))
    assert bar.isVisible()
    assert (bar.value(), bar.maximum()) == (25, 100)
    assert "Saving, 6 s left" in says(dialog)


def test_browse_asks_for_the_kinds_that_work(dialog, monkeypatch, tmp_path):
    asked = []

    def choose(*arguments, **options):
        asked.append(arguments[3])
        return str(tmp_path / "chosen.png"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    button(dialog, "Browse").click()
    assert asked == ["Save sprite (*.png)"]
    assert dialog.findChildren(QLineEdit)[0].text() == str(tmp_path / "chosen.png")
