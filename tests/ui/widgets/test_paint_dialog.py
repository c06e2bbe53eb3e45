import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QPushButton

from sprite_studio.ui.widgets.paint_dialog import PaintDialog, PixelCanvas


@pytest.fixture
def dialog(qtbot) -> PaintDialog:
    pixels = np.zeros((16, 16, 4), np.uint8)
    pixels[4:12, 4:12] = (10, 200, 30, 255)
    pixels[5, 5] = (200, 10, 30, 255)
    made = PaintDialog(pixels)
    qtbot.addWidget(made)
    made.show()
    return made


def at(dialog, row: int, column: int) -> QPoint:
    canvas = dialog.findChild(PixelCanvas)
    zoom = canvas._place().width() / 16
    return QPoint(int((column + 0.5) * zoom), int((row + 0.5) * zoom))


def stroke(dialog, qtbot, start, end) -> None:
    canvas = dialog.findChild(PixelCanvas)
    left = Qt.MouseButton.LeftButton
    qtbot.mousePress(canvas, left, pos=at(dialog, *start))
    qtbot.mouseMove(canvas, at(dialog, *end))
    qtbot.mouseRelease(canvas, left, pos=at(dialog, *end))


def tool(dialog, name: str) -> QPushButton:
    return next(
        b for b in dialog.findChildren(QPushButton) if name in (b.text(), b.accessibleName())
    )


def test_a_fast_stroke_leaves_no_gap_and_is_one_undo(dialog, qtbot):
    before = dialog.pixels()
    tool(dialog, "#c80a1e").click()
    stroke(dialog, qtbot, (1, 1), (1, 14))
    assert (dialog.pixels()[1, 1:15] == (200, 10, 30, 255)).all()
    assert (dialog.pixels()[2:] == before[2:]).all()
    tool(dialog, "Undo").click()
    assert np.array_equal(dialog.pixels(), before)
    assert not tool(dialog, "Undo").isEnabled()


def test_the_first_tool_is_the_sprites_main_colour_and_the_eraser_clears(dialog, qtbot):
    stroke(dialog, qtbot, (0, 0), (0, 0))
    assert tuple(dialog.pixels()[0, 0]) == (10, 200, 30, 255)
    tool(dialog, "Eraser").click()
    stroke(dialog, qtbot, (5, 5), (5, 6))
    assert not dialog.pixels()[5, 5:7].any()


def test_what_leaves_the_canvas_paints_nothing(dialog, qtbot):
    before = dialog.pixels()
    canvas = dialog.findChild(PixelCanvas)
    qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(canvas.width() + 30, -20))
    assert np.array_equal(dialog.pixels(), before)
