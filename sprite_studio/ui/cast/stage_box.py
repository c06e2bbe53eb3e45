"""The ground on which the character walks: how large, how fast, and what the meters say of it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSlider, QVBoxLayout, QWidget

from sprite_studio.art.walk.character import Frames
from sprite_studio.art.walk.finish import MOST_COLOURS
from sprite_studio.art.walk.meters import Meters
from sprite_studio.ui import theme
from sprite_studio.ui.cast.meter_lines import lines_of
from sprite_studio.ui.cast.walk_stage import WalkStage
from sprite_studio.ui.plain import PlainLabel
from sprite_studio.ui.widgets.forms import describe

ZOOM, MOST_ZOOM = 3, 8
USUAL = 100
"""Hundredths of the usual speed."""

_LINES = 8
"""Of what the meters say there is room for so many, so that the ground stays where it is when three
of the five take a second line."""


class StageBox(QWidget):
    """Attributes: stage."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.stage = WalkStage()
        self._zoom = _slider(1, MOST_ZOOM, ZOOM)
        describe(self._zoom, "Zoom", "How large a pixel is: 1× to 8×")
        self._zoom.setPageStep(1)
        self._speed = _slider(25, 300, USUAL)
        describe(self._speed, "Speed", "Of the walk; double that, and half, are a run and a stroll")
        self._zoom_told, self._speed_told = PlainLabel(), PlainLabel()
        self._shown: Meters | None = None
        self._asked = MOST_COLOURS
        below = QWidget()
        below.ensurePolished()  # a style sheet may set the letters' size
        below.setMinimumHeight(_LINES * below.fontMetrics().lineSpacing() + 3 * theme.SPACE)
        self._meters = QGridLayout(below)
        self._meters.setContentsMargins(0, 0, 0, 0)
        self._meters.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._meters.setHorizontalSpacing(theme.SPACE)
        self._meters.setVerticalSpacing(theme.SPACE // 2)
        self._meters.setColumnStretch(1, 1)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE)
        for name, slider, told, width in (
            ("&Zoom", self._zoom, self._zoom_told, 28),
            ("S&peed", self._speed, self._speed_told, 44),
        ):
            label = PlainLabel(name)
            label.setBuddy(slider)
            told.setMinimumWidth(width)
            row.addWidget(label)
            row.addWidget(slider, 1)
            row.addWidget(told)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE)
        column.addWidget(self.stage, 1)
        column.addLayout(row)
        column.addWidget(below)
        self._zoom.valueChanged.connect(self._on_zoom)
        self._speed.valueChanged.connect(self._on_speed)
        self._on_zoom(ZOOM)
        self._on_speed(USUAL)
        self.show_meters(None)

    def show_people(self, hero: Frames, others: Sequence[Frames]) -> None:
        """Who walks."""
        self.stage.show_hero(hero)
        self.stage.show_others(others)

    def show_meters(self, meters: Meters | None) -> None:
        """What an eye would object to; None while nobody is whole."""
        self._shown = meters
        while (item := self._meters.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        if meters is None:
            told = PlainLabel("What an eye would object to stands here once all frames are there.")
            told.setProperty("role", "quiet")
            told.setWordWrap(True)
            self._meters.addWidget(told, 0, 0, 1, 2)
            return
        for row, line in enumerate(lines_of(meters, self._asked)):
            mark, told = PlainLabel("✓" if line.is_well else "!"), PlainLabel(line.text)
            mark.setFixedWidth(14)
            mark.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
            mark.setAccessibleName("good" if line.is_well else "look at it")
            mark.setStyleSheet(
                f"color: {theme.colours().good if line.is_well else theme.colours().accent}"
            )
            told.setWordWrap(True)
            told.setToolTip(line.tip)
            self._meters.addWidget(mark, row, 0)
            self._meters.addWidget(told, row, 1)

    def show_asked(self, colours: int) -> None:
        """How many colours are asked for, beside those that there are."""
        if colours != self._asked:
            self._asked = colours
            self.show_meters(self._shown)

    def _on_zoom(self, zoom: int) -> None:
        self._zoom_told.setText(f"{zoom}×")
        self.stage.set_zoom(zoom)

    def _on_speed(self, hundredths: int) -> None:
        self._speed_told.setText(f"{hundredths} %")
        self.stage.set_speed(hundredths / 100)


def _slider(least: int, most: int, value: int) -> QSlider:
    slider = QSlider(Qt.Orientation.Horizontal)
    slider.setRange(least, most)
    slider.setValue(value)
    return slider
