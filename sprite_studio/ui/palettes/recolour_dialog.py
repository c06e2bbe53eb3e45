"""A selection, or a whole set, put into a palette: seen before it is done, colour by colour."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import (
    QColorDialog,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from sprite_studio.art.palette import MAX_PALETTE, Palette, PaletteError
from sprite_studio.art.palettes.common import common_palette
from sprite_studio.art.palettes.mapping import ColourTable, colour_table
from sprite_studio.art.sheet import pack_sheet
from sprite_studio.art.sprite import Pixels
from sprite_studio.ui import theme
from sprite_studio.ui.plain import PlainLabel
from sprite_studio.ui.widgets.error_panel import ErrorPanel
from sprite_studio.ui.widgets.forms import describe, spin_box
from sprite_studio.ui.widgets.palette_box import PaletteBox
from sprite_studio.ui.widgets.picture import Picture

OWN = "Their own"
_COLUMNS, _SHOWN = 8, 64
_PREVIEW = QSize(300, 220)
_SWATCH = QSize(40, 18)


class RecolourDialog(QDialog):
    """Signals:
    recoloured(tuple, Palette): the sprites (H, W, 4) in their order, and what they are in now.
    """

    recoloured = Signal(object, object)

    def __init__(
        self,
        sprites: Sequence[Pixels],
        palette: Palette | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Args: sprites: what is put into a palette; palette: that is offered first."""
        super().__init__(parent)
        self._sprites = tuple(sprites)
        self._table = ColourTable(())
        self._palette_ = palette
        count = len(self._sprites)
        self.setWindowTitle(f"Palette of {count:,} sprite{'s' * (count > 1)}")
        self._build()
        if palette is not None:
            self._palette.choose(palette.colours, palette.name, inside=False)
        self._on_palette()

    def result_sprites(self) -> tuple[Pixels, ...]:
        """As the table says."""
        return tuple(self._table.applied(pixels) for pixels in self._sprites)

    # -- building

    def _build(self) -> None:
        self._before, self._after = Picture(), Picture()
        pictures = QVBoxLayout()
        for title, picture in (("As they are", self._before), ("As they will be", self._after)):
            picture.setFixedSize(_PREVIEW)
            picture.setAccessibleName(title)
            label = PlainLabel(title)
            label.setProperty("role", "quiet")
            pictures.addWidget(label)
            pictures.addWidget(picture)
        pictures.addStretch()
        self._palette = PaletteBox(draws=False)
        self._count = spin_box(QSpinBox(), 1, MAX_PALETTE, 1, 16)
        describe(self._count, "Colours", "How many colours all of them together are to have")
        self._extract = QPushButton("Find common colours")
        self._extract.setToolTip("The colours by which these sprites together change least")
        self._colours = QTableWidget(0, 2)
        self._colours.setHorizontalHeaderLabels(["Now", "Then"])
        self._colours.setAccessibleName("Colours")
        self._colours.setToolTip("Double-click a colour on the right to choose another one")
        self._colours.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self._colours.verticalHeader().hide()
        self._colours.horizontalHeader().setStretchLastSection(True)
        self._colours.setIconSize(_SWATCH)
        self._told, self._errors = PlainLabel(), ErrorPanel()
        self._told.setProperty("role", "quiet")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._apply = QPushButton("Recolour")
        self._apply.setProperty("role", "primary")
        buttons.addButton(self._apply, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self._finish)
        buttons.rejected.connect(self.reject)
        extract = QHBoxLayout()
        extract.addWidget(self._extract, 1)
        extract.addWidget(self._count)
        side = QVBoxLayout()
        side.setSpacing(theme.SPACE)
        side.addWidget(_buddy("&Palette", self._palette))
        side.addWidget(self._palette)
        side.addLayout(extract)
        side.addWidget(self._colours, 1)
        side.addWidget(self._told)
        side.addWidget(self._errors)
        side.addWidget(buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(*([2 * theme.SPACE] * 4))
        row.setSpacing(2 * theme.SPACE)
        row.addLayout(pictures)
        row.addLayout(side, 1)
        self._palette.changed.connect(self._on_palette)
        self._palette.failed.connect(self._errors.show_reason)
        self._extract.clicked.connect(self._on_extract)
        self._colours.cellDoubleClicked.connect(self._on_colour)
        self._before.show_pixels(_sheet(self._sprites))

    # -- the colours

    def _on_palette(self) -> None:
        """Every colour gets the palette's that it is closest to, its hue kept."""
        self._errors.hide()
        colours = self._palette.colours()
        self._palette_ = Palette(self._palette.name, colours) if colours else None
        self._table = (
            ColourTable(())
            if self._palette_ is None
            else colour_table(self._sprites, self._palette_)
        )
        self._fill()

    def _on_extract(self) -> None:
        try:
            found = common_palette(OWN, self._sprites, self._count.value())
        except PaletteError as error:
            self._errors.show_reason(str(error))
            return
        self._palette.choose(found.colours, f"{OWN} {len(found.colours)}", inside=False)
        self._on_palette()

    def _on_colour(self, row: int, _: int) -> None:
        source, target = self._table.pairs[row]
        chosen = QColorDialog.getColor(QColor(f"#{target}"), self, f"Instead of #{source}")
        if chosen.isValid():
            self._table = self._table.changed(source, chosen.name()[1:])
            self._fill()

    def _fill(self) -> None:
        pairs = self._table.pairs
        self._colours.setRowCount(len(pairs))
        for row, pair in enumerate(pairs):
            for column, colour in enumerate(pair):
                item = QTableWidgetItem(_swatch(colour), f"#{colour}")
                self._colours.setItem(row, column, item)
        self._after.show_pixels(_sheet([self._table.applied(p) for p in self._sprites[:_SHOWN]]))
        changed = sum(source != target for source, target in pairs)
        now, then = len(pairs), len({target for _, target in pairs})
        told = f"{changed:,} of {now:,} colours change; {then:,} remain"
        self._told.setText(told if pairs else "Choose a palette, or find common colours")
        self._apply.setEnabled(changed > 0)

    def _finish(self) -> None:
        self.recoloured.emit(self.result_sprites(), self._palette_)
        self.accept()


def _sheet(sprites: Sequence[Pixels]) -> Pixels:
    shown = list(sprites[:_SHOWN])
    side = max(max(pixels.shape[:2]) for pixels in shown)
    cells = [np.pad(p, ((0, side - p.shape[0]), (0, side - p.shape[1]), (0, 0))) for p in shown]
    return pack_sheet(cells, min(_COLUMNS, len(cells)), 1, 1)


def _swatch(colour: str) -> QIcon:
    picture = QPixmap(_SWATCH)
    picture.fill(QColor(f"#{colour}"))
    return QIcon(picture)


def _buddy(text: str, control: QWidget) -> QLabel:
    label = PlainLabel(text)
    label.setBuddy(control)
    return label
