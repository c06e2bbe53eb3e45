"""Teach a model a word from sprites at hand, and see what it draws with it as it learns."""

from collections.abc import Mapping

from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QSpinBox, QWidget

from sprite_studio.studio.jobs.base import Images
from sprite_studio.studio.jobs.drawing import Mix
from sprite_studio.studio.jobs.training.lesson import LEAST_SHOWN, MOST_SHOWN, TeachJob, TeachResult
from sprite_studio.ui import theme
from sprite_studio.ui.plain import PlainLabel
from sprite_studio.ui.widgets.forms import describe, spin_box
from sprite_studio.ui.widgets.learning_dialog import SHOWN, LearningDialog
from sprite_studio.ui.work.job_client import JobClient
from sprite_studio.ui.work.worker import Worker

NOTE = (
    "The model learns what these sprites have in common, and calls it by the word. All that it "
    "draws without the word stays as it is."
)
SECONDS = 50


class TeachDialog(LearningDialog):
    """What is taught: `learned` tells a TeachResult."""

    def __init__(
        self,
        worker: Worker,
        choices: Mapping[str, Images],
        mix: Mix,
        model: str,
        parent: QWidget | None = None,
    ) -> None:
        """Args:
        choices: what may be shown, in words → (N, 16, 16, 4).
        mix: the words beside the new one, such as the sprites' category.
        model: who learns.
        """
        super().__init__(NOTE, "Teach", parent)
        self._jobs = JobClient(worker, self)
        self._mix, self._model = mix, model
        self._choices = dict(choices)
        self.setWindowTitle("Teach a word")
        self._build()
        self._show_shown()

    def _job(self) -> TeachJob:
        images = self._choices[self._from.currentText()]
        return TeachJob(
            self._word.text().strip(),
            mix=self._mix,
            tiles=tuple(pixels.tobytes() for pixels in images),
            seconds=self._seconds.value(),
            model=self._model,
        )

    def _told_of(self, result: TeachResult) -> str:
        return f"Learned: “{result.word}” is among the words of Create."

    def _build(self) -> None:
        self._word = QLineEdit()
        self._word.setMinimumWidth(240)
        self._word.setPlaceholderText("blob")
        describe(self._word, "Word", "What it is called; style:NAME makes it a style")
        self._from = QComboBox()
        self._from.addItems(list(self._choices))
        describe(self._from, "Sprites", "Which of them show it")
        self._seconds = spin_box(QSpinBox(), 10, 600, 10, SECONDS)
        self._seconds.setSuffix(" seconds")
        describe(self._seconds, "Length", "How long the lesson takes; 50 seconds are enough")
        form = QFormLayout()
        form.setHorizontalSpacing(2 * theme.SPACE)
        form.setVerticalSpacing(theme.SPACE)
        form.addRow("&Word", self._word)
        form.addRow("&From", self._from)
        form.addRow("L&ength", self._seconds)
        beside = ", ".join(self._mix) or "no other words"
        form.addRow("Beside", PlainLabel(beside))
        self._lay_out(form, (self._word, self._from, self._seconds))
        self._word.textChanged.connect(lambda _: self._fit())
        self._from.currentIndexChanged.connect(lambda _: self._show_shown())
        self._word.setFocus()

    def _show_shown(self) -> None:
        """The sprites themselves, until there is something of the lesson."""
        self._show_images(SHOWN, self._choices[self._from.currentText()])
        self._fit()

    def _fit(self) -> None:
        count = len(self._choices[self._from.currentText()])
        lacks = ""
        if not LEAST_SHOWN <= count <= MOST_SHOWN:
            lacks = f"A lesson takes {LEAST_SHOWN} to {MOST_SHOWN} sprites, and here are {count}"
        elif not self._word.text().strip():
            lacks = "Give the word a name first"
        self._learn.setEnabled(not lacks and self._ticket is None)
        self._learn.setToolTip(lacks)
