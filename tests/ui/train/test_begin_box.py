from pathlib import Path

import pytest

from sprite_studio.studio.jobs.models import ModelSummary
from sprite_studio.ui.train.begin_box import BeginBox


def model(name: str, problem: str = "") -> ModelSummary:
    return ModelSummary(name, Path(name), 9.0, ("hero",), 1.0, (), problem)


@pytest.fixture
def box(qtbot, theme) -> BeginBox:
    made = BeginBox()
    qtbot.addWidget(made)
    made.show_models([model("base"), model("broken", "it is damaged"), model("mine")])
    return made


def test_a_run_begins_from_nothing_with_either_network(box):
    assert (box.network, box.model) == ("house", "")
    box._network.setCurrentIndex(1)
    assert (box.network, box.model) == ("course", "")


def test_a_model_has_its_own_network(box):
    box._network.setCurrentIndex(1)
    box.begin_with("mine")
    assert (box.network, box.model) == ("house", "mine")
    assert not box._network.isEnabled()
    box.begin_with("")
    assert (box.network, box.model) == ("course", "")
    assert box._network.isEnabled()


def test_only_models_that_can_be_read_are_offered(box):
    names = [box._model.itemText(i) for i in range(box._model.count())]
    assert names == ["From nothing", "base", "mine"]
    box.begin_with("broken")
    assert box.model == ""


def test_the_choice_stays_as_long_as_it_is_there(box):
    box.begin_with("mine")
    box.show_models([model("mine"), model("new")])
    assert box.model == "mine"
    box.show_models([model("new")])
    assert box.model == ""


def test_while_a_run_is_under_way_nothing_is_chosen(box):
    box.allow(False)
    assert not box._model.isEnabled()
    box.allow(True)
    assert box._model.isEnabled()
