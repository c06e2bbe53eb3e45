"""How the noise is taken away: sampler, steps, guidance and what belongs to them."""

import math
from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QComboBox, QFormLayout, QSpinBox, QWidget

from sprite_studio.studio.jobs.drawing import (
    DEFAULT_STEPS,
    LIVE_GUIDANCE,
    MAX_GUIDANCE,
    MAX_LOG_SNR,
    MAX_STEPS,
    SAMPLER_NAMES,
    Drawing,
)
from sprite_studio.ui import theme
from sprite_studio.ui.widgets.drawing.kept_values import Shown
from sprite_studio.ui.widgets.drawing.tips import (
    ETA_TIP,
    GUIDANCE_TIP,
    GUIDED_TIP,
    LIVE_GUIDANCE_TIP,
    LIVE_GUIDED_TIP,
    SAMPLER_TIP,
    STEPS_TIP,
)
from sprite_studio.ui.widgets.forms import DecimalBox, describe, pair_row, spin_box


class SamplerControls(QWidget):
    """Five fields of a drawing as widgets.

    Signals:
        edited(dict): the fields that a hand has changed, by name.
    """

    edited = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sampler = QComboBox()
        for sampler, name in SAMPLER_NAMES.items():
            self._sampler.addItem(name, sampler)
        describe(self._sampler, "Sampler", SAMPLER_TIP)
        self._steps = spin_box(QSpinBox(), 1, MAX_STEPS, 1, 1)
        describe(self._steps, "Steps", STEPS_TIP)
        self._guidance = spin_box(DecimalBox(), 0, MAX_GUIDANCE, 0.25, 1)
        describe(self._guidance, "Guidance", GUIDANCE_TIP)
        self._low = spin_box(DecimalBox(), -MAX_LOG_SNR, MAX_LOG_SNR, 0.5, 0)
        self._high = spin_box(DecimalBox(), -MAX_LOG_SNR, MAX_LOG_SNR, 0.5, 0)
        describe(self._low, "Guided from λ", GUIDED_TIP)
        describe(self._high, "Guided to λ", GUIDED_TIP)
        self._eta = spin_box(DecimalBox(), 0, 1, 0.1, 0)
        describe(self._eta, "Eta", ETA_TIP)
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._form.setHorizontalSpacing(2 * theme.SPACE)
        self._form.setVerticalSpacing(theme.SPACE)
        self._form.addRow("Sam&pler", self._sampler)
        self._form.addRow("&Eta", self._eta)
        for pair in (
            ("S&teps", self._steps, "G&uidance", self._guidance),
            ("Gu&ided λ", self._low, "to", self._high),
        ):
            self._form.addRow(*pair_row(*pair, widest="Guidance"))
        for control in (self._sampler, self._eta):
            self._form.labelForField(control).setToolTip(control.toolTip())
        self._connect()

    def show_drawing(self, drawing: Drawing) -> None:
        """As far as the widgets can; they say nothing of it."""
        widgets = (self._sampler, self._steps, self._guidance, self._low, self._high, self._eta)
        for widget in widgets:
            widget.blockSignals(True)
        self._sampler.setCurrentIndex(self._sampler.findData(drawing.sampler))
        self._form.setRowVisible(self._eta, drawing.sampler == "ddim")
        # The steps' range moves with the sampler.
        first, last, stride = (2, 4, 2) if drawing.sampler == "live" else (1, MAX_STEPS, 1)
        self._steps.setRange(first, last)
        self._steps.setSingleStep(stride)
        self._steps.setValue(drawing.steps_taken)
        self._eta.setValue(drawing.eta)
        is_live = drawing.sampler == "live"
        self._guidance.setRange(*(LIVE_GUIDANCE if is_live else (0, MAX_GUIDANCE)))
        self._guidance.setToolTip(LIVE_GUIDANCE_TIP if is_live else GUIDANCE_TIP)
        self._guidance.setValue(drawing.guidance)
        for box in (self._low, self._high):
            box.setEnabled(not is_live)
            box.setToolTip(LIVE_GUIDED_TIP if is_live else GUIDED_TIP)
        low, high = drawing.guidance_interval
        self._low.setValue(low)
        self._high.setValue(high)
        for widget in widgets:
            widget.blockSignals(False)

    def offer_live(self, has_live: bool) -> None:
        """The live sampler needs a student beside the model."""
        items = self._sampler.model()
        assert isinstance(items, QStandardItemModel)
        items.item(self._sampler.findData("live")).setEnabled(has_live)

    def numbers(self, drawing: Drawing) -> tuple[Shown, ...]:
        """What the boxes should show of a drawing."""
        low, high = drawing.guidance_interval
        return (
            Shown("steps", self._steps, drawing.steps_taken),
            Shown("eta", self._eta, drawing.eta),
            Shown("guidance", self._guidance, drawing.guidance),
            Shown("guidance from λ", self._low, low),
            Shown("guidance to λ", self._high, high),
        )

    def _connect(self) -> None:
        self._sampler.currentIndexChanged.connect(self._on_sampler)
        self._steps.valueChanged.connect(self._on_steps)
        self._eta.valueChanged.connect(lambda eta: self._tell({"eta": eta}))
        self._guidance.valueChanged.connect(lambda scale: self._tell({"guidance": scale}))
        self._low.valueChanged.connect(self._on_low)
        self._high.valueChanged.connect(self._on_high)

    def _tell(self, fields: Mapping[str, object]) -> None:
        self.edited.emit(dict(fields))

    def _on_sampler(self) -> None:
        sampler = self._sampler.currentData()
        self._tell({"sampler": sampler, "steps": DEFAULT_STEPS[sampler]})

    def _on_steps(self, steps: int) -> None:
        if self._sampler.currentData() == "live" and steps % 2:
            self._steps.setValue(steps + 1)  # which comes back here; it leaps in 2 or in 4
            return
        self._tell({"steps": steps})

    def _on_low(self, low: float) -> None:
        """The other end is pushed along, so that the two are always an interval."""
        self._tell({"guidance_interval": (low, max(low, self._high.value()))})

    def _on_high(self, high: float) -> None:
        self._tell({"guidance_interval": (min(high, self._low.value()), high)})


def in_words(drawing: Drawing) -> str:
    """The same fields in a line."""
    told = [SAMPLER_NAMES[drawing.sampler], f"{drawing.steps_taken} steps"]
    if drawing.sampler == "ddim" and drawing.eta:
        told.append(f"eta {drawing.eta:.3g}")
    if not math.isclose(drawing.guidance, 1):
        told.append(f"guidance {drawing.guidance:.3g}")
    return ", ".join(told)
