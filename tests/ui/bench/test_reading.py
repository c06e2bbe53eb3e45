"""The lessons as they are read to be timed, with real figures of a network that learned nothing."""

import math

from PySide6.QtCore import QObject
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QSlider

from sprite_studio.ui.bench import reading
from sprite_studio.ui.bench.reading import read_lessons
from sprite_studio.ui.bench.stalls import Stalls


def driven(hand):
    """What it says at its end, having let the window alone for as long as it asks."""
    while True:
        try:
            seconds = next(hand)
        except StopIteration as end:
            return end.value
        QTest.qWait(math.ceil(seconds * 1000))


def test_every_lesson_is_answered_computed_and_dragged(open_page, monkeypatch):
    monkeypatch.setattr(reading, "PLACES", 2)
    monkeypatch.setattr(reading, "PLACE_MS", 0)
    page, parent = open_page(), QObject()
    dragged = set()

    def on_moved(slider: QSlider) -> None:
        if page.is_told and slider.isVisible():
            dragged.add(page._keys[page._list.currentRow()])

    for slider in page.findChildren(QSlider):
        slider.valueChanged.connect(lambda _, slider=slider: on_moved(slider))
    stalls = Stalls(parent)
    found = driven(read_lessons(page, stalls))
    stalls.end()
    assert tuple(found) == page.keys
    assert all(view.is_told for view in page._views)
    assert dragged == set(page.keys)


def test_a_lesson_without_an_answer_in_time_has_no_figure(open_page, monkeypatch):
    monkeypatch.setattr(reading, "PATIENCE_SECONDS", 0.0)
    page, parent = open_page(), QObject()
    stalls = Stalls(parent)
    assert driven(read_lessons(page, stalls)) == {}
    stalls.end()
