"""The controls of a run: which one, on what, how long, and the buttons that begin and end it."""

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from sprite_studio.studio.train.runs.files import RunSummary
from sprite_studio.ui import theme
from sprite_studio.ui.train.adapt_box import AdaptBox
from sprite_studio.ui.train.begin_box import BeginBox
from sprite_studio.ui.train.data_box import FORGE, DataBox
from sprite_studio.ui.train.run_box import RunBox, go_on_with
from sprite_studio.ui.widgets.forms import DecimalBox, describe, spin_box
from sprite_studio.ui.work.job_client import JobClient


class RunPanel(QWidget):
    """Attributes: box: which run; data: what it is trained on; begin: how a new one begins; adapt:
    the quicker way.

    Signals: start(), pause(), stop(), use(): the buttons.
    """

    start = Signal()
    pause = Signal()
    stop = Signal()
    use = Signal()

    def __init__(self, jobs: JobClient, minutes: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = RunBox()
        self.data = DataBox(jobs)
        self.begin = BeginBox()
        self.adapt = AdaptBox()
        self._minutes = spin_box(DecimalBox(), 0.1, 24 * 60, 1, minutes)
        self._minutes.setDecimals(1)
        self._minutes.setPrefix("Train for ")
        self._minutes.setSuffix(" minutes")
        describe(self._minutes, "Minutes of training", "They become a number of steps at the start")
        self._start = _button("Start", "Begin a new run, or go on with the one above", self.start)
        self._start.setProperty("role", "primary")
        self._pause = _button(
            "Pause", "Save the run; Resume goes on exactly where it was", self.pause
        )
        self._stop = _button("Stop", "End the run here; the model so far can be used", self.stop)
        self._use = _button(
            "Draw with this model", "Open the Create page with the model of this run", self.use
        )
        buttons = QHBoxLayout()
        buttons.addWidget(self._start, 1)
        buttons.addWidget(self._pause)
        buttons.addWidget(self._stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(*([2 * theme.SPACE] * 4))
        column.setSpacing(theme.SPACE)
        column.addWidget(self.box)
        column.addWidget(self.data, 1)
        column.addWidget(self.begin)
        column.addWidget(self.adapt)
        column.addWidget(self._minutes)
        column.addLayout(buttons)
        column.addWidget(self._use)

    @property
    def minutes(self) -> float:
        """For which a run is to be trained, or trained on."""
        return self._minutes.value()

    @property
    def can_begin(self) -> bool:
        """Whether there is a run to begin or to go on with, while none is under way."""
        run = self.box.run
        has_data = self.data.folder is not None or (run is not None and run.job is not None)
        return has_data and (run is None or run.state in ("stopped", "finished"))

    def show_state(self, running: bool, leaving: bool, has_model: bool) -> None:
        """What can be done follows from what is under way and which run is chosen.

        Args: running: whether a run is under way; leaving: whether it was asked to end; has_model:
        whether there is a model to draw with.
        """
        run: RunSummary | None = self.box.run
        is_new = run is None
        self.box.setEnabled(not running)
        self.data.allow(not running and (is_new or run.job is None))
        self._minutes.setEnabled(not running and (is_new or run.state == "finished"))
        self.begin.setVisible(is_new)
        self.begin.allow(not running)
        self.adapt.setVisible(is_new and not self.begin.model)
        self.adapt.show_for(self.data.folder if self.data.folder != FORGE else None, running)
        self._start.setEnabled(not running and self.can_begin)
        self._start.setText("Start" if is_new or running else go_on_with(run))
        self._pause.setEnabled(running and not leaving)
        waits = run is not None and run.state == "stopped"
        self._stop.setEnabled((running and not leaving) or (waits and not running))
        self._use.setEnabled(has_model)


def _button(text: str, tip: str, pressed: SignalInstance) -> QPushButton:
    button = QPushButton(text)
    button.setToolTip(tip)
    button.clicked.connect(lambda: pressed.emit())
    return button
