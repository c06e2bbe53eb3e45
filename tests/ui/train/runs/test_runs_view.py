import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from run_summaries import run_summary

from sprite_studio.ui.train.runs.runs_view import RunsView

RUN = run_summary()


@pytest.fixture
def view(qtbot, theme) -> RunsView:
    made = RunsView()
    qtbot.addWidget(made)
    return made


def enabled(view) -> dict[str, bool]:
    return {button.text(): button.isEnabled() for button in view.findChildren(QPushButton)}


def test_without_runs_it_says_how_to_get_one(view):
    assert any("Press Start" in label.text() for label in view.findChildren(QLabel))
    assert not any(enabled(view).values())


def test_what_can_be_done_is_about_the_run_that_is_meant(view, qtbot):
    view.show_runs([RUN], None)
    assert not any(enabled(view).values())
    view.choose(RUN.folder)
    assert all(enabled(view).values())
    with qtbot.waitSignals([view.begin_wanted, view.delete_wanted]):
        for button in view.findChildren(QPushButton):
            if button.text() != "Rename":
                button.click()


def test_while_a_run_is_under_way_none_is_changed(view, qtbot):
    view.show_runs([RUN], RUN.folder)
    view.allow(False)
    assert not any(enabled(view).values())
    with qtbot.assertNotEmitted(view.delete_wanted):
        view.table.delete_wanted.emit()
    view.allow(True)
    assert all(enabled(view).values())


def test_a_run_that_is_trained_elsewhere_or_has_no_model_offers_less(view):
    view.show_runs([run_summary(state="running", has_model=False)], RUN.folder)
    assert not any(enabled(view).values())
    view.show_runs([run_summary(has_model=False)], RUN.folder)
    assert enabled(view) == {
        "Begin a new run with its model": False,
        "Rename": True,
        "Delete …": True,
    }
