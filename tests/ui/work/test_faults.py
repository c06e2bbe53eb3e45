import sys
import threading

import pytest

from sprite_studio.errors import UserError
from sprite_studio.ui.work.faults import FaultWatch


@pytest.fixture
def watch(qapp, monkeypatch, capsys):
    monkeypatch.setattr(sys, "__excepthook__", lambda *_: None)
    before = sys.excepthook, threading.excepthook
    made = FaultWatch()
    yield made
    made.stop()
    assert (sys.excepthook, threading.excepthook) == before


def fail(error: Exception) -> None:
    try:
        raise error
    except Exception as caught:
        sys.excepthook(type(caught), caught, caught.__traceback__)


def test_a_fault_is_told_once_for_each_place(watch):
    found = []
    watch.found.connect(found.append)
    for _ in range(3):
        fail(RuntimeError("one"))
    fail(KeyError("two"))
    assert [failure.message for failure in found] == ["one", "'two'"]
    assert not found[0].expected
    assert "in fail" in found[0].details


def test_what_the_user_can_mend_is_no_fault_of_ours(watch):
    found = []
    watch.found.connect(found.append)
    fail(UserError("there is no such word"))
    fail(PermissionError(13, "Permission denied", "/x"))
    assert all(failure.expected for failure in found)


def test_a_fault_on_another_thread_is_told_too(watch, qtbot):
    found = []
    watch.found.connect(found.append)
    thread = threading.Thread(target=lambda: {}["no such key"])
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(found))
    assert found[0].message == "'no such key'"
