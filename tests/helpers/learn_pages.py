"""The page Learn with what it computes, real jobs by a small model that has learned nothing, and a
hand that answers its lessons."""

from collections.abc import Iterator
from functools import partial

import pytest

from sprite_studio import paths
from sprite_studio.diffusion.networks.checkpoint import Card, save_checkpoint
from sprite_studio.settings import Settings
from sprite_studio.studio.draw.tune import draw_tunes
from sprite_studio.studio.jobs.learn import LESSON_JOBS
from sprite_studio.studio.jobs.learn.cloud import CloudJob
from sprite_studio.studio.jobs.tune import TuneJob
from sprite_studio.studio.learn.cloud import cloud
from sprite_studio.studio.learn.serve import serve
from sprite_studio.ui.learn.code_view import CodeView
from sprite_studio.ui.learn.page import LearnPage
from sprite_studio.ui.work.worker import Worker

NEW = Settings()


@pytest.fixture
def teacher(library, theme, small_tune, tmp_path) -> Iterator[Worker]:
    """A worker that serves every lesson, and music."""
    save_checkpoint(tmp_path / "bundled" / "tune.safetensors", small_tune, Card(name="tune"))
    served = dict.fromkeys(LESSON_JOBS, partial(serve, library=library))
    # As it is, but trained for less long: that takes ten seconds.
    made = Worker(
        {
            **served,
            CloudJob: partial(cloud, steps=70),
            TuneJob: partial(draw_tunes, library=library),
        }
    )
    made.start()
    yield made
    made.stop()


@pytest.fixture
def open_page(teacher, qtbot):
    """A function: the page, shown, as it was left with some settings."""

    def opened(settings: Settings = NEW) -> LearnPage:
        page = LearnPage(teacher, settings, paths.resources() / "lessons")
        qtbot.addWidget(page)
        page.resize(1200, 700)
        page.show()
        return page

    return opened


def guess_of(view):
    """The first choice, or a number."""
    guess = view.lesson.guess
    return next(iter(guess.choices), None) or guess.low + guess.step


def see(page, qtbot, key):
    """Open a lesson, guess, and wait for the answer and its code."""
    page.open_lesson(key)
    page.view.guessed.emit(guess_of(page.view))
    qtbot.waitUntil(lambda: key in page.remember(Settings()).learned.seen)
    qtbot.waitUntil(lambda: bool(page.view.findChildren(CodeView)))
    return page.view
