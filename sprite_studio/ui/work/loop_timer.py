"""The half of a drawing loop that knows Qt: its clock is the window's, its jobs the worker's."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer

from sprite_studio.studio.jobs.drawing_loop import DrawingLoop, Flight, Screen
from sprite_studio.ui.work.job_client import JobClient
from sprite_studio.ui.work.turns import Urgency

J = TypeVar("J")


def drawing_loop(jobs: JobClient, screen: Screen[J], owner: QObject) -> DrawingLoop[J]:
    """The loop of a page. Args: jobs: of the page; owner: the page."""

    def submit(flight: Flight[J]) -> Callable[[], None]:
        urgency = Urgency.LIVE if flight.is_live else Urgency.AWAITED
        ticket = jobs.send(
            flight.job, flight.done, flight.report, flight.cancelled, flight.failed, urgency
        )
        return ticket.cancel

    return DrawingLoop(submit, partial(_LoopTimer, owner), screen)


class _LoopTimer:
    def __init__(self, owner: QObject, rings: Callable[[], None]) -> None:
        self._timer = QTimer(owner)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(rings)

    def start(self, seconds: float) -> None:
        self._timer.start(round(seconds * 1000))

    def stop(self) -> None:
        self._timer.stop()
