"""The small pictures that a grid paints, of which only those in sight are read."""

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from sprite_studio.studio.jobs.library.sprites import Card
from sprite_studio.ui.widgets.pixmaps import to_qimage

MOST_READ = 3000
"""That are held, of 1 KB each and a little more."""

MOST_WANTED = 128
"""That are asked for at once: some 2 ms of the worker's time."""


@dataclass(frozen=True)
class ShownCard:
    """Attributes: picture: 16×16; card: all else."""

    picture: QImage
    card: Card


class Cards(QObject):
    """Signals: wanted(): something was painted that is not there: see `take_wanted`."""

    wanted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read: OrderedDict[int, ShownCard] = OrderedDict()  # the last one that was used last
        self._old: set[int] = set()  # shown until they have come again
        self._missing: dict[int, None] = {}  # in the order in which they were painted
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.wanted)

    def of(self, id_: int) -> ShownCard | None:
        """What is known by now; what is not is asked for."""
        shown = self._read.get(id_)
        if shown is not None:
            self._read.move_to_end(id_)
        if shown is None or id_ in self._old:
            self._missing.pop(id_, None)
            self._missing[id_] = None
            if not self._soon.isActive():
                self._soon.start(0)
        return shown

    def take_wanted(self) -> tuple[int, ...]:
        """Ids of what was painted last without its picture. The others are asked for again when
        they are painted again."""
        wanted = tuple(self._missing)[-MOST_WANTED:]
        self._missing.clear()
        return wanted

    def add(self, cards: Iterable[Card]) -> None:
        """As they come."""
        for card in cards:
            self._read[card.id] = ShownCard(to_qimage(card.pixels), card)
            self._read.move_to_end(card.id)
            self._old.discard(card.id)
        while len(self._read) > MOST_READ:
            id_, _ = self._read.popitem(last=False)
            self._old.discard(id_)

    def read_again(self) -> None:
        """Whatever is known may be out of date."""
        self._old = set(self._read)
