"""Above the grid: a search, the order, how many there are, and the way in for more."""

from typing import get_args

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QToolButton, QWidget

from sprite_studio.studio.jobs.library.finding import Order
from sprite_studio.ui import theme
from sprite_studio.ui.plain import PlainLabel
from sprite_studio.ui.widgets.forms import describe

ORDERS: dict[Order, str] = {
    "newest": "Newest first",
    "oldest": "Oldest first",
    "name": "By name",
}
ORDER_TIP = "In which order the sprites stand"
SET_ORDER_TIP = "A set has an order of its own: drag its sprites to where they are to stand"


class SearchRow(QWidget):
    """Attributes: search: what is looked for.

    Signals:
        changed(): something else is to be seen, or in another order.
        entered(): the search is done with.
    """

    changed = Signal()
    entered = Signal()

    def __init__(self, order: Order, bring_in: QAction, page: QWidget) -> None:
        """Args: bring_in: imports pictures; page: that it stands on."""
        super().__init__(page)
        self.search = QLineEdit()
        self.search.setPlaceholderText("Search names, words, tags …")
        self.search.setAccessibleName("Search the sprites")
        self.search.setToolTip("Shows the sprites that have all of these words (Ctrl+F)")
        self.search.setClearButtonEnabled(True)
        self.search.setMaxLength(200)
        self._order = QComboBox()
        for one in get_args(Order):
            self._order.addItem(ORDERS[one], one)
        self._order.setCurrentIndex(self._order.findData(order))
        describe(self._order, "Order", ORDER_TIP)
        self._count = PlainLabel()
        self._count.setProperty("role", "quiet")
        import_ = QToolButton()
        import_.setDefaultAction(bring_in)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE)
        row.addWidget(self.search, 1)
        for part in (self._count, self._order, import_):
            row.addWidget(part)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), page)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self._begin)
        self.search.textChanged.connect(lambda _: self.changed.emit())
        self.search.returnPressed.connect(self.entered)
        self._order.activated.connect(lambda _: self.changed.emit())

    @property
    def order(self) -> Order:
        """That was chosen."""
        return self._order.currentData()

    def show_count(self, count: int) -> None:
        """Of the sprites that are found."""
        self._count.setText(f"{count:,} sprite{'s' * (count != 1)}")

    def show_place(self, is_set: bool) -> None:
        """Whether a set is open, which is in its own order."""
        self._order.setEnabled(not is_set)
        self._order.setToolTip(SET_ORDER_TIP if is_set else ORDER_TIP)

    def _begin(self) -> None:
        self.search.setFocus()
        self.search.selectAll()
