"""What was drawn, and what can be done with it: the grid, its tools, its family, its history."""

from collections.abc import Callable
from weakref import WeakKeyDictionary

import numpy as np
from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sprite_studio.art.sprite import SIZE
from sprite_studio.studio.export.destination import PICTURE
from sprite_studio.studio.jobs.base import Images
from sprite_studio.studio.jobs.export import SingleSprite
from sprite_studio.studio.jobs.recipes.history import (
    Entry,
    KeepJob,
    KeepResult,
)
from sprite_studio.studio.jobs.recipes.recipe import Recipe
from sprite_studio.studio.jobs.training.adapt import LEAST_SPRITES, as_shown
from sprite_studio.studio.library.history.store import History
from sprite_studio.ui import theme
from sprite_studio.ui.create.family_row import FamilyRow
from sprite_studio.ui.create.history_strip import HistoryStrip
from sprite_studio.ui.create.keeping import Keeping
from sprite_studio.ui.create.locks import Locks
from sprite_studio.ui.create.near import RELATIVES, more_like, turn_into, turns_of, vary
from sprite_studio.ui.create.past import Drawn, Past, choices_of, walks
from sprite_studio.ui.create.sprite_tools import SpriteTools
from sprite_studio.ui.create.told import tips
from sprite_studio.ui.icons import icon
from sprite_studio.ui.widgets.pixmaps import to_qimage
from sprite_studio.ui.widgets.save_dialog import Saving
from sprite_studio.ui.widgets.sprite_grid import SpriteGrid
from sprite_studio.ui.work.job_client import JobClient
from sprite_studio.ui.work.worker import Failure, Worker

SPRITE_NOTE = "A PNG of 16×16 pixels, with the recipe that draws it again"


class ResultView(QWidget):
    """The right side of the Create page; `grid` shows the sprites, `keeping` knows those that are
    in the library, `locks` those that keep their seeds.

    Signals:
        restored(Recipe): an earlier result is shown again, and the controls are to say how it was
            drawn.
        edit_wanted(EditJob, str): sprites near one are asked for; in words, what they will be.
        category_chosen(str): a relative was clicked.
        past_changed(): there is more or less to undo or redo.
        watch(Recipe), compare(Recipe): of a single sprite. sink(Images): one sprite.
        style_wanted(tuple[Sprite, ...], str): a style is to be learned from sprites, by a model.
        cast(Drawn): a character that walks is to be made of a single sprite.
        paint(Drawn), redraw(Drawn): a single sprite is to be edited. teach(dict, Recipe): a word
            is to be taught; what may be shown, in words → pictures, and how they were drawn.
        save_wanted(Saving): something is to be saved. export_wanted(): several sprites are.
        status(str): one line for the status bar.
        failed(str): something was not done, and why.
    """

    restored = Signal(object)
    edit_wanted = Signal(object, str)
    category_chosen = Signal(str)
    past_changed = Signal()
    watch = Signal(object)
    compare = Signal(object)
    sink = Signal(object)
    style_wanted = Signal(object, str)
    paint = Signal(object)
    cast = Signal(object)
    redraw = Signal(object)
    teach = Signal(object, object)
    save_wanted = Signal(object)
    export_wanted = Signal()
    status = Signal(str)
    failed = Signal(str)

    def __init__(
        self, worker: Worker, history: History, family: bool, parent: QWidget | None = None
    ) -> None:
        """Args: family: whether the relatives are to be seen."""
        super().__init__(parent)
        self._jobs = JobClient(worker, self)
        self._history = history
        self._past = Past()
        self._kept: WeakKeyDictionary[Drawn, int] = WeakKeyDictionary()  # by which id
        self.locks = Locks()
        self._is_draft = False  # what the grid shows is not what was last drawn to its end
        self.keeping = Keeping(self._jobs, self)
        self.grid = SpriteGrid("Drag a slider, or press Generate.", many=True)
        self.grid.setAccessibleName("Drawn sprites")
        self.tools = SpriteTools(self.grid)
        self._family = FamilyRow(worker)
        self._strip = HistoryStrip(worker, history)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE)
        column.addWidget(self.grid, 1)
        column.addWidget(self.tools)
        column.addWidget(self._family)
        column.addWidget(self._strip)
        self.tools.set_family(family)
        self._family.setVisible(family)
        self._connect()

    @property
    def drawn(self) -> Drawn | None:
        """What was last drawn to its end, or restored."""
        return self._past.now

    def choices(self) -> dict[str, tuple[int, ...]]:
        """What of the drawing may be wanted by itself, in words → the numbers of its sprites."""
        if self.drawn is None:
            return {}
        starred = tuple(sorted(self.keeping.starred))
        return choices_of(len(self.drawn.images), starred, self._numbers())

    @property
    def can_undo(self) -> bool:
        return self._past.can_undo

    @property
    def can_redo(self) -> bool:
        return self._past.can_redo

    @property
    def shows_family(self) -> bool:
        return not self._family.isHidden()

    def load_history(self) -> None:
        """Begin to show what earlier sittings kept."""
        self._strip.load()

    def show_last(self) -> None:
        """What the sitting before drew last, until there is something new."""
        if (last := self._history.last()) is not None:
            self._add_entry(*last)
            self._show()

    def show_drawn(self, drawn: Drawn) -> None:
        """Something new; it is kept, and can be undone."""
        self._jobs.send(
            KeepJob(drawn.images, drawn.recipe),
            lambda result: self._on_kept(drawn, result),
            failed=self._on_not_kept,
        )
        if not drawn.is_again(self.drawn, self.grid.selected):  # then nobody has chosen that
            self.grid.select(None)
        self._past.add(drawn)
        self.past_changed.emit()
        self.grid.select(self.grid.selected)  # the others that were selected are others now
        self.show_again()

    def show_draft(self, images: Images) -> None:
        """A live frame, which no tool is about."""
        self.grid.show_images(images)
        self._begin_draft()

    def patch_draft(self, first: int, images: Images, count: int) -> None:
        """Some sprites of a drawing under way, as `SpriteGrid.patch_images`."""
        self.grid.patch_images(first, images, count)
        self._begin_draft()

    def _begin_draft(self) -> None:
        if not self._is_draft:
            self._is_draft = True
            self.grid.show_selection(on=False)
            self._fit()

    def show_again(self) -> None:
        """What was last drawn, instead of live frames or a drawing that was given up."""
        self._is_draft = False
        self.grid.show_selection(on=True)
        if self.drawn is None:
            self.grid.show_images(np.zeros((0, SIZE, SIZE, 4), np.uint8))
        else:
            self._show()
            self._draw_family()

    def _show(self) -> None:
        assert self.drawn is not None
        self.grid.show_images(self.drawn.images, tips(self.drawn.recipe))
        if len(self.drawn.images) == 1:
            self.grid.select(0)  # there is nothing to choose
        self._strip.show_current(self._kept.get(self.drawn))
        self.keeping.look_at(self.drawn)
        self._fit()

    def undo(self) -> None:
        """Back to the drawing before."""
        if self.can_undo:
            self._past.undo()
            self._restore()

    def redo(self) -> None:
        """Forward again."""
        if self.can_redo:
            self._past.redo()
            self._restore()

    # -- building

    def _connect(self) -> None:
        tools = self.tools
        self.grid.picked.connect(lambda _: self._draw_family())
        self.grid.chosen_changed.connect(self._fit)
        tools.lock.connect(self._set_lock)
        tools.keep.connect(lambda: self.keeping.keep(self._numbers()))
        tools.star.connect(lambda on: self.keeping.set_star(self._numbers(), on))
        tools.more.connect(self._more)
        tools.vary.connect(self._vary)
        tools.turn.connect(self._turn)
        tools.watch.connect(lambda: self._send(self.watch.emit))
        tools.compare.connect(lambda: self._send(self.compare.emit))
        tools.sink.connect(lambda: self.sink.emit(self._chosen().images[0]))
        tools.learn_style.connect(self._learn_style)
        tools.cast.connect(lambda: self.cast.emit(self._chosen()))
        tools.paint.connect(lambda: self.paint.emit(self._chosen()))
        tools.redraw.connect(lambda: self.redraw.emit(self._chosen()))
        tools.teach.connect(self._teach)
        tools.copy.connect(self._copy)
        tools.save.connect(self._save)
        tools.family.connect(self._show_family)
        self._family.category_chosen.connect(self.category_chosen)
        self._family.failed.connect(self.failed)
        self._strip.chosen.connect(self._on_chosen)
        self.keeping.changed.connect(self._fit)
        self.keeping.said.connect(self.status)
        self.keeping.failed.connect(self.failed)
        self._strip.failed.connect(self.failed)

    # -- the selected sprite

    def _index(self) -> int | None:
        """Of the selected sprite, if it is one of those that were last drawn."""
        index = self.grid.selected
        if self.drawn is None or self._is_draft or index is None:
            return None
        return index if index < len(self.drawn.images) else None

    def _numbers(self) -> tuple[int, ...]:
        """Of all selected sprites, if they are some of those that were last drawn."""
        return () if self._index() is None else self.grid.chosen

    def _chosen(self) -> Drawn:
        """The selected sprite by itself; the tools are only enabled where there is one."""
        index = self._index()
        assert self.drawn is not None
        assert index is not None
        return Drawn(self.drawn.images[index : index + 1], self.drawn.recipe.of_sprite(index))

    def _fit(self) -> None:
        """Tools and marks, as the sprites are."""
        self._mark()
        index, numbers = self._index(), self._numbers()
        if self.drawn is None or index is None:
            self.tools.show_none()
            return
        recipe = self.drawn.recipe
        is_drawn = recipe.edit is None
        about = f"Seed {recipe.drawing.sprite_seeds[index]}" if is_drawn else f"Sprite {index + 1}"
        if len(numbers) > 1:
            about = f"{len(numbers)} selected"
        self.tools.show_sprites(
            about,
            len(numbers),
            is_drawn,
            locked=is_drawn and set(numbers) <= self.locks.seeds.keys(),
            kept=set(numbers) <= self.keeping.kept,
            starred=set(numbers) <= self.keeping.starred,
        )
        self.tools.offer_turns(turns_of(recipe) if len(numbers) == 1 else ())
        self.tools.offer_cast(len(numbers) == 1 and walks(self._chosen()))

    def _mark(self) -> None:
        if self.drawn is None:
            return
        lock, star, tick = icon("lock"), icon("star"), icon("tick")
        starred, kept = self.keeping.starred, self.keeping.kept
        if self._is_draft:  # stars and ticks are of what was there before; what is locked stays
            starred, kept = frozenset[int](), frozenset[int]()
        locks = self.locks.seeds if self.drawn.recipe.edit is None else {}
        self.grid.set_marks(
            {
                i: [lock] * (i in locks) + [star] * (i in starred) + [tick] * (i in kept - starred)
                for i in range(len(self.drawn.images))
            }
        )

    def _set_lock(self, on: bool) -> None:
        if (drawn := self.drawn) is None:
            return
        self.locks.set(self._numbers(), drawn.recipe.drawing, on)
        self._fit()

    def _more(self) -> None:
        chosen = self._chosen()
        job = more_like(chosen, self.tools.amount, self._relatives())
        self.edit_wanted.emit(job, f"More like seed {chosen.recipe.drawing.seed}")

    def _vary(self) -> None:
        job = vary(self._chosen(), self.tools.amount, self._relatives())
        self.edit_wanted.emit(job, f"Variations, strength {self.tools.amount:.2f}")

    def _turn(self, category: str) -> None:
        chosen = self._chosen()
        told = f"Seed {chosen.recipe.drawing.seed} turns into {category}"
        self.edit_wanted.emit(turn_into(chosen, category), told)

    def _relatives(self) -> int:
        """How many sprites are drawn near one: as many as there are."""
        assert self.drawn is not None
        count = self.drawn.recipe.drawing.count
        return count if count > 1 else RELATIVES

    def _send(self, to: Callable[[Recipe], None]) -> None:
        to(self._chosen().recipe)

    def _teach(self) -> None:
        assert self.drawn is not None  # or the tool is not enabled
        shown = {told: self.drawn.images[list(some)] for told, some in self.choices().items()}
        self.teach.emit(shown, self.drawn.recipe)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setImage(to_qimage(self._chosen().images[0]))
        self.status.emit("Copied the sprite")

    def _save(self) -> None:
        if len(self._numbers()) > 1:
            self.export_wanted.emit()
            return
        chosen = self._chosen()
        sprite = SingleSprite(chosen.images[0], chosen.recipe)
        name = f"sprite-{chosen.recipe.drawing.seed}.png"
        self.save_wanted.emit(Saving("Save sprite", PICTURE, name, sprite, SPRITE_NOTE))

    def _learn_style(self) -> None:
        assert self.drawn is not None  # or the tool is not enabled
        shown = as_shown(self.drawn.images, self.drawn.recipe)
        picks = (self.grid.chosen, tuple(sorted(self.keeping.starred)), range(len(shown)))
        numbers = next((one for one in picks[:-1] if len(one) >= LEAST_SPRITES), picks[-1])
        model = self.drawn.recipe.drawing.model
        self.style_wanted.emit(tuple(shown[i] for i in numbers), model)

    # -- the family

    def _show_family(self, on: bool) -> None:
        self._family.setVisible(on)
        self._draw_family()

    def _draw_family(self) -> None:
        """Of the selected sprite, or the first one, if the row is seen."""
        if self.shows_family and self.drawn is not None and self.drawn.recipe.edit is None:
            self._family.show_relatives(self.drawn.recipe.of_sprite(self._index() or 0))

    # -- the history

    def _on_kept(self, drawn: Drawn, result: KeepResult) -> None:
        self._kept[drawn] = result.entry.id
        self._strip.refresh()
        if drawn is self.drawn:
            self._strip.show_current(result.entry.id)

    def _on_not_kept(self, failure: Failure) -> None:
        self.failed.emit(f"the history could not be written: {failure.message}")

    def _on_chosen(self, entry: Entry, images: Images) -> None:
        self._add_entry(entry, images)
        self._restore()

    def _add_entry(self, entry: Entry, images: Images) -> None:
        drawn = Drawn(images, replace(entry.recipe, layout=None))
        self._kept[drawn] = entry.id
        self._past.add(drawn)

    def _restore(self) -> None:
        assert self.drawn is not None
        recipe = self.drawn.recipe
        self.locks.fit(recipe.drawing)
        self.past_changed.emit()
        self.show_again()
        self.restored.emit(recipe)
