"""Which numbers the pictures of a run show as shades."""

from PySide6.QtWidgets import QComboBox, QWidget

from sprite_studio.art.number_pictures import Reach
from sprite_studio.ui.widgets.forms import describe

REACHES: tuple[tuple[str, Reach], ...] = (("±1", 1), ("±3σ", 3))


class ReachBox(QComboBox):
    """One scale for noisy sprites, noise and clean sprites."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        for name, reach in REACHES:
            self.addItem(name, reach)
        describe(
            self,
            "Scale of the pictures",
            "Which numbers xₜ, ε and x₀ show as shades: sprites' (±1), or noise's, too (±3σ). "
            "Clear pixels are clear at both",
        )

    @property
    def reach(self) -> Reach:
        return self.currentData()
