import threading

import pytest
from heard_fields import Heard

from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.drawing import Drawing
from sprite_studio.studio.jobs.field import FieldJob
from sprite_studio.ui.work.latest_job import LatestJob


def field(*weights: float) -> FieldJob:
    return FieldJob(tuple({"hero": weight} for weight in weights), Drawing())


@pytest.fixture
def heard(worker) -> Heard[LatestJob[FieldJob]]:
    return Heard(worker, LatestJob[FieldJob])


def test_only_the_latest_is_heard_of_even_if_the_one_before_was_done_already(
    heard, worker, stage, qtbot
):
    heard.jobs.send(field(1))
    worker.submit(field(9))
    breath = threading.Event()
    while len(stage.fields) < 2:  # the first has ended, and no event loop has delivered it
        breath.wait(0.001)
    heard.jobs.send(field(1, 2))
    qtbot.waitUntil(lambda: bool(heard.counts))
    assert heard.counts == [2]


def test_the_same_is_sent_once_unless_it_was_given_up_or_forgotten(heard, stage, qtbot):
    heard.jobs.send(field(1))
    heard.jobs.send(field(1))
    qtbot.waitUntil(lambda: heard.counts == [1])
    heard.jobs.give_up()  # it has arrived
    heard.jobs.send(field(1))
    heard.jobs.forget()
    heard.jobs.send(field(1))
    qtbot.waitUntil(lambda: heard.counts == [1, 1])
    heard.jobs.send(field(1, 2))
    heard.jobs.give_up()
    heard.jobs.send(field(1, 2))
    qtbot.waitUntil(lambda: len(heard.counts) >= 3)
    assert heard.counts == [1, 1, 2]


def test_a_failure_is_heard_of(heard, stage, qtbot):
    stage.field_error = JobError("no")
    heard.jobs.send(field(1))
    qtbot.waitUntil(lambda: bool(heard.failures))
    assert heard.failures == ["no"]
