"""How a sheet is to be laid out, and where it goes."""

from pathlib import Path

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QColorDialog,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from sprite_studio.art.recipe import Layout
from sprite_studio.settings import Settings
from sprite_studio.studio.export import sheet_size
from sprite_studio.ui import theme
from sprite_studio.ui.draw_controls import spin_box


class ExportDialog(QDialog):
    """Ask for columns, scale, padding, background and file."""

    def __init__(self, settings: Settings, count: int, parent: QWidget | None = None) -> None:
        """Args: count: of the sprites."""
        super().__init__(parent)
        self._count = count
        self.setWindowTitle("Export sheet")
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
        self._told = QLabel()
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
        file_label = QLabel("&File")
        file_label.setBuddy(self._file)
        form.addRow(file_label, file_row)
        form.addRow("&Columns", self._columns)
        form.addRow("&Scale", self._scale)
        form.addRow("&Padding", self._padding)
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
        layout.addLayout(form)
        layout.addWidget(self._told)
        layout.addWidget(buttons)

    def file(self) -> Path:
        """Always a .png."""
        path = Path(self._file.text()).expanduser()
        return path if path.suffix.lower() == ".png" else path.parent / f"{path.name}.png"

    def layout_of_sheet(self) -> Layout:
        return Layout(
            self._columns.value(), self._scale.value(), self._padding.value(), self._background
        )

    def remember(self) -> dict[str, object]:
        """The state of every control, by the names of Settings."""
        return {
            "export_folder": str(self.file().parent),
            "export_columns": self._columns.value(),
            "export_scale": self._scale.value(),
            "export_padding": self._padding.value(),
        }

    def _tell(self) -> None:
        """What will be saved."""
        layout = self.layout_of_sheet()
        columns = min(layout.columns, self._count)
        width, height = sheet_size(layout, self._count)
        sprites = "1 sprite" if self._count == 1 else f"{self._count} sprites"
        self._told.setText(
            f"{sprites} in {columns} × {-(-self._count // columns)}: {width} × {height} pixels, "
            "with a JSON file of the frames beside it"
        )

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
