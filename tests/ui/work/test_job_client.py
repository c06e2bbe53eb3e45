import pytest
import shiboken6
from PySide6.QtCore import QObject

from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.drawing import Drawing
from sprite_studio.studio.jobs.generate import GenerateJob
from sprite_studio.ui.work.job_client import JobClient
from sprite_studio.ui.work.worker import Ticket


@pytest.fixture
def jobs(worker, qtbot) -> JobClient:
    owner = QObject(worker)
    return JobClient(worker, owner)


def heard(jobs, job) -> tuple[list[str], Ticket]:
    said: list[str] = []
    ticket = jobs.send(
        job,
        done=lambda _: said.append("done"),
        progress=lambda _: said.append("progress"),
        cancelled=lambda: said.append("cancelled"),
        failed=lambda failure: said.append(failure.message),
    )
    return said, ticket


def test_each_job_is_heard_by_those_who_sent_it(jobs, qtbot):
    first, ticket = heard(jobs, GenerateJob(Drawing(seed=1)))
    second, _ = heard(jobs, GenerateJob(Drawing(seed=2)))
    assert jobs.is_open(ticket)
    qtbot.waitUntil(lambda: second[-1:] == ["done"])
    assert not jobs.is_open(ticket)
    assert first.count("done") == second.count("done") == 1
    assert {"progress", "done"} == set(first)


def test_a_failure_and_a_cancelled_job_end_once_and_report_no_more(jobs, stage, qtbot):
    stage.error = JobError("no")
    failed, _ = heard(jobs, GenerateJob(Drawing()))
    qtbot.waitUntil(lambda: failed == ["no"])
    stage.error = None
    stage.gate.clear()
    said, ticket = heard(jobs, GenerateJob(Drawing()))
    qtbot.waitUntil(lambda: len(stage.drawn) == 2)
    ticket.cancel()
    stage.gate.set()
    qtbot.waitUntil(lambda: "cancelled" in said)
    assert said[-1] == "cancelled"
    assert "done" not in said


def test_a_part_that_is_gone_hears_nothing_and_the_rest_does(jobs, qtbot):
    part = QObject()
    gone, _ = heard(jobs.within(part), GenerateJob(Drawing(seed=1)))
    here, _ = heard(jobs, GenerateJob(Drawing(seed=2)))
    shiboken6.delete(part)
    qtbot.waitUntil(lambda: here[-1:] == ["done"])
    assert gone == []
