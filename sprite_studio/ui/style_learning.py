"""From sprites to a style, wherever that begins: which sprites, the dialog, and what follows."""

from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from sprite_studio.art.sprite import Sprite
from sprite_studio.settings import Settings
from sprite_studio.studio.jobs.drawing import DEFAULT_MODEL
from sprite_studio.ui.work.job_client import JobClient
from sprite_studio.ui.work.worker import Worker


class StyleLearning(QObject):
    """Signals:
    learned(AdaptResult): there is another style.
    draw_wanted(str, str, dict, int): as of the dialog.
    """

    learned = Signal(object)
    draw_wanted = Signal(str, str, dict, int)

    def __init__(self, worker: Worker, draws: int, parent: QObject) -> None:
        """Args: draws: how many sprites were drawn afterwards, the last time."""
        super().__init__(parent)
        self._worker, self._draws = worker, draws

    def learn(
        self,
        page: QWidget,
        data: Path | tuple[Sprite, ...],
        model: str = DEFAULT_MODEL,
        name: str = "",
    ) -> None:
        """Ask what the style is to be called, and make it. Args: page: over which; data, model: as
        of `AdaptJob`; name: that it may have."""
        from sprite_studio.ui.train.adapt_dialog import AdaptDialog

        jobs = JobClient(self._worker, page)
        dialog = AdaptDialog(jobs, data, page, model, name, self._draws)
        dialog.draws_changed.connect(self._keep)
        dialog.learned.connect(self.learned)
        dialog.draw_wanted.connect(self.draw_wanted)
        dialog.finished.connect(jobs.deleteLater)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def remember(self, settings: Settings) -> Settings:
        """With what was chosen last."""
        return msgspec.structs.replace(settings, learn_draws=self._draws)

    def _keep(self, draws: int) -> None:
        self._draws = draws
