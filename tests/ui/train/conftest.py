"""The page Train, opened."""

import pytest

from sprite_studio.settings import Settings
from sprite_studio.ui.train.page import TrainPage


@pytest.fixture
def page(qtbot, worker, stage) -> TrainPage:
    made = TrainPage(worker, Settings(), lambda: stage.runs / "run-1")
    qtbot.addWidget(made)
    made.show()
    return made
