"""Everything in the window is reached by keys, and is told which."""

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QPushButton,
    QSlider,
)

from sprite_studio.ui.keys import OF_PAGES, KeysDialog
from sprite_studio.ui.pages import PAGES


def test_help_names_every_key_of_every_page(window):
    words = {key for keys in OF_PAGES.values() for names in keys for key in names.split()}
    told = words | {word.strip(",") for word in words}
    real = set()
    for kind in PAGES:
        page = window.open_page(kind)
        for owner in (*page.findChildren(QAction), *page.findChildren(QShortcut)):
            keys = owner.shortcuts() if isinstance(owner, QAction) else owner.keys()
            real |= {key.toString() for key in keys if not key.isEmpty()}
    assert real <= told
    window.actions_.shortcuts.trigger()
    dialog = window.findChildren(KeysDialog)[-1]
    seen = {label.text() for label in dialog.findChildren(QLabel)}
    assert {"Ctrl+E", "F1", "K", "Ctrl+F", "On the canvas"} <= seen
    dialog.close()


def test_no_two_controls_of_a_page_share_a_letter(window):
    menus = [action.text() for action in window.menuBar().actions()]
    for kind in PAGES:
        page = window.open_page(kind)
        labels = [label.text() for label in page.findChildren(QLabel) if label.buddy() is not None]
        buttons = [button.text() for button in page.findChildren(QPushButton)]
        found = [m[1].lower() for t in (*menus, *labels, *buttons) if (m := re.search(r"&(\w)", t))]
        assert sorted(found) == sorted(set(found)), kind.name


def test_every_action_has_a_tip_and_no_two_share_a_key(window):
    keys = [key.toString() for action in window.actions() for key in action.shortcuts()]
    assert len(keys) == len(set(keys))
    assert all(action.toolTip() for action in window.actions())
    assert {"Ctrl+E", "Esc", "F1", "Ctrl+Return"} <= set(keys)


def test_every_control_has_a_name_for_a_screen_reader_and_can_be_reached_by_key(window):
    for kind in PAGES:
        window.open_page(kind)
        check_controls(window)


def check_controls(window) -> None:
    kinds = (QAbstractSpinBox, QComboBox, QSlider, QAbstractButton)
    for kind in kinds:
        for control in window.findChildren(kind):
            if control.objectName().startswith("qt_") or not control.isVisible():
                continue
            name = control.accessibleName() or getattr(control, "text", str)()
            assert name, control
            # Of an exclusive group the chosen one is reached by Tab, the others by arrow keys.
            grouped = isinstance(control, QAbstractButton) and control.group() is not None
            assert grouped or control.focusPolicy() & Qt.FocusPolicy.TabFocus, name
