"""Learn: lessons and music at the left, one of them in the middle, the glossary at the right."""

from collections.abc import Callable
from pathlib import Path

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QAbstractSlider,
    QApplication,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from sprite_studio.settings import Learned, Settings
from sprite_studio.studio.jobs.drawing import DEFAULT_MODEL, NONE
from sprite_studio.studio.jobs.export import Exportable
from sprite_studio.studio.jobs.models import ModelSummary
from sprite_studio.studio.learn.texts import (
    Try,
    read_frame,
    read_glossary,
    read_lessons,
    read_music,
)
from sprite_studio.ui import theme
from sprite_studio.ui.learn.gallery import FIGURES
from sprite_studio.ui.learn.guess_card import Guessed
from sprite_studio.ui.learn.lesson_list import LessonList
from sprite_studio.ui.learn.lesson_view import LessonView
from sprite_studio.ui.learn.music.page import MusicPage
from sprite_studio.ui.learn.trying import Tries
from sprite_studio.ui.plain import PlainLabel
from sprite_studio.ui.widgets.glossary_view import GlossaryView
from sprite_studio.ui.work.job_client import JobClient
from sprite_studio.ui.work.worker import Worker

SIDE, MARGIN = 184, 188
"""Logical pixels of the list and of the glossary; in a wide window a third more."""

WIDE = 1180


MUSIC = "music"
"""The key of what stands below the lessons."""

MUSIC_TERMS = ("x_t", "x0", "word", "seed")

KEYS = (
    ("Left", -1, QAbstractSlider.SliderAction.SliderSingleStepSub),
    ("Right", 1, QAbstractSlider.SliderAction.SliderSingleStepAdd),
    ("PgUp", -1, QAbstractSlider.SliderAction.SliderPageStepAdd),
    ("PgDown", 1, QAbstractSlider.SliderAction.SliderPageStepSub),
)
"""What each turns to, and what it means to a slider."""


class LearnPage(QWidget):
    """The lessons, and below them music: the same mathematics on other data.

    Attributes:
        tries: what the lessons set up on other pages.
        music: the loop that is drawn and heard.

    Signals:
        status(str): one line for the status bar.
        progress_made(): what is remembered has changed.
    """

    status = Signal(str)
    progress_made = Signal()

    def __init__(
        self,
        worker: Worker,
        settings: Settings,
        texts: Path,
        parent: QWidget | None = None,
    ) -> None:
        """Args: texts: the folder of the lessons' words."""
        super().__init__(parent)
        self.tries = Tries(self)
        jobs = JobClient(worker, self)
        frame = read_frame(texts)
        self._lessons = read_lessons(texts)
        self._frame = frame
        self._seen = list(settings.learned.seen)
        self._guesses: dict[str, Guessed] = dict(settings.learned.guesses)
        self._views: list[LessonView] = []
        self._styles: dict[str, str] = {}  # model → in which it draws best
        self._models: dict[str, ModelSummary] = {}
        for number, lesson in enumerate(self._lessons, 1):
            place = frame["place"].format(number=number, count=len(self._lessons))
            figure = FIGURES[lesson.key]
            self._views.append(LessonView(lesson, place, figure, frame, jobs))
        self._keys = [*(lesson.key for lesson in self._lessons), MUSIC]
        self.music = MusicPage(worker, settings, read_music(texts), frame)
        self.music.guessed.connect(self._on_music_guessed)
        self.music.again.connect(self._on_music_again)
        self.tries.music.connect(lambda: self.open_lesson(MUSIC))
        self.music.status.connect(self.status)
        self.music.changed.connect(self.progress_made)
        self._build(texts)
        self._restore(settings.learned)

    # -- what the window asks of the page

    def remember(self, settings: Settings) -> Settings:
        """The settings with how far somebody is."""
        learned = Learned(
            lesson=self._keys[self._list.currentRow()],
            seen=tuple(self._seen),
            guesses=dict(self._guesses),
        )
        return self.music.remember(msgspec.structs.replace(settings, learned=learned))

    def show_models(self, models: tuple[ModelSummary, ...]) -> None:
        """Offer these; the figures are computed by the chosen one."""
        chosen = self._model.currentText() or DEFAULT_MODEL
        names = [model.name for model in models if not model.problem]
        self._styles = {model.name: model.best_style for model in models}
        before, self._models = self._models, {model.name: model for model in models}
        pairs = [(before.get(model.name, model), model) for model in models]
        others = {now.name for old, now in pairs if now.untaught != old.untaught}
        known = {model.name: frozenset(model.known) for model in models if model.taught is not None}
        for view in self._views:
            view.forget(others, known)
        self._model.blockSignals(True)
        self._model.clear()
        self._model.addItems(names or [DEFAULT_MODEL])
        self._model.setCurrentText(chosen if chosen in names else DEFAULT_MODEL)
        self._model.blockSignals(False)
        self._open_current()

    @property
    def is_music(self) -> bool:
        """Whether that is open, which alone can be drawn and saved here."""
        return self._keys[self._list.currentRow()] == MUSIC

    def generate(self) -> None:
        """Draw a loop, if music is open."""
        if self.is_music:
            self.music.generate()

    def cancel(self) -> None:
        """Give up a loop that is being drawn."""
        self.music.cancel()

    def roll(self) -> None:
        """Draw another loop, if music is open."""
        if self.is_music:
            self.music.roll()

    def gather(self, then: Callable[[Exportable], None]) -> bool:
        """A loop is saved as notes; there are no sprites here."""
        if self.is_music:
            self.music.save_notes()
        return self.is_music

    # -- building

    def _build(self, texts: Path) -> None:
        frame = self._frame
        self._list = LessonList(frame["lessons"], [lesson.title for lesson in self._lessons])
        self._list.add_apart(frame["music"])
        self._list.chosen.connect(self._on_chosen)
        self._model = QComboBox()
        self._model.setMinimumContentsLength(6)
        self._model.addItem(DEFAULT_MODEL)
        self._model.setAccessibleName(frame["model"])
        self._model.setToolTip(frame["model_tip"])
        self._model.currentTextChanged.connect(lambda _: self._open_current())
        self._glossary = GlossaryView(read_glossary(texts), frame["terms_here"], frame["terms"])
        self._stack = QStackedWidget()
        for view in self._views:
            self._stack.addWidget(view)
            view.guessed.connect(self._on_guessed)
            view.again.connect(self._on_again)
            view.seen.connect(self._on_seen)
            view.tried.connect(self._on_tried)
            view.term_wanted.connect(self._glossary.go_to)
        self._stack.addWidget(self.music)
        self._before, self._next = QPushButton(frame["before"]), QPushButton(frame["next"])
        self._before.setToolTip(frame["before_tip"])
        self._next.setToolTip(frame["next_tip"])
        self._before.clicked.connect(lambda: self._turn(-1))
        self._next.clicked.connect(lambda: self._turn(1))
        turning = QHBoxLayout()
        turning.addWidget(self._before)
        turning.addStretch()
        turning.addWidget(self._next)
        middle = QVBoxLayout()
        middle.setSpacing(theme.SPACE)
        middle.addWidget(self._stack, 1)
        middle.addLayout(turning)
        self._left, self._right = QFrame(), QFrame()
        self._fill_sides()
        whole = QHBoxLayout(self)
        whole.setContentsMargins(2 * theme.SPACE, theme.SPACE, 2 * theme.SPACE, theme.SPACE)
        whole.setSpacing(2 * theme.SPACE)
        whole.addWidget(self._left)
        whole.addLayout(middle, 1)
        whole.addWidget(self._right)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        for key, way, of_slider in KEYS:
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(
                lambda way=way, of_slider=of_slider: self._on_key(way, of_slider)
            )

    def _fill_sides(self) -> None:
        frame = self._frame
        for side in (self._left, self._right):
            side.setProperty("role", "panel")
        left = QVBoxLayout(self._left)
        left.addWidget(self._list, 1)
        model = PlainLabel(frame["model"])
        model.setProperty("role", "quiet")
        left.addWidget(model)
        left.addWidget(self._model)
        right = QVBoxLayout(self._right)
        right.addWidget(self._glossary)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= WIDE
        self._left.setFixedWidth(SIDE * 4 // 3 if wide else SIDE)
        self._right.setFixedWidth(MARGIN * 4 // 3 if wide else MARGIN)

    def _restore(self, learned: Learned) -> None:
        """Where somebody was, and what was guessed."""
        keys = self._keys
        for key in self._seen:
            if key in keys:
                self._list.tick(keys.index(key))
        self._list.setCurrentRow(keys.index(learned.lesson) if learned.lesson in keys else 0)

    # -- what happens

    @property
    def view(self) -> LessonView:
        """The lesson that is open."""
        return self._views[self._list.currentRow()]

    @property
    def keys(self) -> tuple[str, ...]:
        """Of the lessons in their order, and `MUSIC`."""
        return tuple(self._keys)

    def open_lesson(self, key: str) -> None:
        """By its key; `MUSIC` is what stands below them."""
        self._list.setCurrentRow(self._keys.index(key))

    def guess(self, guess: Guessed | None) -> None:
        """Answer the question of what is open; with None only its own answer is wanted."""
        (self.music if self.is_music else self.view).guessed.emit(guess)

    @property
    def is_told(self) -> bool:
        """Whether the answer of what is open was computed, and is shown."""
        if self.is_music:
            return self.music.has_loop and self.music.shows_answer
        return self.view.is_told

    def _on_key(self, way: int, of_slider: QAbstractSlider.SliderAction) -> None:
        """Who stands on a slider moves that."""
        focused = QApplication.focusWidget()
        if isinstance(focused, QAbstractSlider):
            focused.triggerAction(of_slider)
        else:
            self._turn(way)

    def _turn(self, way: int) -> None:
        row = self._list.currentRow() + way
        if 0 <= row < len(self._keys):
            self._list.setCurrentRow(row)

    def _on_chosen(self, row: int) -> None:
        self._stack.setCurrentIndex(row)
        self._before.setEnabled(row > 0)
        self._next.setEnabled(row < len(self._keys) - 1)
        self._model.setEnabled(not self.is_music and self._views[row].by_model)
        if self.is_music:
            self._glossary.show_first(MUSIC_TERMS)
            self.status.emit(self._frame["music_question"])
        else:
            lesson = self._lessons[row]
            self._glossary.show_first(lesson.terms)
            self.status.emit(lesson.question)
        self.progress_made.emit()
        if self.isVisible():
            self._open_current()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._open_current()

    def _open_current(self) -> None:
        """Its figures are computed once it is seen, and not before."""
        if not self.isVisible():
            return
        if self.is_music:
            self.music.open()
            if MUSIC in self._seen and not self.music.shows_answer:
                self.music.show_guess(self._guesses.get(MUSIC))
            return
        view, key = self.view, self.view.lesson.key
        view.open(self._model.currentText())
        if (key in self._seen or key in self._guesses) and not view.shows_answer:
            view.show_guess(self._guesses.get(key))

    def _on_guessed(self, guess: Guessed | None) -> None:
        key = self.view.lesson.key
        if guess is None:
            self._guesses.pop(key, None)
        else:
            self._guesses[key] = guess
        self.view.show_guess(guess)
        self.view.look_at_answer()
        self._next.setFocus()  # or it goes from the choice, which is made, to the lesson before
        self.progress_made.emit()

    def _on_music_guessed(self, guess: Guessed | None) -> None:
        """It is read as soon as it is guessed, for there it is heard and played with."""
        if guess is not None:
            self._guesses[MUSIC] = guess
        self._seen.append(MUSIC)
        self._list.tick(self._keys.index(MUSIC))
        self.music.show_guess(guess)
        self.music.look_at_answer()
        self.progress_made.emit()

    def _on_music_again(self) -> None:
        self._guesses.pop(MUSIC, None)
        self._seen = [key for key in self._seen if key != MUSIC]
        self._list.untick(self._keys.index(MUSIC))
        self.music.ask_again()
        self.progress_made.emit()

    def _on_tried(self, one: Try) -> None:
        model = self._model.currentText()
        self.tries.send(one, model, self._styles.get(model, NONE), self.view.sprite)

    def _on_again(self) -> None:
        view = self.view
        self._guesses.pop(view.lesson.key, None)
        self._seen = [key for key in self._seen if key != view.lesson.key]
        self._list.untick(self._list.currentRow())
        view.ask_again()
        self.progress_made.emit()

    def _on_seen(self) -> None:
        for row, view in enumerate(self._views):
            if view is self.sender() and view.lesson.key not in self._seen:
                self._seen.append(view.lesson.key)
                self._list.tick(row)
                self.progress_made.emit()
