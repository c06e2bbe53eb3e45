"""Pictures of words are asked for once, the last wish first, and for one model at a time."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from sprite_studio.studio.jobs.models import ModelSummary
from sprite_studio.ui.work.job_client import JobClient
from sprite_studio.ui.work.word_pictures import WordPictures

BASE = ModelSummary("base", Path("base"), 9.0, ("hero", "food"), 1.0, ())


@pytest.fixture
def owner(qtbot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def pictures(owner, worker) -> WordPictures:
    return WordPictures(JobClient(worker, owner), owner)


def test_they_arrive_one_by_one_and_are_not_asked_for_again(pictures, stage, qtbot):
    assert pictures.of("food") is None
    with qtbot.waitSignals([pictures.arrived, pictures.arrived]):
        pictures.want(BASE, ["hero", "food", "hero"])
    assert pictures.of("food").shape == (1, 16, 16, 4)
    with qtbot.waitSignal(pictures.arrived):
        pictures.want(BASE, ["food", "spell"])
    assert [job.words for job in stage.pictured] == [("hero", "food"), ("spell",)]


def test_what_is_wanted_last_comes_first_and_what_was_wanted_still_comes(pictures, stage, qtbot):
    came: list[str] = []
    pictures.arrived.connect(came.append)
    pictures.want(BASE, ["hero", "food"])
    pictures.want(BASE, ["spell"])
    qtbot.waitUntil(lambda: {"hero", "food", "spell"} <= set(came))
    assert stage.pictured[-1].words[0] == "spell"


def test_another_model_has_other_pictures(pictures, stage, qtbot):
    with qtbot.waitSignal(pictures.arrived):
        pictures.want(BASE, ["hero"])
    with qtbot.waitSignal(pictures.arrived):
        pictures.want(replace(BASE, name="other"), ["food"])
    assert pictures.of("hero") is None
    assert stage.pictured[-1].model == "other"
    assert stage.pictured[-1].words == ("food",)


def test_what_was_drawn_elsewhere_is_there_at_once_and_all_stays_as_words_are_taught(
    pictures, stage, qtbot
):
    with qtbot.waitSignal(pictures.arrived):
        pictures.want(BASE, ["hero"])
    own = pictures.of("hero")
    pictures.put(BASE, "style:mine", own)
    taught = replace(BASE, taught=("style:mine",))
    pictures.want(taught, ["hero", "style:mine"])
    assert pictures.of("hero") is own
    assert pictures.of("style:mine") is own
    assert len(stage.pictured) == 1
    pictures.want(BASE, ["hero"])  # the model was let go of, and nobody knows
    assert pictures.of("style:mine") is own
    pictures.want(replace(BASE, taught=()), ["hero"])  # deleted: another may be called so
    assert pictures.of("style:mine") is None
    pictures.put(replace(BASE, name="other"), "style:mine", own)
    assert pictures.of("hero") is None  # it was the first one's
