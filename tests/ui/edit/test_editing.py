"""From a sprite on Create to what came of it, and back."""

import msgspec
import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from stage import recipe_of, sprites

from sprite_studio.settings import Settings
from sprite_studio.studio.jobs.drawing import Drawing
from sprite_studio.studio.jobs.recipes.recipe import Painted, Vary
from sprite_studio.ui.canvas.pixel_canvas import PixelCanvas
from sprite_studio.ui.canvas.pixel_editor import PixelEditor
from sprite_studio.ui.edit.edit_dialog import EditDialog
from sprite_studio.ui.edit.replay_dialog import ReplayDialog
from sprite_studio.ui.edit.teach_dialog import TeachDialog
from sprite_studio.ui.pages import CREATE, Links, Pages


@pytest.fixture
def pages(qtbot, worker, stage) -> Pages:
    links = Links(
        worker=worker,
        settings=Settings(drawing=Drawing(mix={"hero": 1.0}, seed=40, count=4)),
        history=stage.history,
        new_run=lambda: stage.runs,
        save=lambda _: None,
        models_changed=lambda: None,
        settings_changed=lambda: None,
        export=lambda: None,
    )
    made = Pages(links)
    qtbot.addWidget(made)
    page = made.open(CREATE)
    made.resize(1100, 760)
    made.show()
    with qtbot.waitSignal(page.drawn):
        page.generate()
    page.view.grid.pick(1)
    page.view.grid.setFocus()
    return made


def opened(pages, kind):
    return next(dialog for dialog in pages.findChildren(kind) if dialog.isVisible())


def test_what_is_painted_is_a_new_version_and_says_so(pages, stage, qtbot):
    page = pages.page(CREATE)
    before = page.result
    qtbot.keyClick(page.view.grid, Qt.Key.Key_E)
    editor = opened(pages, PixelEditor)
    canvas = editor.findChild(PixelCanvas)
    canvas.brush = type(canvas.brush)((1, 2, 3, 255))
    place = canvas.cell(0, 0).center().toPoint()
    qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=place)
    with qtbot.waitSignal(page.drawn):
        editor.accept()
    made = page.result
    assert tuple(made.images[0, 0, 0]) == (1, 2, 3, 255)
    original = before.images[1]
    assert made.recipe.edit == Painted(
        original.tobytes(), made.images[0].tobytes(), before.recipe.of_sprite(1)
    )
    assert any("painted by hand" in label.text() for label in page.findChildren(QLabel))
    qtbot.waitUntil(lambda: stage.kept[-1].recipe == made.recipe)
    page.view.undo()
    assert page.result is before


def test_a_part_is_drawn_anew_and_kept(pages, stage, qtbot):
    page = pages.page(CREATE)
    qtbot.keyClick(page.view.grid, Qt.Key.Key_D)
    dialog = opened(pages, EditDialog)
    with qtbot.waitSignal(page.drawn):
        dialog.kept.emit(np.full((16, 16, 4), 9, np.uint8), recipe_of(Drawing(count=1)))
    assert (page.result.images == 9).all()
    dialog.close()


def test_a_word_is_taught_from_what_is_there(pages, qtbot):
    page = pages.page(CREATE)
    qtbot.keyClick(page.view.grid, Qt.Key.Key_T)
    dialog = opened(pages, TeachDialog)
    assert list(dialog._choices) == ["All 4 sprites", "Only the selected one"]
    assert dialog._mix == {"hero": 1.0}
    dialog.close()


def test_a_picture_of_an_edit_is_replayed_and_not_refused(pages, qtbot, tmp_path):
    from sprite_studio.studio.export.export import export
    from sprite_studio.studio.jobs.export import ExportJob, SingleSprite

    tile = sprites(1)[0]
    recipe = msgspec.structs.replace(recipe_of(Drawing(count=1)), edit=Vary(tile.tobytes(), 0.4))
    list(export(ExportJob(SingleSprite(tile, recipe), tmp_path / "one.png")))
    page = pages.page(CREATE)
    with qtbot.waitSignal(page.replay_wanted):
        page.open_picture(tmp_path / "one.png")
    dialog = opened(pages, ReplayDialog)
    assert "holds no" not in dialog.windowTitle()
    dialog.close()
