"""Cast: one character from four sides, walking; from words, or from frames that are there."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from sprite_studio.art.sprite import Pixels
from sprite_studio.art.walk.character import Frames
from sprite_studio.art.walk.finish import MOST_COLOURS
from sprite_studio.art.walk.given import GivenError, colours_given
from sprite_studio.settings import Settings
from sprite_studio.studio.jobs.cast import (
    CastJob,
    CastProgress,
    CastResult,
    MeasureJob,
    MeasureResult,
    NeighboursJob,
    given_in,
)
from sprite_studio.studio.jobs.drawing import CAST_MODEL
from sprite_studio.studio.jobs.drawing_loop import LoopState, Phase, Screen
from sprite_studio.studio.jobs.export import Exportable
from sprite_studio.studio.jobs.models import ModelSummary
from sprite_studio.studio.jobs.recipes.recipe import Cast, Recipe
from sprite_studio.ui.cast.asked import (
    around_locked,
    as_asked,
    drafted,
    drawn_again,
    followed_by_others,
    following_others,
)
from sprite_studio.ui.cast.captions import EMPTY, NO_NETWORK, PARTY_TIP, done, draft, told
from sprite_studio.ui.cast.exporting import exportable, named_so
from sprite_studio.ui.cast.frame_hand import FrameHand
from sprite_studio.ui.cast.given_note import GivenNote
from sprite_studio.ui.cast.keeping import keeping, kept_told
from sprite_studio.ui.cast.party import Party, PartyPast, kept, made_of, nobody, people_of
from sprite_studio.ui.cast.party_view import PartyView
from sprite_studio.ui.cast.wish import Wish
from sprite_studio.ui.plain import PlainLabel
from sprite_studio.ui.widgets.error_panel import ErrorPanel
from sprite_studio.ui.widgets.page_frame import control_panel
from sprite_studio.ui.widgets.progress_line import ProgressLine, line_of
from sprite_studio.ui.work.job_client import JobClient
from sprite_studio.ui.work.latest_job import LatestJob
from sprite_studio.ui.work.loop_timer import drawing_loop
from sprite_studio.ui.work.word_pictures import WordPictures
from sprite_studio.ui.work.worker import Worker

PARTY, NEIGHBOURS = 12, 3


class CastPage(QWidget):
    """Words on the left, the twelve frames beside the ground on which the character walks.

    Signals:
        status(str): one line for the status bar.
        drawn(): a character is there, or another.
        past_changed(): there is more or less to undo or redo.
    """

    status = Signal(str)
    drawn = Signal()
    past_changed = Signal()

    def __init__(self, worker: Worker, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = JobClient(worker, self)
        self._has_network = self._is_live = False
        self._recalled: CastJob | None = None  # its given frames become the locked ones
        self._build(settings)
        self._past = PartyPast(self.wish.wished())
        screen: Screen[CastJob] = Screen(
            self._show_state,
            self._on_drawn,
            self._errors.show_failure,
            self._show,
            self._on_report,
            self._on_live,
        )
        self._loop = drawing_loop(self._jobs, screen, self)
        self._measure: LatestJob[MeasureJob] = LatestJob(
            self._jobs, self._on_measured, self._errors.show_failure
        )
        self._connect()
        self._show()
        self._jobs.send(
            NeighboursJob(NEIGHBOURS),
            lambda result: self.view.show_neighbours(list(result.frames)),
        )

    # -- what the window asks of the page

    @property
    def party(self) -> Party:
        """Who is there."""
        return self._past.now

    @property
    def is_busy(self) -> bool:
        """Whether something is being drawn, or will be."""
        return self._loop.state.is_busy

    @property
    def can_undo(self) -> bool:
        return self._past.can_undo

    @property
    def can_redo(self) -> bool:
        return self._past.can_redo

    def undo(self) -> None:
        """Take back what was drawn or painted last."""
        if self.can_undo:
            self.cancel()
            self._past.undo()
            self._go_to_past()

    def redo(self) -> None:
        """Bring it back."""
        if self.can_redo:
            self.cancel()
            self._past.redo()
            self._go_to_past()

    def remember(self, settings: Settings) -> Settings:
        """The settings with the state of every control."""
        return self.wish.remember(settings)

    def show_models(self, models: tuple[ModelSummary, ...]) -> None:
        """Look for the network of characters among them."""
        found = next((one for one in models if one.name == CAST_MODEL and not one.problem), None)
        self._has_network = found is not None
        self._is_live = found is not None and found.has_live
        self._missing.setVisible(found is None)
        for button in (self._draw, self._party):
            button.setEnabled(found is not None)
        if found is not None and (lost := self.wish.show_model(found)):
            self.status.emit(lost)
        self._fit()

    def gather(self, then: Callable[[Exportable], None]) -> bool:
        """Hand over the characters with their walks, for an export."""
        found = exportable(self.party, self.wish.words.mix())
        if found is not None:
            then(found)
        return found is not None

    def take_name(self, found: Exportable, name: str) -> None:
        """That was exported, by this name."""
        self._past.replace(named_so(self.party, found, name))

    def generate(self) -> None:
        """Draw the character now, around the frames that are locked; with a new seed unless it is
        kept."""
        self._draw_now(1)

    def roll(self) -> None:
        """With a new seed."""
        self.wish.controls.roll()
        self._loop_draw(self._job(1))

    def cancel(self) -> None:
        """Stop within one step; what was there before stays."""
        self._loop.cancel()

    def begin_with(self, pixels: Pixels, mix: Mapping[str, float], name: str = "") -> None:
        """Make a character of a sprite: its side stays, the others are drawn. Args: mix: its
        words; they say from which side it is seen; name: that it has, or ""."""
        try:
            at, person = made_of(pixels, mix, name)
        except GivenError as error:
            self._errors.show_reason(str(error))
            return
        words = {w: v for w, v in mix.items() if not w.startswith(("facing:", "pose:", "style:"))}
        self.wish.words.set_mix(words)
        self._add(Party((person,)))
        self.view.grid.pick(at)
        if self._has_network:
            self.generate()

    def open_character(self, frames: Frames, recipe: Recipe | None, name: str) -> None:
        """One that was kept. Args: recipe: of it alone, or None; name: that it has."""
        if recipe is not None and isinstance(recipe.edit, Cast):
            self.wish.set_recipe(recipe)
        self._add(Party((kept(frames, recipe, name),)))

    def recall(self, recipe: Recipe) -> None:
        """Set every control as characters were drawn, and draw them again."""
        assert isinstance(recipe.edit, Cast)
        self.wish.set_recipe(recipe)
        self._recalled = CastJob(recipe.drawing, cast=recipe.edit, styles=recipe.styles)
        self._loop_draw(self._recalled)

    # -- building

    def _build(self, settings: Settings) -> None:
        self.wish = Wish(settings, self)
        self.view = PartyView()
        self.hand = FrameHand(self._jobs, self.view.grid, lambda: self.party.person, self)
        self._draw, self._cancel = QPushButton("Draw"), QPushButton("Cancel")
        self._draw.setToolTip("Draw all frames that are not locked (Ctrl+Enter)")
        self._party = QPushButton("Party of twelve walkers")
        self._party.setToolTip(PARTY_TIP)
        self._given = GivenNote()
        self._missing = PlainLabel(NO_NETWORK)
        self._missing.setWordWrap(True)
        self._missing.setProperty("role", "quiet")
        self._progress, self._errors = ProgressLine(), ErrorPanel()
        self._caption = PlainLabel(EMPTY)
        self._caption.setProperty("role", "quiet")
        self._caption.setWordWrap(True)
        right = control_panel(
            self,
            self._draw,
            self._cancel,
            (
                ("STYLE", (self.wish.style_box,)),
                ("WORDS", (self._given, self.wish.words)),
                ("DRAWING", (self.wish.controls, self._party)),
            ),
        )
        self.wish.style_box.show_pictures(WordPictures(self._jobs, self))
        right.addWidget(self._errors)
        right.addWidget(self._missing)
        right.addWidget(self.view, 1)
        right.addWidget(self._progress)
        right.addWidget(self._caption)

    def _connect(self) -> None:
        self._draw.clicked.connect(self.generate)
        self._party.clicked.connect(lambda: self._draw_now(PARTY))
        self._cancel.clicked.connect(self.cancel)
        self.wish.words.entered.connect(self.generate)
        self._given.unlock.connect(self._let_words_win)
        self.wish.changed.connect(self._follow_hand)
        view, tools, hand = self.view, self.view.tools, self.hand
        view.chosen.connect(self._choose)
        view.keep.connect(self.keep)
        view.grid.picked.connect(self._fit)
        view.grid.opened.connect(hand.paint)
        view.grid.dropped.connect(hand.read)
        tools.lock.connect(self._set_lock)
        tools.onion.connect(view.grid.set_onion)
        tools.paint.connect(hand.paint)
        tools.again.connect(self._draw_frame_again)
        tools.follow.connect(self._let_follow)
        tools.recolour.connect(hand.recolour)
        tools.clear.connect(hand.clear)
        tools.bring_in.connect(hand.open_file)
        tools.paste.connect(hand.paste)
        tools.copy.connect(hand.copy)
        hand.changed.connect(lambda person: self._add(self.party.with_person(person)))
        hand.told.connect(self.status)
        hand.failed.connect(self._errors.show_failure)

    # -- drawing

    def _job(self, count: int, cast: Cast | None = None) -> CastJob:
        """What the controls say, around the frames that are locked."""
        cast = cast or around_locked(self.party.person)
        mirror = self.wish.controls.mirror if cast.mirror is None else cast.mirror
        drawing = as_asked(self.wish.drawing(count), cast)
        return CastJob(drawing, cast=msgspec.structs.replace(cast, mirror=mirror))

    def _draw_now(self, count: int) -> None:
        if self.wish.words.take_prompt():
            if not self.wish.controls.seed_locked:
                self.wish.controls.roll()
            if self.hand.has_few_colours(self.party.person.locked):
                self._loop_draw(self._job(count))

    def _draw_frame_again(self) -> None:
        """The frame that is meant."""
        mirror = self.wish.controls.mirror
        cast = drawn_again(self.party.person, self.view.grid.at, mirror)
        self.wish.controls.roll()
        if self.hand.has_few_colours(given_in(cast)):
            self._loop_draw(self._job(1, cast))

    def _let_follow(self) -> None:
        """Others follow the frame that is meant, and those that are locked stay."""
        person = self.party.person
        given = followed_by_others(person, self.view.grid.at)
        if self.hand.has_few_colours(given):
            cast = following_others(person, given, self.wish.controls.freedom)
            self._loop_draw(self._job(1, cast))

    def _loop_draw(self, job: CastJob) -> None:
        if self._has_network:
            self._loop.draw(job)
        else:
            self._errors.show_reason(NO_NETWORK)

    def _follow_hand(self) -> None:
        """A slider moves: drafts in few steps, and a whole drawing when it rests."""
        self._fit()
        person = self.party.person
        if self._has_network and colours_given(person.frames, person.locked) <= MOST_COLOURS:
            job = self._job(1)
            self._loop.follow(job, drafted(job, self._is_live))

    # -- frames

    def _set_lock(self, on: bool) -> None:
        person = self.party.person
        self._past.replace(self.party.with_person(person.with_lock(self.view.grid.at, on)))
        self._show()

    def _let_words_win(self) -> None:
        """Nothing is locked any more, and the character is drawn of the words."""
        self._add(self.party.with_person(self.party.person.unlocked()))
        self._draw_now(1)

    def keep(self) -> None:
        """Put those of the party into the library, each as one character."""
        if (job := keeping(self.party)) is not None:
            self._jobs.send(
                job,
                lambda result: self.status.emit(kept_told(result)),
                failed=self._errors.show_failure,
            )

    # -- who is there

    def _add(self, party: Party) -> None:
        self.cancel()
        self._past.add(party, self.wish.wished())
        self._show()

    def _go_to_past(self) -> None:
        """Who was there, and what was wished for them."""
        self.wish.show(self._past.wished)
        self._show()

    def _choose(self, who: int) -> None:
        self.cancel()
        self._past.replace(replace(self.party, who=who))
        self._show()

    def _show(self) -> None:
        """Everything as it is."""
        person = self.party.person
        self.view.show_party(self.party)
        self._given.show_given(person.locked & person.there)
        self._caption.setText(told(person))
        if person.is_whole:
            self._measure.send(MeasureJob(person.frames))
        else:
            self._measure.forget()
            self.view.walk.show_meters(None)
        self._fit()
        self.past_changed.emit()
        self.drawn.emit()

    def _fit(self) -> None:
        self.view.fit(self._has_network)
        self.view.walk.show_asked(self.wish.controls.colours)

    # -- what the loop tells

    def _show_state(self, state: LoopState) -> None:
        self._cancel.setEnabled(state.is_busy)
        self._progress.show_state(state)
        if line := line_of(state):
            self.status.emit(line)
        if state.phase is Phase.DRAWING and state.report is None:
            self._errors.hide()

    def _on_report(self, job: CastJob, report: CastProgress) -> None:
        if job.drawing.count == 1:
            self.view.show_draft(report.frames[0])

    def _on_live(self, result: CastResult) -> None:
        self.view.show_draft(result.frames[0])
        self._caption.setText(draft(result.recipe))

    def _on_drawn(self, job: CastJob, result: CastResult) -> None:
        before = self.party.person
        if job is self._recalled:  # nobody who was there before
            before = replace(nobody(), locked=given_in(job.cast))
        people = people_of(result.frames, result.recipe, before.locked, before.name)
        party = Party(people) if job.drawing.count > 1 else self.party.with_person(people[0])
        self._past.add(party, self.wish.wished_of(job))
        self._show()
        self._errors.show_left_out(result.left_out)
        self.status.emit(done(result))

    def _on_measured(self, result: MeasureResult) -> None:
        self.view.walk.show_meters(result.meters)
