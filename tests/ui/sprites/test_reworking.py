"""What is kept, painted on or drawn anew: a new version beside the old one."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from stage import recipe_of, sprites

from sprite_studio.studio.jobs.drawing import Drawing
from sprite_studio.studio.jobs.library.finding import Query
from sprite_studio.studio.jobs.library.sprites import NewSprite
from sprite_studio.studio.jobs.recipes.recipe import Painted
from sprite_studio.ui.canvas import pixel_editor
from sprite_studio.ui.canvas.pixel_canvas import PixelCanvas
from sprite_studio.ui.canvas.pixel_editor import PixelEditor
from sprite_studio.ui.edit import edit_dialog
from sprite_studio.ui.edit.edit_dialog import EditDialog
from sprite_studio.ui.edit.teach_dialog import TeachDialog
from sprite_studio.ui.sprites.page import SpritesPage
from sprite_studio.ui.widgets.error_panel import ErrorPanel

RECIPE = recipe_of(Drawing(mix={"hero": 1.0}, seed=7, count=1))
KNIGHT = NewSprite(
    sprites(1, 120), "drawn", RECIPE, ("hero", "colour:red"), tags=("mine",), name="Sir"
)
GHOST = NewSprite(sprites(1, 60), "imported", words=("hero",), name="Ghost")


@pytest.fixture
def page(qtbot, stage, worker, monkeypatch) -> Iterator[SpritesPage]:
    monkeypatch.setattr(pixel_editor, "ask", lambda *_, **__: True)
    monkeypatch.setattr(edit_dialog, "ask", lambda *_, **__: True)
    stage.sprites.keep((KNIGHT, GHOST))
    made = SpritesPage(worker)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    qtbot.waitUntil(lambda: made.grid.count() == 2)
    yield made
    made.close()


def select(page, stage, name: str) -> None:
    page.grid.choose(next(one.id for one in kept(stage) if one.sprite.name == name))


def opened(page, kind, qtbot):
    qtbot.waitUntil(lambda: any(d.isVisible() for d in page.findChildren(kind)))
    return next(dialog for dialog in page.findChildren(kind) if dialog.isVisible())


def kept(stage):
    return stage.sprites.read(stage.sprites.find(Query()))


def paint(editor, qtbot) -> None:
    canvas = editor.findChild(PixelCanvas)
    canvas.brush = replace(canvas.brush, colour=(1, 2, 3, 255))
    place = canvas.cell(0, 0).center().toPoint()
    qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=place)


def test_a_painted_version_is_kept_beside_the_original(page, stage, qtbot):
    select(page, stage, "Sir")
    page.tools.paint.emit()
    editor = opened(page, PixelEditor, qtbot)
    assert editor.name() == "Sir"
    paint(editor, qtbot)
    editor.findChild(QLineEdit).setText("Sir in blue")
    with qtbot.waitSignal(page.status, check_params_cb=lambda text: "new version" in text):
        editor.accept()
    by_name = {one.sprite.name: one.sprite for one in kept(stage)}
    assert np.array_equal(by_name["Sir"].images, KNIGHT.images)
    made = by_name["Sir in blue"]
    assert made.source == "painted"
    assert (made.words, made.tags) == (KNIGHT.words, KNIGHT.tags)
    tiles = KNIGHT.images[0].tobytes(), made.images[0].tobytes()
    assert made.recipe is not None
    assert made.recipe.edit == Painted(*tiles, RECIPE)


def test_a_version_that_keeps_its_name_gets_a_number(page, stage, qtbot):
    select(page, stage, "Sir")
    page.tools.paint.emit()
    editor = opened(page, PixelEditor, qtbot)
    paint(editor, qtbot)
    editor.accept()
    qtbot.waitUntil(lambda: page.grid.count() == 3)
    names = [one.sprite.name for one in kept(stage)]
    assert len(set(names)) == 3


def test_a_part_of_any_sprite_is_drawn_anew(page, stage, qtbot):
    select(page, stage, "Ghost")
    page.tools.redraw.emit()
    dialog = opened(page, EditDialog, qtbot)
    dialog.kept.emit(sprites(1, 33)[0], RECIPE)
    qtbot.waitUntil(lambda: page.grid.count() == 3)
    assert any((one.sprite.images[..., 0] == 33).all() for one in kept(stage))
    dialog.close()


def test_a_word_is_taught_by_all_that_are_selected(page, stage, qtbot):
    page.grid.choose_all()
    page.tools.teach.emit()
    dialog = opened(page, TeachDialog, qtbot)
    assert list(dialog._choices) == ["The 2 selected"]
    assert dialog._mix == {"hero": 1.0}
    dialog.close()


def test_a_figure_of_several_frames_is_refused_with_the_reason(page, stage, qtbot):
    walk = NewSprite(sprites(2, 5), "imported", name="Walk", frames=("a", "b"))
    stage.sprites.keep((walk,))
    page.refresh()
    qtbot.waitUntil(lambda: page.grid.count() == 3)
    select(page, stage, "Walk")
    page.tools.paint.emit()
    panel = page.findChild(ErrorPanel)
    qtbot.waitUntil(panel.isVisible)
    assert "several frames" in panel.text()
