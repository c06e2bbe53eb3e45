"""How smoothly the learner's pages answer: each is opened and its controls dragged."""

import time
from collections.abc import Generator

from PySide6.QtWidgets import QAbstractSlider, QScrollBar, QWidget

from sprite_studio.ui.bench.stalls import TICK_MS, Stalls
from sprite_studio.ui.learn.page import LearnPage
from sprite_studio.ui.main_window import MainWindow
from sprite_studio.ui.pages import LEARN, NETWORK

COMPUTING_SECONDS = 2.0
"""Of what the page of the network computes when it is opened, before its controls are dragged."""

PATIENCE_SECONDS = 120.0
"""For the answer of a lesson; some learn before one's eyes."""

PLACES, PLACE_MS = 60, 16
"""Of a control from one end to the other and back, and the time from one to the next."""


def read_through(window: MainWindow, stalls: Stalls) -> Generator[float, None, dict[str, float]]:
    """Page or lesson → for how long the event loop answered nothing, in milliseconds at the 99th
    percentile, from when it was opened until its controls were dragged; a lesson that has no answer
    in time has no figure. Yields as `Waits`."""
    stalls.begin()
    page = window.open_page(NETWORK)
    yield COMPUTING_SECONDS
    yield from _dragged(page)
    found = {"network page": stalls.percentile_ms(0.99)}
    learn = window.open_page(LEARN)
    assert isinstance(learn, LearnPage)
    return found | (yield from read_lessons(learn, stalls))


def read_lessons(learn: LearnPage, stalls: Stalls) -> Generator[float, None, dict[str, float]]:
    """The same of the lessons and of music: each is answered, and computed."""
    found: dict[str, float] = {}
    for key in learn.keys:
        stalls.begin()
        learn.open_lesson(key)
        learn.guess(None)
        asked = time.monotonic()
        while not learn.is_told and time.monotonic() - asked < PATIENCE_SECONDS:
            yield TICK_MS / 1000
        if learn.is_told:
            yield from _dragged(learn)
            found[key] = stalls.percentile_ms(0.99)
    return found


def _dragged(page: QWidget) -> Generator[float, None, None]:
    """Whatever of it there is to drag."""
    sliders = [one for one in page.findChildren(QAbstractSlider) if _can_be_dragged(one)]
    for slider in sliders:
        least, whole = slider.minimum(), slider.maximum() - slider.minimum()
        for place in range(PLACES + 1):
            slider.setValue(least + round(whole * (1 - abs(1 - 2 * place / PLACES))))
            yield PLACE_MS / 1000


def _can_be_dragged(slider: QAbstractSlider) -> bool:
    """A scroll bar changes nothing that is computed."""
    shown = slider.isVisible() and slider.isEnabled() and slider.maximum() > slider.minimum()
    return shown and not isinstance(slider, QScrollBar)
