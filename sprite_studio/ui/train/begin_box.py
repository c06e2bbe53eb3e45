"""How a new run begins: from nothing with one of two networks, or from a model."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from sprite_studio.studio.jobs.models import ModelSummary
from sprite_studio.studio.jobs.training.train import Network
from sprite_studio.ui import theme
from sprite_studio.ui.widgets.forms import describe

NETWORKS: tuple[tuple[str, Network], ...] = (
    ("Our network", "house"),
    ("The course's", "course"),
)
FROM_NOTHING = "From nothing"


class BeginBox(QWidget):
    """Two choices in a row.

    Signals: changed(): another model is chosen.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._network, self._model = QComboBox(), QComboBox()
        describe(
            self._network,
            "Network",
            "Ours and its recipe; or the network and the recipe of the course “How Diffusion "
            "Models Work”, to compare with. A model that is begun with has its own",
        )
        describe(
            self._model,
            "Begin with",
            "A model whose weights and words the run begins with; words that it does not know are "
            "added, but not to the course's network",
        )
        for name, network in NETWORKS:
            self._network.addItem(name, network)
        self._model.addItem(FROM_NOTHING)
        self._model.currentIndexChanged.connect(self._on_model)
        self._is_allowed = True
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE)
        for box in (self._network, self._model):
            box.setMinimumContentsLength(10)
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            row.addWidget(box, 1)

    @property
    def network(self) -> Network:
        """Of a run from nothing; with a model it is its own, which our word stands for."""
        return "house" if self.model else self._network.currentData()

    @property
    def model(self) -> str:
        """Name of the model to begin with, or ""."""
        return self._model.currentText() if self._model.currentIndex() > 0 else ""

    def show_models(self, models: Sequence[ModelSummary]) -> None:
        """Offer these, as far as they can be read; the choice stays if it is still there."""
        chosen = self.model
        self._model.blockSignals(True)
        self._model.clear()
        self._model.addItem(FROM_NOTHING)
        self._model.addItems([model.name for model in models if not model.problem])
        self._model.blockSignals(False)
        self.begin_with(chosen)

    def begin_with(self, name: str) -> None:
        """Choose a model; nothing where there is none of that name."""
        self._model.setCurrentIndex(max(0, self._model.findText(name)) if name else 0)
        self._show_state()

    def allow(self, choice: bool) -> None:
        """Args: choice: whether another may be chosen."""
        self._is_allowed = choice
        self._show_state()

    def _on_model(self) -> None:
        self._show_state()
        self.changed.emit()

    def _show_state(self) -> None:
        self._model.setEnabled(self._is_allowed)
        self._network.setEnabled(self._is_allowed and not self.model)
