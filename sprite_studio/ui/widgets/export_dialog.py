"""Which sprites are to be saved, how their sheet is laid out, and where it goes."""

from collections.abc import Mapping
from pathlib import Path

import msgspec
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QColorDialog,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from sprite_studio.art.sheet import Layout, pack_sheet
from sprite_studio.settings import Settings
from sprite_studio.studio.export.sheet import sheet_size
from sprite_studio.studio.jobs.base import Images
from sprite_studio.ui import theme
from sprite_studio.ui.plain import PlainLabel
from sprite_studio.ui.widgets.forms import spin_box
from sprite_studio.ui.widgets.picture import Picture

_PREVIEW_HEIGHT = 176


class ExportDialog(QDialog):
    """Ask for sprites, columns, scale, padding, background and file, and show what it comes to."""

    def __init__(
        self,
        settings: Settings,
        images: Images,
        choices: Mapping[str, tuple[int, ...]],
        parent: QWidget | None = None,
    ) -> None:
        """Args:
        images: (N, 16, 16, 4).
        choices: in words → the numbers of the sprites that are meant; the first is chosen.
        """
        super().__init__(parent)
        self._images = images
        self.setWindowTitle("Export sheet")
        self._choice = QComboBox()
        self._choice.setAccessibleName("Sprites")
        for words, numbers in choices.items():
            self._choice.addItem(words, numbers)
        self._choice.currentIndexChanged.connect(self._tell)
        self._preview = Picture()
        self._preview.setAccessibleName("The sheet")
        self._preview.setFixedHeight(_PREVIEW_HEIGHT)
        self._background: tuple[int, int, int, int] = (0, 0, 0, 0)
        folder = Path(settings.export_folder) if settings.export_folder else Path.home()
        self._file = QLineEdit(str(_free_name(folder)))
        self._file.setMinimumWidth(360)
        self._file.setAccessibleName("File")
        browse = QPushButton("Browse …")
        browse.clicked.connect(self._browse)
        self._columns = _spin(1, 64, settings.export_columns, "Columns")
        self._scale = _spin(1, 64, settings.export_scale, "Scale")
        self._padding = _spin(0, 64, settings.export_padding, "Padding")
        self._colour = QPushButton("Transparent")
        self._colour.setToolTip("Click for a colour behind the sprites")
        self._colour.clicked.connect(self._choose_background)
        self._told = PlainLabel()
        self._told.setProperty("role", "quiet")
        for spin in (self._columns, self._scale, self._padding):
            spin.valueChanged.connect(self._tell)
        self._tell()
        file_row = QHBoxLayout()
        file_row.addWidget(self._file, 1)
        file_row.addWidget(browse)
        form = QFormLayout()
        form.setHorizontalSpacing(2 * theme.SPACE)
        form.setVerticalSpacing(theme.SPACE)
        file_label = PlainLabel("&File")
        file_label.setBuddy(self._file)
        form.addRow("S&prites", self._choice)
        form.addRow(file_label, file_row)
        form.addRow("&Columns", self._columns)
        form.addRow("&Scale", self._scale)
        form.addRow("P&adding", self._padding)
        form.addRow("&Background", self._colour)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.button(QDialogButtonBox.StandardButton.Save).setProperty("role", "primary")
        for button in buttons.buttons():
            button.setIcon(QIcon())  # the platform's icons are not of our look
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*([2 * theme.SPACE] * 4))
        layout.setSpacing(2 * theme.SPACE)
        layout.addWidget(self._preview)
        layout.addLayout(form)
        layout.addWidget(self._told)
        layout.addWidget(buttons)

    def file(self) -> Path:
        """Always a .png."""
        path = Path(self._file.text()).expanduser()
        return path if path.suffix.lower() == ".png" else path.parent / f"{path.name}.png"

    def numbers(self) -> tuple[int, ...]:
        """Of the sprites that are to be saved."""
        return self._choice.currentData()

    def layout_of_sheet(self) -> Layout:
        return Layout(
            self._columns.value(), self._scale.value(), self._padding.value(), self._background
        )

    def remember(self, settings: Settings) -> Settings:
        """The settings with the state of every control."""
        return msgspec.structs.replace(
            settings,
            export_folder=str(self.file().parent),
            export_columns=self._columns.value(),
            export_scale=self._scale.value(),
            export_padding=self._padding.value(),
        )

    def _tell(self) -> None:
        """What will be saved."""
        layout, numbers = self.layout_of_sheet(), self.numbers()
        count = len(numbers)
        columns = min(layout.columns, count)
        width, height = sheet_size(layout, count)
        sprites = "1 sprite" if count == 1 else f"{count} sprites"
        self._told.setText(
            f"{sprites} in {columns} × {-(-count // columns)}: {width} × {height} pixels, "
            "with a JSON file of the frames beside it"
        )
        images = [self._images[i] for i in numbers]
        self._preview.show_pixels(pack_sheet(images, columns, 1, layout.padding, layout.background))

    def _accept(self) -> None:
        name = self.file().name
        question = f"{name} exists already. Replace it?"
        answer = QMessageBox.StandardButton.Yes
        if self.file().exists():
            answer = QMessageBox.question(self, "Export sheet", question)
        if answer == QMessageBox.StandardButton.Yes:
            self.accept()

    def _browse(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, "Export sheet", self._file.text(), "PNG sheet (*.png)"
        )
        if name:
            self._file.setText(name)

    def _choose_background(self) -> None:
        colour = QColorDialog.getColor(parent=self, title="Background")
        if colour.isValid():
            self._background = (colour.red(), colour.green(), colour.blue(), 255)
            self._colour.setText(colour.name())
        else:  # dismissing the colours is how one goes back to none
            self._background = (0, 0, 0, 0)
            self._colour.setText("Transparent")
        self._tell()


def _free_name(folder: Path) -> Path:
    """sheet.png, or sheet-2.png, … : one export must not replace another unasked."""
    name, number = folder / "sheet.png", 1
    while name.exists():
        number += 1
        name = folder / f"sheet-{number}.png"
    return name


def _spin(low: int, high: int, value: int, name: str) -> QSpinBox:
    spin = spin_box(QSpinBox(), low, high, 1, value)
    spin.setAccessibleName(name)
    return spin
