"""What a hand does on the page Create."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractSpinBox, QPushButton, QToolButton

from sprite_studio.studio.jobs.drawing import Drawing
from sprite_studio.studio.jobs.library.finding import Query
from sprite_studio.studio.jobs.library.sprites import KeptSprite
from sprite_studio.studio.jobs.recipes.history import SHELVES, Shelf

WORDS = ("hero", "non-hero", "food", "spell", "side-facing")

HEROES = Drawing(mix={"hero": 1.0}, seed=40, sampler="ddim", steps=20)
FOUR_HEROES = Drawing(mix={"hero": 1.0}, seed=40, sampler="ddim", steps=20, count=4)


def button(page, text: str) -> QPushButton:
    return next(b for b in page.findChildren(QPushButton) if b.text() == text)


def named(page, name: str) -> QPushButton:
    return next(b for b in page.findChildren(QPushButton) if b.accessibleName() == name)


def spin(page, name: str) -> Any:
    return next(s for s in page.findChildren(QAbstractSpinBox) if s.accessibleName() == name)


def click(page, index: int, qtbot) -> None:
    """Select a sprite of the grid."""
    place = page.view.grid.cell(index).center().toPoint()
    qtbot.mouseClick(page.view.grid, Qt.MouseButton.LeftButton, pos=place)


def press(page, key, qtbot) -> None:
    page.view.grid.setFocus()
    qtbot.waitUntil(page.view.grid.hasFocus)
    qtbot.keyClick(page.view.grid, key)


def tool(page, text: str) -> QToolButton:
    return next(b for b in page.findChildren(QToolButton) if b.text() == text and b.isVisible())


def kept(stage) -> list[Shelf]:
    """The shelves of all results, newest first."""
    return [shelf for _, shelf in stage.history.find(SHELVES)]


def library(stage, **query) -> list[KeptSprite]:
    return list(stage.sprites.read(stage.sprites.find(Query(**query))))
