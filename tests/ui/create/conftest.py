"""The page Create, opened."""

from pathlib import Path

import pytest
from create_pages import FOUR_HEROES, HEROES, WORDS

from sprite_studio.settings import Settings
from sprite_studio.studio.jobs.models import ModelSummary
from sprite_studio.ui.create.page import CreatePage


@pytest.fixture
def page(qtbot, worker, stage) -> CreatePage:
    made = CreatePage(worker, Settings(drawing=HEROES), stage.history)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def live_page(page, stage, qtbot) -> CreatePage:
    """A page whose model has a live student, at rest."""
    models = (ModelSummary("base", Path("base"), 9.0, WORDS, 1.0, (), has_live=True),)
    page.show_models(models)
    with qtbot.waitSignal(page.drawn):
        page.generate()
    stage.drawn.clear()
    return page


@pytest.fixture
def four_heroes(qtbot, worker, stage) -> CreatePage:
    """After the first drawing, which is kept."""
    made = CreatePage(worker, Settings(drawing=FOUR_HEROES), stage.history)
    qtbot.addWidget(made)
    made.resize(1100, 760)
    made.show()
    with qtbot.waitSignal(made.drawn):
        made.generate()
    qtbot.waitUntil(lambda: len(stage.kept) == 1)
    return made
