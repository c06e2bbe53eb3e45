"""What a hand does on the page Watch, and what is seen there."""

from PySide6.QtWidgets import QLabel, QPushButton

from sprite_studio.ui.widgets.sprite_grid import SpriteGrid
from sprite_studio.ui.widgets.timeline import Timeline


def button(page, text: str) -> QPushButton:
    return next(b for b in page.findChildren(QPushButton) if b.text() == text)


def grid(page, name: str) -> SpriteGrid:
    return next(g for g in page.findChildren(SpriteGrid) if g.accessibleName() == name)


def shown(page, name: str) -> int:
    """The value of every pixel of what the played run shows at a step."""
    sprites = grid(page, name)
    return sprites.grab().toImage().pixelColor(sprites.cell(0).center().toPoint()).red()


def run(page, qtbot) -> None:
    with qtbot.waitSignal(page.status, check_params_cb=lambda text: "seed" in text):
        page.generate()


def timeline(page) -> Timeline:
    return page.findChild(Timeline)


def told(page) -> str:
    return " ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())
