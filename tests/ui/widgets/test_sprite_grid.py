import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRectF, Qt

from sprite_studio.art.sprite import CATEGORIES
from sprite_studio.ui.icons import icon
from sprite_studio.ui.widgets import sprite_grid
from sprite_studio.ui.widgets.pixmaps import integer_zoom
from sprite_studio.ui.widgets.sprite_grid import SpriteGrid


@pytest.fixture
def grid(qtbot) -> SpriteGrid:
    made = SpriteGrid("nothing yet")
    qtbot.addWidget(made)
    made.resize(420, 300)
    return made


def noise(count: int) -> np.ndarray:
    images = np.random.default_rng(0).integers(0, 256, (count, 16, 16, 4), np.uint8)
    images[..., 3] = 255
    return images


@pytest.mark.parametrize("count", [1, 2, 7, 16, 64])
def test_every_pixel_of_every_sprite_is_on_screen_unsmoothed(grid, count):
    images = noise(count)
    grid.show_images(images)
    screen = grid.grab().toImage()
    for i, sprite in enumerate(images):
        cell = grid.cell(i)
        zoom = cell.width() / 16
        assert zoom == int(zoom) >= 1
        for row, column in ((0, 0), (0, 15), (15, 0), (15, 15), (7, 8)):
            for inside in (0, zoom - 1):
                x, y = cell.x() + column * zoom + inside, cell.y() + row * zoom + inside
                shown = screen.pixelColor(int(x), int(y)).getRgb()
                assert shown[:3] == tuple(int(v) for v in sprite[row, column, :3])


def test_cells_do_not_overlap_and_lie_inside(grid):
    grid.show_images(noise(10))
    cells = [grid.cell(i) for i in range(10)]
    for i, cell in enumerate(cells):
        assert grid.rect().toRectF().contains(cell)
        assert not any(cell.intersects(other) for other in cells[:i])
        assert grid.index_at(cell.center().toPoint()) == i
    assert grid.index_at(QPoint(0, 0)) is None


def test_many_sprites_in_a_small_room_all_stay_inside(grid):
    grid.show_images(np.zeros((64, 16, 16, 4), np.uint8))
    grid.resize(200, 160)
    whole = QRectF(grid.rect())
    assert all(whole.contains(grid.cell(i)) for i in range(64))


def test_where_sprites_lie_is_reckoned_once_for_a_room(grid, monkeypatch):
    grid.show_images(noise(64))
    asked = []
    monkeypatch.setattr(sprite_grid, "integer_zoom", lambda *a: asked.append(a) or integer_zoom(*a))
    grid.grab()
    grid.index_at(QPoint(10, 10))
    assert len(asked) <= 2 * (64 + 1)
    before = grid.cell(63)
    grid.resize(900, 900)
    assert grid.cell(63) != before
    grid.show_images(noise(4))
    assert grid.columns() == 2


@pytest.mark.parametrize(
    ("count", "width", "height", "columns"),
    [
        (16, 880, 420, 4),  # 6 are larger, and leave the third row half empty
        (12, 880, 420, 4),
        (13, 880, 420, 5),  # no whole rows that are not far too small
        (16, 400, 400, 4),
    ],
)
def test_rows_are_whole_where_that_costs_little(grid, count, width, height, columns):
    grid.resize(width, height)
    grid.show_images(noise(count))
    assert grid.columns() == columns


def test_patching_shows_new_sprites_beside_old_ones(grid):
    images = noise(4)
    grid.patch_images(0, images[:2], 4)
    grid.patch_images(2, images[2:], 4)
    screen = grid.grab().toImage()
    for i in range(4):
        centre = grid.cell(i).center().toPoint()
        assert screen.pixelColor(centre).getRgb()[:3] == tuple(int(v) for v in images[i, 8, 8, :3])


def test_an_empty_grid_says_what_to_do(grid):
    blank = grid.grab().toImage()
    colours = {blank.pixel(x, y) for x in range(100, 320, 2) for y in range(140, 160)}
    assert len(colours) > 1  # there is text in its middle


def test_a_sprite_is_selected_by_a_click_and_by_the_arrow_keys(grid, qtbot):
    grid.show_images(noise(6))
    picked = []
    grid.picked.connect(picked.append)
    qtbot.mouseClick(grid, Qt.MouseButton.LeftButton, pos=grid.cell(4).center().toPoint())
    qtbot.keyClick(grid, Qt.Key.Key_Left)
    qtbot.keyClick(grid, Qt.Key.Key_Up)
    for _ in range(9):  # not past the first
        qtbot.keyClick(grid, Qt.Key.Key_Left)
    above = 3 - grid.columns()
    assert picked == [4, 3, *range(above, -1, -1)]
    assert grid.selected == 0


def test_marks_and_selection_leave_the_sprite_to_be_seen(grid):
    images = noise(4)
    grid.show_images(images)
    grid.set_marks({2: [icon("lock"), icon("star")]})
    grid.select(2)
    screen, cell = grid.grab().toImage(), grid.cell(2)
    zoom = cell.width() / 16
    for row, column in ((8, 8), (15, 0), (15, 15), (0, 0)):
        x, y = cell.x() + (column + 0.5) * zoom, cell.y() + (row + 0.5) * zoom
        shown = screen.pixelColor(int(x), int(y)).getRgb()[:3]
        assert shown == tuple(int(v) for v in images[2, row, column, :3])


def test_names_stand_below_the_sprites_and_apart(qtbot):
    named = SpriteGrid("nothing yet", named=True)
    qtbot.addWidget(named)
    named.resize(900, 88)
    images = np.zeros((5, 16, 16, 4), np.uint8)
    named.show_images(images, ["", "", "", "", ""])
    without = named.grab().toImage()
    named.show_images(images, list(CATEGORIES))
    shown = named.grab().toImage()
    bottom = int(named.cell(0).bottom())
    assert bottom + named.fontMetrics().height() <= named.height()
    room = named.cell(1).left() - named.cell(0).left()
    assert all(named.fontMetrics().horizontalAdvance(name) < room for name in CATEGORIES)
    assert shown.copy(0, 0, 900, bottom) == without.copy(0, 0, 900, bottom)
    assert shown.copy(0, bottom, 900, 88) != without.copy(0, bottom, 900, 88)


@pytest.fixture
def many(qtbot) -> SpriteGrid:
    made = SpriteGrid("nothing yet", many=True)
    qtbot.addWidget(made)
    made.resize(420, 300)
    made.show_images(noise(12))
    return made


def middle(grid, index: int) -> QPoint:
    return grid.cell(index).center().toPoint()


CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


def test_ctrl_adds_and_shift_reaches_and_a_click_beside_all_selects_none(many, qtbot):
    qtbot.mouseClick(many, LEFT, pos=middle(many, 2))
    qtbot.mouseClick(many, LEFT, CTRL, middle(many, 7))
    assert many.chosen == (2, 7)
    assert many.selected == 7
    qtbot.mouseClick(many, LEFT, SHIFT, middle(many, 5))
    assert many.chosen == (5, 6, 7)
    qtbot.mouseClick(many, LEFT, pos=middle(many, 6))  # of several, only once the button is up
    assert many.chosen == (6,)
    qtbot.mouseClick(many, LEFT, pos=QPoint(1, 1))
    assert many.chosen == ()


def test_keys_select_all_and_reach_and_toggle(many, qtbot):
    qtbot.keyClick(many, Qt.Key.Key_A, CTRL)
    assert many.chosen == tuple(range(12))
    qtbot.keyClick(many, Qt.Key.Key_Home)
    qtbot.keyClick(many, Qt.Key.Key_Right, SHIFT)
    assert many.chosen == (0, 1)
    qtbot.keyClick(many, Qt.Key.Key_Right, CTRL)
    qtbot.keyClick(many, Qt.Key.Key_Right, CTRL)
    qtbot.keyClick(many, Qt.Key.Key_Space, CTRL)
    assert many.chosen == (0, 1, 3)
    qtbot.keyClick(many, Qt.Key.Key_End)
    assert many.chosen == (11,)
    qtbot.keyClick(many, Qt.Key.Key_PageUp)
    assert many.selected == 11 % many.columns()


def test_a_rubber_band_selects_what_it_touches(many, qtbot):
    told = []
    many.chosen_changed.connect(lambda: told.append(many.chosen))
    beside = many.cell(0).topLeft().toPoint() - QPoint(1, 1)
    qtbot.mousePress(many, LEFT, pos=beside)
    qtbot.mouseMove(many, middle(many, 0))
    qtbot.mouseMove(many, middle(many, many.columns() + 1))
    qtbot.mouseRelease(many, LEFT, pos=middle(many, many.columns() + 1))
    columns = many.columns()
    assert many.chosen == (0, 1, columns, columns + 1)
    assert told[-1] == many.chosen


def test_of_a_grid_for_one_only_one_is_selected(grid, qtbot):
    grid.show_images(noise(6))
    for modifier in (CTRL, SHIFT):
        qtbot.mouseClick(grid, LEFT, pos=middle(grid, 1))
        qtbot.mouseClick(grid, LEFT, modifier, middle(grid, 4))
        assert grid.chosen == (4,)
    qtbot.keyClick(grid, Qt.Key.Key_A, CTRL)
    assert grid.chosen == (4,)
