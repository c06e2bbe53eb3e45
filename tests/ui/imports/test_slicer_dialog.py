import numpy as np
import pytest
import shiboken6
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QSpinBox, QWidget

from sprite_studio.art.forge import forge
from sprite_studio.art.sheet import pack_sheet
from sprite_studio.studio.jobs.library.slicing import CutJob, OpenSheetJob
from sprite_studio.studio.library.slicing import cut_sheet, open_sheet
from sprite_studio.ui.imports.slice_view import SliceView
from sprite_studio.ui.imports.slicer_dialog import SlicerDialog
from sprite_studio.ui.work.job_client import JobClient
from sprite_studio.ui.work.worker import Worker

SPRITES = [forge(number, ["hero"]).pixels for number in range(6)]


@pytest.fixture
def dialog(qtbot):
    worker = Worker({OpenSheetJob: open_sheet, CutJob: cut_sheet})
    worker.start()
    window = QWidget()
    qtbot.addWidget(window)
    made = SlicerDialog(JobClient(worker, window), window)
    made.show()
    yield made
    made.close()
    worker.stop()


@pytest.fixture
def sheet(dialog, qtbot, tmp_path):
    picture = pack_sheet([*SPRITES, np.zeros((16, 16, 4), np.uint8)], 4, 1, 0)
    Image.fromarray(picture).save(tmp_path / "sheet.png")
    dialog.open_files((tmp_path / "sheet.png",))
    qtbot.waitUntil(lambda: len(dialog.sprites()) == 6)
    return dialog


def test_closed_while_its_picture_is_read_it_is_told_nothing(qtbot, tmp_path):
    Image.fromarray(SPRITES[0]).save(tmp_path / "one.png")
    worker = Worker({OpenSheetJob: open_sheet, CutJob: cut_sheet})
    window = QWidget()
    qtbot.addWidget(window)
    made = SlicerDialog(JobClient(worker, window), window)
    made.open_files((tmp_path / "one.png",))
    shiboken6.delete(made)
    with qtbot.waitSignal(worker.finished_job):
        worker.start()
    worker.stop()


def part(dialog, kind, name):
    return next(p for p in dialog.findChildren(kind) if p.accessibleName() == name)


def button(dialog, text) -> QPushButton:
    return next(b for b in dialog.findChildren(QPushButton) if b.text().replace("&", "") == text)


def view(dialog) -> SliceView:
    return dialog.findChildren(SliceView)[0]


def texts(dialog) -> str:
    return " ".join(label.text() for label in dialog.findChildren(QLabel))


def test_all_that_can_be_seen_is_ticked_and_imported(sheet, qtbot):
    assert "6 of 8 cells are ticked; 2 are empty or too large" in texts(sheet)
    with qtbot.waitSignal(sheet.imported) as said:
        button(sheet, "Import 6").click()
    for new, sprite in zip(said.args[0], SPRITES, strict=True):
        np.testing.assert_array_equal(new.images[0], sprite)
        assert new.source == "imported"
        assert new.origin == "sheet"
    assert not sheet.isVisible()


def test_cells_are_ticked_by_click_and_by_key(sheet, qtbot):
    qtbot.mouseClick(view(sheet), Qt.MouseButton.LeftButton, pos=view(sheet).place(1).center())
    assert view(sheet).ticked == (0, 2, 3, 4, 5)
    qtbot.keyClick(view(sheet), Qt.Key.Key_Right)
    qtbot.keyClick(view(sheet), Qt.Key.Key_Space)
    assert view(sheet).ticked == (0, 3, 4, 5)
    button(sheet, "Tick none").click()
    assert not button(sheet, "Import").isEnabled()
    button(sheet, "Tick all").click()
    assert len(view(sheet).ticked) == 6


def test_a_drag_ticks_what_it_goes_over(sheet, qtbot):
    button(sheet, "Tick none").click()
    start, end = (view(sheet).place(number).center() for number in (0, 2))
    qtbot.mousePress(view(sheet), Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(view(sheet), view(sheet).place(1).center())
    qtbot.mouseMove(view(sheet), end)
    qtbot.mouseRelease(view(sheet), Qt.MouseButton.LeftButton, pos=end)
    assert view(sheet).ticked == (0, 1, 2)


def test_categories_and_names_are_given_by_key(sheet, qtbot):
    qtbot.keyClick(view(sheet), Qt.Key.Key_Right)
    qtbot.keyClick(view(sheet), Qt.Key.Key_3)
    part(sheet, QLineEdit, "Name of the framed one").setText("")
    qtbot.keyClicks(part(sheet, QLineEdit, "Name of the framed one"), "pie")
    found = sheet.sprites()
    assert found[1].words == ("food",)
    assert found[1].name == "pie"
    assert found[0].words == ()
    everything = part(sheet, QComboBox, "These are")
    assert everything.itemText(everything.findData("non-hero")) == (
        "2  Non-hero: creatures, monsters, animals"
    )
    assert "press the number" in texts(sheet)
    everything.setCurrentIndex(everything.findData("spell"))
    everything.activated.emit(everything.currentIndex())
    assert all(sprite.words == ("spell",) for sprite in sheet.sprites())


def test_another_grid_cuts_anew(sheet, qtbot):
    part(sheet, QSpinBox, "Cell width").setValue(8)
    qtbot.waitUntil(lambda: "of 16 cells" in texts(sheet))
    button(sheet, "Guess the grid").click()
    qtbot.waitUntil(lambda: "of 8 cells" in texts(sheet))


def test_a_grid_that_fits_nowhere_is_said_and_the_last_cells_stay(sheet, qtbot):
    part(sheet, QSpinBox, "Cell width").setValue(512)
    qtbot.waitUntil(lambda: "No whole cell" in texts(sheet))
    assert len(sheet.sprites()) == 6


def test_a_picture_at_hand_is_cut_too(dialog, qtbot):
    dialog.open_pixels("the clipboard", SPRITES[0])
    qtbot.waitUntil(lambda: len(dialog.sprites()) == 1)
    assert "the clipboard" in dialog.windowTitle()


def test_a_file_that_is_no_picture_is_said(dialog, qtbot, tmp_path):
    (tmp_path / "bad.png").write_text("text")
    dialog.open_files((tmp_path / "bad.png",))
    qtbot.waitUntil(lambda: "bad.png" in texts(dialog))
    assert dialog.isVisible()


def test_what_cannot_be_a_sprite_says_why(sheet, qtbot):
    place = view(sheet).place(6).center()
    qtbot.mouseMove(view(sheet), QPoint(place.x(), place.y()))
    qtbot.waitUntil(lambda: "Nothing can be seen" in view(sheet).toolTip())
