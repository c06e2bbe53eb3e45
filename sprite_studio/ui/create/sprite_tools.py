"""What can be done with sprites of a drawing: keep them, keep their seeds, draw more like one, send
it to another page."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QMenu,
    QToolButton,
    QWidget,
)

from sprite_studio.art.sprite import CATEGORIES
from sprite_studio.ui import theme
from sprite_studio.ui.actions import LEARN_STYLE
from sprite_studio.ui.widgets.forms import DecimalBox, describe, spin_box
from sprite_studio.ui.widgets.grid.grid_action import grid_action
from sprite_studio.ui.widgets.grid.tool_row import ToolRow
from sprite_studio.ui.widgets.sprite_grid import SpriteGrid

TURN_TIP = "Draw how it becomes another thing, step by step, from the same noise"
NO_TURN = (
    "Select a sprite that DPM-Solver++, or DDIM with eta 0, drew from noise, without symmetry and "
    "without a palette inside: only those are where the way would begin"
)
NO_SEED = "What an edit made has no seed of its own; Vary works on it, and Undo goes back"


AMOUNT_WIDTH = 84
"""Logical pixels: "by 0.95" and the arrows."""

ONE_ONLY = "Select a single sprite for this"
KEPT = "They are on the Sprites page already"


class SpriteTools(QWidget):
    """A row of tools for the selected sprites of a grid; the same stand in the grid's own menu, and
    on keys while it has the focus.

    Signals:
        lock(bool), star(bool): set or unset, of all that are selected. keep(): all of them.
        more(), vary(): draw sprites near it, by its noise or by its pixels.
        turn(str): draw the way from it to another category, from the same noise.
        watch(), compare(), sink(): show it on another page.
        cast(): its other sides are to be drawn, and its walk.
        learn_style(): a style is to be learned from it and others of the drawing.
        paint(), redraw(): its pixels by hand, or a part of it anew; teach(): a word, by sprites.
        copy(), save(): its picture.
        family(bool): whether its relatives are to be seen.
        about_changed(str): what is selected, in a few words, or "".
    """

    lock = Signal(bool)
    star = Signal(bool)
    keep = Signal()
    more = Signal()
    vary = Signal()
    turn = Signal(str)
    watch = Signal()
    compare = Signal()
    sink = Signal()
    learn_style = Signal()
    cast = Signal()
    paint = Signal()
    redraw = Signal()
    teach = Signal()
    copy = Signal()
    save = Signal()
    family = Signal(bool)
    about_changed = Signal(str)

    def __init__(self, grid: SpriteGrid, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = grid
        self._tips: dict[QAction, str] = {}
        self._build_actions()
        self._amount = spin_box(DecimalBox(), 0.05, 1, 0.05, 0.4)
        self._amount.setPrefix("by ")
        self._amount.setFixedWidth(AMOUNT_WIDTH)
        describe(
            self._amount,
            "How much",
            "Of More like this and Vary: from a touch-up to another",
        )
        turn = _menu_button(
            "Turn into",
            TURN_TIP,
            (*self._turns, self._family),
        )
        change = _menu_button("Edit", "Paint on the selected sprite, or draw it anew", self._edits)
        send = _menu_button(
            "Send to", "Show the selected sprite on another page, copy or save it", self._sends
        )
        row = ToolRow(self, theme.SPACE // 2)
        groups = (
            (_tool(self._lock),),
            (_tool(self._keep), _tool(self._star)),
            (_tool(self._more), _tool(self._vary), self._amount),
            (turn, change, send, _tool(self._cast)),
        )
        for number, group in enumerate(groups):
            if number:
                row.addWidget(_gap())
            for part in group:
                row.addWidget(part)
        self._send, self._turn, self._edit = send, turn, change
        grid.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        grid.customContextMenuRequested.connect(self._show_menu)
        self.show_none()

    @property
    def amount(self) -> float:
        """How far from the sprite "more like this" and "vary" go, above 0 and at most 1."""
        return self._amount.value()

    @property
    def actions_(self) -> tuple[QAction, ...]:
        """All of them, for the list of shortcuts."""
        return (
            self._lock,
            self._keep,
            self._star,
            self._more,
            self._vary,
            *self._turns,
            *self._edits,
            *self._sends,
            self._family,
        )

    def set_family(self, shown: bool) -> None:
        """Press or release the family's button."""
        self._family.setChecked(shown)

    def show_none(self) -> None:
        """No sprite is selected."""
        self.show_sprites("", 0, drawn=False, locked=False, kept=False, starred=False)
        self.offer_turns(())
        self.offer_cast(False)

    def show_sprites(
        self, about: str, count: int, drawn: bool, locked: bool, kept: bool, starred: bool
    ) -> None:
        """Fit the tools to what is selected.

        Args: about: it, in a few words; count: of sprites; drawn: whether they came out of noise,
        and so have seeds and runs; an edit has neither; locked, kept, starred: whether all are.
        """
        some, one = count > 0, count == 1
        self.about_changed.emit(about)
        for action, tip in self._tips.items():
            action.setToolTip(ONE_ONLY if count > 1 and action in self._of_one else tip)
        for action in self._of_one:
            action.setEnabled(one)
        for action in self._of_many:
            action.setEnabled(some)
        self._keep.setEnabled(some and not kept)
        self._keep.setText("Kept" if some and kept else "Keep")
        if some and kept:
            self._keep.setToolTip(KEPT)
        for action in (self._lock, self._more):
            action.setEnabled((some if action is self._lock else one) and drawn)
            if some and not drawn:
                action.setToolTip(NO_SEED)
        for action in (self._watch, self._compare):
            action.setEnabled(one and drawn)
        for part in (self._send, self._edit, self._turn):
            part.setEnabled(some)
        self._amount.setEnabled(one)
        self._lock.setChecked(locked)
        self._star.setChecked(starred)

    def offer_turns(self, categories: Sequence[str]) -> None:
        """Into what the selected sprite can turn; nothing, and why, unless it was drawn from noise
        alone and without more of it on its way."""
        for category, action in zip(CATEGORIES, self._turns, strict=True):
            action.setEnabled(category in categories)
        self._turn.setToolTip(TURN_TIP if categories else NO_TURN)

    def offer_cast(self, walks: bool) -> None:
        """Args: walks: whether the selected sprite is one of somebody."""
        self._cast.setEnabled(walks)

    def _build_actions(self) -> None:
        def action(
            text: str, key: str, tip: str, done: Callable[..., None], picture: str = ""
        ) -> QAction:
            made = grid_action(self._grid, text, key, tip, done, picture)
            self._tips[made] = made.toolTip()
            return made

        self._lock = action(
            "Lock",
            "L",
            "It stays in its place, with its seed, when the others are drawn anew",
            lambda: self.lock.emit(self._lock.isChecked()),
            "lock",
        )
        self._keep = action(
            "Keep", "K", "Put it on the Sprites page, for ever", lambda: self.keep.emit(), "tick"
        )
        self._star = action(
            "Star",
            "S",
            "Put it on the Sprites page, for ever, among those with a star",
            lambda: self.star.emit(self._star.isChecked()),
            "star",
        )
        self._more = action(
            "More like this",
            "M",
            "Siblings: the same words, noise near its own",
            lambda: self.more.emit(),
        )
        self._vary = action(
            "Vary",
            "V",
            "Its own pixels, noised and drawn again",
            lambda: self.vary.emit(),
        )
        self._turns = tuple(
            action(
                f"Turn into {category}",
                "",
                "Sixteen frames that change alike, from the same noise",
                partial(self.turn.emit, category),
            )
            for category in CATEGORIES
        )
        self._edits = (
            action("Edit pixels …", "E", "Paint on it, by hand", lambda: self.paint.emit()),
            action(
                "Redraw a part …",
                "D",
                "Brush over a part and say what it is to be; or vary, re-dress, turn it",
                lambda: self.redraw.emit(),
            ),
            action(
                "Teach a word …",
                "T",
                "The model learns what these sprites have in common",
                lambda: self.teach.emit(),
            ),
        )
        self._watch = action(
            "Watch it being drawn", "W", "Every step, on the Watch page", lambda: self.watch.emit()
        )
        self._compare = action(
            "Compare samplers on it", "C", "On the Compare page", lambda: self.compare.emit()
        )
        sink = action("Sink it into noise", "", "On the Watch page", lambda: self.sink.emit())
        learn_style = action(
            LEARN_STYLE,
            "",
            "From eight selected sprites or more, or else the starred ones, or all of the drawing",
            lambda: self.learn_style.emit(),
        )
        self._cast = action(
            "Make it walk",
            "",
            "A single sprite of somebody: its other sides and its walk, on the Cast page",
            lambda: self.cast.emit(),
        )
        copy = action("Copy picture", "Ctrl+C", "To the clipboard, 16×16", lambda: self.copy.emit())
        save = action("Save as PNG …", "", "With its recipe", lambda: self.save.emit())
        self._sends = (self._watch, self._compare, sink, self._cast, learn_style, copy, save)
        paint, redraw, teach = self._edits
        self._of_many = (self._star, teach, learn_style, save)
        self._of_one = (
            *(self._more, self._vary, paint, redraw),
            *(self._watch, self._compare, sink, copy),
        )
        self._family = action(
            "Family",
            "F",
            "The same noise under every category",
            lambda: self.family.emit(self._family.isChecked()),
        )
        for made in (self._lock, self._star, self._family):
            made.setCheckable(True)

    def _show_menu(self, point: QPoint) -> None:
        index = self._grid.index_at(point)
        if index is None:
            return
        if index not in self._grid.chosen:
            self._grid.pick(index)
        menu = QMenu(self._grid)
        menu.addActions([self._lock, self._keep, self._star, self._more, self._vary])
        menu.addSeparator()
        menu.addActions(self._turns)
        menu.addSeparator()
        menu.addActions(self._edits)
        menu.addSeparator()
        menu.addActions(self._sends)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._grid.mapToGlobal(point))


def _gap() -> QWidget:
    """Between groups of tools."""
    gap = QWidget()
    gap.setFixedSize(theme.SPACE, 1)
    return gap


def _menu_button(text: str, tip: str, actions: Sequence[QAction]) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setToolTip(tip)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    menu = QMenu(button)
    menu.addActions(list(actions))
    menu.setToolTipsVisible(True)
    button.setMenu(menu)
    return button


def _tool(action: QAction) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(action)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
