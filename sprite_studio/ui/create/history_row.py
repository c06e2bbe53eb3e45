"""How the history's results are shown: small pictures in a row, of which one is framed."""

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QWheelEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from sprite_studio.ui import theme
from sprite_studio.ui.create.history_model import PICTURE, SHELF, HistoryModel
from sprite_studio.ui.icons import icon
from sprite_studio.ui.widgets.pixmaps import integer_zoom

SIDE = 64
"""Logical pixels of a picture."""


class HistoryRow(QTableView):
    """A table of one row, along which the wheel goes."""

    def __init__(self, model: HistoryModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setAccessibleName("Results")
        self.setProperty("role", "strip")
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setMinimumSectionSize(1)
            header.setDefaultSectionSize(SIDE + theme.SPACE)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.hide()
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedHeight(SIDE + 3 * theme.SPACE)
        self.setItemDelegate(_Picture(self))

    def wheelEvent(self, event: QWheelEvent) -> None:
        QCoreApplication.sendEvent(self.horizontalScrollBar(), event)


class _Picture(QStyledItemDelegate):
    """Whole device pixels, as everywhere."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        room: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue]
        image: QImage | None = index.data(PICTURE)
        width, height = (SIDE, SIDE) if image is None else (image.width(), image.height())
        zoom = integer_zoom(SIDE, width, painter.device().devicePixelRatioF())
        place = QRect(0, 0, round(width * zoom), round(height * zoom))
        place.moveCenter(room.center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        painter.fillRect(place, QColor(theme.colours().checker_dark))
        if image is not None:
            painter.drawImage(place, image)
        if index.data(SHELF) == "starred":
            corner = QRect(0, 0, 14, 14)
            corner.moveTopRight(place.topRight() + QPoint(-2, 2))
            icon("pin").paint(painter, corner)
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(QColor(theme.colours().accent), 2))
            painter.drawRect(room.adjusted(1, 1, -1, -1))
