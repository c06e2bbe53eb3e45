"""Which palette sprites are drawn in: none, a well-known one, or a file's."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QVBoxLayout, QWidget

from sprite_studio.art.palette import PaletteError
from sprite_studio.art.palettes.palette_file import SUFFIXES, load_palette
from sprite_studio.art.palettes.shelf import SHELF
from sprite_studio.ui import theme
from sprite_studio.ui.plain import plain_tip

NONE, IMPORT = "As drawn", "From a file …"


class PaletteBox(QWidget):
    """The list, and whether the palette pulls at sprites while they are drawn.

    Signals:
        changed(): another palette, or another way to use it.
        failed(str): a file could not be used, and why.
    """

    changed = Signal()
    failed = Signal(str)

    def __init__(self, draws: bool = True, parent: QWidget | None = None) -> None:
        """Args: draws: whether it can be chosen that the palette pulls."""
        super().__init__(parent)
        self._draws = draws
        self._list = QComboBox()
        self._list.setAccessibleName("Palette")
        self._list.setToolTip("The colours that sprites may have")
        self._list.setIconSize(QSize(64, 12))
        self._list.addItem(NONE, ())
        for row, known in enumerate(SHELF, start=1):
            colours = known.palette.colours
            self._list.addItem(colour_bar(colours), known.name, colours)
            tip = f"{len(colours)} colours, by {known.author}\n{known.source}"
            self._list.setItemData(row, plain_tip(tip), Qt.ItemDataRole.ToolTipRole)
        self._list.addItem(IMPORT, None)
        self._inside = QCheckBox("While drawing")
        self._inside.setToolTip(
            "The palette pulls at the sprites ever harder as they are drawn; "
            "or else they are snapped to it at the end"
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE // 2)
        column.addWidget(self._list)
        column.addWidget(self._inside)
        self._chosen = 0
        self._show(0)
        self._list.activated.connect(self._on_activated)
        self._inside.toggled.connect(self.changed)

    def colours(self) -> tuple[str, ...]:
        """ "rrggbb" each; none to leave sprites as they are drawn."""
        return tuple(self._list.itemData(self._chosen))

    @property
    def name(self) -> str:
        """What the chosen one is called."""
        return self._list.itemText(self._chosen)

    def is_inside(self) -> bool:
        """Whether it pulls while sprites are drawn."""
        return bool(self.colours()) and self._inside.isChecked()

    def open_file(self, path: Path) -> None:
        """Use the colours of a palette or a picture."""
        try:
            palette = load_palette(path)
        except PaletteError as error:
            self.failed.emit(str(error))
            return
        self.choose(palette.colours, palette.name, self._inside.isChecked())
        self.changed.emit()

    def choose(self, colours: tuple[str, ...], name: str, inside: bool) -> None:
        """Use these colours; they get a name in the list if they are not there yet."""
        self._inside.setChecked(inside)
        known = [self._list.itemData(row) for row in range(self._list.count())]
        if colours not in known:
            self._list.insertItem(self._list.count() - 1, colour_bar(colours), name, colours)
            known.insert(len(known) - 1, colours)
        self._show(known.index(colours))

    def _show(self, row: int) -> None:
        self._chosen = row
        self._list.setCurrentIndex(row)
        self._inside.setVisible(self._draws and bool(self.colours()))

    def _on_activated(self, row: int) -> None:
        if self._list.itemData(row) is not None:
            self._show(row)
            self.changed.emit()
            return
        self._show(self._chosen)  # until a file is there
        kinds = " ".join(f"*{suffix}" for suffix in SUFFIXES)
        name, _ = QFileDialog.getOpenFileName(self, "Palette", "", f"Palettes ({kinds})")
        if name:
            self.open_file(Path(name))


def colour_bar(colours: tuple[str, ...]) -> QIcon:
    """Its first colours side by side."""
    shown = colours[:8]
    picture = QPixmap(8 * len(shown), 12)
    painter = QPainter(picture)
    for i, colour in enumerate(shown):
        painter.fillRect(8 * i, 0, 8, 12, QColor(f"#{colour}"))
    painter.end()
    return QIcon(picture)
