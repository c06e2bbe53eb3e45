"""The pages of the window: what each is called, how it is built, and whom it is connected to.

A page is added here: a function that builds it, and its `PageKind` among `PAGES`. Its tab, its line
in the View menu and its key follow from that.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar, cast, runtime_checkable

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QStackedWidget, QWidget

from sprite_studio import paths
from sprite_studio.art.walk.character import STEPS, VIEWS
from sprite_studio.settings import Settings
from sprite_studio.studio.export.characters import FRAME_NAMES
from sprite_studio.studio.jobs.export import Exportable
from sprite_studio.studio.jobs.library.sprites import KeptSprite
from sprite_studio.studio.jobs.models import ModelSummary
from sprite_studio.studio.jobs.training.adapt import AdaptResult
from sprite_studio.studio.library.history.store import History
from sprite_studio.studio.words.told import in_words
from sprite_studio.ui.create.page import CreatePage
from sprite_studio.ui.create.past import told_to
from sprite_studio.ui.edit.editing import Editing
from sprite_studio.ui.style_learning import StyleLearning
from sprite_studio.ui.widgets.save_dialog import Saving
from sprite_studio.ui.work.worker import Worker

if TYPE_CHECKING:
    from sprite_studio.ui.cast.page import CastPage
    from sprite_studio.ui.compare.page import ComparePage
    from sprite_studio.ui.learn.page import LearnPage
    from sprite_studio.ui.network.page import NetworkPage
    from sprite_studio.ui.sprites.page import SpritesPage
    from sprite_studio.ui.train.page import TrainPage
    from sprite_studio.ui.watch.page import WatchPage

Page = TypeVar("Page", bound=QWidget)
"""A page has a signal `status(str)`, one line for the status bar, and a method `remember`, which
returns the settings it is given with the state of its controls."""


@runtime_checkable
class Draws(Protocol):
    """A page that the Draw menu can mean."""

    def generate(self) -> None: ...
    def cancel(self) -> None: ...
    def roll(self) -> None: ...


@runtime_checkable
class Undoes(Protocol):
    """A page on which what was done can be taken back."""

    @property
    def past_changed(self) -> SignalInstance: ...
    @property
    def can_undo(self) -> bool: ...
    @property
    def can_redo(self) -> bool: ...
    def undo(self) -> None: ...
    def redo(self) -> None: ...


@runtime_checkable
class OffersModels(Protocol):
    """A page on which a model is chosen."""

    def show_models(self, models: tuple[ModelSummary, ...]) -> None: ...


@runtime_checkable
class OffersExport(Protocol):
    """A page with sprites of its own that can be exported."""

    def gather(self, then: Callable[[Exportable], None]) -> bool:
        """Hand them over, at once or as soon as they are read; False where there are none."""
        ...


@dataclass(frozen=True)
class Links:
    """What pages are handed by the window, and what they ask of it.

    Attributes:
        worker, settings, history: what they work with.
        new_run: names the folder of the next training run.
        save: something is to be saved.
        models_changed: there is another model.
        settings_changed: what is remembered must be written soon.
        export: what the open page has is to be exported.
    """

    worker: Worker
    settings: Settings
    history: History
    new_run: Callable[[], Path]
    save: Callable[[Saving], None]
    models_changed: Callable[[], None]
    settings_changed: Callable[[], None]
    export: Callable[[], None]


@dataclass(frozen=True, eq=False)
class PageKind(Generic[Page]):
    """Attributes:
    name: in the View menu; the letter after the & opens it there.
    tip: what can be done on it.
    build: builds and connects it, when it is first opened. Pages are imported there, since plots
        take a second.
    draws_at_once: whether something is drawn as soon as it is there.
    walks: whether characters are drawn on it, and no sprites by themselves.
    """

    name: str
    tip: str
    build: "Callable[[Links, Pages], Page]"
    draws_at_once: bool = False
    walks: bool = False


class Pages(QStackedWidget):
    """All pages, of which one is open.

    Attributes: learning: how a style is learned, from any of them.

    Signals:
        said(QWidget, str): a page has a line for the status bar.
        past_changed(): on the open page there may be more or less to undo or redo.
        opened(PageKind): another page is open, or the same once more.
        listed(): models were listed, and pages offer them.
        exported(Exportable, str): what was exported, and by which name.
    """

    said = Signal(QWidget, str)
    past_changed = Signal()
    opened = Signal(object)
    listed = Signal()
    exported = Signal(object, str)

    def __init__(self, links: Links, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._links = links
        self._built: dict[PageKind[Any], Any] = {}
        self._models: tuple[ModelSummary, ...] = ()
        self.learning = StyleLearning(links.worker, links.settings.learn_draws, self)
        self.learning.learned.connect(self._on_learned)
        self.learning.draw_wanted.connect(lambda *wanted: _draw_in(self, *wanted))

    def page(self, kind: PageKind[Page]) -> Page:
        """Of a kind; built if it was never asked for."""
        if kind not in self._built:
            made = kind.build(self._links, self)
            self._built[kind] = made
            self._take_in(made, kind)
        return cast(Page, self._built[kind])

    def open(self, kind: PageKind[Page]) -> Page:
        """Show it."""
        page = self.page(kind)
        self.setCurrentWidget(page)
        page.setFocus()  # so that the page's own keys work at once
        self.opened.emit(kind)
        return page

    def learn_style(self) -> None:
        """Begin one with sprites that are still to be chosen."""
        self.open(SPRITES).learn_style()

    @property
    def drawing(self) -> Draws:
        """Whom the Draw menu means: the page that is open, if it draws."""
        page = self.currentWidget()
        return page if isinstance(page, Draws) else self.page(CREATE)

    @property
    def undoing(self) -> Undoes | None:
        """The page that is open, if what is done there can be taken back."""
        page = self.currentWidget()
        return page if isinstance(page, Undoes) else None

    @property
    def models(self) -> tuple[ModelSummary, ...]:
        """Those that were shown last, of sprites."""
        return tuple(model for model in self._models if not model.walks)

    def show_models(self, models: tuple[ModelSummary, ...]) -> None:
        """Offer these, also on pages that are built later. Those of tunes no page chooses among."""
        self._models = tuple(model for model in models if not model.plays)
        for kind, page in self._built.items():
            self._offer(page, kind)
        self.listed.emit()

    def built(self) -> tuple[Any, ...]:
        """Those that are there."""
        return tuple(self._built.values())

    def _on_learned(self, result: AdaptResult) -> None:
        """Shown with the others at once, and not only when its pictures have been drawn anew."""
        page = self.page(CREATE)
        shown = page.controls.model
        if result.examples is not None and shown is not None and shown.name == result.model:
            page.pictures.put(shown, result.word, result.examples)
        self._links.models_changed()

    def _offer(self, page: Any, kind: PageKind[Any]) -> None:
        """Those that draw what the page shows."""
        if isinstance(page, OffersModels):
            draws = [model for model in self._models if model.walks == kind.walks]
            page.show_models(tuple(draws))

    def _take_in(self, page: Any, kind: PageKind[Any]) -> None:
        page.status.connect(lambda text: self.said.emit(page, text))
        if isinstance(page, Undoes):
            page.past_changed.connect(self.past_changed)
        if self._models:  # or they are shown when listed
            self._offer(page, kind)
        self.addWidget(cast(QWidget, page))
        if kind.draws_at_once:
            cast(Draws, page).generate()


def _create(links: Links, pages: Pages) -> CreatePage:
    page = CreatePage(links.worker, links.settings, links.history)
    page.view.save_wanted.connect(links.save)
    page.view.export_wanted.connect(links.export)
    page.view.watch.connect(lambda recipe: pages.open(WATCH).watch(recipe))
    page.view.sink.connect(lambda pixels: pages.open(WATCH).sink(pixels))
    page.view.compare.connect(lambda recipe: pages.open(COMPARE).compare(recipe))

    page.view.style_wanted.connect(
        lambda sprites, model: pages.learning.learn(page, sprites, model)
    )
    page.controls.style_box.learn_wanted.connect(pages.learn_style)
    editing = Editing(links.worker, lambda: pages.models, page)
    editing.made.connect(lambda images, recipe, _: page.show_made(images, recipe))
    editing.taught.connect(links.models_changed)
    page.view.cast.connect(lambda one: pages.open(CAST).begin_with(one.images[0], told_to(one)))
    page.cast_wanted.connect(lambda recipe: pages.open(CAST).recall(recipe))
    page.view.paint.connect(lambda one: editing.paint(one.images[0], one.recipe))
    page.view.redraw.connect(lambda one: editing.change(one.images[0], one.recipe))
    page.view.teach.connect(
        lambda shown, recipe: editing.teach(shown, recipe.drawing.mix, recipe.drawing.model)
    )
    page.replay_wanted.connect(editing.replay)
    return page


def _sprites(links: Links, pages: Pages) -> "SpritesPage":
    from sprite_studio.ui.sprites.page import SpritesPage

    page = SpritesPage(links.worker, links.settings.sprites_order)
    page.tools.export.connect(links.export)
    page.draw_more.connect(lambda facts: pages.open(CREATE).draw_in(facts.style, facts.palette))
    page.draw_again.connect(lambda recipe: pages.open(CREATE).recall(recipe))
    page.cast_wanted.connect(lambda kept: _make_cast(pages, kept))
    page.style_source.read.connect(
        lambda sprites, name: pages.learning.learn(page, sprites, name=name)
    )
    page.weights_found.connect(lambda file: pages.open(TRAIN).open_course_file(file))
    page.reworking.taught.connect(links.models_changed)
    return page


def _make_cast(pages: Pages, kept: KeptSprite) -> None:
    """Of a sprite of the library; one that is a character already is opened."""
    page, own = pages.open(CAST), kept.sprite
    if own.frames == FRAME_NAMES:
        shape = (len(VIEWS), len(STEPS), *own.images.shape[1:])
        page.open_character(own.images.reshape(shape), own.recipe, own.name)
    else:
        page.begin_with(own.images[0], dict.fromkeys(own.words, 1.0), own.name)


def _draw_in(pages: Pages, word: str, whose: str, mix: Mapping[str, float], count: int) -> None:
    """On Create, as soon as it knows the style, by the model whose it is."""

    def draw() -> None:
        pages.open(CREATE).draw_in(word, (), mix, count, whose)

    if any(word in model.known for model in pages.models if model.name == whose):
        draw()
    else:
        pages.listed.connect(draw, Qt.ConnectionType.SingleShotConnection)


def _cast(links: Links, pages: Pages) -> "CastPage":
    from sprite_studio.ui.cast.page import CastPage

    page = CastPage(links.worker, links.settings)
    pages.exported.connect(page.take_name)
    return page


def _watch(links: Links, pages: Pages) -> "WatchPage":
    from sprite_studio.ui.watch.page import WatchPage

    page = WatchPage(links.worker, links.settings)
    page.save_wanted.connect(links.save)
    page.network_wanted.connect(
        lambda recipe, step: pages.open(NETWORK).show_run(in_words(recipe), step)
    )
    return page


def _compare(links: Links, pages: Pages) -> "ComparePage":
    from sprite_studio.ui.compare.page import ComparePage

    page = ComparePage(links.worker, links.settings)
    page.save_wanted.connect(links.save)
    return page


def _train(links: Links, pages: Pages) -> "TrainPage":
    from sprite_studio.ui.train.page import TrainPage

    page = TrainPage(links.worker, links.settings, links.new_run)
    page.save_wanted.connect(links.save)
    page.model_changed.connect(links.models_changed)
    page.use_model.connect(lambda name: pages.open(CREATE).choose_model(name))
    page.style_wanted.connect(lambda pack: pages.learning.learn(page, pack))
    page.run_changed.connect(links.settings_changed)  # a kill must not make it forgotten
    return page


def _network(links: Links, pages: Pages) -> "NetworkPage":
    from sprite_studio.ui.network.page import NetworkPage

    return NetworkPage(links.worker, links.settings)


def _learn(links: Links, pages: Pages) -> "LearnPage":
    from sprite_studio.ui.learn.page import LearnPage

    page = LearnPage(links.worker, links.settings, paths.resources() / "lessons")
    page.tries.watch.connect(lambda recipe, one_step: pages.open(WATCH).watch(recipe, one_step))
    page.tries.sink.connect(lambda pixels: pages.open(WATCH).sink(pixels))
    page.tries.compare.connect(lambda recipe, lanes: pages.open(COMPARE).compare(recipe, lanes))
    page.tries.create.connect(lambda recipe: pages.open(CREATE).recall(recipe))
    page.tries.network.connect(
        lambda recipe: pages.open(NETWORK).show_run(recipe.drawing, recipe.drawing.steps_taken // 2)
    )
    page.tries.word.connect(lambda word: pages.open(NETWORK).show_word(word))
    page.tries.train.connect(lambda: pages.open(TRAIN).slow_motion())
    page.progress_made.connect(links.settings_changed)
    page.music.save_wanted.connect(links.save)
    return page


CREATE = PageKind("&Create", "Mix words and draw", _create)
SPRITES = PageKind("&Sprites", "All that was kept, and sets of it", _sprites)
CAST = PageKind("C&ast", "A character from four sides, walking", _cast, walks=True)
WATCH = PageKind("&Watch", "See every step of a run", _watch, draws_at_once=True)
COMPARE = PageKind("Com&pare", "The same noise, drawn in several ways", _compare)
TRAIN = PageKind("&Train", "Teach a network", _train)
NETWORK = PageKind("&Network", "What goes on inside the network", _network, draws_at_once=True)
LEARN = PageKind("&Learn", "How diffusion works, lesson by lesson", _learn)

PAGES: tuple[PageKind[Any], ...] = (
    *(CREATE, SPRITES, CAST, WATCH, COMPARE, TRAIN, NETWORK, LEARN),
)
"""In the order of their tabs."""
