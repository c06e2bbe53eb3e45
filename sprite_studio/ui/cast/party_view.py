"""The right of the page: the frames of the one at work, and all of the party walking."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from sprite_studio.art.walk.character import Frames
from sprite_studio.ui import theme
from sprite_studio.ui.cast.frame_actions import FrameActions
from sprite_studio.ui.cast.frame_grid import FrameGrid
from sprite_studio.ui.cast.party import Party
from sprite_studio.ui.cast.stage_box import StageBox
from sprite_studio.ui.plain import PlainLabel


class PartyView(QWidget):
    """Attributes: grid; tools: of its frame; walk: the ground.

    Signals:
        chosen(int): another of the party is to be at work.
        keep(): all are to be kept.
    """

    chosen = Signal(int)
    keep = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._party: Party | None = None
        self._neighbours: Sequence[Frames] = ()
        self.grid = FrameGrid()
        self.tools = FrameActions(self.grid)
        self.walk = StageBox()
        self._keep = QPushButton("Keep")
        self._keep.setToolTip("Into the library, on Sprites, as one character of twelve frames")
        self._previous, self._next = QPushButton("‹"), QPushButton("›")
        self._previous.setToolTip("The one before, of the party")
        self._previous.setAccessibleName("The one before")
        self._next.setToolTip("The next of the party; or click one that walks")
        self._next.setAccessibleName("The next")
        self._who = PlainLabel()
        for button in (self._previous, self._next):
            button.setProperty("role", "compact")
        top, both = QHBoxLayout(), QHBoxLayout()
        top.setSpacing(theme.SPACE // 2)
        top.addWidget(self.tools, 1)
        for part in (self._previous, self._who, self._next, self._keep):
            top.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)
        both.setSpacing(2 * theme.SPACE)
        both.addWidget(self.grid, 10)
        both.addWidget(self.walk, 9)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE)
        column.addLayout(top)
        column.addLayout(both, 1)
        self._previous.clicked.connect(lambda: self._step(-1))
        self._next.clicked.connect(lambda: self._step(1))
        self._keep.clicked.connect(self.keep)
        self.walk.stage.chosen.connect(self._choose_other)

    def show_party(self, party: Party) -> None:
        """All of them, as they are."""
        self._party = party
        person, count = party.person, len(party.people)
        self.grid.show_frames(person.frames, person.locked)
        others = [one.frames for one in party.others] or list(self._neighbours)
        self.walk.show_people(person.frames, others)
        for part in (self._previous, self._next, self._who):
            part.setVisible(count > 1)
        self._who.setText(f"{party.who + 1} of {count}")
        self._keep.setText("Keep" if count == 1 else "Keep all")
        self._keep.setEnabled(not all(one.is_blank for one in party.people))

    def show_neighbours(self, frames: Sequence[Frames]) -> None:
        """Who walks beside one that is alone, for comparison."""
        self._neighbours = frames
        if self._party is not None:
            self.show_party(self._party)

    def show_draft(self, frames: Frames) -> None:
        """What may become of the one at work."""
        self.grid.show_frames(frames)
        self.walk.stage.show_hero(frames)

    def fit(self, draws: bool) -> None:
        """The tools to the frame that is meant. Args: draws: whether there is a network."""
        if self._party is None:
            return
        person, at = self._party.person, self.grid.at
        there = person.there
        others = there.copy()
        others[at] = True
        self.tools.fit(
            bool(person.locked[at]), not there[at], bool(others.all()), bool(there.any()), draws
        )

    def _step(self, by: int) -> None:
        assert self._party is not None
        self.chosen.emit((self._party.who + by) % len(self._party.people))

    def _choose_other(self, number: int) -> None:
        """By its number among the others."""
        assert self._party is not None
        if self._party.others:
            self.chosen.emit(number + (number >= self._party.who))
