"""The page of kept sprites on a library that is empty, and pictures that come into it."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QLabel, QPushButton

from sprite_studio.ui.imports.slicer_dialog import SlicerDialog
from sprite_studio.ui.sprites.page import SpritesPage
from sprite_studio.ui.work.worker import Worker


@pytest.fixture
def page(qtbot, stage) -> Iterator[SpritesPage]:
    worker = Worker(stage.handlers())
    worker.start()
    made = SpritesPage(worker)
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    yield made
    made.close()
    worker.stop()


def slicer(page, qtbot, count: int) -> SlicerDialog:
    qtbot.waitUntil(lambda: bool(page.findChildren(SlicerDialog)))
    dialog = page.findChildren(SlicerDialog)[-1]
    qtbot.waitUntil(lambda: len(dialog.sprites()) == count)
    return dialog


def take(dialog: SlicerDialog) -> None:
    next(b for b in dialog.findChildren(QPushButton) if b.text().startswith("Import ")).click()


def texts(page) -> str:
    return " ".join(label.text() for label in page.findChildren(QLabel))


def drop(page, path) -> None:
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data := QMimeData(),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
    )
    data.setUrls([QUrl.fromLocalFile(str(path))])
    page.dropEvent(event)


def imported(page, qtbot, sheet, count: int = 4) -> None:
    drop(page, sheet)
    take(slicer(page, qtbot, count))
    qtbot.waitUntil(lambda: page.grid.count() == count)
