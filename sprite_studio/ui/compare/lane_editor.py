"""The ways to draw that are compared: a card for each, to change, add and take away."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from sprite_studio.studio.jobs.compare import Lane
from sprite_studio.studio.jobs.drawing import (
    DEFAULT_MODEL,
    DEFAULT_STEPS,
    MAX_STEPS,
    SAMPLER_NAMES,
    Drawing,
    Sampler,
)
from sprite_studio.studio.jobs.models import ModelSummary
from sprite_studio.ui import theme
from sprite_studio.ui.widgets.drawing.tips import SAMPLER_TIP
from sprite_studio.ui.widgets.forms import DecimalBox, describe, spin_box
from sprite_studio.ui.widgets.wheel import scroll_past

MOST_CARDS = 8

CHARTED: tuple[tuple[Sampler, int], ...] = (
    ("ddim", 100),
    *(("ddim", steps) for steps in (4, 6, 10, 20, 40)),
    *(("dpm++", steps) for steps in (4, 6, 10, 20, 40)),
    *(("live", steps) for steps in (2, 4)),
    *(("ddpm", steps) for steps in (10, 40, 100)),
)
"""What the chart of steps draws: the exact way first. DDPM's fresh noise makes other sprites, which
are no worse for being different: it is to be read beside what other noise does."""


class _Card(QFrame):
    """One lane.

    Signals:
        removed(): by its button.
        model_changed(): another one is chosen.
    """

    removed = Signal()
    model_changed = Signal()

    def __init__(self, saved: Lane, models: Sequence[ModelSummary]) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._sampler, self._model = QComboBox(), QComboBox()
        for sampler, name in SAMPLER_NAMES.items():
            self._sampler.addItem(name, sampler)
        self._sampler.setCurrentIndex(max(0, self._sampler.findData(saved.sampler)))
        for box in (self._sampler, self._model):  # as narrow as the panel, not as its longest entry
            box.setMinimumContentsLength(6)
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
        describe(self._sampler, "Sampler of the lane", SAMPLER_TIP)
        self._steps = spin_box(QSpinBox(), 1, MAX_STEPS, 1, saved.of(Drawing()).steps_taken)
        self._steps.setFixedWidth(72)
        describe(
            self._steps,
            "Steps of the lane",
            "Of each sprite; with guidance most ask the network twice",
        )
        self._eta = spin_box(DecimalBox(), 0, 1, 0.1, saved.eta)
        self._eta.setPrefix("eta ")
        describe(self._eta, "Eta of the lane", "Extra noise in DDIM: 0 is none, 1 is DDPM")
        self._model.addItem(saved.model)
        describe(self._model, "Model of the lane", "What draws; an imported course model, too")
        remove = QPushButton("✕")
        remove.setProperty("role", "small")
        describe(remove, "Remove the lane", "Take this way to draw away")
        remove.clicked.connect(self.removed)
        first, second = QHBoxLayout(), QHBoxLayout()
        first.addWidget(self._sampler, 1)
        first.addWidget(self._steps)
        first.addWidget(remove)
        second.addWidget(self._model, 1)
        second.addWidget(self._eta)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE, theme.SPACE, theme.SPACE, theme.SPACE)
        column.setSpacing(theme.SPACE // 2)
        column.addLayout(first)
        column.addLayout(second)
        self._sampler.currentIndexChanged.connect(self._on_sampler)
        self._model.activated.connect(lambda _: self.model_changed.emit())
        self.show_models(models)
        self._fit()

    def saved(self) -> Lane:
        return Lane(
            self._sampler.currentData(),
            self._steps.value(),
            self._eta.value(),
            self._model.currentText(),
        )

    def show_models(self, models: Sequence[ModelSummary]) -> None:
        """Offer these; the chosen one stays, even if it is gone."""
        chosen = self._model.currentText()
        self._model.clear()
        self._model.addItems(
            list(dict.fromkeys([*(m.name for m in models if not m.problem), chosen]))
        )
        self._model.setCurrentText(chosen)
        self._model.setVisible(self._model.count() > 1)
        live = any(model.has_live for model in models)
        items = self._sampler.model()
        assert isinstance(items, QStandardItemModel)
        items.item(self._sampler.findData("live")).setEnabled(live or not models)

    def _on_sampler(self) -> None:
        self._fit()
        self._steps.setValue(min(100, DEFAULT_STEPS[self._sampler.currentData()]))

    def _fit(self) -> None:
        sampler = self._sampler.currentData()
        self._eta.setVisible(sampler == "ddim")
        first, last, stride = (2, 4, 2) if sampler == "live" else (1, MAX_STEPS, 1)
        self._steps.setRange(first, last)
        self._steps.setSingleStep(stride)


class LaneEditor(QWidget):
    """All cards, and a button that adds one.

    Signals:
        model_changed(): of some lane, by hand.
    """

    model_changed = Signal()

    def __init__(self, lanes: Sequence[Lane], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._models: tuple[ModelSummary, ...] = ()
        self._cards: list[_Card] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.SPACE)
        self._add = QPushButton("Add a lane")
        self._add.setToolTip("One more way to draw, from the same noise")
        self._add.clicked.connect(lambda: self._add_card(Lane("ddim", 20)))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE)
        column.addLayout(self._rows)
        column.addWidget(self._add)
        for lane in lanes[:MOST_CARDS]:
            self._add_card(lane)

    def set_lanes(self, lanes: Sequence[Lane]) -> None:
        """These, in place of those that are there."""
        while self._cards:
            self._remove(self._cards[-1])
        for lane in lanes[:MOST_CARDS]:
            self._add_card(lane)
        self.model_changed.emit()

    def saved(self) -> tuple[Lane, ...]:
        """As they are, for the settings."""
        return tuple(card.saved() for card in self._cards)

    def chart(self) -> tuple[Lane, ...]:
        """The first card's model, drawn with few steps and with many; the reference first."""
        model = self.reference_model()
        live = any(m.has_live for m in self._models if m.name == model)
        ways = [way for way in CHARTED if way[0] != "live" or live]
        return tuple(Lane(sampler, steps, model=model) for sampler, steps in ways)

    def reference_model(self) -> str:
        """Of the first card."""
        return self.saved()[0].model if self._cards else DEFAULT_MODEL

    def lanes(self) -> tuple[Lane, ...]:
        """As they are; those that a model without a student cannot draw are left out."""
        live = {model.name for model in self._models if model.has_live}
        return tuple(lane for lane in self.saved() if lane.sampler != "live" or lane.model in live)

    def show_models(self, models: tuple[ModelSummary, ...]) -> None:
        """Offer these models."""
        self._models = models
        for card in self._cards:
            card.show_models(models)

    def _add_card(self, lane: Lane) -> None:
        card = _Card(lane, self._models)
        card.removed.connect(lambda: self._remove(card))
        card.model_changed.connect(self.model_changed)
        scroll_past(card)
        self._cards.append(card)
        self._rows.addWidget(card)
        self._add.setEnabled(len(self._cards) < MOST_CARDS)

    def _remove(self, card: _Card) -> None:
        self._cards.remove(card)
        card.hide()
        card.deleteLater()
        self._add.setEnabled(True)
        self.model_changed.emit()
