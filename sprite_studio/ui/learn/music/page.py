"""A loop of music is drawn: its roll comes out of the noise, is heard, and saved."""

from collections.abc import Callable, Mapping

import msgspec
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from sprite_studio.settings import Settings
from sprite_studio.studio.export.destination import NOTES, SOUND
from sprite_studio.studio.jobs.drawing import Drawing, new_seed
from sprite_studio.studio.jobs.drawing_loop import LoopState, Phase, Screen
from sprite_studio.studio.jobs.export import TuneNotes, TuneSound
from sprite_studio.studio.jobs.tune import (
    DrawnTune,
    TuneJob,
    TuneProgress,
    TuneResult,
)
from sprite_studio.studio.learn.texts import Lesson
from sprite_studio.ui import theme
from sprite_studio.ui.learn.guess_card import GuessCard, Guessed, judged
from sprite_studio.ui.learn.music.loop_sound import LoopSound
from sprite_studio.ui.learn.music.mood_mixer import MoodMixer
from sprite_studio.ui.learn.music.player import ELSEWHERE, OPENED, plays_here
from sprite_studio.ui.learn.music.roll_stage import RollStage
from sprite_studio.ui.learn.music.story import (
    family_line,
    figures_line,
    last_of,
    order_line,
    plan_line,
    settled_from,
)
from sprite_studio.ui.learn.music.taught import Taught
from sprite_studio.ui.learn.prose import Prose
from sprite_studio.ui.plain import PlainLabel
from sprite_studio.ui.widgets.error_panel import ErrorPanel
from sprite_studio.ui.widgets.forms import SeedBox, describe, quiet, quiet_label
from sprite_studio.ui.widgets.progress_line import ProgressLine, line_of
from sprite_studio.ui.widgets.save_dialog import Saving
from sprite_studio.ui.widgets.wheel import scroll_past
from sprite_studio.ui.work.job_client import JobClient
from sprite_studio.ui.work.loop_timer import drawing_loop
from sprite_studio.ui.work.worker import Failure, Worker

WIDEST = 760
"""Logical pixels of a column that is read."""


class MusicPage(QScrollArea):
    """Signals:
    guessed(object): a guess, or None where only the answer is wanted.
    again(): another guess is wanted.
    status(str): one line for the status bar.
    save_wanted(Saving): something is to be saved.
    changed(): of what is remembered.
    """

    guessed = Signal(object)
    again = Signal()
    status = Signal(str)
    save_wanted = Signal(object)
    changed = Signal()

    def __init__(
        self,
        worker: Worker,
        settings: Settings,
        lesson: Lesson,
        frame: Mapping[str, str],
        parent: QWidget | None = None,
    ) -> None:
        """Args: lesson: its words; frame: the page's own."""
        super().__init__(parent)
        self._lesson, self._frame = lesson, frame
        self._guess: Guessed | None = None
        self._jobs = JobClient(worker, self)
        screen: Screen[TuneJob] = Screen(
            self._show_state, self._on_drawn, self._on_failed, self._show_again, self._on_report
        )
        self._loop = drawing_loop(self._jobs, screen, self)
        self._asked = settings.tune
        self._drawn: DrawnTune | None = None
        self._sound = LoopSound(self._jobs, self)
        self._sound.broken.connect(self._on_failed)
        self._player = self._sound.player
        self._player.moved.connect(self._on_played)
        self._player.opened.connect(lambda: self.status.emit(OPENED))
        self._player.failed.connect(lambda told: self._errors.show_reason(told))
        self._build()
        self._show_state(self._loop.state)

    # -- what the window asks of the page

    def remember(self, settings: Settings) -> Settings:
        """The settings with the state of every control."""
        return msgspec.structs.replace(settings, tune=self._drawing())

    @property
    def has_loop(self) -> bool:
        """Whether there is one to be heard and saved."""
        return self._drawn is not None

    def open(self) -> None:
        """It is in sight: the first loop is drawn."""
        self._taught.open()
        if self._drawn is None and not self._loop.state.is_busy:
            self.generate()

    @property
    def shows_answer(self) -> bool:
        """Whether something was guessed, or only the answer is wanted."""
        return not self._answer.isHidden()

    def show_guess(self, guess: Guessed | None) -> None:
        """Show the loop, beside what was guessed, if anything was."""
        self._guess = guess
        self._card.show_guess(guess)
        self._answer.show()
        self._tell()

    def look_at_answer(self) -> None:
        """Bring it into sight, once it is laid out."""
        bar = self.verticalScrollBar()
        QTimer.singleShot(0, self, lambda: bar.setValue(self._answer.y() - theme.SPACE))

    def ask_again(self) -> None:
        """Hide the loop; it is kept."""
        self._guess = None
        self._player.stop()
        self._card.ask()
        self._answer.hide()

    def generate(self) -> None:
        """Draw now."""
        self._loop.draw(TuneJob(self._drawing()))

    def cancel(self) -> None:
        """Stop within one step; the loop before stays."""
        self._loop.cancel()

    def roll(self) -> None:
        """Another seed."""
        self._seed.setValue(new_seed())
        self.generate()

    def save_sound(self) -> None:
        """Ask where to save what is heard."""
        if (drawn := self._drawn) is not None:
            name = f"{self._name(drawn)}.wav"
            note = "It can be played round and round, and holds the recipe that draws it again"
            self.save_wanted.emit(Saving("Save sound", SOUND, name, TuneSound(drawn), note))

    def save_notes(self) -> None:
        """Ask where to save the notes."""
        if (drawn := self._drawn) is not None:
            name = f"{self._name(drawn)}.mid"
            note = "A track a voice, for any program that composes; with the recipe"
            self.save_wanted.emit(Saving("Save notes", NOTES, name, TuneNotes(drawn), note))

    def toggle(self) -> None:
        """Play from the begin, or stop."""
        self._sound.toggle(self._drawn)

    def hear_step(self) -> None:
        """Play the loop as the network believes it at the step of the slider."""
        drawn, step = self._drawn, self._stage.step
        if drawn is not None and step is not None:
            self._sound.hear_step(drawn, step)

    # -- building

    def _build(self) -> None:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(theme.SPACE, 0, theme.SPACE, 2 * theme.SPACE)
        column.setSpacing(theme.SPACE)
        lesson = self._lesson
        for text, role in ((lesson.title, "title"), (lesson.question, "lead")):
            label = PlainLabel(text)
            label.setProperty("role", role)
            column.addWidget(label)
        column.addWidget(Prose(lesson.text))
        self._card = GuessCard(lesson.guess, self._frame)
        self._card.guessed.connect(self.guessed)
        self._card.again.connect(self.again)
        self._card.setMaximumWidth(WIDEST)
        column.addWidget(self._card)
        self._answer = QWidget()
        below = QVBoxLayout(self._answer)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(theme.SPACE)
        self._fill(below)
        self._answer.hide()
        column.addWidget(self._answer)
        column.addStretch()
        scroll_past(whole)
        self.setWidget(whole)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._shortcut("Ctrl+S", self.save_sound)

    def _fill(self, column: QVBoxLayout) -> None:
        """All that is hidden before a guess."""
        self._mixer = MoodMixer(self._asked.mix)
        self._mixer.setMaximumWidth(WIDEST)
        self._mixer.changed.connect(self._follow)
        self._verdict = Prose()
        self._verdict.setProperty("role", "verdict")
        self._stage = RollStage()
        self._stage.moved.connect(self._show_step)
        self._plan, self._figures, self._family = quiet_label(), quiet_label(), quiet_label()
        self._errors, self._progress = ErrorPanel(), ProgressLine()
        self._taught = Taught(self._lesson, self._frame, self._jobs)
        for part in (self._verdict, self._errors, self._progress, self._stage):
            column.addWidget(part)
        column.addLayout(self._hearing_row())
        if not plays_here():
            elsewhere = quiet_label()
            elsewhere.setText(ELSEWHERE)
            column.addWidget(elsewhere)
        for part in (self._plan, self._figures, self._mixer):
            column.addWidget(part)
        column.addLayout(self._drawing_row())
        column.addWidget(self._family)
        column.addWidget(self._taught)

    def _drawing_row(self) -> QHBoxLayout:
        self._start = _push("Draw", "Draw a loop (Ctrl+Enter)", self.generate)
        self._start.setProperty("role", "primary")
        self._cancel = _push("Cancel", "Stop within one step (Esc)", self.cancel)
        self._seed = quiet(SeedBox(self._asked.seed))
        describe(self._seed, "Seed", "The same seed and words draw the same loop")
        self._seed.valueChanged.connect(lambda _: self._follow())
        label = PlainLabel("S&eed")
        label.setBuddy(self._seed)
        dice = _push("Dice", "Draw with another seed (Ctrl+R)", self.roll)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE)
        for part in (label, self._seed, dice, self._start, self._cancel):
            row.addWidget(part)
        row.addStretch()
        return row

    def _hearing_row(self) -> QHBoxLayout:
        here = plays_here()
        tip = "Play it round and round, or stop (P)" if here else "Open it where sounds play (P)"
        self._play_button = _push("&Play", tip, self.toggle)
        self._hear = _push(
            "Hear &this step", "The loop as it is believed at the slider's step (H)", self.hear_step
        )
        self._shortcut("H", self.hear_step)
        self._save_sound = _push("Save sound …", "As a WAV file (Ctrl+S)", self.save_sound)
        self._save_notes = _push("Save notes …", "As a MIDI file (Ctrl+E)", self.save_notes)
        self._shortcut("P", self.toggle)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE)
        for button in (self._play_button, self._hear, self._save_sound, self._save_notes):
            row.addWidget(button)
        row.addStretch()
        return row

    def _shortcut(self, key: str, pressed: Callable[[], None]) -> None:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(pressed)

    # -- what is drawn

    def _drawing(self) -> Drawing:
        return msgspec.structs.replace(
            self._asked, mix=self._mixer.mix(), seed=self._seed.value(), seeds=(), count=1
        )

    def _follow(self) -> None:
        """The hand moves a control: drawn anew when it rests."""
        self.changed.emit()
        self._loop.follow(TuneJob(self._drawing()))

    def _show_state(self, state: LoopState) -> None:
        self._cancel.setEnabled(state.is_busy)
        self._progress.show_state(state)
        if line := line_of(state):
            self.status.emit(line)
        if state.phase is Phase.DRAWING and state.report is None:
            self._stage.begin()
            self._errors.hide()
        for button in (self._play_button, self._save_sound, self._save_notes):
            button.setEnabled(self._drawn is not None)

    def _on_report(self, job: TuneJob, report: TuneProgress) -> None:
        self._stage.follow(report)

    def _on_drawn(self, job: TuneJob, result: TuneResult) -> None:
        self._player.stop()
        [self._drawn] = result.drawn
        self._stage.show_loop(self._drawn)
        plan = self._drawn.tune.plan
        self._plan.setText(plan_line(plan))
        self._figures.setText(figures_line(self._drawn.figures))
        self._family.setText(family_line(plan))
        self._tell()
        self._show_state(self._loop.state)
        seed = self._drawn.recipe.drawing.seed
        note = f"; {result.note}" if result.note else ""
        self.status.emit(f"A loop in {result.seconds:.2f} s; seed {seed}{note}")

    def _show_again(self) -> None:
        self._stage.show_again()

    def _show_step(self) -> None:
        """What hangs on the slider."""
        stage, bar = self._stage, self._stage.first_bar()
        self._hear.setEnabled(stage.step is not None)
        if bar is not None:
            self._taught.show_step(stage.step, len(stage.known), bar, stage.is_believed)

    def _tell(self) -> None:
        """What was guessed, and what is so of this loop."""
        if self._drawn is None or not self.shows_answer:
            return
        lesson = self._lesson
        settled = settled_from(self._stage.known)
        answer = last_of(settled)
        self._card.show_answer(answer)
        said = []
        if self._guess is not None:
            words = {
                "guess": lesson.guess.choices.get(str(self._guess), ""),
                "answer": lesson.guess.choices.get(answer, self._frame["neither"]),
            }
            said.append(self._frame[judged(lesson.guess, self._guess, answer)].format(**words))
        order = order_line(settled, len(self._stage.known), lesson.labels)
        told = lesson.answers.get(answer, lesson.answers["any"])
        said.append(told.format(order=order, steps=len(self._stage.known)))
        self._verdict.say("\n\n".join(said))

    def _on_failed(self, failure: Failure) -> None:
        self._errors.show_failure(failure)

    # -- what is heard

    def _on_played(self, place: float | None) -> None:
        self._stage.show_place(place)
        self._play_button.setText("&Play" if place is None else "Sto&p")

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page is open: what plays would have no button to stop it."""
        super().hideEvent(event)
        self._player.stop()

    @staticmethod
    def _name(drawn: DrawnTune) -> str:
        drawing = drawn.recipe.drawing
        moods = [word for word, weight in drawing.mix.items() if weight > 0]
        return "-".join([*moods, str(drawing.seed)]) or "loop"


def _push(text: str, tip: str, pressed: Callable[[], None]) -> QPushButton:
    button = QPushButton(text)
    button.setToolTip(tip)
    button.clicked.connect(lambda: pressed())
    return button
