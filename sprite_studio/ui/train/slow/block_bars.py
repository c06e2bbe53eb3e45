"""Each part of a network as a row: how long its gradient is, and how far the step moved it."""

import math

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from sprite_studio.studio.jobs.training.slow import BlockStep
from sprite_studio.ui import theme

EMPTY = "A row for each part of the network appears here."
HEADINGS = ("part of the network", "gradient (log scale)", "changed by (log scale)")
DECADES = 4
"""Below the largest, over which bars grow: parts differ by powers of ten, above all in the first
steps, and on an even scale all but one bar would be a hairline."""

LEAST_TOLD = 1e-4
"""The smallest change that is told as a number."""

_NAME_SHARE, _NUMBER_WIDTH = 0.3, 64


class BlockBars(QWidget):
    """Bars beside each other; the longest of each column is the largest there, and each tenth of it
    takes an equal part of the way less."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._blocks: tuple[BlockStep, ...] = ()
        self.setAccessibleName("What the step did to each part")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_blocks(self, blocks: tuple[BlockStep, ...]) -> None:
        """In the order of the network; none where there is no step."""
        self._blocks = blocks
        self.setAccessibleDescription("; ".join(", ".join(row_told(block)) for block in blocks))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(300, (len(self._blocks) + 1) * self._row)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @property
    def _row(self) -> int:
        return self.fontMetrics().height()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colours, height = theme.colours(), self._row
        painter.setPen(QColor(colours.quiet))
        if not self._blocks:
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignLeft, EMPTY)
            return
        name = self.width() * _NAME_SHARE
        column = (self.width() - name) / 2
        for number, heading in enumerate(HEADINGS):
            left = 0.0 if number == 0 else name + (number - 1) * column
            painter.drawText(QRectF(left, 0, column, height), Qt.AlignmentFlag.AlignLeft, heading)
        most = (
            max(block.gradient for block in self._blocks),
            max(map(learned, self._blocks)),
        )
        for row, block in enumerate(self._blocks, start=1):
            top = row * height
            told = row_told(block)
            painter.setPen(QColor(colours.text))
            painter.drawText(QRectF(0, top, name, height), Qt.AlignmentFlag.AlignLeft, told[0])
            values = (bar_part(block.gradient, most[0]), bar_part(learned(block), most[1]))
            for number, value in enumerate(values):
                left = name + number * column
                painter.drawText(
                    QRectF(left, top, _NUMBER_WIDTH, height),
                    Qt.AlignmentFlag.AlignLeft,
                    told[number + 1],
                )
                room = column - _NUMBER_WIDTH - theme.SPACE
                bar = QRectF(left + _NUMBER_WIDTH, top + 3, max(1.0, room * value), height - 6)
                painter.fillRect(bar, QColor(colours.accent if number == 0 else colours.sky))


def bar_part(value: float, most: float) -> float:
    """Of the room for bars, in [0, 1]: all of it for the largest, none `DECADES` below it."""
    if value <= 0:
        return 0.0
    return max(0.0, 1 + math.log10(value / most) / DECADES)


def learned(block: BlockStep) -> float:
    """Its change; 0 without a gradient, where it is the decay of all weights that moves it."""
    return block.share or 0.0 if block.gradient else 0.0


def row_told(block: BlockStep) -> tuple[str, str, str]:
    """Name, gradient and change of a part, in words."""
    of_nothing = "from 0" if block.moved else "–"
    changed = of_nothing if block.share is None else f"{block.share:.2%}"
    if block.share and block.share < LEAST_TOLD:
        changed = f"<{LEAST_TOLD:.2%}"
    return block.name.replace("_", " "), f"{block.gradient:.2g}", changed
