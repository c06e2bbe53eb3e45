import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow, QMenu

from sprite_studio.settings import Settings
from sprite_studio.ui.actions import build_actions
from sprite_studio.ui.menus import Menus


@pytest.fixture
def window(qtbot) -> QMainWindow:
    made = QMainWindow()
    qtbot.addWidget(made)
    return made


def choices(window: QMainWindow, title: str) -> list[QAction]:
    return next(m for m in window.findChildren(QMenu) if m.title() == title).actions()


def test_every_action_is_in_a_menu(window):
    actions = build_actions(window, [("&One", "the first"), ("T&wo", "the second")])
    Menus(window.menuBar(), actions, Settings())
    shown = {a for menu in window.menuBar().findChildren(QMenu) for a in menu.actions()}
    assert set(window.actions()) <= shown


@pytest.mark.parametrize(
    ("title", "chosen", "other"),
    [("Theme", "light", "dark"), ("Draw and train on", "cpu", "cuda")],
)
def test_one_of_several_is_chosen_by_its_name(window, title, chosen, other):
    menus = Menus(
        window.menuBar(), build_actions(window, []), Settings(theme="light", device="cpu")
    )
    told = []
    menus.theme_chosen.connect(told.append)
    menus.device_chosen.connect(told.append)
    offered = {action.data(): action for action in choices(window, title)}
    assert [name for name, action in offered.items() if action.isChecked()] == [chosen]
    offered[other].trigger()
    assert told == [other]
    assert not offered[chosen].isChecked()
