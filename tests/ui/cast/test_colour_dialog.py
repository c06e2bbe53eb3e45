import numpy as np
import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QColorDialog, QPushButton

from sprite_studio.art.forge.walking import walking_character
from sprite_studio.art.palette import colours_of
from sprite_studio.ui.cast.colour_dialog import EVERYWHERE, ITS_OWN, MOST_USED, ColourDialog
from sprite_studio.ui.cast.frame_actions import FrameActions
from sprite_studio.ui.cast.frame_grid import FrameGrid
from sprite_studio.ui.plain import PlainLabel

WALKER = walking_character(9).frames
FIRST, SECOND = ((*colour, 255) for colour in colours_of(WALKER)[:2].tolist())
RED = (255, 0, 0, 255)


@pytest.fixture
def dialog(qtbot, theme):
    made = ColourDialog(WALKER)
    qtbot.addWidget(made)
    made.show()
    return made


def button(dialog, text) -> QPushButton:
    return next(b for b in dialog.findChildren(QPushButton) if b.text() == text)


def of_colour(frames, colour):
    return (frames == np.array(colour, np.uint8)).all(axis=-1)


def test_every_colour_of_the_character_is_offered_and_nothing_is_done_at_first(dialog):
    assert len(dialog._own.colours) == len(colours_of(WALKER))
    assert not button(dialog, "Recolour").isEnabled()


def test_where_there_are_too_many_colours_it_says_that_some_are_left_out(qtbot, theme, dialog):
    rng = np.random.default_rng(0)
    noisy = rng.integers(0, 256, WALKER.shape, dtype=np.uint8)
    noisy[..., 3] = 255
    many = ColourDialog(noisy)
    qtbot.addWidget(many)
    for made, said in ((dialog, ITS_OWN), (many, MOST_USED)):
        assert said in [label.text() for label in made.findChildren(PlainLabel)]
    assert str(len(many._own.colours)) in MOST_USED


def test_it_says_how_a_colour_is_changed_in_one_place_alone(dialog, theme):
    said = next(label for label in dialog.findChildren(PlainLabel) if label.text() == EVERYWHERE)
    assert said.isVisible()
    grid = FrameGrid()
    keys = {action.text(): action.shortcut().toString() for action in FrameActions(grid).actions_}
    assert f"({keys['Others follow']})" in EVERYWHERE
    assert f"({keys['Edit pixels …']})" in EVERYWHERE


def test_colours_become_others_in_all_frames(dialog, qtbot, monkeypatch):
    monkeypatch.setattr(QColorDialog, "getColor", lambda *_: QColor(255, 0, 0))
    button(dialog, "&Other …").click()
    dialog._own.chosen.emit(SECOND)
    assert dialog._becomes._colour == SECOND
    dialog._becomes.use(FIRST)
    assert "2 of its colours change" in dialog._told.text()
    with qtbot.waitSignal(dialog.recoloured) as said:
        button(dialog, "Recolour").click()
    found = said.args[0].applied(WALKER)
    assert np.array_equal(of_colour(found, RED), of_colour(WALKER, FIRST))
    assert np.array_equal(of_colour(found, FIRST), of_colour(WALKER, SECOND))
    others = ~of_colour(WALKER, FIRST) & ~of_colour(WALKER, SECOND)
    assert np.array_equal(found[others], WALKER[others])


def test_what_a_colour_becomes_is_seen_on_the_one_that_walks(dialog, monkeypatch):
    seen = []
    monkeypatch.setattr(dialog._stage, "show_hero", seen.append)
    dialog._becomes.use(RED)
    assert of_colour(seen[-1], RED).any()
    dialog._becomes.use(FIRST)
    assert np.array_equal(seen[-1], WALKER)
    assert not button(dialog, "Recolour").isEnabled()
