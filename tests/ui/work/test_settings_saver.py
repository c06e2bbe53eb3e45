import threading

import pytest

from sprite_studio.settings import Settings
from sprite_studio.ui.work import settings_saver
from sprite_studio.ui.work.settings_saver import SettingsSaver


class Desk:
    """Attributes: now: what the controls say; stored: what was saved, in order; error: raised
    instead; threads: that saved."""

    def __init__(self) -> None:
        self.now = Settings()
        self.stored: list[Settings] = []
        self.error: Exception | None = None
        self.tried = 0
        self.threads: set[int] = set()

    def collect(self) -> Settings:
        return self.now

    def save(self, settings: Settings) -> None:
        self.tried += 1
        self.threads.add(threading.get_ident())
        if self.error is not None:
            raise self.error
        self.stored.append(settings)


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def saver(desk, qapp, monkeypatch):
    monkeypatch.setattr(settings_saver, "LOOK_MS", 1)
    made = SettingsSaver(desk.collect, desk.save)
    yield made
    desk.error = None
    made.finish()


def test_a_change_is_saved_by_itself_and_nothing_else_is(saver, desk, qtbot):
    saver.start()
    qtbot.waitUntil(lambda: desk.stored == [Settings()])
    desk.now = Settings(run="7")
    qtbot.waitUntil(lambda: len(desk.stored) == 2)
    for _ in range(3):
        saver.look()
    assert desk.stored == [Settings(), Settings(run="7")]
    assert threading.get_ident() not in desk.threads


def test_what_changed_while_one_was_saved_is_saved_after_it(saver, desk, qtbot):
    saver.look()
    desk.now = Settings(run="7")
    saver.start()
    qtbot.waitUntil(lambda: desk.stored == [Settings(), Settings(run="7")])


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), ValueError("a fault")])
def test_a_failure_is_said_once_and_tried_again(saver, desk, qtbot, error):
    said = []
    saver.failed.connect(said.append)
    desk.error = error
    saver.start()
    qtbot.waitUntil(lambda: desk.tried >= 3 and bool(said))
    desk.error = None
    qtbot.waitUntil(lambda: desk.stored == [Settings()])
    assert len(said) == 1
    assert said[0].startswith("Your settings cannot be kept: ")
    desk.error, desk.now = error, Settings(run="7")
    qtbot.waitUntil(lambda: len(said) == 2)


def test_at_the_end_the_last_change_is_saved_before_it_returns(saver, desk):
    saver.look()
    desk.now = Settings(run="7")
    saver.finish()
    assert desk.stored == [Settings(), Settings(run="7")]
    desk.now = Settings(run="8")
    saver.look()  # a report of the worker's may still come
    assert len(desk.stored) == 2
