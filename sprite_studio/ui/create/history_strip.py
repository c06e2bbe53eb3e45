"""Every result, as a strip of small pictures: searched, pinned, thrown away, brought back."""

import math
from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from sprite_studio.errors import UserError, plain
from sprite_studio.studio.jobs.recipes.history import (
    ListJob,
    ListResult,
    ReadJob,
    ReadResult,
    Shelf,
    SweepJob,
    SweepProgress,
    SweepResult,
    ThumbnailsJob,
    ThumbnailsResult,
)
from sprite_studio.studio.library.history.store import History
from sprite_studio.ui import theme
from sprite_studio.ui.create.history_model import HistoryModel
from sprite_studio.ui.create.history_row import HistoryRow
from sprite_studio.ui.icons import icon
from sprite_studio.ui.plain import PlainLabel
from sprite_studio.ui.widgets.page_frame import tab_row
from sprite_studio.ui.work.job_client import JobClient
from sprite_studio.ui.work.turns import Urgency
from sprite_studio.ui.work.worker import Failure, Ticket, Worker

AT_ONCE = 24
"""Pictures that come with a list: a strip full, so that it is not empty at first."""

NOTICED_S = 0.3
"""What takes longer tells of its progress."""

_SEEN: dict[int, tuple[Shelf, ...]] = {0: ("recent", "starred"), 1: ("starred",), 2: ("bin",)}
"""Tab → the shelves that it shows."""


class HistoryStrip(QWidget):
    """The newest result first.

    Signals:
        chosen(Entry, Images): to be shown again.
        changed(): a pin may have been set or taken away.
        failed(str): something could not be read or moved, and why.
    """

    chosen = Signal(object, object)
    changed = Signal()
    failed = Signal(str)

    def __init__(self, worker: Worker, history: History, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = JobClient(worker, self)
        self._history = history
        self._is_loaded = False
        self._shown: int | None = None
        self._listed: ListJob | None = None
        self._listing: Ticket | None = None
        self._list_again = False  # something may have come since the list in flight was asked for
        self._is_outdated = False  # and something was moved here
        self._reading: Ticket | None = None
        self._choosing: Ticket | None = None
        self._sweeping: Ticket | None = None
        self._build()
        self._fit()

    def load(self) -> None:
        """Begin to show what earlier sittings kept, and put it in order."""
        self._is_loaded = True
        self._sweep()
        self.refresh()

    def refresh(self) -> None:
        """Show what is there now, whoever kept it. One list is in flight, the latest wish next."""
        if self._jobs.is_open(self._listing):
            self._list_again = True
            return
        self._list_again = self._is_outdated = False
        job = self._job()
        asked = job if job == self._listed else replace(job, thumbnails=AT_ONCE)
        self._listing = self._jobs.send(
            asked, lambda result: self._on_listed(job, result), failed=self._on_unread
        )

    def _job(self) -> ListJob:
        return ListJob(_SEEN[self._tabs.checkedId()], self._search.text())

    def show_current(self, id_: int | None) -> None:
        """Frame the result that is shown elsewhere, as soon as it is here; its buttons are about
        it."""
        self._shown = id_
        self._strip.setCurrentIndex(self._model.index_of(id_))

    def put(self, id_: int, shelf: Shelf) -> None:
        """Put a result on another shelf."""
        try:
            is_there = self._history.move(id_, shelf)
        except (UserError, OSError) as error:
            self.failed.emit(f"the history could not be changed: {plain(error)}")
            return
        if is_there and shelf in _SEEN[self._tabs.checkedId()]:
            self._model.set_shelf(id_, shelf)
        else:
            self._drop((id_,))
        self._fit()
        if self._jobs.is_open(self._listing):
            self._list_again = self._is_outdated = True
        self.changed.emit()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowActivate and self._is_loaded:
            self.refresh()  # another one may have kept something
        return super().event(event)

    # -- building

    def _build(self) -> None:
        tabs, self._tabs = tab_row(
            self,
            (
                ("History", "Every result, newest first"),
                ("Pinned", "Whole drawings that are kept for ever"),
                ("Bin", "What was thrown away; Restore brings it back"),
            ),
        )
        self._tabs.idClicked.connect(lambda _: self.refresh())
        self._progress = PlainLabel()
        self._progress.setProperty("role", "quiet")
        self._search = QLineEdit()
        self._search.setPlaceholderText("Search words, seed …")
        self._search.setAccessibleName("Search the history")
        self._search.setToolTip("Shows the results whose recipe has all of these words")
        self._search.setClearButtonEnabled(True)
        self._search.setMaxLength(200)
        self._search.setMinimumWidth(96)
        self._search.setMaximumWidth(208)
        self._search.textChanged.connect(lambda _: self.refresh())
        self._model = HistoryModel(self)
        self._model.wanted.connect(self._read)
        self._strip = HistoryRow(self._model)
        self._strip.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self._strip.clicked.connect(self._choose)
        self._strip.activated.connect(self._choose)
        self._strip.selectionModel().currentChanged.connect(lambda *_: self._fit())
        self._pin = self._action(
            "Pin", "P", "Keep the whole drawing in the history, for ever", self._toggle_pin
        )
        self._pin.setCheckable(True)
        self._pin.setIcon(icon("pin"))
        self._delete = self._action("Delete", "Del", "Into the bin", lambda: self._put("bin"))
        self._restore = self._action("Restore", "", "Out of the bin", lambda: self._put("recent"))
        tabs.addWidget(self._progress)
        tabs.addWidget(self._search)
        self._buttons: dict[QAction, QToolButton] = {}
        for action in (self._pin, self._delete, self._restore):
            self._buttons[action] = button = QToolButton()
            button.setDefaultAction(action)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            tabs.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE // 2)
        column.addLayout(tabs)
        column.addWidget(self._strip)

    def _action(self, text: str, key: str, tip: str, done: Callable[[], None]) -> QAction:
        action = QAction(text, self._strip)
        action.setToolTip(f"{tip} ({key})" if key else tip)
        if key:
            action.setShortcut(QKeySequence(key))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(done)
        self._strip.addAction(action)
        return action

    # -- what the worker answers

    def _on_listed(self, job: ListJob, result: ListResult) -> None:
        # What was moved or searched since must not come back for a moment.
        if not self._is_outdated and job == self._job():
            self._show_list(job, result)
        if self._list_again or job != self._job():
            self.refresh()
        elif not result.complete and self._sweeping is None:
            self._sweep()

    def _show_list(self, job: ListJob, result: ListResult) -> None:
        current = self._model.id_at(self._strip.currentIndex())
        self._listed = job
        self._model.add_thumbnails(result.thumbnails)
        self._model.show_entries(result.entries)
        index = self._model.index_of(current)
        # What was framed stays so. Where Qt would frame a neighbour, the shown one is framed.
        self._strip.setCurrentIndex(index if index.isValid() else self._model.index_of(self._shown))
        self._fit()

    def _on_unread(self, failure: Failure) -> None:
        self.failed.emit(f"the history could not be read: {failure.message}")

    def _read(self) -> None:
        if not self._jobs.is_open(self._reading) and (ids := self._model.take_wanted()):
            self._reading = self._jobs.send(
                ThumbnailsJob(ids), self._on_read, failed=self._on_unread
            )

    def _on_read(self, result: ThumbnailsResult) -> None:
        self._model.add_thumbnails(result.thumbnails)
        if result.gone:
            self._drop(result.gone)
        self._strip.viewport().update()  # what is in sight and still not there is asked for

    def _sweep(self) -> None:
        self._sweeping = self._jobs.send(
            SweepJob(),
            self._on_swept,
            self._on_sweep_progress,
            failed=self._on_not_swept,
            urgency=Urgency.BACKGROUND,
        )

    def _on_sweep_progress(self, event: SweepProgress) -> None:
        if event.seconds > NOTICED_S:
            left = math.ceil(event.seconds_left)
            time_left = f", {left} s left" if left > 1 else ""
            self._progress.setText(f"Reading {event.step} of {event.steps}{time_left}")
        self.refresh()

    def _on_swept(self, result: SweepResult) -> None:
        self._sweeping = None
        self._progress.clear()
        if result.found or result.gone:
            self.refresh()
            self.changed.emit()

    def _on_not_swept(self, failure: Failure) -> None:
        """It is not tried again in this sitting: it would fail as often as there is a list."""
        self._progress.clear()
        self._on_unread(failure)

    def _on_chosen(self, id_: int, result: ReadResult) -> None:
        if result.found is None:
            self._drop((id_,))
        else:
            self.chosen.emit(*result.found)

    # -- what is done

    def _drop(self, ids: Sequence[int]) -> None:
        current = self._model.id_at(self._strip.currentIndex())
        self._model.drop(ids)
        self._strip.setCurrentIndex(self._model.index_of(current))  # and not a neighbour's
        self._fit()

    def _fit(self) -> None:
        """Only what can be done with the current result."""
        shelf = self._model.shelf_at(self._strip.currentIndex())
        self._pin.setEnabled(shelf in ("recent", "starred"))
        self._pin.setChecked(shelf == "starred")
        self._delete.setEnabled(shelf in ("recent", "starred"))
        self._restore.setEnabled(shelf == "bin")
        in_bin = "bin" in _SEEN[self._tabs.checkedId()]
        for action, button in self._buttons.items():
            button.setVisible(in_bin == (action is self._restore))

    def _choose(self, index: QModelIndex) -> None:
        id_ = self._model.id_at(index)
        assert id_ is not None
        job = ReadJob(id_)
        ticket = self._choosing
        if ticket is not None and self._jobs.is_open(ticket) and ticket.job == job:
            return  # a click of the kind that activates, too
        self._choosing = self._jobs.send(
            job,
            lambda result: self._on_chosen(id_, result),
            failed=lambda failure: self.failed.emit(failure.message),
        )

    def _toggle_pin(self) -> None:
        shelf = self._model.shelf_at(self._strip.currentIndex())
        self._put("recent" if shelf == "starred" else "starred")

    def _put(self, shelf: Shelf) -> None:
        id_ = self._model.id_at(self._strip.currentIndex())
        if id_ is not None:
            self.put(id_, shelf)
