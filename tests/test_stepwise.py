import threading

import pytest

from sprite_studio.stepwise import completed, on_the_side


def test_what_is_done_on_the_side_lets_others_go_first_until_it_is_done():
    may_end = threading.Event()

    def work() -> str:
        assert may_end.wait(20)
        return threading.current_thread().name

    steps = on_the_side(work)
    for _ in range(3):
        assert next(steps) is None
    may_end.set()
    assert completed(steps) != threading.current_thread().name


def test_what_it_raises_is_raised_here():
    def work() -> None:
        raise OSError("no room")

    with pytest.raises(OSError, match="no room"):
        completed(on_the_side(work))


def test_what_is_given_up_is_waited_for():
    may_end, done = threading.Event(), []

    def work() -> None:
        assert may_end.wait(20)
        done.append("saved")

    steps = on_the_side(work)
    next(steps)
    threading.Timer(0.05, may_end.set).start()
    steps.close()
    assert done == ["saved"]
