"""A job that follows a hand: one is under way at a time, and the latest that was wanted is next."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from sprite_studio.ui.work.job_client import JobClient
from sprite_studio.ui.work.turns import Urgency
from sprite_studio.ui.work.worker import Failure, Ticket

J = TypeVar("J")


class FollowingJob(Generic[J]):
    """Unlike `LatestJob` it lets a job that is under way end, and shows what came of it: while a
    slider is dragged something is seen all the way."""

    def __init__(
        self, jobs: JobClient, done: Callable[[Any], None], failed: Callable[[Failure], None]
    ) -> None:
        self._jobs, self._done, self._failed = jobs, done, failed
        self._ticket: Ticket | None = None
        self._latest: J | None = None
        self._next: J | None = None

    @property
    def is_busy(self) -> bool:
        """Whether something is still to come."""
        return self._ticket is not None

    def send(self, job: J) -> None:
        """As soon as the one under way has ended; unless it is what was wanted last."""
        if job == self._latest:
            return
        self._latest = job
        if self._ticket is None:
            self._submit(job)
        else:
            self._next = job

    def forget(self) -> None:
        """Nothing of what was wanted is to be shown any more."""
        if self._ticket is not None:
            self._ticket.cancel()
        self._ticket = self._latest = self._next = None

    def _submit(self, job: J) -> None:
        ticket: Ticket

        def is_ours() -> bool:
            return ticket is self._ticket

        def done(result: Any) -> None:
            if is_ours():
                self._go_on()
                self._done(result)

        def failed(failure: Failure) -> None:
            if is_ours():
                if self._next is None:
                    self._latest = None  # wanted again it is tried again
                self._go_on()
                self._failed(failure)

        self._ticket = ticket = self._jobs.send(job, done, failed=failed, urgency=Urgency.LIVE)

    def _go_on(self) -> None:
        self._ticket = None
        if (wanted := self._next) is not None:
            self._next = None
            self._submit(wanted)
