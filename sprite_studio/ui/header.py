"""The row above every page: its tabs, and what is at hand while one of them is open."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QToolButton, QWidget

from sprite_studio.ui import theme
from sprite_studio.ui.actions import Actions
from sprite_studio.ui.icons import icon
from sprite_studio.ui.plain import PlainLabel


class Header(QWidget):
    """The tabs do what the View menu does; undo and redo are those of the open page."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title = PlainLabel("Sprite Studio")
        title.setProperty("role", "title")
        title.setContentsMargins(0, 0, 2 * theme.SPACE, 0)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * theme.SPACE, 2 * theme.SPACE, 2 * theme.SPACE, theme.SPACE)
        row.addWidget(title)
        self._row = row
        self._tabs = QButtonGroup(self)
        for number, action in enumerate(actions.pages):
            tab = QPushButton(action.text().replace("&", ""))
            tab.setCheckable(True)
            tab.setProperty("role", "tab")
            tab.setToolTip(action.toolTip())
            tab.clicked.connect(action.trigger)
            self._tabs.addButton(tab, number)
            row.addWidget(tab)
        row.addStretch()
        export = QPushButton(actions.export.text().replace("&", ""))
        export.setToolTip(actions.export.toolTip())
        export.setEnabled(actions.export.isEnabled())
        export.clicked.connect(actions.export.trigger)
        actions.export.enabledChanged.connect(export.setEnabled)
        self._past: list[QWidget] = []
        for action, picture in ((actions.undo, "undo"), (actions.redo, "redo")):
            button = QToolButton()
            action.setIcon(icon(picture))
            button.setDefaultAction(action)
            button.setIconSize(QSize(18, 18))
            self._past.append(button)
            row.addWidget(button)
        self._export = export
        row.addWidget(export)

    def show_page(self, number: int, undoes: bool, exports: bool) -> None:
        """Which is open. Args: number: its place among the tabs; undoes, exports: whether it has
        something to take back, or to export."""
        self._tabs.button(number).setChecked(True)
        for part in self._past:
            part.setVisible(undoes)
        self._export.setVisible(exports)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The title gives way to the tabs; it stands above the window, too."""
        self._title.show()
        self._title.setVisible(self._row.sizeHint().width() <= self.width())
