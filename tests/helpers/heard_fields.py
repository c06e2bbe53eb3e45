"""What is heard of fields of sprites that are asked for again and again."""

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject

from sprite_studio.studio.jobs.field import FieldResult
from sprite_studio.ui.work.job_client import JobClient
from sprite_studio.ui.work.worker import Failure, Worker

Sender = TypeVar("Sender")


class Heard(Generic[Sender]):
    """Attributes: jobs: sends them; counts: of sprites in each field that came; failures: why one
    did not."""

    def __init__(
        self,
        worker: Worker,
        kind: Callable[
            [JobClient, Callable[[FieldResult], None], Callable[[Failure], None]], Sender
        ],
    ) -> None:
        self.counts: list[int] = []
        self.failures: list[str] = []
        self.jobs = kind(
            JobClient(worker, QObject(worker)),
            lambda result: self.counts.append(len(result.images)),
            lambda failure: self.failures.append(failure.message),
        )
