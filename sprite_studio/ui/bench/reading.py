"""How smoothly the learner's pages answer: each is opened and its controls dragged."""

from collections.abc import Generator

from PySide6.QtWidgets import QAbstractSlider, QWidget

from sprite_studio.ui.bench.stalls import Stalls
from sprite_studio.ui.learn.page import LearnPage
from sprite_studio.ui.main_window import MainWindow
from sprite_studio.ui.pages import LEARN, NETWORK

COMPUTING_SECONDS = 2.0
"""Of what a page computes when it is opened, before its controls are dragged as well."""

PLACES, PLACE_MS = 60, 16
"""Of a control from one end to the other and back, and the time from one to the next."""


def read_through(window: MainWindow, stalls: Stalls) -> Generator[float, None, dict[str, float]]:
    """Page or lesson → for how long the event loop answered nothing, in milliseconds at the 99th
    percentile, from when it was opened until its controls were dragged. Yields as `Waits`."""
    found: dict[str, float] = {}
    stalls.begin()
    page = window.open_page(NETWORK)
    yield from _used(page)
    found["network page"] = stalls.percentile_ms(0.99)
    learn = window.open_page(LEARN)
    assert isinstance(learn, LearnPage)
    for key in learn.keys:
        stalls.begin()
        learn.open_lesson(key)
        yield from _used(learn)
        found[key] = stalls.percentile_ms(0.99)
    return found


def _used(page: QWidget) -> Generator[float, None, None]:
    """As by somebody who looks, and then drags whatever there is to drag."""
    yield COMPUTING_SECONDS
    sliders = [one for one in page.findChildren(QAbstractSlider) if _can_be_dragged(one)]
    for slider in sliders:
        least, whole = slider.minimum(), slider.maximum() - slider.minimum()
        for place in range(PLACES + 1):
            slider.setValue(least + round(whole * (1 - abs(1 - 2 * place / PLACES))))
            yield PLACE_MS / 1000


def _can_be_dragged(slider: QAbstractSlider) -> bool:
    return slider.isVisible() and slider.isEnabled() and slider.maximum() > slider.minimum()
