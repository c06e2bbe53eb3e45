"""What the window saves, on every page by the same dialogs."""

import numpy as np
import pytest
from labels import texts
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QLineEdit, QListWidget, QPushButton, QSpinBox

from sprite_studio.studio.jobs.recipes.recipe import read_recipe
from sprite_studio.ui.export.export_dialog import ExportDialog
from sprite_studio.ui.pages import COMPARE, WATCH
from sprite_studio.ui.widgets import save_dialog
from sprite_studio.ui.widgets.save_dialog import SaveDialog


def export_dialog(window) -> ExportDialog:
    window.export()
    return window.findChildren(ExportDialog)[-1]


def file_of(dialog) -> QLineEdit:
    return next(e for e in dialog.findChildren(QLineEdit) if e.accessibleName() == "Folder")


def columns_of(dialog) -> QSpinBox:
    return next(s for s in dialog.findChildren(QSpinBox) if s.accessibleName() == "Columns")


def test_export_saves_a_sheet_that_can_be_read_back(window, qtbot, tmp_path):
    dialog = export_dialog(window)
    file_of(dialog).setText(str(tmp_path / "out.png"))  # a file may be named, too
    with qtbot.waitSignal(dialog.saved):
        dialog.save()
    assert read_recipe(tmp_path / "out.png").drawing.mix == {"hero": 1.0}
    assert (tmp_path / "out.json").is_file()
    assert f"Saved out.png and out.json in {tmp_path}" in texts(window)


def test_show_in_folder_opens_where_the_last_export_lies(window, qtbot, tmp_path, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    dialog = export_dialog(window)
    with qtbot.waitSignal(dialog.saved):
        dialog.save()
    show = next(b for b in window.findChildren(QPushButton) if b.text() == "Show in folder")
    assert show.isVisible()
    show.click()
    assert opened == [str(tmp_path)]


def test_the_last_export_is_repeated_by_one_key_and_replaces_its_own_files(
    window, qtbot, tmp_path, monkeypatch
):
    monkeypatch.setattr(save_dialog, "ask", lambda *_, **__: pytest.fail("asked"))
    dialog = export_dialog(window)
    formats = dialog.findChildren(QListWidget)[0]
    formats.setCurrentItem(formats.findItems("Godot 4", Qt.MatchFlag.MatchExactly)[0])
    with qtbot.waitSignal(dialog.saved):
        dialog.save()
    (made,) = tmp_path.glob("*.tres")
    made.unlink()
    window.create_page.roll()  # what is exported again is what is there now
    window.actions_.export_again.trigger()
    qtbot.waitUntil(made.is_file)
    qtbot.waitUntil(lambda: not window.findChildren(ExportDialog))


def test_one_sprite_of_a_drawing_is_exported_with_a_recipe_of_its_own(window, qtbot, tmp_path):
    window.create_page.view.grid.pick(2)
    dialog = export_dialog(window)
    choice = next(c for c in dialog.findChildren(QComboBox) if c.accessibleName() == "Sprites")
    choice.setCurrentText("Only the selected one")
    file_of(dialog).setText(str(tmp_path / "one.png"))
    with qtbot.waitSignal(dialog.saved):
        dialog.save()
    result = window.create_page.result
    own = result.recipe.of_sprite(2)
    assert read_recipe(tmp_path / "one.png").drawing == own.drawing
    saved = np.asarray(Image.open(tmp_path / "one.png"))
    scale = len(saved) // 16
    np.testing.assert_array_equal(saved[::scale, ::scale], result.images[2])


def test_how_and_where_a_sheet_was_saved_is_remembered(window, qtbot, tmp_path, saved):
    dialog = export_dialog(window)
    columns_of(dialog).setValue(7)
    (tmp_path / "sub").mkdir()
    file_of(dialog).setText(str(tmp_path / "sub" / "out.png"))
    with qtbot.waitSignal(dialog.saved):
        dialog.save()
    again = export_dialog(window)
    assert columns_of(again).value() == 7
    assert file_of(again).text() == str(tmp_path / "sub")
    again.close()
    window.close()
    assert (saved[0].export_columns, saved[0].export_folder) == (7, str(tmp_path / "sub"))


def test_every_page_saves_through_the_same_dialogs(window, qtbot, tmp_path):
    window.create_page.view.grid.pick(1)
    window.create_page.view.tools.save.emit()
    with qtbot.waitSignal(
        window.pages.page(WATCH).status, check_params_cb=lambda text: "seed" in text
    ):
        window.open_page(WATCH)
    window.pages.page(WATCH).export()
    window.open_page(COMPARE)
    window.pages.page(COMPARE).generate()
    qtbot.waitUntil(lambda: any("Done" in text for text in [texts(window)]))
    window.pages.page(COMPARE).export()
    dialogs = [d for d in window.findChildren(SaveDialog) if d.isVisible()]
    assert [dialog.windowTitle() for dialog in dialogs] == ["Export report"]  # one at a time
    with qtbot.waitSignal(dialogs[0].saved):
        dialogs[0].save()
    assert (tmp_path / "compare.csv").is_file()
    window.pages.page(WATCH).export()
    (dialog,) = (d for d in window.findChildren(SaveDialog) if d.isVisible())
    with qtbot.waitSignal(dialog.saved):
        dialog.save()
    assert list(tmp_path.glob("run-*.gif"))


def test_a_window_that_closes_while_it_saves_gives_that_up(window, stage, qtbot, tmp_path):
    dialog = export_dialog(window)
    stage.gate.clear()
    dialog.save()
    qtbot.waitUntil(lambda: len(stage.exported) == 1)
    stage.gate.set()
    window.close()
    assert not dialog.isVisible()
    assert {path.suffix for path in tmp_path.glob("sheet.*")} in (set(), {".png", ".json"})
