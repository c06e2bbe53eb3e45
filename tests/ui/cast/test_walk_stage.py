import numpy as np
import pytest
from PySide6.QtCore import Qt

from sprite_studio.art.forge.walking import walking_character
from sprite_studio.ui.cast.walk_stage import ALONE_SECONDS, WalkStage
from sprite_studio.ui.widgets.pixmaps import to_pixels

FRAMES = walking_character(1).frames


@pytest.fixture
def stage(qtbot):
    made = WalkStage()
    qtbot.addWidget(made)
    made.resize(320, 240)
    made.show()
    made._timer.stop()  # time goes by as the test says
    made.show_hero(FRAMES)
    return made


def test_arrow_keys_steer_it_and_the_last_one_counts(stage, qtbot):
    x, y = stage.hero.x, stage.hero.y
    qtbot.keyPress(stage, Qt.Key.Key_Right)
    stage.advance(0.5)
    assert (stage.hero.x, stage.hero.y, stage.hero.view) == (x + 12, y, "right")
    qtbot.keyPress(stage, Qt.Key.Key_Up)
    stage.advance(0.25)
    assert (stage.hero.y, stage.hero.view) == (y - 6, "up")
    qtbot.keyRelease(stage, Qt.Key.Key_Up)
    stage.advance(0.25)
    assert stage.hero.view == "right"
    qtbot.keyRelease(stage, Qt.Key.Key_Right)
    stage.advance(0.1)
    assert stage.hero.frame == (2, 0)  # it stands


def test_speed_and_zoom(stage, qtbot):
    x = stage.hero.x
    stage.set_speed(2.0)
    qtbot.keyPress(stage, Qt.Key.Key_Left)
    stage.advance(0.25)
    assert stage.hero.x == x - 12
    stage.set_zoom(8)  # 40 pixels of ground: it is kept in
    assert stage.hero.x <= 40 - 16


def test_left_alone_it_shows_every_side(stage):
    seen = set()
    stage.advance(ALONE_SECONDS)
    for _ in range(60):
        stage.advance(0.1)
        seen.add(stage.hero.view)
    assert seen == {"down", "left", "right", "up"}


def test_others_walk_about_and_one_of_them_is_chosen_by_a_click(stage, qtbot):
    stage.show_others([FRAMES, FRAMES])
    for _ in range(200):
        stage.advance(0.1)
    for walker, _ in stage._others:
        assert 0 <= walker.x <= 320 / 3 - 16
        assert 0 <= walker.y <= 240 / 3 - 16
    walker = stage._others[1][0]
    stage._others[0][0].x, stage._others[0][0].y = 0, 0
    walker.x, walker.y = 50, 50
    with qtbot.waitSignal(stage.chosen) as told:
        point = stage._place(walker, 3).center().toPoint()
        qtbot.mouseClick(stage, Qt.MouseButton.LeftButton, pos=point)
    assert told.args == [1]


def test_the_hero_is_seen_in_its_own_pixels(stage):
    stage.hero.x, stage.hero.y = 8, 8
    picture = to_pixels(stage.grab().toImage())
    side = picture.shape[0] / 240 * 3
    for row, column in np.argwhere(FRAMES[0, 0][..., 3] > 0)[::7]:
        at = int((8 + row + 0.5) * side), int((8 + column + 0.5) * side)
        assert np.array_equal(picture[at][:3], FRAMES[0, 0][row, column][:3])
