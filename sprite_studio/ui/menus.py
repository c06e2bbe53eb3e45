"""The menu bar: every action, and what is chosen once for all pages."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QMenuBar

from sprite_studio.settings import Settings
from sprite_studio.ui import theme
from sprite_studio.ui.actions import Actions

THEMES = {name: name.capitalize() for name in theme.THEMES}

DEVICES = {
    "auto": "The best there is",
    "cpu": "The CPU",
    "cuda": "An NVIDIA GPU",
    "mps": "An Apple GPU",
}


class Menus(QObject):
    """Fills a menu bar.

    Signals:
        theme_chosen(str): one of `THEMES`.
        device_chosen(str): one of `DEVICES`.
    """

    theme_chosen = Signal(str)
    device_chosen = Signal(str)

    def __init__(self, bar: QMenuBar, actions: Actions, settings: Settings) -> None:
        """Args: settings: the theme and the device that are chosen."""
        super().__init__(bar)
        bar.addMenu("&File").addActions(
            [
                *(actions.open, actions.replay, actions.bring_in),
                *(actions.export, actions.export_again, actions.add_to_menu, actions.quit),
            ]
        )
        draw = bar.addMenu("&Draw")
        draw.addActions([actions.generate, actions.cancel, actions.dice, actions.words])
        draw.addSeparator()
        draw.addAction(actions.learn_style)
        draw.addSeparator()
        draw.addActions([actions.undo, actions.redo])
        view = bar.addMenu("&View")
        view.addActions(actions.pages)
        view.addSeparator()
        view.addAction(actions.full_screen)
        self._add_choices(view.addMenu("Theme"), THEMES, settings.theme, self.theme_chosen.emit)
        devices = view.addMenu("Draw and train on")
        self._add_choices(devices, DEVICES, settings.device, self.device_chosen.emit)
        bar.addMenu("&Help").addActions(
            [actions.shortcuts, actions.glossary, actions.open_log, actions.about]
        )

    def _add_choices(
        self, menu: QMenu, labels: Mapping[str, str], chosen: str, tell: Callable[[str], None]
    ) -> None:
        """One of several, by their names, which the actions hold as data."""
        group = QActionGroup(self)
        for name, label in labels.items():
            action = QAction(label, group)
            action.setCheckable(True)
            action.setChecked(name == chosen)
            action.setData(name)
            menu.addAction(action)
        group.triggered.connect(lambda action: tell(action.data()))
