import pytest
from PySide6.QtWidgets import QLabel
from run_summaries import run_summary
from slow_steps import slow_step

from sprite_studio.ui.train.slow.step_view import StepView


@pytest.fixture
def view(qtbot, theme) -> StepView:
    made = StepView()
    qtbot.addWidget(made)
    return made


def said(view) -> str:
    return " ".join(label.text() for label in view.findChildren(QLabel))


def test_before_the_first_step_it_says_what_to_do(view):
    assert "Press Step: a new run begins" in said(view)
    assert view._batch.count() == 0
    view.show_run(run_summary("mine"))
    assert "mine is saved after it" in said(view)
    view.show_step(slow_step())
    view.show_run(run_summary("mine", step=51))
    assert "Press Step" not in said(view)


def test_a_step_is_shown_and_a_sprite_of_the_batch_can_be_picked(view):
    view.show_step(slow_step())
    assert "Step 3 of 480" in said(view)
    assert view._batch.count() == 4
    assert view._batch.selected == 2
    assert "squares is 2.0000" in said(view)
    view._batch.pick(0)
    assert "squares is 0.0000" in said(view)
    assert "Told: hero" in said(view)
    view.show_step(slow_step(4))
    assert view._batch.selected == 0  # the same place of the next batch


def test_a_smaller_batch_shows_its_middle(view):
    view.show_step(slow_step())
    view._batch.pick(3)
    view.show_step(slow_step(count=2))
    assert view._batch.selected == 1


def test_another_run_begins_with_nothing(view):
    view.show_step(slow_step())
    view.show_step(None)
    assert "Press Step" in said(view)
    assert "squares" not in said(view)
    assert all(grid.count() == 0 for grid in (view._batch, *view._terms()))
