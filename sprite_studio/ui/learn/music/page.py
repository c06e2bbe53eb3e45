"""A loop of music is drawn: its roll comes out of the noise, is heard, and saved."""

from collections.abc import Callable
from pathlib import Path

import msgspec
import numpy as np
from PySide6.QtCore import Qt, QTemporaryDir, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from sprite_studio.music.picture import COLOURS
from sprite_studio.music.plan import LETTERS
from sprite_studio.music.roll import VOICES, Numbers, to_numbers
from sprite_studio.settings import Settings
from sprite_studio.studio.export.destination import NOTES, SOUND
from sprite_studio.studio.jobs.drawing import Drawing, new_seed
from sprite_studio.studio.jobs.drawing_loop import LoopState, Phase, Screen
from sprite_studio.studio.jobs.export import ExportJob, ExportResult, TuneNotes, TuneSound
from sprite_studio.studio.jobs.tune import DrawnTune, TuneJob, TuneProgress, TuneResult
from sprite_studio.ui import theme
from sprite_studio.ui.learn.music.mood_mixer import MoodMixer
from sprite_studio.ui.learn.music.player import ELSEWHERE, OPENED, Player, plays_here
from sprite_studio.ui.learn.music.roll_view import EMPTY, RollView
from sprite_studio.ui.learn.music.story import ONE_FAMILY, SAME_AND_OTHER, figures_line, plan_line
from sprite_studio.ui.plain import PlainLabel, RichLabel
from sprite_studio.ui.widgets.error_panel import ErrorPanel
from sprite_studio.ui.widgets.forms import SeedBox, describe, quiet, quiet_label
from sprite_studio.ui.widgets.progress_line import ProgressLine, line_of
from sprite_studio.ui.widgets.save_dialog import Saving
from sprite_studio.ui.widgets.timeline import Timeline
from sprite_studio.ui.widgets.wheel import scroll_past
from sprite_studio.ui.work.job_client import JobClient
from sprite_studio.ui.work.loop_timer import drawing_loop
from sprite_studio.ui.work.worker import Failure, Worker

WIDEST = 760
"""Logical pixels of a column that is read."""

SEEN, BELIEVED = "x_t", "x0"


class MusicPage(QScrollArea):
    """Signals:
    status(str): one line for the status bar.
    save_wanted(Saving): something is to be saved.
    changed(): of what is remembered.
    """

    status = Signal(str)
    save_wanted = Signal(object)
    changed = Signal()

    def __init__(self, worker: Worker, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = JobClient(worker, self)
        screen: Screen[TuneJob] = Screen(
            self._show_state, self._on_drawn, self._on_failed, self._show_again, self._on_report
        )
        self._loop = drawing_loop(self._jobs, screen, self)
        self._asked = settings.tune
        self._steps: list[TuneProgress] = []
        self._coming: list[TuneProgress] = []  # of the drawing under way
        self._drawn: DrawnTune | None = None
        self._heard: DrawnTune | None = None  # whose sound lies in the folder
        self._folder = QTemporaryDir()
        self._player = Player(self)
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
        if self._drawn is None and not self._loop.state.is_busy:
            self.generate()

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
        drawn = self._drawn
        if self._player.is_playing:
            self._player.stop()
        elif drawn is None:
            return
        elif drawn is self._heard:
            self._play(drawn)
        else:
            job = ExportJob(TuneSound(drawn), Path(self._folder.filePath("loop.wav")))
            self._jobs.send(
                job, lambda result: self._on_written(drawn, result), failed=self._on_failed
            )

    # -- building

    def _build(self) -> None:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(theme.SPACE, 0, theme.SPACE, 2 * theme.SPACE)
        column.setSpacing(theme.SPACE)
        title = PlainLabel("Music")
        title.setProperty("role", "title")
        same = PlainLabel(SAME_AND_OTHER)
        same.setWordWrap(True)
        same.setMaximumWidth(WIDEST)
        self._mixer = MoodMixer(self._asked.mix)
        self._mixer.setMaximumWidth(WIDEST)
        self._mixer.changed.connect(self._follow)
        self._roll = RollView()
        self._timeline = Timeline()
        self._timeline.moved.connect(self._show_step)
        family = quiet_label()
        family.setText(ONE_FAMILY)
        self._plan, self._figures = quiet_label(), quiet_label()
        self._errors, self._progress = ErrorPanel(), ProgressLine()
        for part in (title, same, self._errors, self._progress):
            column.addWidget(part)
        column.addLayout(self._legend())
        column.addWidget(self._roll)
        column.addWidget(self._timeline)
        column.addLayout(self._hearing_row())
        for part in (self._plan, self._figures, self._mixer):
            column.addWidget(part)
        column.addLayout(self._drawing_row())
        column.addWidget(family)
        column.addStretch()
        scroll_past(whole)
        self.setWidget(whole)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._shortcut("Ctrl+S", self.save_sound)

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

    def _legend(self) -> QHBoxLayout:
        """The voices in their colours, and which of two pictures is shown of a step."""
        named = "   ".join(
            f'<span style="color:rgb{colour}">■</span> {voice}'
            for voice, colour in zip(VOICES, COLOURS, strict=True)
        )
        self._which = QComboBox()
        self._which.addItem("Shown (xₜ)", SEEN)
        self._which.addItem("Believed (x̂₀)", BELIEVED)
        describe(self._which, "Picture", "What the network was shown at a step, or believed")
        self._which.currentIndexChanged.connect(lambda _: self._show_step(self._timeline.index))
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE)
        row.addWidget(RichLabel(named))
        row.addStretch()
        row.addWidget(self._which)
        return row

    def _hearing_row(self) -> QHBoxLayout:
        here = plays_here()
        tip = "Play it round and round, or stop (P)" if here else "Open it where sounds play (P)"
        self._play_button = _push("&Play", tip, self.toggle)
        self._save_sound = _push("Save sound …", "As a WAV file (Ctrl+S)", self.save_sound)
        self._save_notes = _push("Save notes …", "As a MIDI file (Ctrl+E)", self.save_notes)
        self._shortcut("P", self.toggle)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE)
        for button in (self._play_button, self._save_sound, self._save_notes):
            row.addWidget(button)
        row.addStretch()
        if not here:
            elsewhere = quiet_label()
            elsewhere.setText(ELSEWHERE)
            row.addWidget(elsewhere, 4)
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
            self._coming = []
            self._errors.hide()
        for button in (self._play_button, self._save_sound, self._save_notes):
            button.setEnabled(self._drawn is not None)

    def _on_report(self, job: TuneJob, report: TuneProgress) -> None:
        self._coming.append(report)
        self._timeline.setEnabled(False)
        self._show_numbers(report.x_t if self._which.currentData() == SEEN else report.x0, report)

    def _on_drawn(self, job: TuneJob, result: TuneResult) -> None:
        self._player.stop()
        [self._drawn] = result.drawn
        self._steps, self._coming = self._coming, []
        self._plan.setText(plan_line(self._drawn.tune.plan))
        self._figures.setText(figures_line(self._drawn.figures))
        self._show_again()
        self._show_state(self._loop.state)
        seed = self._drawn.recipe.drawing.seed
        note = f"; {result.note}" if result.note else ""
        self.status.emit(f"A loop in {result.seconds:.2f} s; seed {seed}{note}")

    def _show_again(self) -> None:
        """The loop that is there, whole; a drawing that was given up leaves nothing."""
        if self._drawn is None:
            self._roll.show_bars(EMPTY)
            return
        self._timeline.set_count(len(self._steps) + 1)
        self._show_step(self._timeline.index)

    def _show_step(self, index: int) -> None:
        """One of the drawing's; after the last stands the loop as it is heard."""
        if self._drawn is None:
            return
        if index >= len(self._steps):
            self._roll.show_bars(to_numbers(self._drawn.tune.in_order()))
        else:
            step = self._steps[index]
            self._show_numbers(step.x_t if self._which.currentData() == SEEN else step.x0, step)

    def _show_numbers(self, pictures: Numbers, step: TuneProgress) -> None:
        order = [LETTERS.index(letter) for letter in step.form]
        self._roll.show_bars(np.ascontiguousarray(pictures[order]))

    def _on_failed(self, failure: Failure) -> None:
        self._errors.show_failure(failure)

    # -- what is heard

    def _on_written(self, drawn: DrawnTune, result: ExportResult) -> None:
        self._heard = drawn
        self._play(drawn)

    def _play(self, drawn: DrawnTune) -> None:
        self._player.play(Path(self._folder.filePath("loop.wav")), drawn.tune.seconds)

    def _on_played(self, place: float | None) -> None:
        self._roll.show_place(place)
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
