"""Which sprites are to be on a sheet, and how it is laid out, with a look at it."""

from collections.abc import Mapping

import msgspec
from PySide6.QtWidgets import (
    QColorDialog,
    QComboBox,
    QFormLayout,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from sprite_studio.art.export.aseprite_json import JsonForm
from sprite_studio.art.sheet import Layout, pack_sheet
from sprite_studio.settings import Settings
from sprite_studio.studio.export.sheet import sheet_size
from sprite_studio.studio.jobs.base import Images
from sprite_studio.ui import theme
from sprite_studio.ui.plain import PlainLabel
from sprite_studio.ui.widgets.forms import describe, spin_box
from sprite_studio.ui.widgets.picture import Picture

_PREVIEW_HEIGHT = 176
_FORMS: dict[JsonForm, str] = {"hash": "By name (Phaser)", "array": "As a list (LÖVE, Phaser)"}


class SheetOptions(QWidget):
    """Sprites, columns, scale, padding, background, the form of the JSON, and what it comes to."""

    def __init__(
        self, settings: Settings, images: Images, choices: Mapping[str, tuple[int, ...]]
    ) -> None:
        """Args:
        images: (N, 16, 16, 4).
        choices: in words → the numbers of the sprites that are meant; the first is chosen.
        """
        super().__init__()
        self._images = images
        self._background = (0, 0, 0, 0)
        self._choice = QComboBox()
        self._choice.setAccessibleName("Sprites")
        for words, numbers in choices.items():
            self._choice.addItem(words, numbers)
        self._preview = Picture()
        self._preview.setAccessibleName("The sheet")
        self._preview.setFixedHeight(_PREVIEW_HEIGHT)
        self._columns = _spin(1, 64, settings.export_columns, "Columns")
        self._scale = _spin(1, 64, settings.export_scale, "Scale")
        self._padding = _spin(0, 64, settings.export_padding, "Padding")
        self._colour = QPushButton("Transparent")
        self._colour.setToolTip("Click for a colour behind the sprites")
        self._colour.clicked.connect(self._choose_background)
        self._form = QComboBox()
        describe(self._form, "Frames", "How the JSON beside the sheet lists its frames")
        for form, words in _FORMS.items():
            self._form.addItem(words, form)
        self._form.setCurrentIndex(self._form.findData(settings.export_json))
        self._told = PlainLabel()
        self._told.setProperty("role", "quiet")
        self._choice.currentIndexChanged.connect(self._tell)
        for spin in (self._columns, self._scale, self._padding):
            spin.valueChanged.connect(self._tell)
        form_layout = QFormLayout()
        form_layout.setHorizontalSpacing(2 * theme.SPACE)
        form_layout.setVerticalSpacing(theme.SPACE)
        form_layout.addRow("S&prites", self._choice)
        form_layout.addRow("&Columns", self._columns)
        form_layout.addRow("&Scale", self._scale)
        form_layout.addRow("P&adding", self._padding)
        form_layout.addRow("&Background", self._colour)
        form_layout.addRow("F&rames", self._form)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * theme.SPACE)
        column.addWidget(self._preview)
        column.addLayout(form_layout)
        column.addWidget(self._told)
        self._tell()

    def numbers(self) -> tuple[int, ...]:
        """Of the sprites that are to be saved."""
        return self._choice.currentData()

    def layout_of_sheet(self) -> Layout:
        return Layout(
            self._columns.value(), self._scale.value(), self._padding.value(), self._background
        )

    def json_form(self) -> JsonForm:
        return self._form.currentData()

    def remember(self, settings: Settings) -> Settings:
        """The settings with the state of every control."""
        return msgspec.structs.replace(
            settings,
            export_columns=self._columns.value(),
            export_scale=self._scale.value(),
            export_padding=self._padding.value(),
            export_json=self.json_form(),
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

    def _choose_background(self) -> None:
        colour = QColorDialog.getColor(parent=self, title="Background")
        if colour.isValid():
            self._background = (colour.red(), colour.green(), colour.blue(), 255)
            self._colour.setText(colour.name())
        else:  # dismissing the colours is how one goes back to none
            self._background = (0, 0, 0, 0)
            self._colour.setText("Transparent")
        self._tell()


def _spin(low: int, high: int, value: int, name: str) -> QSpinBox:
    spin = spin_box(QSpinBox(), low, high, 1, value)
    spin.setAccessibleName(name)
    return spin
