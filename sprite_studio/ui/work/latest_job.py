"""A job of which only the latest counts."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from sprite_studio.ui.work.job_client import JobClient
from sprite_studio.ui.work.worker import Failure, Ticket

J = TypeVar("J")


class LatestJob(Generic[J]):
    """Sends one in place of the one before, of which nothing is heard any more."""

    def __init__(
        self, jobs: JobClient, done: Callable[[Any], None], failed: Callable[[Failure], None]
    ) -> None:
        self._jobs, self._done, self._failed = jobs, done, failed
        self._job: J | None = None
        self._ticket: Ticket | None = None

    def send(self, job: J) -> None:
        """Unless it is what was sent last."""
        if job == self._job:
            return
        self.give_up()
        self._job = job
        self._ticket = self._jobs.send(
            job,
            lambda result: self._on_done(job, result),
            failed=lambda why: self._on_failed(job, why),
        )

    def give_up(self) -> None:
        """What is on its way is not wanted any more; what has arrived stays the latest."""
        if self._ticket is not None:
            self._ticket.cancel()
            self._ticket = self._job = None

    def forget(self) -> None:
        """What has arrived is not shown any more either; the next is sent even if it is equal."""
        self.give_up()
        self._job = None

    def _on_done(self, job: J, result: Any) -> None:
        if job is self._job:
            self._ticket = None
            self._done(result)

    def _on_failed(self, job: J, failure: Failure) -> None:
        if job is self._job:
            self._ticket = None
            self._failed(failure)
