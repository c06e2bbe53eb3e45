import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QSlider

from sprite_studio.ui.canvas import colour_box, pixel_editor, tools
from sprite_studio.ui.canvas.hue_dialog import HueDialog
from sprite_studio.ui.canvas.pixel_canvas import PixelCanvas
from sprite_studio.ui.canvas.pixel_editor import PixelEditor
from sprite_studio.ui.canvas.preview import Preview
from sprite_studio.ui.canvas.swatches import Swatches

GREEN, RED, BLUE = (10, 200, 30, 255), (200, 10, 30, 255), (20, 30, 200, 255)


@pytest.fixture
def editor(qtbot, theme, monkeypatch) -> PixelEditor:
    monkeypatch.setattr(pixel_editor, "ask", lambda *_, **__: True)
    pixels = np.zeros((16, 16, 4), np.uint8)
    pixels[4:12, 4:12] = GREEN
    pixels[5, 5] = RED
    made = PixelEditor(pixels, "Edit pixels", "Save", name="hero", palette=("141ec8",))
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def canvas(editor) -> PixelCanvas:
    return editor.findChild(PixelCanvas)


def click(editor, qtbot, row: int, column: int) -> None:
    place = canvas(editor).cell(row, column).center().toPoint()
    qtbot.mouseClick(canvas(editor), Qt.MouseButton.LeftButton, pos=place)


def key(editor, qtbot, *keys) -> None:
    for one in keys:
        qtbot.keyClick(canvas(editor), one)


def button(editor, text: str) -> QPushButton:
    return next(b for b in editor.findChildren(QPushButton) if b.text() == text)


def swatches(editor, name: str) -> Swatches:
    return next(s for s in editor.findChildren(Swatches) if name in s.accessibleName())


def test_the_sprites_main_colour_is_painted_with_first(editor, qtbot):
    click(editor, qtbot, 0, 0)
    assert tuple(editor.pixels()[0, 0]) == GREEN


def test_colours_are_chosen_by_digits_from_the_palette_and_by_picking(editor, qtbot):
    key(editor, qtbot, Qt.Key.Key_2)
    click(editor, qtbot, 0, 1)
    palette = swatches(editor, "palette")
    place = palette.place(0).center().toPoint()
    qtbot.mouseClick(palette, Qt.MouseButton.LeftButton, pos=place)
    click(editor, qtbot, 0, 2)
    key(editor, qtbot, Qt.Key.Key_C)
    click(editor, qtbot, 5, 5)  # and back to the pencil
    click(editor, qtbot, 0, 3)
    assert editor.pixels()[0, 1:4].tolist() == [list(RED), list(BLUE), list(RED)]
    assert BLUE in swatches(editor, "picture").colours  # since it is painted with it


def test_any_other_colour_can_be_asked_for(editor, qtbot, monkeypatch):
    monkeypatch.setattr(colour_box.QColorDialog, "getColor", lambda *_, **__: QColor(1, 2, 3))
    key(editor, qtbot, Qt.Key.Key_O)
    click(editor, qtbot, 0, 0)
    assert tuple(editor.pixels()[0, 0]) == (1, 2, 3, 255)


def test_each_tool_has_a_key_and_no_two_keys_mean_the_same(editor, qtbot):
    for tool in tools.PAINTING:
        key(editor, qtbot, getattr(Qt.Key, f"Key_{tool.key}"))
        assert canvas(editor).tool is tool
    actions = editor._panel.actions()
    keys = [sequence.toString() for action in actions for sequence in action.shortcuts()]
    assert len(keys) == len(set(keys))


def test_commands_are_undone_by_keys(editor, qtbot):
    before = editor.pixels()
    key(editor, qtbot, Qt.Key.Key_H)
    assert tuple(editor.pixels()[5, 10]) == RED
    qtbot.keyClick(canvas(editor), Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert tuple(editor.pixels()[5, 9]) == RED
    for _ in range(2):
        qtbot.keyClick(canvas(editor), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert np.array_equal(editor.pixels(), before)


def test_what_is_typed_into_the_name_is_never_painted(editor, qtbot):
    before = editor.pixels()
    name = editor.findChild(QLineEdit)
    name.setFocus()
    name.selectAll()
    qtbot.keyClicks(name, "hpe q1")
    assert editor.name() == "hpe q1"
    name.clear()
    assert editor.name() == "hero"
    assert np.array_equal(editor.pixels(), before)
    assert canvas(editor).tool is tools.PENCIL


def test_nothing_is_saved_before_something_is_painted_and_the_button_says_so(editor, qtbot):
    save = button(editor, "Save")
    assert not save.isEnabled()
    assert save.toolTip() == "Nothing has been painted yet"
    click(editor, qtbot, 0, 0)
    assert save.isEnabled()
    save.click()
    assert editor.result() == PixelEditor.DialogCode.Accepted


def test_what_was_painted_is_not_thrown_away_unasked(editor, qtbot, monkeypatch):
    answers = [False, True]
    monkeypatch.setattr(pixel_editor, "ask", lambda *_, **__: answers.pop(0))
    click(editor, qtbot, 0, 0)
    editor.reject()
    assert editor.isVisible()
    editor.reject()
    assert not editor.isVisible()
    assert not answers


def test_hues_are_turned_as_one_change_that_is_seen_before(editor, qtbot):
    before = editor.pixels()
    key(editor, qtbot, Qt.Key.Key_U)
    dialog = editor.findChild(HueDialog)
    dialog.findChild(QSlider).setValue(90)
    assert np.array_equal(editor.pixels(), before)
    assert not np.array_equal(canvas(editor).seen.pixels, before)
    dialog.reject()
    assert np.array_equal(canvas(editor).seen.pixels, before)
    again = HueDialog(canvas(editor), editor)
    again.findChildren(QSlider)[0].setValue(90)
    again.accept()
    assert not np.array_equal(editor.pixels(), before)
    canvas(editor).undo()
    assert np.array_equal(editor.pixels(), before)


def test_the_preview_shows_the_picture_three_times_or_as_tiles(editor, qtbot):
    preview = editor.findChild(Preview)
    shot = preview.grab().toImage()
    left = 16 + 12 + 32 + 12
    assert shot.pixelColor(8, 8).getRgb() == GREEN
    assert shot.pixelColor(left + 32, 32).getRgb() == GREEN
    key(editor, qtbot, Qt.Key.Key_T)
    shot = preview.grab().toImage()
    assert shot.pixelColor(left + 16, 16).getRgb() == GREEN
    assert shot.pixelColor(left + 48, 48).getRgb() == GREEN
    assert shot.pixelColor(left + 32, 32).getRgb() != GREEN


def test_zoom_is_of_whole_pixels_and_fits_again(editor, qtbot):
    fits = canvas(editor).zoom
    key(editor, qtbot, Qt.Key.Key_Plus)
    assert canvas(editor).zoom > fits
    key(editor, qtbot, Qt.Key.Key_Minus, Qt.Key.Key_Minus)
    assert canvas(editor).zoom < fits
    key(editor, qtbot, Qt.Key.Key_0)
    assert canvas(editor).zoom == fits


def test_tab_goes_from_the_canvas_to_the_colours_in_few_steps(editor, qtbot):
    stops = []
    for _ in range(9):
        widget = QApplication.focusWidget()
        assert widget is not None
        stops.append(widget.accessibleName() or getattr(widget, "text", str)())
        qtbot.keyClick(widget, Qt.Key.Key_Tab)
    assert stops[0] == "Canvas"
    assert len(dict.fromkeys(stops)) <= 8
