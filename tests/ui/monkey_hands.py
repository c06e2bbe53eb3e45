"""What a monkey does at the window: one random thing that a mouse or a keyboard could do."""

import random
from collections import deque
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDesktopServices, QDropEvent, QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QColorDialog,
    QComboBox,
    QDialog,
    QDoubleSpinBox,
    QFileDialog,
    QLineEdit,
    QMenu,
    QSpinBox,
    QTableView,
    QToolButton,
    QWidget,
)
from shiboken6 import isValid

from sprite_studio.studio.jobs.drawing import Drawing
from sprite_studio.ui.canvas.pixel_canvas import PixelCanvas
from sprite_studio.ui.create.blend_pad import BlendPad
from sprite_studio.ui.main_window import MainWindow
from sprite_studio.ui.pages import CREATE, PAGES
from sprite_studio.ui.widgets.sprite_grid import SpriteGrid

TEXTS = (
    *("hero", "a red potion", "a blue ghost with a red hat", "food:0.5 -red", "(spell:1.3)"),
    *("", "   ", "xyzzy", "hero:nan", "((((", "é ñ 日本 🗡", "<b>bold</b>", "a" * 300),
)

KEYS = (
    *("L", "S", "M", "V", "W", "C", "F", "Ctrl+C", "Del", "Space", ",", ".", "Home", "End"),
    *("Left", "Right", "Up", "Down", "Tab", "Return", "Esc", "Ctrl+Return", "Ctrl+R", "Ctrl+Z"),
    *(
        "Ctrl+Y",
        "Ctrl+E",
        "Ctrl+1",
        "Ctrl+2",
        "Ctrl+3",
        "Ctrl+4",
        "Ctrl+5",
        "Ctrl+6",
        "Ctrl+7",
        "Ctrl+8",
        "F1",
        "Shift+F1",
    ),
)

WEIGHTS: dict[tuple[type[QWidget], ...], int] = {
    (QAbstractButton,): 30,
    (QAbstractSlider,): 15,
    (QAbstractSpinBox,): 10,
    (QComboBox,): 8,
    (QLineEdit,): 10,
    (SpriteGrid, BlendPad, PixelCanvas): 20,
    (QTableView,): 10,
}
"""How often a hand goes to each kind of widget, where there is one."""

SMALL_STEPS = 12
"""Above the least value of a number, most of the time: what is drawn is to be done soon."""


class Hands:
    """Attributes: folder: where all is saved."""

    def __init__(
        self, window: MainWindow, rng: random.Random, folder: Path, files: Sequence[Path]
    ) -> None:
        """Args: files: that are dropped and opened, some of which are no pictures."""
        self.folder = folder
        self._window, self._rng, self._files = window, rng, files
        self._gesture: deque[tuple[QWidget, Callable[[], object]]] = deque()  # what still follows

    def act(self) -> str:
        """Do something. Returns what, in words."""
        while self._gesture:
            widget, go_on = self._gesture.popleft()
            if isValid(widget) and widget.isVisible() and widget.isEnabled():
                go_on()
                return f"… {_name(widget)}"
        if (popup := QApplication.activePopupWidget()) is not None:
            return self._in_popup(popup)
        if (modal := QApplication.activeModalWidget()) is not None:
            return self._at_something_in(modal)
        if (dialogs := open_dialogs()) and self._rng.random() < 0.5:
            return self._at_something_in(self._rng.choice(dialogs))
        ways: dict[Callable[[], str], int] = {
            self._use_something: 75,
            self._press_key: 10,
            self._choose_action: 6,
            self._change_page: 6,
            self._drop: 3,
            self._draw_little: 3,
        }
        return self._rng.choices(list(ways), list(ways.values()))[0]()

    # -- the window as a whole

    def _use_something(self) -> str:
        return self._at_something_in(self._window)

    def _press_key(self) -> str:
        key = self._rng.choice(KEYS)
        QTest.keySequence(QApplication.focusWidget() or self._window, QKeySequence(key))
        return key

    def _choose_action(self) -> str:
        widgets = [w for w in self._window.findChildren(QWidget) if w.isVisible()]
        actions = [a for w in [self._window, *widgets, *self._menus()] for a in w.actions()]
        quit_ = self._window.actions_.quit
        some = [a for a in actions if a.isEnabled() and a.text() and not a.menu() and a != quit_]
        action = self._rng.choice(some)
        text = action.text()
        action.trigger()
        return text

    def _menus(self) -> list[QWidget]:
        bar = self._window.menuBar()
        return [menu for menu in bar.findChildren(QMenu) if menu.title()]

    def _change_page(self) -> str:
        kind = self._rng.choice(PAGES)
        self._window.open_page(kind)
        return f"page {kind.name}"

    def _drop(self) -> str:
        path = self._some_file()
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path))])
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        event = QDropEvent(QPointF(300, 300), Qt.DropAction.CopyAction, mime, left, none)
        self._window.dropEvent(event)
        return f"drop {path.name}"

    def _draw_little(self) -> str:
        """And see it through: by now most drawings take so long that another comes before."""
        page, seed = self._window.pages.page(CREATE), self._rng.randrange(1000)
        page.controls.set_drawing(Drawing(seed=seed, count=4, steps=4))
        page.generate()
        self._gesture.extend([(self._window, lambda: None)] * 5)
        return "a small drawing"

    def _some_file(self) -> Path:
        saved = sorted(path for path in self.folder.iterdir() if path.is_file())
        return self._rng.choice([*self._files, *self._rng.sample(saved, min(3, len(saved)))])

    # -- a single widget

    def _in_popup(self, popup: QWidget) -> str:
        if isinstance(popup, QMenu) and self._rng.random() < 0.8:
            chosen = [a for a in popup.actions() if a.isEnabled() and not a.isSeparator()]
            if chosen:
                action = self._rng.choice(chosen)
                text = action.text()
                popup.setActiveAction(action)
                QTest.keyClick(popup, Qt.Key.Key_Return)
                return f"menu: {text}"
        key = self._rng.choice((Qt.Key.Key_Escape, Qt.Key.Key_Down, Qt.Key.Key_Return))
        QTest.keyClick(popup, key)
        return f"popup: {key.name}"

    def _at_something_in(self, root: QWidget) -> str:
        found: dict[tuple[type[QWidget], ...], list[QWidget]] = {}
        for widget in root.findChildren(QWidget):
            if widget.isVisible() and widget.isEnabled() and widget.window() is root:
                for kinds in WEIGHTS:
                    if isinstance(widget, kinds) and not _is_part(widget):
                        found.setdefault(kinds, []).append(widget)
        if not found:
            return "nothing to do"
        kinds = self._rng.choices(list(found), [WEIGHTS[kinds] for kinds in found])[0]
        widget = self._rng.choice(found[kinds])
        name = _name(widget)
        self._use(widget)
        return name

    def _use(self, widget: QWidget) -> None:
        if isinstance(widget, QToolButton) and (menu := widget.menu()) is not None:
            actions = [a for a in menu.actions() if a.isEnabled()]
            if actions:
                self._rng.choice(actions).trigger()
        elif isinstance(widget, QAbstractButton):
            QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
        elif isinstance(widget, QAbstractSlider):
            for _ in range(self._rng.randrange(1, 8)):
                value = self._rng.randint(widget.minimum(), widget.maximum())
                self._gesture.append((widget, partial(widget.setValue, value)))
        elif isinstance(widget, (QSpinBox, QDoubleSpinBox)):
            self._set_number(widget)
        elif isinstance(widget, QComboBox):
            rows = range(widget.count())
            flags = [widget.model().index(row, 0).flags() for row in rows]
            there = [row for row in rows if flags[row] & Qt.ItemFlag.ItemIsEnabled]
            if there:
                widget.setCurrentIndex(self._rng.choice(there))
        elif isinstance(widget, QLineEdit):
            self._type(widget, self._rng.choice(TEXTS))
        elif isinstance(widget, QTableView):
            self._use_table(widget)
        else:
            self._use_picture(widget)

    def _set_number(self, box: QSpinBox | QDoubleSpinBox) -> None:
        box.setFocus()
        how = self._rng.random()
        if how < 0.4:
            box.stepBy(self._rng.choice((-3, -1, 1, 2)))
            return
        most = box.maximum() if how > 0.98 else min(box.maximum(), box.minimum() + SMALL_STEPS)
        if isinstance(box, QSpinBox):
            box.setValue(self._rng.randint(int(box.minimum()), int(most)))
        else:
            box.setValue(self._rng.uniform(box.minimum(), most))

    def _type(self, line: QLineEdit, text: str) -> None:
        line.setFocus()
        line.selectAll()
        QTest.keyClick(line, Qt.Key.Key_Delete)
        for character in text:  # QTest's own knows Latin letters alone
            none = Qt.KeyboardModifier.NoModifier
            QApplication.sendEvent(line, QKeyEvent(QKeyEvent.Type.KeyPress, 0, none, character))
        if self._rng.random() < 0.7:
            QTest.keyClick(line, Qt.Key.Key_Return)

    def _use_table(self, table: QTableView) -> None:
        columns = table.model().columnCount()
        if columns and self._rng.random() < 0.7:
            index = table.model().index(0, self._rng.randrange(columns))
            table.scrollTo(index)
            place = table.visualRect(index).center()
            left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
            QTest.mouseClick(table.viewport(), left, none, place)
        table.setFocus()
        if self._rng.random() < 0.5:
            key = self._rng.choice(("P", "Del", "Left", "Right", "Return"))
            QTest.keySequence(table, QKeySequence(key))

    def _use_picture(self, widget: QWidget) -> None:
        def place() -> QPoint:
            return QPoint(
                self._rng.randrange(max(1, widget.width())),
                self._rng.randrange(max(1, widget.height())),
            )

        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        widget.setFocus()
        at = place()
        if isinstance(widget, SpriteGrid) and self._rng.random() < 0.15:
            widget.customContextMenuRequested.emit(at)
            return
        QTest.mousePress(widget, left, none, at)
        for _ in range(self._rng.randrange(4)):
            self._gesture.append((widget, partial(QTest.mouseMove, widget, place())))
        self._gesture.append((widget, partial(QTest.mouseRelease, widget, left, none, place())))

    # -- questions of the system, which would wait for ever

    def answer_questions(self) -> None:
        """From now on the dialogs that are not ours answer by themselves."""

        def some_file(*_: object, **__: object) -> tuple[str, str]:
            return (str(self._some_file()) if self._rng.random() < 0.8 else "", "")

        def some_files(*_: object, **__: object) -> tuple[list[str], str]:
            return [str(self._some_file()) for _ in range(self._rng.randrange(3))], ""

        def some_name(*_: object, **__: object) -> tuple[str, str]:
            name = self._rng.choice(("a.png", "b.gif", "c.apng", "d.txt", "no folder/e.png", ""))
            return (str(self.folder / name) if name else "", "")

        def some_folder(*_: object, **__: object) -> str:
            folders = [path for path in self._files if path.is_dir()]
            return str(self._rng.choice(folders)) if self._rng.random() < 0.8 else ""

        def some_colour(*_: object, **__: object) -> QColor:
            return QColor(self._rng.choice(("red", "#123456", "")))

        answers: tuple[tuple[type, str, Callable[..., object]], ...] = (
            (QFileDialog, "getOpenFileName", some_file),
            (QFileDialog, "getOpenFileNames", some_files),
            (QFileDialog, "getSaveFileName", some_name),
            (QFileDialog, "getExistingDirectory", some_folder),
            (QColorDialog, "getColor", some_colour),
            (QDesktopServices, "openUrl", lambda _: True),
        )
        for of, name, answer in answers:
            setattr(of, name, staticmethod(answer))


def open_dialogs() -> list[QDialog]:
    """Those that are seen."""
    windows = QApplication.topLevelWidgets()
    return [window for window in windows if isinstance(window, QDialog) and window.isVisible()]


def _is_part(widget: QWidget) -> bool:
    """Of a box, which is used as a whole."""
    return widget.objectName().startswith("qt_") or isinstance(widget.parent(), QComboBox)


def _name(widget: QWidget) -> str:
    kind = type(widget).__name__
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return f"{kind} {widget.accessibleName() or text!r}"
