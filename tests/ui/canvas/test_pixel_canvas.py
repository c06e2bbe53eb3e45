import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

from sprite_studio.art.paint.pieces import flipped
from sprite_studio.ui.canvas import tools
from sprite_studio.ui.canvas.pixel_canvas import PixelCanvas

GREEN, RED = (10, 200, 30, 255), (200, 10, 30, 255)
LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton


@pytest.fixture
def canvas(qtbot, theme) -> PixelCanvas:
    pixels = np.zeros((16, 16, 4), np.uint8)
    pixels[4:12, 4:12] = GREEN
    made = PixelCanvas(pixels, tools.PENCIL)
    made.brush = type(made.brush)(RED)
    made.set_zoom(20)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.setFocus()
    return made


def at(canvas, row: int, column: int) -> QPoint:
    return canvas.cell(row, column).center().toPoint()


def stroke(canvas, qtbot, start, end, button=LEFT) -> None:
    qtbot.mousePress(canvas, button, pos=at(canvas, *start))
    qtbot.mouseMove(canvas, at(canvas, *end))
    qtbot.mouseRelease(canvas, button, pos=at(canvas, *end))


def pixel(canvas, row: int, column: int) -> tuple[int, ...]:
    return tuple(canvas.painting.pixels[row, column].tolist())


def selected(canvas) -> int:
    return int(canvas.painting.selection.sum())


def test_a_fast_stroke_leaves_no_gap_and_is_one_undo(canvas, qtbot):
    before = canvas.painting.pixels
    stroke(canvas, qtbot, (1, 1), (1, 14))
    assert (canvas.painting.pixels[1, 1:15] == RED).all()
    assert (canvas.painting.pixels[2:] == before[2:]).all()
    canvas.undo()
    assert np.array_equal(canvas.painting.pixels, before)
    assert not canvas.can_undo
    canvas.redo()
    assert pixel(canvas, 1, 7) == RED


def test_what_leaves_the_canvas_paints_nothing(canvas, qtbot):
    before = canvas.painting.pixels
    qtbot.mousePress(canvas, LEFT, pos=QPoint(canvas.width() + 30, -20))
    qtbot.mouseRelease(canvas, LEFT)
    assert np.array_equal(canvas.painting.pixels, before)
    assert not canvas.can_undo


def test_a_line_follows_the_pointer_until_it_is_let_go(canvas, qtbot):
    canvas.tool = tools.LINE
    qtbot.mousePress(canvas, LEFT, pos=at(canvas, 0, 0))
    qtbot.mouseMove(canvas, at(canvas, 0, 9))
    assert tuple(canvas.seen.pixels[0, 9]) == RED
    assert not canvas.can_undo
    qtbot.mouseMove(canvas, at(canvas, 0, 3))
    qtbot.mouseRelease(canvas, LEFT, pos=at(canvas, 0, 3))
    assert pixel(canvas, 0, 9) == (0, 0, 0, 0)
    assert pixel(canvas, 0, 3) == RED


def test_everything_can_be_painted_by_keys(canvas, qtbot):
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down):
        qtbot.keyClick(canvas, key)
    qtbot.keyPress(canvas, Qt.Key.Key_Space)
    qtbot.keyClick(canvas, Qt.Key.Key_Right)
    qtbot.keyClick(canvas, Qt.Key.Key_Right)
    qtbot.keyRelease(canvas, Qt.Key.Key_Space)
    assert (canvas.painting.pixels[1, 1:4] == RED).all()
    assert canvas.painting.pixels[..., 3].sum() == 255 * (64 + 3)


def test_the_cursor_stays_on_the_picture(canvas, qtbot):
    qtbot.keyClick(canvas, Qt.Key.Key_Left)
    qtbot.keyClick(canvas, Qt.Key.Key_Space)
    assert pixel(canvas, 0, 0) == RED


def test_escape_drops_a_stroke_then_a_selection_then_is_for_others(canvas, qtbot):
    canvas.tool = tools.SELECT
    stroke(canvas, qtbot, (0, 0), (2, 2))
    qtbot.mousePress(canvas, LEFT, pos=at(canvas, 5, 5))
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    qtbot.mouseRelease(canvas, LEFT, pos=at(canvas, 5, 5))
    assert selected(canvas) == 9
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    assert selected(canvas) == 0
    canvas.undo()
    assert selected(canvas) == 9


def test_the_right_button_takes_a_colour_or_away_from_a_selection(canvas, qtbot):
    with qtbot.waitSignal(canvas.colour_taken) as taken:
        qtbot.mouseClick(canvas, RIGHT, pos=at(canvas, 5, 5))
    assert taken.args == [GREEN]
    canvas.tool = tools.SELECT
    stroke(canvas, qtbot, (0, 0), (3, 3))
    stroke(canvas, qtbot, (0, 0), (0, 3), RIGHT)
    assert selected(canvas) == 12
    canvas.tool = tools.FINE_BRUSH
    stroke(canvas, qtbot, (8, 8), (8, 9))
    assert selected(canvas) == 14


def test_what_is_previewed_is_not_done(canvas):
    canvas.preview(lambda now: now.coloured(now.may_paint, RED))
    assert tuple(canvas.seen.pixels[0, 0]) == RED
    assert pixel(canvas, 0, 0) == (0, 0, 0, 0)
    canvas.apply(flipped)
    assert tuple(canvas.seen.pixels[0, 0]) == (0, 0, 0, 0)


def test_every_pixel_is_as_wide_as_the_zoom_says(canvas):
    shot = canvas.grab().toImage()
    assert canvas.width() == canvas.height() == 320
    assert shot.pixelColor(4 * 20 + 3, 4 * 20 + 3).getRgb() == GREEN
    canvas.begin(np.full((8, 4, 4), 255, np.uint8))
    assert (canvas.width(), canvas.height()) == (80, 160)
    assert not canvas.can_undo
