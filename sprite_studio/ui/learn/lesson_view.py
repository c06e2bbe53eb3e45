"""One lesson: its text, the guess, and what was computed once something was guessed."""

from collections.abc import Callable, Collection, Mapping

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from sprite_studio.studio.jobs.learn.cloud import CloudProgress
from sprite_studio.studio.jobs.learn.inversion import NewWordProgress
from sprite_studio.studio.jobs.learn.progress import LessonStep
from sprite_studio.studio.learn.texts import Lesson, Try
from sprite_studio.ui import theme
from sprite_studio.ui.learn.code_column import CodeColumn
from sprite_studio.ui.learn.figures.figure import Figure
from sprite_studio.ui.learn.formula_card import FormulaCard, section
from sprite_studio.ui.learn.guess_card import GuessCard, Guessed, judged
from sprite_studio.ui.learn.prose import Prose
from sprite_studio.ui.plain import PlainLabel
from sprite_studio.ui.widgets.error_panel import ErrorPanel
from sprite_studio.ui.widgets.wheel import scroll_past
from sprite_studio.ui.work.job_client import JobClient
from sprite_studio.ui.work.worker import Failure, Ticket

WIDEST = 760
"""Logical pixels, of a figure; text is narrower."""

NO_MODEL = "/"
"""Where none computes the figure, in place of a model's name, which it cannot be."""

END = 24
"""Logical pixels from the end of a lesson from which on it counts as read."""


class LessonView(QScrollArea):
    """Nothing of the answer is there before a guess.

    Signals:
        guessed(object): a guess, or None where only the answer is wanted.
        again(): another guess is wanted.
        seen(): it was answered and is on the screen, or was read to its end.
        tried(Try): something is to be set up on another page.
        term_wanted(str): a term of the text was clicked.
    """

    guessed = Signal(object)
    again = Signal()
    seen = Signal()
    tried = Signal(object)
    term_wanted = Signal(str)

    def __init__(
        self,
        lesson: Lesson,
        place: str,
        figure: Callable[[Mapping[str, str]], Figure],
        frame: Mapping[str, str],
        jobs: JobClient,
    ) -> None:
        """Args: place: which lesson it is, in words; figure: builds the picture; frame: the page's
        own words."""
        super().__init__()
        self.lesson = lesson
        self._frame, self._jobs = frame, jobs
        self._model = ""
        self._guess: Guessed | None = None
        self._ticket: Ticket | None = None
        self._computed = ""  # the model of what is shown; "" while there is nothing whole
        self._computing = ""  # the model of what is on its way
        self._words: frozenset[str] | None = None  # that it knows by now, if that was heard since
        self._shown = self._told = False
        self._code_of: str | None = None
        self._build(place, figure)

    # -- what the page asks

    @property
    def sprite(self) -> object:
        """That its figure shows, if it is about one."""
        return self._figure.sprite

    @property
    def by_model(self) -> bool:
        """Whether the chosen model computes its figure."""
        return self._figure.by_model

    @property
    def shows_answer(self) -> bool:
        """Whether something was guessed, or only the answer is wanted."""
        return self._shown

    @property
    def is_told(self) -> bool:
        """Whether the answer was computed, and is shown."""
        return self._told

    def open(self, model: str) -> None:
        """It is in sight, and the figures are to be this model's."""
        self._model = model if self.by_model else NO_MODEL
        if self._shown and self._model != (self._computing or self._computed):
            self._compute()
        self._look_whether_answered()

    def forget(self, models: Collection[str], known: Mapping[str, frozenset[str]]) -> None:
        """What was computed by other models, or shows other words, is no more so.

        Args: models: that are others than they were; known: model → every word, of those that are
        loaded: what others were taught nobody knows.
        """
        if self._computed in models or self._shows_others(known.get(self._computed)):
            self._computed = ""
        if self._computing in models:
            self._stop()
        elif self._computing:
            self._words = known.get(self._computing)

    def _shows_others(self, known: frozenset[str] | None) -> bool:
        shown = self._figure.words
        return known is not None and shown is not None and shown != known

    def show_guess(self, guess: Guessed | None) -> None:
        """Show the answer, beside what was guessed, if anything was."""
        self._guess, self._shown = guess, True
        self._card.show_guess(guess)
        self._answer.show()
        if self._computed and self._computed == self._model:
            self._tell()
        elif self._model and self._computing != self._model:
            self._compute()

    def look_at_answer(self) -> None:
        """Bring it into sight, below the guess, once it is laid out."""
        bar = self.verticalScrollBar()
        QTimer.singleShot(0, self, lambda: bar.setValue(self._answer.y() - 6 * theme.SPACE))

    def ask_again(self) -> None:
        """Hide the answer; what was computed is kept."""
        self._guess, self._shown, self._told = None, False, False
        self._stop()
        self._card.ask()
        self._answer.hide()

    # -- building

    def _build(self, place: str, figure: Callable[[Mapping[str, str]], Figure]) -> None:
        lesson = self.lesson
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(theme.SPACE, 0, 2 * theme.SPACE, 2 * theme.SPACE)
        column.setSpacing(2 * theme.SPACE)
        head = QVBoxLayout()
        head.setSpacing(theme.SPACE // 2)
        for text, role in ((place, "section"), (lesson.title, "title"), (lesson.question, "lead")):
            label = PlainLabel(text)
            label.setProperty("role", role)
            label.setWordWrap(True)
            head.addWidget(label)
        column.addLayout(head)
        column.addWidget(self._prose(lesson.text))
        self._card = GuessCard(lesson.guess, self._frame)
        self._card.guessed.connect(self.guessed)
        self._card.again.connect(self.again)
        column.addWidget(self._card)
        self._answer = QWidget()
        self._answer.setMaximumWidth(WIDEST)
        below = QVBoxLayout(self._answer)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(2 * theme.SPACE)
        self._fill(below, figure)
        column.addWidget(self._answer)
        column.addStretch()
        self._answer.hide()
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        scroll_past(whole)
        self.setWidget(whole)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _fill(self, column: QVBoxLayout, figure: Callable[[Mapping[str, str]], Figure]) -> None:
        """All that is hidden before a guess."""
        lesson = self.lesson
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._waiting = PlainLabel(self._frame["computing"])
        self._waiting.setProperty("role", "quiet")
        self._errors = ErrorPanel()
        self._verdict = self._prose("")
        self._verdict.setProperty("role", "verdict")
        self._figure = figure(lesson.labels)
        self._figure.changed.connect(self._show_live)
        self._rest = QWidget()
        rest = QVBoxLayout(self._rest)
        rest.setContentsMargins(0, 0, 0, 0)
        rest.setSpacing(2 * theme.SPACE)
        self._after = self._prose("")
        rest.addWidget(self._after)
        self._formula = FormulaCard(self._frame["formula"])
        self._code = CodeColumn(self._jobs, self._errors.show_failure)
        rest.addWidget(self._formula)
        rest.addWidget(section(self._frame["code"]))
        rest.addWidget(self._code)
        rest.addWidget(section(self._frame["try"]))
        for one in lesson.tries:
            rest.addWidget(self._try(one))
        for part in (self._waiting, self._progress, self._errors, self._verdict, self._figure):
            column.addWidget(part)
        column.addWidget(self._rest)

    def _prose(self, text: str) -> Prose:
        prose = Prose(text)
        prose.linkActivated.connect(self.term_wanted)
        return prose

    def _try(self, one: Try) -> QWidget:
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * theme.SPACE)
        button = QPushButton(one.button)
        button.clicked.connect(lambda: self.tried.emit(one))
        row.addWidget(self._prose(one.text), 1)
        row.addWidget(button)
        return whole

    # -- computing

    def _compute(self) -> None:
        self._stop()
        self._errors.hide()
        self._verdict.hide()
        self._rest.hide()
        self._figure.hide()  # it is another model's
        self._card.show_answer("")
        self._waiting.show()
        self._progress.setRange(0, 0)
        self._progress.show()
        self._computing, self._computed, self._words = self._model, "", None
        model = self._model
        self._told = False
        self._ticket = self._jobs.send(
            self._figure.job(model),
            lambda result: self._on_result(result, model),
            progress=self._on_report,
            failed=self._on_failed,
        )

    def _stop(self) -> None:
        self._computing = ""
        if self._ticket is not None:
            self._ticket.cancel()
            self._ticket = None
        self._progress.hide()
        self._waiting.hide()

    def _on_report(self, report: LessonStep | CloudProgress | NewWordProgress) -> None:
        self._progress.setRange(0, report.steps)
        self._progress.setValue(report.step)
        if not isinstance(report, LessonStep):
            self._figure.show()
            self._figure.show_report(report)

    def _on_result(self, result: object, model: str) -> None:
        self._ticket = None
        self._computing = ""
        self._progress.hide()
        self._waiting.hide()
        self._computed = model
        self._figure.show()
        self._figure.show_result(result)
        self._show_code()
        if self._shows_others(self._words):  # it was taught one while the figure was computed
            self._compute()
        elif self._shown:
            self._tell()

    def _on_failed(self, failure: Failure) -> None:
        self._ticket = None
        self._computing = ""
        self._progress.hide()
        self._waiting.hide()
        self._errors.show_failure(failure)

    # -- what is said of it

    def _tell(self) -> None:
        lesson, answer = self.lesson, self._figure.answer()
        self._card.show_answer(answer)
        said = []
        if self._guess is not None:
            judgement = judged(lesson.guess, self._guess, answer)
            words = {"guess": self._in_words(self._guess), "answer": self._in_words(answer)}
            said.append(self._frame[judgement].format(**words))
        key = answer if isinstance(answer, str) else "number"
        said.append(lesson.answers[key].format(**self._figure.numbers()))
        self._verdict.say("\n\n".join(said))
        self._rest.show()
        self._show_live()
        self._told = True
        self._look_whether_answered()

    def _look_whether_answered(self) -> None:
        """A guess counts that was answered before one's eyes, and not behind another lesson."""
        if self._told and self._guess is not None and self.isVisible():
            self.seen.emit()

    def _on_scrolled(self, value: int) -> None:
        if self._told and self.isVisible() and value >= self.verticalScrollBar().maximum() - END:
            self.seen.emit()

    def _in_words(self, value: Guessed) -> str:
        if isinstance(value, str):
            return self.lesson.guess.choices.get(value, self._frame["neither"])
        return self._card.said(value)

    def _show_live(self) -> None:
        numbers = self._figure.numbers()
        lesson = self.lesson
        self._formula.say(lesson.formula.format(**numbers), lesson.live.format(**numbers))
        self._after.say(self.lesson.after.format(**numbers))

    def _show_code(self) -> None:
        """Of the network that the figure is about."""
        network = self._figure.network()
        if self._code_of == network:
            return
        self._code_of = network
        self._code.show_code([one for one in self.lesson.code if one.network in ("", network)])
