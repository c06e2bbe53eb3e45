"""The look: a few tokens for colour, space and type, and the style sheet made of them.

Contrast of text on its ground is at least 4.5:1, of what is no text at least 3:1 (WCAG 2.1, AA).
"""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

SPACE = 8
"""Pixels; every gap is a multiple of it."""

PANEL_WIDTH = 352
"""Of the controls at a page's left."""


@dataclass(frozen=True)
class Colours:
    """A theme, "#rrggbb" each.

    Attributes:
        ground, raised, sunken: of the window, of panels and menus, of fields and plots.
        line, text, quiet, faint: borders, words, words of less weight, words of what is disabled.
        button, hover, pressed, disabled: a button's face.
        accent, accent_hover, accent_disabled: of what matters most; on_accent,
            on_accent_disabled: words upon it.
        danger, error: of an error, its border and its ground.
        good, sky: of curves, beside the accent; violet, rose, teal, sand: of others over them.
        checker_light, checker_dark: behind sprites.
    """

    ground: str
    raised: str
    sunken: str
    line: str
    text: str
    quiet: str
    faint: str
    button: str
    hover: str
    pressed: str
    disabled: str
    accent: str
    accent_hover: str
    accent_disabled: str
    on_accent: str
    on_accent_disabled: str
    danger: str
    error: str
    good: str
    sky: str
    violet: str
    rose: str
    teal: str
    sand: str
    checker_light: str
    checker_dark: str


THEMES = {
    "dark": Colours(
        ground="#17181f",
        raised="#20222c",
        sunken="#111218",
        line="#343747",
        text="#e9e9f1",
        quiet="#a3a7bb",
        faint="#767a8e",
        button="#343747",
        hover="#41455a",
        pressed="#4a4e66",
        disabled="#272935",
        accent="#ffb454",
        accent_hover="#ffc579",
        accent_disabled="#4d4230",
        on_accent="#1d1404",
        on_accent_disabled="#a8977a",
        danger="#ff7b72",
        error="#3a1f22",
        good="#7ddc9a",
        sky="#7cc4ff",
        violet="#c09bff",
        rose="#ff8fc0",
        teal="#4fd6c8",
        sand="#d9c47c",
        checker_light="#565a6c",
        checker_dark="#4f5364",
    ),
    "light": Colours(
        ground="#eceef4",
        raised="#f8f8fc",
        sunken="#ffffff",
        line="#c3c8d8",
        text="#1b1d28",
        quiet="#52576b",
        faint="#8a8fa3",
        button="#dcdfea",
        hover="#cfd3e2",
        pressed="#c0c6da",
        disabled="#e6e8f0",
        accent="#ad5700",
        accent_hover="#8f4800",
        accent_disabled="#e6d3bd",
        on_accent="#ffffff",
        on_accent_disabled="#7d6a52",
        danger="#b3261e",
        error="#fbe4e1",
        good="#1b7a39",
        sky="#0b62b3",
        violet="#6b3fc0",
        rose="#b0246f",
        teal="#0f766e",
        sand="#7a5c00",
        checker_light="#dfe2ec",
        checker_dark="#d3d7e4",
    ),
}

_applied = [THEMES["dark"]]


def colours() -> Colours:
    """Of the theme that was applied last. Where a colour is kept, a `PaletteChange` event says
    that it is out of date."""
    return _applied[0]


def _style_sheet(c: Colours, icons: str) -> str:
    return f"""
* {{ font-size: 13px; }}
QMainWindow, QDialog {{ background: {c.ground}; }}
QWidget {{ color: {c.text}; }}
QLabel[role="quiet"] {{ color: {c.quiet}; }}
QLabel[role="title"] {{ font-size: 20px; font-weight: 600; }}
QLabel[role="lead"] {{ font-size: 15px; color: {c.quiet}; }}
QLabel[role="prose"] {{ font-size: 15px; }}
QLabel[role="verdict"] {{ font-size: 15px; }}
QLabel[role="formula"] {{ font-size: 17px; font-style: italic; }}
QLabel[role="live"] {{ font-size: 17px; font-style: italic; color: {c.accent}; }}
QLabel[role="section"] {{ color: {c.quiet}; font-size: 11px; font-weight: 600; }}
QLabel[role="badge"] {{ background: {c.accent}; color: {c.on_accent}; font-size: 11px;
  font-weight: 600; border-radius: 6px; padding: 2px 8px; }}
QFrame[role="panel"] {{ background: {c.raised}; border-radius: 8px; }}
QFrame[role="card"] {{ background: {c.ground}; border-radius: 6px; }}
QLabel[role="key"] {{ color: {c.accent}; }}
QFrame[role="notice"] {{ background: {c.button}; border: 1px solid {c.line};
  border-radius: 8px; }}
QFrame[role="error"] {{ background: {c.error}; border: 1px solid {c.danger}; border-radius: 8px; }}
QPushButton {{ background: {c.button}; border: 1px solid transparent; border-radius: 6px;
  padding: 6px 12px; }}
QPushButton:hover {{ background: {c.hover}; }}
QPushButton:focus {{ border-color: {c.accent}; }}
QPushButton:checked {{ background: {c.pressed}; border-color: {c.quiet}; }}
QPushButton:disabled {{ color: {c.faint}; background: {c.disabled}; }}
QPushButton[role="primary"] {{ background: {c.accent}; color: {c.on_accent}; font-weight: 600; }}
QPushButton[role="primary"]:hover {{ background: {c.accent_hover}; }}
QPushButton[role="primary"]:focus {{ border-color: {c.text}; }}
QPushButton[role="primary"]:disabled {{ background: {c.accent_disabled};
  color: {c.on_accent_disabled}; }}
QPushButton[role="tab"] {{ background: transparent; color: {c.quiet}; border-radius: 6px;
  padding: 6px 14px; }}
QPushButton[role="tab"]:checked {{ background: {c.button}; color: {c.text};
  border-color: transparent; }}
QPushButton[role="tab"]:focus {{ border-color: {c.accent}; }}
QPushButton[role="group"] {{ background: transparent; color: {c.quiet}; padding: 5px 9px; }}
QPushButton[role="group"]:checked {{ background: {c.button}; color: {c.text};
  border-color: transparent; }}
QPushButton[role="group"]:focus {{ border-color: {c.accent}; }}
QPushButton[role="choice"] {{ font-size: 15px; padding: 9px 14px; text-align: left; }}
QPushButton[role="choice"]:disabled {{ color: {c.text}; }}
QPushButton[role="choice"]:checked {{ border-color: {c.accent}; }}
QPushButton[role="compact"] {{ padding: 6px 8px; }}
QPushButton[role="small"] {{ padding: 2px 6px; background: transparent; color: {c.quiet}; }}
QPushButton[role="small"]:hover {{ background: {c.button}; color: {c.text}; }}
QToolButton {{ background: {c.button}; border: 1px solid transparent; border-radius: 6px;
  padding: 4px 8px; }}
QToolButton:hover {{ background: {c.hover}; }}
QToolButton:focus {{ border-color: {c.accent}; }}
QToolButton:checked {{ background: {c.pressed}; border-color: {c.quiet}; }}
QToolButton:disabled {{ color: {c.faint}; background: {c.disabled}; }}
QToolButton[role="fold"] {{ background: transparent; padding: 4px 0; text-align: left; }}
QToolButton[role="fold"]:hover {{ color: {c.accent}; }}
QToolButton[popupMode="2"] {{ padding-right: 20px; }}
QToolButton::menu-indicator {{ image: url("{icons}/down.svg"); width: 8px; height: 5px;
  subcontrol-position: right center; right: 7px; }}
QTableView[role="strip"] {{ background: {c.sunken}; border: 1px solid {c.line};
  border-radius: 6px; selection-background-color: transparent; }}
QTableView[role="strip"]:focus {{ border-color: {c.accent}; }}
QAbstractScrollArea[role="cards"] {{ background: {c.sunken}; border: 1px solid {c.line};
  border-radius: 6px; }}
QAbstractScrollArea[role="cards"]:focus {{ border-color: {c.accent}; }}
QLineEdit, QSpinBox, QDoubleSpinBox, QComboBox {{ background: {c.sunken};
  border: 1px solid {c.line}; border-radius: 6px; padding: 4px 6px; min-height: 20px;
  selection-background-color: {c.accent}; selection-color: {c.on_accent}; }}
QLineEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus, QComboBox:focus {{
  border-color: {c.accent}; }}
QLineEdit:disabled, QSpinBox:disabled, QDoubleSpinBox:disabled, QComboBox:disabled {{
  color: {c.faint}; }}
QSpinBox, QDoubleSpinBox {{ padding-right: 18px; }}
QSpinBox::up-button, QDoubleSpinBox::up-button {{ subcontrol-position: top right; width: 18px;
  border: none; background: transparent; }}
QSpinBox::down-button, QDoubleSpinBox::down-button {{ subcontrol-position: bottom right;
  width: 18px; border: none; background: transparent; }}
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow {{ image: url("{icons}/up.svg");
  width: 8px; height: 5px; }}
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow, QComboBox::down-arrow {{
  image: url("{icons}/down.svg"); width: 8px; height: 5px; }}
QComboBox::drop-down {{ width: 22px; border: none; }}
QComboBox QAbstractItemView {{ background: {c.raised}; border: 1px solid {c.line}; }}
QComboBox[role="pictures"] {{ combobox-popup: 0; padding: 3px; min-height: 34px; }}
QComboBox[role="pictures"] QAbstractItemView::item {{ min-height: 40px; padding-left: 4px; }}
QListWidget[role="lessons"] {{ background: transparent; border: none; font-size: 14px; }}
QListWidget[role="lessons"]::item {{ padding: 6px 2px; border-radius: 6px; color: {c.quiet}; }}
QListWidget[role="lessons"]::item:selected {{ background: {c.button}; color: {c.text}; }}
QPlainTextEdit[role="code"] {{ background: {c.sunken}; border: 1px solid {c.line};
  border-radius: 6px; padding: 6px; font-family: monospace; font-size: 12px; }}
QPlainTextEdit[role="code"]:focus {{ border-color: {c.accent}; }}
QListView[role="words"] {{ background: {c.sunken}; border: 1px solid {c.line}; border-radius: 6px;
  padding: 4px; }}
QListView[role="words"]:focus {{ border-color: {c.accent}; }}
QListView[role="words"]::item {{ border-radius: 6px; padding: 4px 2px; color: {c.text}; }}
QListView[role="words"]::item:hover {{ background: {c.button}; }}
QListView[role="words"]::item:selected {{ background: {c.hover}; color: {c.text}; }}
QSlider::groove:horizontal {{ height: 4px; background: {c.line}; border-radius: 2px; }}
QCheckBox::indicator, QListView::indicator {{ width: 14px; height: 14px; border-radius: 4px;
  border: 1px solid {c.quiet}; background: {c.sunken}; }}
QCheckBox::indicator:checked, QListView::indicator:checked {{ background: {c.accent};
  border-color: {c.accent}; image: url("{icons}/check.svg"); }}
QCheckBox::indicator:disabled {{ border-color: {c.faint}; }}
QCheckBox:disabled {{ color: {c.faint}; }}
QCheckBox:focus {{ color: {c.accent}; }}
QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
QListWidget {{ background: {c.sunken}; border: 1px solid {c.line}; border-radius: 6px; }}
QTreeWidget {{ background: {c.sunken}; border: 1px solid {c.line}; border-radius: 6px; }}
QTreeWidget:focus {{ border-color: {c.accent}; }}
QTreeWidget::item {{ padding: 3px 8px; }}
QTreeWidget::item:selected {{ background: {c.hover}; color: {c.text}; }}
QTreeWidget::indicator {{ width: 14px; height: 14px; border-radius: 4px;
  border: 1px solid {c.quiet}; background: {c.sunken}; }}
QTreeWidget::indicator:checked {{ background: {c.accent}; border-color: {c.accent};
  image: url("{icons}/check.svg"); }}
QHeaderView::section {{ background: {c.sunken}; color: {c.quiet}; border: none; padding: 4px 8px; }}
QListWidget:focus {{ border-color: {c.accent}; }}
QListWidget::item {{ padding: 3px 6px; }}
QListWidget::item:selected {{ background: {c.hover}; color: {c.text}; }}
QSlider::handle:horizontal {{ background: {c.text}; width: 14px; height: 14px; margin: -5px 0;
  border-radius: 7px; }}
QSlider::handle:horizontal:hover, QSlider::handle:horizontal:focus {{ background: {c.accent}; }}
QProgressBar {{ background: {c.sunken}; border: none; border-radius: 3px; max-height: 6px; }}
QProgressBar::chunk {{ background: {c.accent}; border-radius: 3px; }}
QStatusBar {{ background: {c.sunken}; color: {c.quiet}; }}
QStatusBar QLabel {{ color: {c.quiet}; padding: 2px 8px; }}
QToolTip {{ background: {c.raised}; color: {c.text}; border: 1px solid {c.line}; padding: 4px; }}
QMenuBar {{ background: {c.sunken}; }}
QMenuBar::item:selected, QMenu::item:selected {{ background: {c.line}; }}
QMenu {{ background: {c.raised}; border: 1px solid {c.line}; }}
QMenu::item:disabled {{ color: {c.faint}; }}
QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; border: none; }}
QScrollBar:vertical {{ background: transparent; width: 10px; }}
QScrollBar::handle:vertical {{ background: {c.line}; border-radius: 5px; min-height: 24px; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; }}
QScrollBar::handle:horizontal {{ background: {c.line}; border-radius: 5px; min-width: 24px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
"""


def apply_theme(app: QApplication, icons: Path, name: str = "dark") -> None:
    """Fusion with our palette: the platform's own colours play no part.

    Args: icons: the folder of our icons; name: in `THEMES`.
    """
    c = _applied[0] = THEMES[name]
    if not app.styleSheet():
        app.setStyle("Fusion")
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: c.ground,
        QPalette.ColorRole.WindowText: c.text,
        QPalette.ColorRole.Base: c.sunken,
        QPalette.ColorRole.AlternateBase: c.raised,
        QPalette.ColorRole.Text: c.text,
        QPalette.ColorRole.Button: c.raised,
        QPalette.ColorRole.ButtonText: c.text,
        QPalette.ColorRole.Highlight: c.accent,
        QPalette.ColorRole.HighlightedText: c.on_accent,
        QPalette.ColorRole.PlaceholderText: c.quiet,
        QPalette.ColorRole.ToolTipBase: c.raised,
        QPalette.ColorRole.ToolTipText: c.text,
    }
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    # A sheet that takes the place of another is applied to each widget once for every ancestor that
    # it has: 210 ms for the window with all its pages, and 55 without one in between.
    app.setStyleSheet("")
    app.setPalette(palette)
    app.setStyleSheet(_style_sheet(c, icons.as_posix()))
