import threading

import pytest
from PySide6.QtCore import QObject

from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.drawing import Drawing
from sprite_studio.studio.jobs.field import FieldJob, FieldResult
from sprite_studio.ui.work.job_client import JobClient
from sprite_studio.ui.work.latest_job import LatestJob


def field(*weights: float) -> FieldJob:
    return FieldJob(tuple({"hero": weight} for weight in weights), Drawing())


class Heard:
    def __init__(self, worker) -> None:
        self.counts: list[int] = []
        self.failures: list[str] = []
        self.latest: LatestJob[FieldJob] = LatestJob(
            JobClient(worker, QObject(worker)),
            self._done,
            lambda failure: self.failures.append(failure.message),
        )

    def _done(self, result: FieldResult) -> None:
        self.counts.append(len(result.images))


@pytest.fixture
def heard(worker, qtbot) -> Heard:
    return Heard(worker)


def test_only_the_latest_is_heard_of_even_if_the_one_before_was_done_already(
    heard, worker, stage, qtbot
):
    heard.latest.send(field(1))
    worker.submit(field(9))
    breath = threading.Event()
    while len(stage.fields) < 2:  # the first has ended, and no event loop has delivered it
        breath.wait(0.001)
    heard.latest.send(field(1, 2))
    qtbot.waitUntil(lambda: bool(heard.counts))
    assert heard.counts == [2]


def test_the_same_is_sent_once_unless_it_was_given_up_or_forgotten(heard, stage, qtbot):
    heard.latest.send(field(1))
    heard.latest.send(field(1))
    qtbot.waitUntil(lambda: heard.counts == [1])
    heard.latest.give_up()  # it has arrived
    heard.latest.send(field(1))
    heard.latest.forget()
    heard.latest.send(field(1))
    qtbot.waitUntil(lambda: heard.counts == [1, 1])
    heard.latest.send(field(1, 2))
    heard.latest.give_up()
    heard.latest.send(field(1, 2))
    qtbot.waitUntil(lambda: len(heard.counts) >= 3)
    assert heard.counts == [1, 1, 2]


def test_a_failure_is_heard_of(heard, stage, qtbot):
    stage.field_error = JobError("no")
    heard.latest.send(field(1))
    qtbot.waitUntil(lambda: bool(heard.failures))
    assert heard.failures == ["no"]
