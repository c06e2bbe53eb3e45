"""The search behind the grid: what is found, and the small pictures of what is in sight."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from sprite_studio.studio.jobs.library.finding import FindSpritesJob, FindSpritesResult, Query
from sprite_studio.studio.jobs.library.sprites import CardsJob, CardsResult
from sprite_studio.ui.sprites.card_grid import CardGrid
from sprite_studio.ui.work.job_client import JobClient
from sprite_studio.ui.work.worker import Ticket

AT_ONCE = 96
"""Pictures that come with the first list, so that a grid is not empty at first."""


class Finder(QObject):
    """Signals: found(Query): the grid shows it. failed(Failure)."""

    found = Signal(object)
    failed = Signal(object)

    def __init__(
        self, jobs: JobClient, grid: CardGrid, query: Callable[[], Query], parent: QObject
    ) -> None:
        """Args: query: what is to be seen now."""
        super().__init__(parent)
        self._jobs, self._grid, self._query = jobs, grid, query
        self._found: tuple[Query | None, int] = (None, 0)  # what was looked for, and the newest id
        self._finding: Ticket | None = None
        self._again = False  # something may have come since the search in flight was asked for
        self._reading: Ticket | None = None
        grid.cards.wanted.connect(self._read)

    def find(self) -> None:
        """One search is in flight, the latest wish next."""
        if self._jobs.is_open(self._finding):
            self._again = True
            return
        self._again = False
        query = self._query()
        self._finding = self._jobs.send(
            FindSpritesJob(query, 0 if self._grid.ids else AT_ONCE),
            lambda result: self._on_found(query, result),
            failed=self.failed.emit,
        )

    def _on_found(self, query: Query, result: FindSpritesResult) -> None:
        if query == self._query():
            self._grid.cards.add(result.cards)
            self._grid.show_ids(result.ids)
            self._make_way(query, result.ids)
            self.found.emit(query)
        if self._again:
            self.find()

    def _make_way(self, query: Query, ids: tuple[int, ...]) -> None:
        """Where the same is looked for as before and newer ones are found, sprites were kept since:
        they are not to be mistaken for some that were selected, and are in sight if they are first.
        """
        newest = max(ids, default=0)
        (before, known), self._found = self._found, (query, newest)
        if query == before and newest > known:
            self._grid.choose()
            if query.order == "newest" and query.set is None:
                self._grid.verticalScrollBar().setValue(0)

    def _read(self) -> None:
        if not self._jobs.is_open(self._reading) and (ids := self._grid.cards.take_wanted()):
            self._reading = self._jobs.send(CardsJob(ids), self._on_read, failed=self.failed.emit)

    def _on_read(self, result: CardsResult) -> None:
        self._grid.cards.add(result.cards)
        if result.gone:
            self.find()
        self._grid.viewport().update()  # what is in sight and still not there is asked for
