"""The page Watch, opened."""

import pytest

from sprite_studio.settings import Settings
from sprite_studio.studio.jobs.drawing import Drawing
from sprite_studio.ui.watch.page import WatchPage


@pytest.fixture
def page(qtbot, worker) -> WatchPage:
    made = WatchPage(
        worker, Settings(watch_prompt="hero", watch=Drawing(steps=5, count=2, sampler="ddim"))
    )
    qtbot.addWidget(made)
    made.resize(1180, 760)
    made.show()
    return made
