"""How the page Sprites answers over a large library: it is opened, searched and scrolled, and timed
from inside."""

import statistics
import time
from collections.abc import Callable, Generator
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QTimer

from sprite_studio.studio.jobs.library.finding import Query
from sprite_studio.studio.library.sprites.store import SpriteLibrary
from sprite_studio.ui.bench.stalls import TICK_MS, Stalls
from sprite_studio.ui.bench.window_times import Waits, long_run
from sprite_studio.ui.main_window import MainWindow
from sprite_studio.ui.pages import SPRITES
from sprite_studio.ui.sprites.page import SpritesPage

SEARCHES = ("potion", "red", "hero", "blue food", "sword", "")
"""Each is found among all that there are; the last shows them all again."""

IN_SIGHT = 40
"""Sprites whose pictures must be there before a list counts as shown."""

SCROLL_MS, SCROLL_STEPS = 16, 250
"""From the first row to the last, as a hand at the scroll bar does."""

PATIENCE_SECONDS = 30.0
"""For a list that does not come."""


@dataclass(frozen=True)
class LibraryTimes:
    """Attributes:
    sprites: how many the library holds.
    page_open_s: from the order to open the page to its first rows on the screen.
    search_s, search_most_s: from the last letter to the rows that were found, in the median and at
        most of `SEARCHES`.
    scroll_stall_p99_ms, scroll_stall_most_ms: for how long the event loop answered nothing while
        all was scrolled through and a long run was drawn, at the 99th percentile and at most.
    """

    sprites: int
    page_open_s: float
    search_s: float
    search_most_s: float
    scroll_stall_p99_ms: float
    scroll_stall_most_ms: float


class LibraryStopwatch(QObject):
    """Opens the page, searches, scrolls, and tells what it saw."""

    def __init__(
        self, window: MainWindow, library: SpriteLibrary, tell: Callable[[LibraryTimes], None]
    ) -> None:
        super().__init__(window)
        self._window, self._library, self._tell = window, library, tell
        self._page: SpritesPage | None = None
        self._wanted: tuple[int, ...] | None = None  # ids that are waited for
        self._painted = 0.0
        self._drive_on = self._drive()
        # The models are listed by now or very soon; a moment lets the window settle.
        window.create_page.drawn.connect(self._begin)

    def _begin(self) -> None:
        self._window.create_page.drawn.disconnect(self._begin)
        QTimer.singleShot(1000, self._go_on)

    def _go_on(self) -> None:
        seconds = next(self._drive_on, None)
        if seconds is not None:
            QTimer.singleShot(round(seconds * 1000), self._go_on)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self._page and self._wanted is not None:
            grid = self._page.grid
            if grid.ids == self._wanted and all(map(grid.cards.of, self._wanted[:IN_SIGHT])):
                self._painted, self._wanted = time.monotonic(), None
        return super().eventFilter(watched, event)

    def _drive(self) -> Waits:
        every = self._library.find(Query())
        began, self._wanted = time.monotonic(), every
        self._page = page = self._window.open_page(SPRITES)
        page.grid.viewport().installEventFilter(self)
        page_open = yield from self._shown(began)
        searches = []
        for text in SEARCHES:
            wanted = self._library.find(Query(text=text))
            began, self._wanted = time.monotonic(), wanted
            page.search.setText(text)
            searches.append((yield from self._shown(began)))
        stalls = yield from self._scrolled(page)
        self._tell(
            LibraryTimes(
                sprites=len(every),
                page_open_s=round(page_open, 3),
                search_s=round(statistics.median(searches), 3),
                search_most_s=round(max(searches), 3),
                scroll_stall_p99_ms=stalls.percentile_ms(0.99),
                scroll_stall_most_ms=stalls.percentile_ms(1.0),
            )
        )

    def _shown(self, began: float) -> Generator[float, None, float]:
        """Seconds until what is waited for was painted with its pictures."""
        while self._wanted is not None and time.monotonic() - began < PATIENCE_SECONDS:
            yield TICK_MS / 1000
        return PATIENCE_SECONDS if self._wanted is not None else self._painted - began

    def _scrolled(self, page: SpritesPage) -> Generator[float, None, Stalls]:
        stalls, bar = Stalls(self), page.grid.verticalScrollBar()
        with long_run(self._window):
            stalls.begin()
            for step in range(SCROLL_STEPS):
                bar.setValue(round(bar.maximum() * (step + 1) / SCROLL_STEPS))
                yield SCROLL_MS / 1000
            stalls.end()
        return stalls
