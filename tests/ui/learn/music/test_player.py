"""Qt's multimedia is not installed with Essentials; what stands in for it here keeps to the same
four methods."""

from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QObject

from sprite_studio.ui.learn.music import player
from sprite_studio.ui.learn.music.player import Player


class Effect(QObject):
    Loop = SimpleNamespace(Infinite=SimpleNamespace(value=-2))
    made: "list[Effect]" = []  # noqa: RUF012 - of this test

    def __init__(self, parent):
        super().__init__(parent)
        self.told: list[object] = []
        Effect.made.append(self)

    def setSource(self, url):  # noqa: N802 - Qt's
        self.told.append(url.toLocalFile())

    def setLoopCount(self, count):  # noqa: N802
        self.told.append(count)

    def play(self):
        self.told.append("play")

    def stop(self):
        self.told.append("stop")


@pytest.fixture
def multimedia(monkeypatch):
    device = SimpleNamespace(isNull=lambda: False)
    devices = SimpleNamespace(defaultAudioOutput=lambda: device)
    module = SimpleNamespace(QSoundEffect=Effect, QMediaDevices=devices)
    monkeypatch.setattr(player, "_multimedia", lambda: module)
    Effect.made.clear()
    return module


def test_it_plays_round_and_round_and_says_where(qtbot, multimedia, tmp_path):
    owner = QObject()
    made = Player(owner)
    places: list[Any] = []
    made.moved.connect(places.append)
    made.play(tmp_path / "loop.wav", 0.1)
    assert Effect.made[0].told == [str(tmp_path / "loop.wav"), -2, "play"]
    assert made.is_playing
    qtbot.waitUntil(lambda: any(b < a for a, b in pairwise(places)))
    assert all(0 <= place < 1 for place in places if place is not None)
    made.stop()
    assert places[-1] is None
    assert Effect.made[0].told[-1] == "stop"
    made.stop()
    assert places.count(None) == 1


def test_another_loop_takes_the_place_of_the_first(qtbot, multimedia, tmp_path):
    owner = QObject()
    made = Player(owner)
    made.play(tmp_path / "one.wav", 1)
    made.play(tmp_path / "two.wav", 1)
    assert Effect.made[0].told[-1] == "stop"
    assert Effect.made[1].told[-1] == "play"
    made.stop()


def test_without_a_device_it_does_not_play_here(multimedia):
    assert player.plays_here()
    multimedia.QMediaDevices.defaultAudioOutput = lambda: SimpleNamespace(isNull=lambda: True)
    assert not player.plays_here()
