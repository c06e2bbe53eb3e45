import html

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog

from sprite_studio.art.palettes.shelf import SHELF, find_palette
from sprite_studio.ui.widgets.palette_box import IMPORT, PaletteBox


@pytest.fixture
def box(qtbot) -> PaletteBox:
    made = PaletteBox()
    made.choose((), "Yours", inside=True)
    qtbot.addWidget(made)
    return made


def choose(box, name: str) -> None:
    combo = box.findChild(QComboBox)
    combo.setCurrentText(name)
    combo.activated.emit(combo.currentIndex())


def test_a_palette_is_chosen_and_may_pull_inside(box, qtbot):
    assert box.colours() == ()
    assert not box.is_inside()  # there is nothing to pull with
    with qtbot.waitSignal(box.changed):
        choose(box, "Game Boy")
    assert box.colours() == find_palette("Game Boy").palette.colours
    assert box.is_inside()
    with qtbot.waitSignal(box.changed):
        box.findChild(QCheckBox).setChecked(False)
    assert not box.is_inside()


def test_a_palette_comes_from_a_file_and_stays_when_another_cannot(
    box, qtbot, tmp_path, monkeypatch
):
    file = tmp_path / "mine.hex"
    file.write_text("ff0000\n00ff00\n")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    with qtbot.waitSignal(box.changed):
        choose(box, IMPORT)
    assert box.colours() == ("ff0000", "00ff00")
    assert box.findChild(QComboBox).currentText() == "mine"
    file.write_text("no colours")
    with qtbot.waitSignal(box.failed, check_params_cb=lambda text: "rrggbb" in text):
        choose(box, IMPORT)
    assert box.colours() == ("ff0000", "00ff00")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    choose(box, IMPORT)
    assert box.colours() == ("ff0000", "00ff00")


def test_remembered_colours_are_offered_again(qtbot):
    made = PaletteBox()
    made.choose(("123456",), "Yours", inside=False)
    qtbot.addWidget(made)
    assert made.colours() == ("123456",)
    assert not made.is_inside()


def test_every_well_known_palette_is_offered_with_its_author(box):
    combo = box.findChild(QComboBox)
    for known in SHELF:
        row = combo.findText(known.name)
        assert combo.itemData(row) == known.palette.colours
        assert known.author in html.unescape(combo.itemData(row, Qt.ItemDataRole.ToolTipRole))


def test_where_nothing_is_drawn_no_palette_pulls(qtbot):
    made = PaletteBox(draws=False)
    qtbot.addWidget(made)
    made.show()
    choose(made, "PICO-8")
    assert made.name == "PICO-8"
    assert not made.is_inside()
    assert not made.findChildren(QCheckBox)[0].isVisible()
