import pytest
from heard_fields import Heard

from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.drawing import Drawing
from sprite_studio.studio.jobs.field import FieldJob
from sprite_studio.ui.work.following_job import FollowingJob


def field(count: int) -> FieldJob:
    return FieldJob(({"hero": 1.0},) * count, Drawing())


@pytest.fixture
def heard(worker) -> Heard[FollowingJob[FieldJob]]:
    return Heard(worker, FollowingJob[FieldJob])


def test_the_one_under_way_ends_and_of_those_that_wait_the_latest_is_next(heard, stage, qtbot):
    for count in (1, 2, 3, 4):
        heard.jobs.send(field(count))
    assert heard.jobs.is_busy
    qtbot.waitUntil(lambda: heard.counts == [1, 4])
    assert len(stage.fields) == 2
    assert not heard.jobs.is_busy


def test_the_same_is_sent_once(heard, stage, qtbot):
    heard.jobs.send(field(1))
    heard.jobs.send(field(1))
    qtbot.waitUntil(lambda: heard.counts == [1])
    heard.jobs.send(field(1))
    assert not heard.jobs.is_busy
    assert len(stage.fields) == 1


def test_what_was_forgotten_is_not_heard_of_and_can_be_wanted_again(heard, qtbot):
    heard.jobs.send(field(1))
    heard.jobs.send(field(2))
    heard.jobs.forget()
    assert not heard.jobs.is_busy
    heard.jobs.send(field(3))
    qtbot.waitUntil(lambda: heard.counts == [3])


def test_a_failure_is_told_and_the_next_goes_on(heard, stage, qtbot):
    stage.field_error = JobError("no such model")
    heard.jobs.send(field(1))
    qtbot.waitUntil(lambda: heard.failures == ["no such model"])
    stage.field_error = None
    heard.jobs.send(field(1))  # it may be tried again
    qtbot.waitUntil(lambda: heard.counts == [1])
