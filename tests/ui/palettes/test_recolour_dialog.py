import numpy as np
import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QColorDialog, QLabel, QPushButton, QSpinBox, QTableWidget

from sprite_studio.art.forge import forge
from sprite_studio.art.palette import Palette, colours_of
from sprite_studio.art.palettes.shelf import find_palette
from sprite_studio.ui.palettes.recolour_dialog import RecolourDialog
from sprite_studio.ui.widgets.palette_box import PaletteBox

RED = np.zeros((16, 16, 4), np.uint8)
RED[4:12, 4:12] = (200, 30, 40, 255)
RED[2:4, 4:12] = (30, 30, 34, 255)


@pytest.fixture
def dialog(qtbot):
    made = RecolourDialog([RED, forge(3, ["hero"]).pixels])
    qtbot.addWidget(made)
    made.show()
    return made


def button(dialog, text) -> QPushButton:
    return next(b for b in dialog.findChildren(QPushButton) if b.text() == text)


def choose(dialog, name: str) -> tuple[str, ...]:
    box = dialog.findChildren(PaletteBox)[0]
    colours = find_palette(name).palette.colours
    box.choose(colours, name, inside=False)
    box.changed.emit()
    return colours


def hexes(sprites) -> set[str]:
    return {f"{r:02x}{g:02x}{b:02x}" for r, g, b in colours_of(np.stack(sprites)).tolist()}


def test_nothing_is_done_before_a_palette_is_chosen(dialog):
    assert not button(dialog, "Recolour").isEnabled()
    assert any("Choose a palette" in label.text() for label in dialog.findChildren(QLabel))


def test_all_sprites_are_put_into_the_palette_and_red_stays_red(dialog, qtbot):
    colours = choose(dialog, "PICO-8")
    with qtbot.waitSignal(dialog.recoloured) as said:
        button(dialog, "Recolour").click()
    sprites, palette = said.args
    assert hexes(sprites) <= set(colours)
    assert palette == Palette("PICO-8", colours)
    r, g, b, _ = sprites[0][8, 8].tolist()
    assert r > 2 * g
    assert r > 2 * b
    np.testing.assert_array_equal(sprites[0][..., 3], RED[..., 3])


def test_a_single_colour_is_changed_by_hand(dialog, monkeypatch):
    choose(dialog, "Game Boy")
    monkeypatch.setattr(QColorDialog, "getColor", lambda *_: QColor("#123456"))
    table = dialog.findChildren(QTableWidget)[0]
    row = next(r for r in range(table.rowCount()) if table.item(r, 0).text() == "#c81e28")
    table.cellDoubleClicked.emit(row, 1)
    assert table.item(row, 1).text() == "#123456"
    assert dialog.result_sprites()[0][8, 8].tolist() == [0x12, 0x34, 0x56, 255]


def test_common_colours_are_found_in_the_sprites_themselves(dialog):
    count = next(s for s in dialog.findChildren(QSpinBox) if s.accessibleName() == "Colours")
    count.setValue(5)
    button(dialog, "Find common colours").click()
    found = hexes(dialog.result_sprites())
    assert found <= hexes([RED, forge(3, ["hero"]).pixels])
    assert 1 < len(found) <= 5


def test_a_set_s_palette_is_offered_first(qtbot):
    made = RecolourDialog([RED], Palette("Mine", ("ff0000", "000000")))
    qtbot.addWidget(made)
    assert hexes(made.result_sprites()) == {"ff0000", "000000"}


def test_sprites_in_which_nothing_can_be_seen_are_said(qtbot):
    made = RecolourDialog([np.zeros((16, 16, 4), np.uint8)])
    qtbot.addWidget(made)
    made.show()
    button(made, "Find common colours").click()
    assert any("nothing can be seen" in label.text().lower() for label in made.findChildren(QLabel))
