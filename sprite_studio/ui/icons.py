"""Our icons, in the theme's colours."""

from functools import cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from sprite_studio import paths
from sprite_studio.ui import theme

_DRAWN_IN = {"#e9e9f1": "text", "#ffb454": "accent"}
"""The colours of the files → the tokens that take their place."""

_DISABLED_OPACITY = 0.4


def icon(name: str) -> QIcon:
    """The file resources/icons/`name`.svg; it follows when another theme is applied."""
    return QIcon(_Engine(name))


class _Engine(QIconEngine):
    """Draws the file in the colours of the moment, sharp at every size."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        painter.save()
        if mode == QIcon.Mode.Disabled:
            painter.setOpacity(_DISABLED_OPACITY)
        _renderer(self._name, theme.colours()).render(painter, QRectF(rect))
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        made = QPixmap(size)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return made

    def clone(self) -> QIconEngine:
        return _Engine(self._name)


@cache
def _renderer(name: str, colours: theme.Colours) -> QSvgRenderer:
    drawing = (paths.resources() / "icons" / f"{name}.svg").read_text("utf-8")
    for colour, token in _DRAWN_IN.items():
        drawing = drawing.replace(colour, getattr(colours, token))
    return QSvgRenderer(QByteArray(drawing.encode()))
