"""The look: a few tokens for colour, space and type, and the style sheet made of them.

Contrast of text on its ground is at least 4.5:1 (WCAG 2.1, AA).
"""

from pathlib import Path

from PySide6.QtCore import QDir
from PySide6.QtGui import QColor, QIcon, QPalette
from PySide6.QtWidgets import QApplication

GROUND = "#17181f"
RAISED = "#20222c"
SUNKEN = "#111218"
LINE = "#343747"
TEXT = "#e9e9f1"
QUIET = "#a3a7bb"
ACCENT = "#ffb454"
ON_ACCENT = "#1d1404"
DANGER = "#ff7b72"
GOOD = "#7ddc9a"
SKY = "#7cc4ff"

CHECKER_LIGHT = "#2b2d3a"
CHECKER_DARK = "#252733"

SPACE = 8
"""Pixels; every gap is a multiple of it."""

PANEL_WIDTH = 352
"""Of the controls at a page's left."""

_STYLE = f"""
* {{ font-size: 13px; }}
QMainWindow, QDialog {{ background: {GROUND}; }}
QWidget {{ color: {TEXT}; }}
QLabel[role="quiet"] {{ color: {QUIET}; }}
QLabel[role="title"] {{ font-size: 20px; font-weight: 600; }}
QLabel[role="section"] {{ color: {QUIET}; font-size: 11px; font-weight: 600; }}
QFrame[role="panel"] {{ background: {RAISED}; border-radius: 8px; }}
QFrame[role="card"] {{ background: {GROUND}; border-radius: 6px; }}
QFrame[role="error"] {{ background: #3a1f22; border: 1px solid {DANGER}; border-radius: 8px; }}
QPushButton {{ background: {LINE}; border: 1px solid transparent; border-radius: 6px;
  padding: 6px 12px; }}
QPushButton:hover {{ background: #41455a; }}
QPushButton:focus {{ border-color: {ACCENT}; }}
QPushButton:checked {{ background: #4a4e66; border-color: {QUIET}; }}
QPushButton:disabled {{ color: #767a8e; background: #272935; }}
QPushButton[role="primary"] {{ background: {ACCENT}; color: {ON_ACCENT}; font-weight: 600; }}
QPushButton[role="primary"]:hover {{ background: #ffc579; }}
QPushButton[role="primary"]:focus {{ border-color: {TEXT}; }}
QPushButton[role="primary"]:disabled {{ background: #4d4230; color: #a8977a; }}
QPushButton[role="tab"] {{ background: transparent; color: {QUIET}; border-radius: 6px;
  padding: 6px 14px; }}
QPushButton[role="tab"]:checked {{ background: {LINE}; color: {TEXT}; border-color: transparent; }}
QPushButton[role="tab"]:focus {{ border-color: {ACCENT}; }}
QPushButton[role="compact"] {{ padding: 6px 8px; }}
QPushButton[role="small"] {{ padding: 2px 6px; background: transparent; color: {QUIET}; }}
QPushButton[role="small"]:hover {{ background: {LINE}; color: {TEXT}; }}
QLineEdit, QSpinBox, QDoubleSpinBox, QComboBox {{ background: {SUNKEN}; border: 1px solid {LINE};
  border-radius: 6px; padding: 4px 6px; min-height: 20px;
  selection-background-color: {ACCENT}; selection-color: {ON_ACCENT}; }}
QLineEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus, QComboBox:focus {{
  border-color: {ACCENT}; }}
QSpinBox, QDoubleSpinBox {{ padding-right: 18px; }}
QSpinBox::up-button, QDoubleSpinBox::up-button {{ subcontrol-position: top right; width: 18px;
  border: none; background: transparent; }}
QSpinBox::down-button, QDoubleSpinBox::down-button {{ subcontrol-position: bottom right;
  width: 18px; border: none; background: transparent; }}
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow {{ image: url("ICONS/up.svg");
  width: 8px; height: 5px; }}
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow, QComboBox::down-arrow {{
  image: url("ICONS/down.svg"); width: 8px; height: 5px; }}
QComboBox::drop-down {{ width: 22px; border: none; }}
QComboBox QAbstractItemView {{ background: {RAISED}; border: 1px solid {LINE}; }}
QSlider::groove:horizontal {{ height: 4px; background: {LINE}; border-radius: 2px; }}
QSlider::handle:horizontal {{ background: {TEXT}; width: 14px; height: 14px; margin: -5px 0;
  border-radius: 7px; }}
QSlider::handle:horizontal:hover, QSlider::handle:horizontal:focus {{ background: {ACCENT}; }}
QProgressBar {{ background: {SUNKEN}; border: none; border-radius: 3px; max-height: 6px; }}
QProgressBar::chunk {{ background: {ACCENT}; border-radius: 3px; }}
QStatusBar {{ background: {SUNKEN}; color: {QUIET}; }}
QStatusBar QLabel {{ color: {QUIET}; padding: 2px 8px; }}
QToolTip {{ background: {RAISED}; color: {TEXT}; border: 1px solid {LINE}; padding: 4px; }}
QMenuBar {{ background: {SUNKEN}; }}
QMenuBar::item:selected, QMenu::item:selected {{ background: {LINE}; }}
QMenu {{ background: {RAISED}; border: 1px solid {LINE}; }}
QMenu::item:disabled {{ color: #767a8e; }}
QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; border: none; }}
QScrollBar:vertical {{ background: transparent; width: 10px; }}
QScrollBar::handle:vertical {{ background: {LINE}; border-radius: 5px; min-height: 24px; }}
QScrollBar::add-line:vertical, QScrollBar::sub-line:vertical {{ height: 0; }}
"""


def apply_theme(app: QApplication, icons: Path) -> None:
    """Fusion with our palette: the platform's own colours play no part.

    Args: icons: the folder of our icons.
    """
    QDir.setSearchPaths("icons", [str(icons)])  # so that "icons:play.svg" is one
    app.setStyle("Fusion")
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: GROUND,
        QPalette.ColorRole.WindowText: TEXT,
        QPalette.ColorRole.Base: SUNKEN,
        QPalette.ColorRole.AlternateBase: RAISED,
        QPalette.ColorRole.Text: TEXT,
        QPalette.ColorRole.Button: RAISED,
        QPalette.ColorRole.ButtonText: TEXT,
        QPalette.ColorRole.Highlight: ACCENT,
        QPalette.ColorRole.HighlightedText: ON_ACCENT,
        QPalette.ColorRole.PlaceholderText: QUIET,
        QPalette.ColorRole.ToolTipBase: RAISED,
        QPalette.ColorRole.ToolTipText: TEXT,
    }
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    app.setPalette(palette)
    app.setStyleSheet(_STYLE.replace("ICONS", icons.as_posix()))
    app.setWindowIcon(QIcon(str(icons / "sprite-studio.svg")))
