from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from run_summaries import run_summary

from sprite_studio.ui.train.runs.run_table import HEADINGS, MOST_TICKED, NAME, RunTable

RUNS = [run_summary(f"run-{number}") for number in range(1, 7)]


@pytest.fixture
def table(qtbot, theme) -> RunTable:
    made = RunTable()
    qtbot.addWidget(made)
    made.show_runs(RUNS, None)
    return made


def item(table, row: int):
    found = table.topLevelItem(row)
    assert found is not None
    return found


def tick(table, row: int, checked: bool = True) -> None:
    state = Qt.CheckState.Checked if checked else Qt.CheckState.Unchecked
    item(table, row).setCheckState(NAME, state)


def names(runs) -> list[str]:
    return [run.name for run in runs]


def test_a_row_tells_all_there_is_of_a_run(table):
    told = [item(table, 0).text(column) for column in range(len(HEADINGS))]
    assert told == ["run-1", "stopped at step 50 of 100", "0.2500", "ours", "90 MB"]


def test_network_and_origin_are_told_and_what_is_not_known_is_left_open(table):
    job = RUNS[0].job
    assert job is not None
    of_course = run_summary(job=replace(job, network="course", start_from="base"), held_out=None)
    table.show_runs([of_course, run_summary("old", job=None)], None)
    assert item(table, 0).text(3) == "the course's, from base"
    assert item(table, 0).text(2) == ""
    assert item(table, 1).text(3) == ""


def test_a_run_is_picked_by_hand_and_shown_without_a_hand_in_silence(table, qtbot):
    with qtbot.assertNotEmitted(table.picked):
        table.choose(RUNS[2].folder)
    assert table.run == RUNS[2]
    with qtbot.waitSignal(table.picked) as picked:
        table.setCurrentItem(item(table, 1))
    assert picked.args == [RUNS[1].folder]
    table.choose(None)
    assert table.run is None


def test_ticks_ask_for_curves_and_the_first_makes_room(table, qtbot):
    for row in range(MOST_TICKED):
        tick(table, row)
    assert names(table.wanted) == ["run-1", "run-2", "run-3", "run-4"]
    with qtbot.waitSignal(table.ticked):
        tick(table, 5)
    assert names(table.wanted) == ["run-2", "run-3", "run-4", "run-6"]
    assert item(table, 0).checkState(NAME) is Qt.CheckState.Unchecked
    tick(table, 2, checked=False)
    assert names(table.wanted) == ["run-2", "run-4", "run-6"]


def test_ticks_stay_when_the_list_is_read_anew(table):
    tick(table, 1)
    tick(table, 3)
    table.show_runs(RUNS[:2], None)
    assert names(table.wanted) == ["run-2"]
    assert item(table, 1).checkState(NAME) is Qt.CheckState.Checked


def test_a_new_name_is_asked_for_and_the_old_one_stays_until_it_is_so(table, qtbot):
    table.choose(RUNS[0].folder)
    table.rename()
    with qtbot.waitSignal(table.renamed) as renamed:
        item(table, 0).setText(NAME, "mine")
    assert renamed.args == [RUNS[0].folder, "mine"]
    assert item(table, 0).text(NAME) == "run-1"


def test_delete_is_asked_for_by_its_key(table, qtbot):
    table.choose(RUNS[0].folder)
    with qtbot.waitSignal(table.delete_wanted):
        qtbot.keyClick(table, Qt.Key.Key_Delete)


def test_a_name_from_elsewhere_is_shown_as_it_is(table):
    table.show_runs([run_summary("<b>x</b>", folder=Path("/runs/<b>x<b>"))], None)
    assert item(table, 0).text(NAME) == "<b>x<b>"
