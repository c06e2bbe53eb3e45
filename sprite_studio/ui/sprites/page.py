"""Sprites: all that was kept, found by its words, named, starred, and put into sets."""

from collections.abc import Callable

import msgspec
from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sprite_studio.settings import Settings
from sprite_studio.studio.export.characters import FRAME_NAMES
from sprite_studio.studio.jobs.cast import may_walk
from sprite_studio.studio.jobs.export import Exportable
from sprite_studio.studio.jobs.library.changes import (
    Change,
    Changed,
    ChangeSpritesJob,
)
from sprite_studio.studio.jobs.library.exporting import GatherJob
from sprite_studio.studio.jobs.library.finding import (
    ChoicesJob,
    ChoicesResult,
    Order,
    Query,
)
from sprite_studio.studio.jobs.library.sprites import (
    KeepSpritesResult,
    KeptSprite,
    ReadSpritesJob,
    ReadSpritesResult,
    TakeInStarsJob,
    TakeInStarsResult,
)
from sprite_studio.studio.jobs.models import ModelSummary
from sprite_studio.studio.words.styles import styles_in
from sprite_studio.ui import theme
from sprite_studio.ui.plain import PlainLabel
from sprite_studio.ui.sprites.actions import SpriteActions
from sprite_studio.ui.sprites.bringing.bring_in import BringIn, files_in
from sprite_studio.ui.sprites.bringing.import_notice import ImportNotice, imported
from sprite_studio.ui.sprites.bringing.style_source import StyleSource
from sprite_studio.ui.sprites.card_grid import CardGrid
from sprite_studio.ui.sprites.details import Details
from sprite_studio.ui.sprites.empty import empty_text
from sprite_studio.ui.sprites.filters import Filters
from sprite_studio.ui.sprites.finder import Finder
from sprite_studio.ui.sprites.past import Changes
from sprite_studio.ui.sprites.pulling import Pulling
from sprite_studio.ui.sprites.recolour import Recolouring
from sprite_studio.ui.sprites.reworking import Reworking
from sprite_studio.ui.sprites.search_row import SearchRow
from sprite_studio.ui.sprites.set_panel import SetPanel
from sprite_studio.ui.widgets.error_panel import ErrorPanel
from sprite_studio.ui.widgets.page_frame import lay_out, scrolled
from sprite_studio.ui.widgets.pixmaps import to_qimage
from sprite_studio.ui.widgets.wheel import scroll_past
from sprite_studio.ui.work.job_client import JobClient
from sprite_studio.ui.work.turns import Urgency
from sprite_studio.ui.work.worker import Ticket, Worker

MOST_DETAILS = 64
"""Of the selected sprites, those that are looked at for what they have in common."""


class SpritesPage(QWidget):
    """Sets and filters on the left, the sprites on the right.

    Attributes: style_source: what a style is learned from.

    Signals:
        status(str): one line for the status bar.
        past_changed(): there is more or less to undo or redo.
        draw_more(SetFacts): sprites for a set are to be drawn.
        draw_again(Recipe): a sprite is to be drawn once more.
        cast_wanted(KeptSprite): of it a character that walks is to be made, or it is one.
        weights_found(Path): weights of the course were brought in.
    """

    status = Signal(str)
    past_changed = Signal()
    draw_more = Signal(object)
    draw_again = Signal(object)
    cast_wanted = Signal(object)
    weights_found = Signal(object)

    def __init__(
        self, worker: Worker, order: Order = "newest", parent: QWidget | None = None
    ) -> None:
        """Args: order: in which sprites stand at first."""
        super().__init__(parent)
        self._jobs = JobClient(worker, self)
        self._changes = Changes(self._jobs, self)
        self._looking: Ticket | None = None
        self._looked_at: tuple[int, ...] = ()  # what was selected when it was read
        self._read: tuple[KeptSprite, ...] = ()
        self._next: tuple[int, ...] = ()  # are selected as soon as they are shown
        self._styles: set[str] = set()
        self._build(order)
        self._recolouring = Recolouring(self._jobs, self.grid, self.sets, self._changes, self)
        self._bring_in = BringIn(self._jobs, self._open_set, self)
        self.style_source = StyleSource(
            self._jobs, self._learnable, self.notice, self._bring_in, self
        )
        self.reworking = Reworking(worker, self.tools, self.grid, self._open_set, self)
        self.setAcceptDrops(True)
        self._finder = Finder(self._jobs, self.grid, self._query, self)
        self._connect()
        self._jobs.send(TakeInStarsJob(), self._on_taken_in, urgency=Urgency.BACKGROUND)

    # -- what the window asks of the page

    @property
    def can_undo(self) -> bool:
        return self._changes.can_undo

    @property
    def can_redo(self) -> bool:
        return self._changes.can_redo

    def undo(self) -> None:
        """Take back what was done last."""
        self._changes.undo()

    def redo(self) -> None:
        """Do it again."""
        self._changes.redo()

    def remember(self, settings: Settings) -> Settings:
        """The order alone: it opens on all sprites."""
        return msgspec.structs.replace(settings, sprites_order=self.top.order)

    def show_models(self, models: tuple[ModelSummary, ...]) -> None:
        """Whose styles a set may have."""
        self._offer_styles({style for model in models for style in styles_in(model.known)})
        self.reworking.show_models(models)

    def gather(self, then: Callable[[Exportable], None]) -> bool:
        """Read what can be exported: what is shown, and what of it is selected."""
        ids = self.grid.ids
        if not ids:
            return False
        job = GatherJob(ids, self.grid.chosen, self._open_set())
        self._jobs.send(job, lambda result: then(result.found), failed=self._errors.show_failure)
        return True

    def learn_style(self) -> None:
        """Of selected sprites, or others that are still to be chosen; not of deleted ones."""
        if self.sets.list.place == "deleted":
            self.grid.choose()
            self.sets.list.open("all")
        self.style_source.begin()

    def keep_setting(self, set_: int, setting: str) -> None:
        """A set was exported so."""
        self.sets.keep_setting(set_, setting)

    # -- building

    def _build(self, order: Order) -> None:
        self.grid = CardGrid()
        self.tools = SpriteActions(self.grid)
        self.sets = SetPanel(self._jobs, self._changes)
        self.filters = Filters()
        self.details = Details()
        self.details.hide()
        self._errors, self.notice = ErrorPanel(), ImportNotice()
        self.top = SearchRow(order, self.tools.import_action, self)
        self.search = self.top.search
        heading = PlainLabel("FILTERS")
        heading.setProperty("role", "section")

        controls = QWidget()
        column = QVBoxLayout(controls)
        column.setContentsMargins(2 * theme.SPACE, 2 * theme.SPACE, 2 * theme.SPACE, theme.SPACE)
        column.setSpacing(theme.SPACE)
        column.addWidget(self.sets, 1)
        for part in (heading, self.filters, self.details):
            column.addWidget(part)
        scroll_past(controls)
        left, right = lay_out(self)
        left.addWidget(scrolled(controls), 1)
        for part in (self._errors, self.notice, self.top):
            right.addWidget(part)
        right.addWidget(self.grid, 1)
        right.addWidget(self.tools)
        self.setFocusProxy(self.grid)

    def _connect(self) -> None:
        pulling = Pulling(self._jobs, self.grid, self._errors.show_failure)
        self.top.changed.connect(self._finder.find)
        self.top.entered.connect(self.grid.setFocus)
        self.filters.changed.connect(self._finder.find)
        self._finder.found.connect(self._on_found)
        self._finder.failed.connect(self._errors.show_failure)
        self.grid.chosen_changed.connect(self._look)
        self.grid.renamed.connect(lambda name: self._change(Change(name=name)))
        self.grid.opened.connect(lambda _: self._draw_again())
        self.grid.drag_wanted.connect(
            lambda: pulling.begin(self.grid.chosen, self.grid.picture_of_main())
        )
        self.grid.ordered.connect(self.sets.order)
        self.details.tagged.connect(self._change)
        self._connect_tools()
        self.sets.place_changed.connect(self._finder.find)
        self.sets.listed.connect(self.tools.show_sets)
        self.sets.draw_more.connect(self.draw_more)
        self.sets.failed.connect(self._errors.show_failure)
        self.sets.refused.connect(self._errors.show_reason)
        self._changes.done.connect(self._on_changed)
        self._changes.failed.connect(self._errors.show_failure)
        self._changes.past_changed.connect(self.past_changed)

    def _connect_tools(self) -> None:
        tools = self.tools
        tools.star.connect(lambda on: self._change(Change(starred=on)))
        tools.delete.connect(lambda on: self._change(Change(deleted=on)))
        tools.rename.connect(self.grid.edit_name)
        tools.tag.connect(self.details.edit_tags)
        tools.put.connect(lambda id_: self.sets.put(id_, self.grid.chosen))
        tools.put_into_new.connect(lambda: self.sets.make(self.grid.chosen))
        tools.take_out.connect(lambda: self.sets.take_out(self.grid.chosen))
        tools.learn_style.connect(self.learn_style)
        self.style_source.failed.connect(self._errors.show_failure)
        tools.again.connect(self._draw_again)
        tools.cast.connect(self._make_cast)
        tools.copy.connect(self._copy)
        tools.recolour.connect(self._recolouring.open)
        tools.bring_in.connect(lambda: self._bring_in.choose())
        tools.paste.connect(self._bring_in.paste)
        self._bring_in.kept.connect(self._on_kept)
        self._bring_in.weights_found.connect(self.weights_found)
        self._bring_in.refused.connect(self._errors.show_reason)
        self._bring_in.failed.connect(self._errors.show_failure)
        self.reworking.kept.connect(self._on_reworked)
        self.reworking.refused.connect(self._errors.show_reason)
        self.reworking.failed.connect(self._errors.show_failure)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show or (
            event.type() == QEvent.Type.WindowActivate and self.isVisible()
        ):
            self.refresh()  # another window, or Create, may have kept something
        return super().event(event)

    # -- what is seen

    def refresh(self) -> None:
        """Whoever has changed something: show what is there now."""
        self._finder.find()
        self.sets.refresh()
        self._jobs.send(ChoicesJob(), self._on_choices, failed=self._errors.show_failure)

    def _query(self) -> Query:
        place = self.sets.list.place
        query = Query(
            text=self.search.text(),
            set=place if isinstance(place, int) else None,
            starred=place == "starred",
            deleted=place == "deleted",
            order=self.top.order,
        )
        return self.filters.filtered(query)

    def _on_found(self, query: Query) -> None:
        if self._next and set(self._next) <= set(self.grid.ids):
            self.grid.choose(*self._next)
            self._next = ()
        narrowed = bool(query.text.strip()) or self.filters.is_set
        self.grid.show_empty_text(empty_text(self.sets.list.place, narrowed))
        self.top.show_count(self.grid.count())
        self._fit()

    def _on_choices(self, result: ChoicesResult) -> None:
        self.filters.show_choices(result)
        self.sets.list.show_counts(result.sprites, result.starred, result.deleted)
        self._offer_styles({style for style, _ in result.styles if style})

    def _offer_styles(self, styles: set[str]) -> None:
        if not styles <= self._styles:
            self._styles |= styles
            self.sets.box.offer_styles(self._styles)

    def _on_taken_in(self, result: TakeInStarsResult) -> None:
        if result.taken:
            self.refresh()
            self.status.emit(f"{result.taken:,} sprites that had a star in the history are here")

    # -- what is selected

    def _look(self) -> None:
        """Read what is selected, for the details."""
        self._fit()
        ids = self.grid.chosen
        if self._looking is not None:
            self._looking.cancel()
        if not ids:
            self._on_looked(ids, ReadSpritesResult(()))
            return
        self._looking = self._jobs.send(
            ReadSpritesJob(ids[:MOST_DETAILS]),
            lambda result: self._on_looked(ids, result),
            failed=self._errors.show_failure,
        )

    def _on_looked(self, ids: tuple[int, ...], result: ReadSpritesResult) -> None:
        if ids == self.grid.chosen:
            self._looked_at, self._read = ids, result.sprites
            self.details.show_sprites(result.sprites, len(ids))
            self._fit()

    def _fit(self) -> None:
        ids, place = self.grid.chosen, self.sets.list.place
        self.style_source.fit()
        self.grid.may_order = isinstance(place, int)
        self.top.show_place(isinstance(place, int))
        known = ids == self._looked_at and bool(self._read)
        self.tools.fit(
            len(ids),
            in_set=isinstance(place, int),
            deleted=place == "deleted",
            starred=known and all(one.starred for one in self._read),
            walks=not known or all(may_walk(one.sprite.words) for one in self._read),
        )

    def _learnable(self) -> tuple[int, ...]:
        """Of what is selected."""
        return () if self.sets.list.place == "deleted" else self.grid.chosen

    def _open_set(self) -> int | None:
        place = self.sets.list.place
        return place if isinstance(place, int) else None

    def _only(self) -> KeptSprite | None:
        there = self._looked_at == self.grid.chosen and len(self._read) == 1
        return self._read[0] if there else None

    # -- what is done

    def _change(self, change: Change) -> None:
        if self.grid.chosen:
            self._changes.send(ChangeSpritesJob(self.grid.chosen, change))

    def _on_changed(self, changed: Changed) -> None:
        self._errors.hide()
        self.notice.end_telling()
        taken_back = "; Ctrl+Z takes it back" if changed.undo is not None else ""
        self.status.emit(f"{changed.told}{taken_back}")
        self.grid.cards.read_again()
        self.refresh()
        self._look()

    def _draw_again(self) -> None:
        one = self._only()
        if one is None:
            return
        recipe = one.sprite.recipe
        if one.sprite.frames == FRAME_NAMES:  # drawn anew it would lose what a hand did to it
            self.cast_wanted.emit(one)
        elif recipe is None or recipe.edit is not None:
            self.status.emit("It has no recipe that Create could repeat; its pixels are kept here")
        else:
            self.draw_again.emit(recipe)

    def _make_cast(self) -> None:
        if (one := self._only()) is not None:
            self.cast_wanted.emit(one)

    def _copy(self) -> None:
        if (one := self._only()) is not None:
            QGuiApplication.clipboard().setImage(to_qimage(one.sprite.images[0]))
            self.status.emit("Copied the sprite")

    # -- pictures of the user's own

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files_in(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self._bring_in.open_files(files_in(event.mimeData()))
        event.acceptProposedAction()

    def _on_kept(self, result: KeepSpritesResult) -> None:
        self.search.clear()  # or the new ones could not be seen
        self.filters.clear()
        if self._open_set() is None:
            self.sets.list.open("all")
        self._next = result.ids
        told = imported(result.new, len(result.ids))
        self.style_source.tell(told, result.ids)
        self._tell(told)

    def _on_reworked(self, told: str, id_: int) -> None:
        self.notice.end_telling()
        self._next = (id_,)
        self._tell(told)

    def _tell(self, told: str) -> None:
        self.status.emit(told)
        self.refresh()
