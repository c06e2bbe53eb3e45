"""Boxes for numbers, and what every control of a form has: a name and an explanation."""

import math
import re
from typing import TypeVar

from PySide6.QtCore import QLocale, QSize, Signal
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QSpinBox,
    QWidget,
)

from sprite_studio.studio.jobs.drawing import MAX_SEED
from sprite_studio.ui import theme
from sprite_studio.ui.plain import PlainLabel

PAIRED_WIDTH = 64
"""Logical pixels: four digits and the arrows."""

AnySpin = TypeVar("AnySpin", bound=QAbstractSpinBox)
Spin = TypeVar("Spin", QSpinBox, QDoubleSpinBox)


class DecimalBox(QDoubleSpinBox):
    """A number whose decimals may follow a point or a comma, whatever the system's language: both
    are typed everywhere, and neither ever groups thousands."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        plain = QLocale.c()
        plain.setNumberOptions(
            QLocale.NumberOption.OmitGroupSeparator | QLocale.NumberOption.RejectGroupSeparator
        )
        self.setLocale(plain)

    def validate(self, input: str, pos: int) -> tuple[QValidator.State, str, int]:  # noqa: A002
        checked = super().validate(input.replace(",", "."), pos)
        assert isinstance(checked, tuple)  # PySide gives back the text and the place as well
        return checked

    def valueFromText(self, text: str) -> float:
        return super().valueFromText(text.replace(",", "."))

    def textFromValue(self, val: float) -> str:
        """Without zeros that say nothing: 2, 0.4, 2.125."""
        return f"{val:.{self.decimals()}f}".rstrip("0").rstrip(".") or "0"


class SeedBox(QAbstractSpinBox):
    """A seed from 0 to 2⁶³ - 1; Qt's own box ends at 2³¹.

    Signals:
        valueChanged(object): by hand, or by `setValue`.
    """

    valueChanged = Signal(object)  # noqa: N815 - as Qt's own boxes call it

    def __init__(self, value: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value = -1
        self.editingFinished.connect(self._take_text)
        self.setValue(value)

    def value(self) -> int:
        return self._value

    def setValue(self, value: int) -> None:
        """The nearest seed there is."""
        value = min(max(0, value), MAX_SEED)
        changed = value != self._value
        self._value = value
        self.lineEdit().setText(str(value))
        if changed:
            self.valueChanged.emit(value)

    def validate(self, input: str, pos: int) -> tuple[QValidator.State, str, int]:  # noqa: A002
        text = input.strip()
        if not text:
            return QValidator.State.Intermediate, input, pos
        fits = re.fullmatch(r"[0-9]{1,19}", text) and int(text) <= MAX_SEED
        return (QValidator.State.Acceptable if fits else QValidator.State.Invalid), input, pos

    def fixup(self, input: str) -> str:  # noqa: A002
        return input.strip() or str(self._value)

    def stepBy(self, steps: int) -> None:
        self._take_text()
        self.setValue(self._value + steps)

    def stepEnabled(self) -> QAbstractSpinBox.StepEnabledFlag:
        up = QAbstractSpinBox.StepEnabledFlag.StepUpEnabled
        down = QAbstractSpinBox.StepEnabledFlag.StepDownEnabled
        if self._value == 0:
            return up
        return down if self._value == MAX_SEED else up | down

    def sizeHint(self) -> QSize:
        """As wide as a QSpinBox; it is given more where there is room."""
        return QSpinBox().sizeHint()

    def _take_text(self) -> None:
        text = self.lineEdit().text().strip()
        self.setValue(int(text) if text.isdecimal() else self._value)


def spin_box(spin: Spin, low: float, high: float, step: float, value: float) -> Spin:
    """The same box, with its range; it speaks when a number is whole, not at every digit."""
    kind = int if isinstance(spin, QSpinBox) else float
    spin.setRange(kind(low), kind(high))  # pyright: ignore[reportArgumentType]
    spin.setSingleStep(kind(step))  # pyright: ignore[reportArgumentType]
    spin.setValue(kind(value))  # pyright: ignore[reportArgumentType]
    return quiet(spin)


def quiet(spin: AnySpin) -> AnySpin:
    """The same box, that speaks when a number is whole, not at every digit."""
    spin.setKeyboardTracking(False)
    # A style sheet's padding does not reach the text, which would stand against the border.
    spin.lineEdit().setTextMargins(4, 0, 0, 0)
    return spin


def describe(control: QWidget, name: str, tip: str) -> None:
    """Name it for screen readers and explain it."""
    control.setAccessibleName(name)
    control.setToolTip(tip)


def quiet_label() -> QLabel:
    """For what is said beside the controls; it takes as many lines as it needs, and no width."""
    label = PlainLabel()
    label.setProperty("role", "quiet")
    label.setWordWrap(True)
    return label


def pair_row(
    label: str, control: QAbstractSpinBox, other_label: str, other: QAbstractSpinBox, widest: str
) -> tuple[QLabel, QHBoxLayout]:
    """Two short controls in one row of a form: the first one's label, and all the rest.

    Args: widest: of the second labels of several rows, whose controls stand below each other.
    """
    row = QHBoxLayout()
    row.setSpacing(theme.SPACE)
    first, second = PlainLabel(label), PlainLabel(other_label)
    first.setBuddy(control)
    second.setBuddy(other)
    first.setToolTip(control.toolTip())
    second.setToolTip(other.toolTip())
    second.setFixedWidth(second.fontMetrics().horizontalAdvance(widest) + 4)
    for spin in (control, other):
        spin.setMinimumWidth(PAIRED_WIDTH)
        spin.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    row.addWidget(control, 1)
    row.addWidget(second)
    row.addWidget(other, 1)
    return first, row


def shows(box: QSpinBox | QDoubleSpinBox, value: float) -> bool:
    """Whether a box can show a number exactly."""
    decimals = box.decimals() if isinstance(box, QDoubleSpinBox) else 0
    in_range = box.minimum() <= value <= box.maximum()
    return in_range and math.isclose(round(value, decimals), value, rel_tol=0, abs_tol=1e-12)
