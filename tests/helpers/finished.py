"""A job, run to its end."""

from collections.abc import Iterable
from typing import Any

from sprite_studio.studio.jobs.base import Result


def finished(events: Iterable[Any]) -> Any:
    """The result of a job."""
    *_, last = events
    assert isinstance(last, Result)
    return last
