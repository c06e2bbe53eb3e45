"""Contrast is measured, not judged (WCAG 2.1, definition of relative luminance)."""

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from sprite_studio import paths
from sprite_studio.ui import theme
from sprite_studio.ui.icons import icon
from sprite_studio.ui.train.loss_plot import LossPlot

ICONS = paths.resources() / "icons"

TEXT = [
    *(("text", ground) for ground in ("ground", "raised", "sunken", "button", "hover", "pressed")),
    *(("text", ground) for ground in ("error", "line")),
    *(("quiet", ground) for ground in ("ground", "raised", "sunken")),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
]
"""Words, and what they stand on."""

SHAPES = [
    *(("accent", ground) for ground in ("ground", "raised", "sunken")),  # focus, handles, curves
    *((curve, "sunken") for curve in ("good", "sky", "violet", "rose", "teal", "sand", "text")),
    ("danger", "error"),
]


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(a: str, b: str) -> float:
    dark, light = sorted((luminance(a), luminance(b)))
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_itself():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", theme.THEMES)
@pytest.mark.parametrize(("pairs", "least"), [(TEXT, 4.5), (SHAPES, 3.0)])
def test_contrast(name, pairs, least):
    colours = theme.THEMES[name]
    too_little = {
        pair: round(found, 2)
        for pair in pairs
        if (found := contrast(*(getattr(colours, token) for token in pair))) < least
    }
    assert too_little == {}


@pytest.fixture
def themed(qapp):
    """A function that applies a theme; the dark one comes back at the end."""
    yield lambda name: theme.apply_theme(qapp, ICONS, name)
    theme.apply_theme(qapp, ICONS)


def colours_of(image) -> set[str]:
    return {
        QColor(image.pixel(x, y)).name()
        for x in range(0, image.width(), 2)
        for y in range(0, image.height(), 2)
    }


def test_what_is_on_screen_follows_a_change_of_theme(themed, qtbot):
    window = QWidget()
    column = QVBoxLayout(window)
    button = QPushButton(icon("play"), "")
    plot = LossPlot()
    for part in (QLabel("words"), button, plot):
        column.addWidget(part)
    qtbot.addWidget(window)
    for name in ("light", "dark", "light"):
        themed(name)
        window.show()
        qtbot.waitExposed(window)
        c = theme.THEMES[name]
        assert c.sunken in colours_of(plot.grab().toImage())
        assert c.text in colours_of(button.icon().pixmap(32, 32).toImage())
        assert c.button in colours_of(button.grab().toImage())


class Counting(QWidget):
    """Counts how often it is styled anew."""

    def __init__(self) -> None:
        super().__init__()
        self.styled = 0

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        self.styled += event.type() == QEvent.Type.StyleChange


def test_a_change_of_theme_styles_a_widget_no_more_often_for_standing_deep_in_the_window(
    themed, qtbot
):
    outermost = Counting()
    qtbot.addWidget(outermost)
    inner: QWidget = outermost
    for _ in range(12):
        column = QVBoxLayout(inner)
        inner = Counting()
        column.addWidget(inner)
    outermost.show()
    themed("light")
    outermost.styled = inner.styled = 0
    themed("dark")
    assert inner.styled == outermost.styled <= 2


def test_a_disabled_icon_is_fainter_and_every_icon_can_be_drawn(themed):
    themed("dark")
    for file in ICONS.glob("*.svg"):
        usual = icon(file.stem).pixmap(32, 32).toImage()
        faint = icon(file.stem).pixmap(32, 32, QIcon.Mode.Disabled).toImage()
        alphas = [
            max(i.pixelColor(x, y).alpha() for x in range(32) for y in range(32))
            for i in (usual, faint)
        ]
        assert alphas[0] >= 200
        assert 0 < alphas[1] <= 0.8 * alphas[0]  # 0.4 where no two shapes overlap
