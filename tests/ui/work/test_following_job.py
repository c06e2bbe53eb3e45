import pytest
from PySide6.QtCore import QObject

from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.drawing import Drawing
from sprite_studio.studio.jobs.field import FieldJob, FieldResult
from sprite_studio.ui.work.following_job import FollowingJob
from sprite_studio.ui.work.job_client import JobClient


def field(count: int) -> FieldJob:
    return FieldJob(({"hero": 1.0},) * count, Drawing())


class Heard:
    def __init__(self, worker) -> None:
        self.counts: list[int] = []
        self.failures: list[str] = []
        self.following: FollowingJob[FieldJob] = FollowingJob(
            JobClient(worker, QObject(worker)),
            self._done,
            lambda failure: self.failures.append(failure.message),
        )

    def _done(self, result: FieldResult) -> None:
        self.counts.append(len(result.images))


@pytest.fixture
def heard(worker) -> Heard:
    return Heard(worker)


def test_the_one_under_way_ends_and_of_those_that_wait_the_latest_is_next(heard, stage, qtbot):
    for count in (1, 2, 3, 4):
        heard.following.send(field(count))
    assert heard.following.is_busy
    qtbot.waitUntil(lambda: heard.counts == [1, 4])
    assert len(stage.fields) == 2
    assert not heard.following.is_busy


def test_the_same_is_sent_once(heard, stage, qtbot):
    heard.following.send(field(1))
    heard.following.send(field(1))
    qtbot.waitUntil(lambda: heard.counts == [1])
    heard.following.send(field(1))
    assert not heard.following.is_busy
    assert len(stage.fields) == 1


def test_what_was_forgotten_is_not_heard_of_and_can_be_wanted_again(heard, qtbot):
    heard.following.send(field(1))
    heard.following.send(field(2))
    heard.following.forget()
    assert not heard.following.is_busy
    heard.following.send(field(3))
    qtbot.waitUntil(lambda: heard.counts == [3])


def test_a_failure_is_told_and_the_next_goes_on(heard, stage, qtbot):
    stage.field_error = JobError("no such model")
    heard.following.send(field(1))
    qtbot.waitUntil(lambda: heard.failures == ["no such model"])
    stage.field_error = None
    heard.following.send(field(1))  # it may be tried again
    qtbot.waitUntil(lambda: heard.counts == [1])
