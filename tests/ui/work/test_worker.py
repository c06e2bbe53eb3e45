import threading
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.compare import CompareJob, Lane
from sprite_studio.studio.jobs.drawing import Drawing
from sprite_studio.studio.jobs.generate import GenerateJob
from sprite_studio.studio.jobs.models import ListModelsJob, ListModelsResult
from sprite_studio.studio.jobs.training.train import LevelLoss, TrainJob, TrainProgress
from sprite_studio.ui.work import worker as module
from sprite_studio.ui.work.turns import Urgency
from sprite_studio.ui.work.worker import Worker


def measured(step: int, loss: float) -> LevelLoss:
    return LevelLoss(step, (0.0,), (loss,))


def progress(step: int) -> TrainProgress:
    return TrainProgress(step, 99, 0.5, 1e-3, measured(step, 0.1), 10.0, 1.0)


class Log:
    """Which signals came, in order. Slots of plain objects would run on the worker's thread,
    so a lock-free list append, which is atomic, is all that they do."""

    def __init__(self, worker: Worker) -> None:
        self.lines: list[tuple[str, int]] = []
        self.failures: list[Any] = []
        worker.progressed.connect(lambda t, e: self.lines.append(("progress", t.number)))
        worker.finished_job.connect(lambda t, r: self.lines.append(("finished", t.number)))
        worker.cancelled.connect(lambda t: self.lines.append(("cancelled", t.number)))
        worker.failed.connect(self._failed)

    def _failed(self, ticket, failure) -> None:
        self.lines.append(("failed", ticket.number))
        self.failures.append(failure)

    def ends(self) -> list[tuple[str, int]]:
        return [line for line in self.lines if line[0] != "progress"]


def test_every_job_runs_and_ends_once(worker, qtbot):
    log = Log(worker)
    tickets = [worker.submit(GenerateJob(Drawing(count=n))) for n in (1, 2)]
    tickets.append(worker.submit(ListModelsJob()))
    qtbot.waitUntil(lambda: len(log.ends()) == 3)
    assert set(log.ends()) == {("finished", t.number) for t in tickets}


def test_jobs_run_on_another_thread(qtbot):
    threads = []

    def handler(job) -> Generator[Any, None, None]:
        threads.append(threading.get_ident())
        yield ListModelsResult((), "", "")

    worker = Worker({ListModelsJob: handler})
    worker.start()
    with qtbot.waitSignal(worker.finished_job):
        worker.submit(ListModelsJob())
    worker.stop()
    assert threads != [threading.get_ident()]


def test_a_cancelled_job_stops_within_one_step(worker, stage, qtbot):
    log = Log(worker)
    stage.gate.clear()
    ticket = worker.submit(GenerateJob(Drawing()))
    qtbot.waitUntil(lambda: len(stage.drawn) == 1 and bool(log.lines))
    ticket.cancel()
    stage.gate.set()
    qtbot.waitUntil(lambda: bool(log.ends()))
    assert log.ends() == [("cancelled", ticket.number)]


def test_a_job_that_is_cancelled_before_it_begins_never_runs(worker, stage, qtbot):
    log = Log(worker)
    stage.gate.clear()
    first = worker.submit(GenerateJob(Drawing(seed=1)))
    second = worker.submit(GenerateJob(Drawing(seed=2)))
    second.cancel()
    stage.gate.set()
    qtbot.waitUntil(lambda: len(log.ends()) == 2)
    assert set(log.ends()) == {("finished", first.number), ("cancelled", second.number)}
    assert [job.drawing.seed for job in stage.drawn] == [1]


@pytest.mark.parametrize(("error", "expected"), [(JobError("no"), True), (KeyError("k"), False)])
def test_a_failure_is_told_with_its_details_and_the_worker_lives_on(
    worker, stage, qtbot, error, expected
):
    log = Log(worker)
    stage.error = error
    worker.submit(GenerateJob(Drawing()))
    qtbot.waitUntil(lambda: bool(log.failures))
    assert log.failures[0].expected is expected
    assert "Traceback" in log.failures[0].details
    stage.error = None
    worker.submit(GenerateJob(Drawing()))
    qtbot.waitUntil(lambda: len(log.ends()) == 2)
    assert log.ends()[1][0] == "finished"


LANE = Lane("ddim", 2)


@pytest.mark.parametrize("urgency", Urgency)
@pytest.mark.parametrize(
    "long", [GenerateJob(Drawing(count=3)), CompareJob((LANE, LANE), Drawing())]
)
def test_a_live_frame_is_served_between_any_two_steps_of_whatever_runs(
    worker, stage, qtbot, long, urgency
):
    log = Log(worker)
    stage.gate.clear()
    slow = worker.submit(long, urgency)
    qtbot.waitUntil(lambda: bool(log.lines))  # it waits in the midst of its second step
    live = worker.submit(GenerateJob(Drawing(), draft=True), Urgency.LIVE)
    stage.gate.set()
    qtbot.waitUntil(lambda: len(log.ends()) == 2)
    assert log.ends() == [("finished", live.number), ("finished", slow.number)]


def test_short_jobs_are_done_while_a_network_trains_and_long_ones_take_turns(
    worker, stage, qtbot, tmp_path
):
    log = Log(worker)
    go_on = threading.Event()

    def train(job):
        for step in range(1, 10**9):
            yield progress(step)
            if go_on.is_set():
                return

    stage.train = train
    trains = [worker.submit(TrainJob((), tmp_path), Urgency.BACKGROUND) for _ in range(2)]
    short = [worker.submit(GenerateJob(Drawing())), worker.submit(ListModelsJob())]
    qtbot.waitUntil(lambda: len(log.ends()) == 2)
    assert {number for _, number in log.ends()} == {ticket.number for ticket in short}
    qtbot.waitUntil(lambda: {t.number for t in trains} <= {number for _, number in log.lines})
    go_on.set()
    qtbot.waitUntil(lambda: len(log.ends()) == 4)


def test_a_pause_is_no_report(stage, qapp, qtbot, tmp_path):
    def train(job):
        yield None
        yield progress(1)
        yield None

    stage.train = train
    worker = Worker(stage.handlers())
    log = Log(worker)
    worker.start()
    worker.submit(TrainJob((), tmp_path))
    qtbot.waitUntil(lambda: bool(log.ends()))
    worker.stop()
    assert [kind for kind, _ in log.lines] == ["progress", "cancelled"]


def test_what_fails_while_a_cancelled_job_is_closed_is_told(worker, stage, qtbot, tmp_path):
    log = Log(worker)

    def train(job):
        try:
            while True:
                yield progress(1)
        finally:
            raise OSError(28, "No space left on device")

    stage.train = train
    ticket = worker.submit(TrainJob((), tmp_path))
    qtbot.waitUntil(lambda: bool(log.lines))
    ticket.cancel()
    qtbot.waitUntil(lambda: bool(log.ends()))
    assert log.ends() == [("failed", ticket.number)]
    assert "disk is full" in log.failures[0].message


def test_a_job_that_nobody_knows_fails_and_the_worker_lives_on(worker, qtbot):
    log = Log(worker)
    strange = worker.submit("draw me a sheep")
    known = worker.submit(ListModelsJob())
    qtbot.waitUntil(lambda: len(log.ends()) == 2)
    assert log.ends() == [("failed", strange.number), ("finished", known.number)]


def test_a_worker_that_was_stopped_does_not_start_again(stage, qapp):
    worker = Worker(stage.handlers())
    worker.stop()
    worker.start()
    assert not worker.isRunning()
    worker.submit(GenerateJob(Drawing()))
    assert stage.drawn == []


def test_stopping_ends_a_long_job_and_closes_its_generator(stage, qapp, qtbot, tmp_path):
    under_way, closed = threading.Event(), threading.Event()

    def train(job):
        try:
            for step in range(1, 10**9):
                yield progress(step)
                under_way.set()
        finally:
            closed.set()

    stage.train = train
    worker = Worker(stage.handlers())
    worker.start()
    worker.submit(TrainJob((), tmp_path))
    qtbot.waitUntil(under_way.is_set)
    worker.submit(GenerateJob(Drawing()))
    worker.stop()
    assert closed.is_set()
    assert worker.isFinished()


def test_reports_do_not_flood_but_important_ones_arrive(stage, qapp, qtbot, tmp_path):
    reported = []

    def train(job):
        for step in range(1, 3000):
            important = step == 1500
            levels = measured(step, 0.25) if important else None
            yield TrainProgress(step, 3000, 0.5, 1e-3, levels, 1.0, 1.0)

    stage.train = train
    worker = Worker(stage.handlers())
    worker.progressed.connect(lambda t, e: reported.append(e))
    worker.start()
    with qtbot.waitSignal(worker.cancelled):  # a job without a result ends as cancelled
        worker.submit(TrainJob((), tmp_path))
    worker.stop()
    assert len(reported) < 300
    assert 0.25 in [event.validation for event in reported]


def test_what_goes_on_in_the_background_waits_while_a_hand_moves(qtbot, monkeypatch):
    monkeypatch.setattr(module, "HAND_RESTS_S", 20.0)
    ran: list[str] = []

    def train(job) -> Generator[Any, None, None]:
        while True:
            ran.append("train")
            yield None

    def draw(job) -> Generator[Any, None, None]:
        ran.append("live")
        yield ListModelsResult((), "", "")

    worker = Worker({TrainJob: train, ListModelsJob: draw})
    worker.start()
    training = worker.submit(TrainJob((), Path(), steps=1), Urgency.BACKGROUND)
    for _ in range(3):
        with qtbot.waitSignal(worker.finished_job):
            worker.submit(ListModelsJob(), Urgency.LIVE)
    first = ran.index("live")
    assert ran[first:] == ["live"] * 3
    with qtbot.waitSignal(worker.cancelled):
        training.cancel()
        worker.submit(ListModelsJob())
    monkeypatch.setattr(module, "HAND_RESTS_S", 0.0)
    worker.submit(TrainJob((), Path(), steps=1), Urgency.BACKGROUND)
    qtbot.waitUntil(lambda: ran[-1] == "train")
    assert worker.stop()
