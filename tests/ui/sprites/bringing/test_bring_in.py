import numpy as np
import pytest
from PIL import Image
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QPushButton

from sprite_studio.art.forge import forge
from sprite_studio.art.sheet import pack_sheet
from sprite_studio.studio.jobs.export import Exportable
from sprite_studio.studio.jobs.library.changes import MakeSetJob, SetFacts
from sprite_studio.studio.jobs.library.finding import Query
from sprite_studio.ui.imports.slicer_dialog import SlicerDialog
from sprite_studio.ui.palettes.recolour_dialog import RecolourDialog
from sprite_studio.ui.widgets.error_panel import ErrorPanel
from sprite_studio.ui.widgets.palette_box import PaletteBox
from sprite_studio.ui.widgets.pixmaps import to_qimage
from tests.ui.sprites.bringing.conftest import drop, imported, slicer, take, texts

SPRITES = [forge(number, ["hero"]).pixels for number in range(4)]


@pytest.fixture
def sheet(tmp_path):
    path = tmp_path / "heroes.png"
    Image.fromarray(pack_sheet(SPRITES, 2, 1, 0)).save(path)
    return path


def recolour(page, qtbot, colours: tuple[str, ...]) -> None:
    page.tools.recolour.emit()
    qtbot.waitUntil(lambda: bool(page.findChildren(RecolourDialog)))
    dialog = page.findChildren(RecolourDialog)[-1]
    box = dialog.findChildren(PaletteBox)[0]
    box.choose(colours, "Two", inside=False)
    box.changed.emit()
    next(b for b in dialog.findChildren(QPushButton) if b.text() == "Recolour").click()


def test_a_dropped_sheet_becomes_sprites_of_the_library(page, qtbot, sheet, stage):
    said: list[str] = []
    page.status.connect(said.append)
    imported(page, qtbot, sheet)
    kept = stage.sprites.read(stage.sprites.find(Query()))
    assert {one.sprite.source for one in kept} == {"imported"}
    assert {one.sprite.origin for one in kept} == {"heroes"}
    for pixels in SPRITES:
        assert any(np.array_equal(one.sprite.images[0], pixels) for one in kept)
    assert "Imported 4 sprites" in said
    qtbot.waitUntil(lambda: page.grid.chosen == page.grid.ids)  # what came is selected


def test_what_was_searched_for_does_not_hide_what_is_imported(page, qtbot, sheet):
    page.search.setText("potion")
    imported(page, qtbot, sheet)
    assert page.search.text() == ""


def test_imported_sprites_are_seen_from_the_starred_ones_too(page, qtbot, sheet):
    page.sets.list.open("starred")
    imported(page, qtbot, sheet)
    assert page.sets.list.place == "all"


def test_a_set_all_of_which_is_put_into_a_palette_has_it_from_then_on(page, qtbot, sheet, stage):
    set_ = stage.sprites.change(MakeSetJob(SetFacts("Forest"))).set
    assert set_ is not None
    with qtbot.waitSignal(page.sets.listed, check_params_cb=bool):
        page.refresh()
    page.sets.list.open(set_)
    imported(page, qtbot, sheet)
    page.grid.choose_all()
    recolour(page, qtbot, ("ff0000", "000000"))
    qtbot.waitUntil(lambda: stage.sprites.sets()[0].facts.palette == ("ff0000", "000000"))


def test_what_is_chosen_in_a_set_is_put_into_it(page, qtbot, sheet, stage, monkeypatch):
    set_ = stage.sprites.change(MakeSetJob(SetFacts("Forest"))).set
    assert set_ is not None
    with qtbot.waitSignal(page.sets.listed, check_params_cb=bool):
        page.refresh()
    page.sets.list.open(set_)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(sheet)], ""))
    page.tools.bring_in.emit()
    take(slicer(page, qtbot, 4))
    qtbot.waitUntil(lambda: len(stage.sprites.sets()[0].facts.sprites) == 4)


def test_a_picture_is_pasted(page, qtbot, stage):
    QGuiApplication.clipboard().setImage(to_qimage(SPRITES[0]))
    page.tools.paste.emit()
    take(slicer(page, qtbot, 1))
    qtbot.waitUntil(lambda: page.grid.count() == 1)


def test_a_clipboard_without_a_picture_is_said(page, qtbot):
    QGuiApplication.clipboard().setText("no picture")
    page.tools.paste.emit()
    qtbot.waitUntil(lambda: "no picture on the clipboard" in texts(page))
    assert not page.findChildren(SlicerDialog)


def test_selected_sprites_are_put_into_a_palette_and_taken_back(page, qtbot, sheet, stage):
    imported(page, qtbot, sheet)
    page.grid.choose_all()
    recolour(page, qtbot, ("ff0000", "000000"))

    def colours() -> set[tuple[int, ...]]:
        kept = stage.sprites.read(stage.sprites.find(Query()))
        return {
            tuple(pixel[:3].tolist())
            for one in kept
            for pixel in one.sprite.images.reshape(-1, 4)
            if pixel[3]
        }

    qtbot.waitUntil(lambda: colours() <= {(255, 0, 0), (0, 0, 0)})
    qtbot.waitUntil(lambda: page.can_undo)
    page.undo()
    qtbot.waitUntil(lambda: len(colours()) > 2)


def test_what_is_selected_is_handed_over_for_an_export(page, qtbot, sheet):
    found: list[Exportable] = []
    assert not page.gather(found.append)  # there is nothing yet
    imported(page, qtbot, sheet)
    page.grid.choose(page.grid.ids[1])
    assert page.gather(found.append)
    qtbot.waitUntil(lambda: bool(found))
    assert list(found[0].choices.values()) == [(1,), (0, 1, 2, 3)]
    np.testing.assert_array_equal(found[0].sprites[3].pixels, SPRITES[0])  # the newest is first


def test_weights_that_are_dropped_do_not_go_to_the_slicer(page, qtbot, tmp_path):
    with qtbot.waitSignal(page.weights_found) as found:
        drop(page, tmp_path / "trained.pth")
    assert found.args == [tmp_path / "trained.pth"]
    drop(page, tmp_path / "mine.safetensors")
    assert "Copy it into" in page.findChild(ErrorPanel).text()
    assert not page.findChildren(SlicerDialog)
