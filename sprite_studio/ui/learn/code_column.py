"""Several functions of ours, one below the other."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from sprite_studio.studio.jobs.learn.source import SourceJob, SourceResult
from sprite_studio.studio.learn.texts import Code
from sprite_studio.ui import theme
from sprite_studio.ui.learn.code_view import CodeView
from sprite_studio.ui.work.job_client import JobClient
from sprite_studio.ui.work.worker import Failure


class CodeColumn(QWidget):
    """Their lines are read by a job."""

    def __init__(self, jobs: JobClient, failed: Callable[[Failure], None]) -> None:
        super().__init__()
        self._jobs, self._failed = jobs, failed
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.SPACE)

    def show_code(self, chosen: Sequence[Code]) -> None:
        """These, once they are read, in place of what is there."""
        job = SourceJob(tuple(one.of for one in chosen))
        self._jobs.send(job, lambda result: self._on_code(chosen, result), failed=self._failed)

    def _on_code(self, chosen: Sequence[Code], result: SourceResult) -> None:
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for one, lines in zip(chosen, result.shown, strict=True):
            self._column.addWidget(CodeView(lines, one.marks))
