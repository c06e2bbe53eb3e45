from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton

from sprite_studio.settings import Settings
from sprite_studio.studio.export.destination import REPORT
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.compare import MOST_LANES, CompareProgress, Lane
from sprite_studio.studio.jobs.drawing import Drawing
from sprite_studio.studio.jobs.export import ComparisonReport
from sprite_studio.studio.jobs.models import ModelSummary
from sprite_studio.studio.jobs.prompt_reading import LeftOut
from sprite_studio.studio.jobs.recipes.recipe import Recipe
from sprite_studio.ui.compare.lane_editor import CHARTED
from sprite_studio.ui.compare.page import LEVELS, ComparePage
from sprite_studio.ui.widgets.error_panel import ErrorPanel
from sprite_studio.ui.widgets.sprite_grid import SpriteGrid
from sprite_studio.ui.widgets.timeline import Timeline

LANES = (Lane("ddim", 20), Lane("ddpm-no-noise", 50), Lane("live", 4))


@pytest.fixture
def page(qtbot, worker) -> ComparePage:
    made = ComparePage(worker, Settings(compare_lanes=LANES, compare=Drawing(count=9, seed=3)))
    qtbot.addWidget(made)
    made.resize(1180, 760)
    made.show()
    return made


def button(page, text: str) -> QPushButton:
    return next(b for b in page.findChildren(QPushButton) if b.text() == text)


def compare(page, qtbot) -> None:
    with qtbot.waitSignal(page.status, check_params_cb=lambda text: "Done" in text):
        page.generate()


def value(page, name: str) -> int:
    grid = next(g for g in page.findChildren(SpriteGrid) if g.accessibleName().startswith(name))
    return grid.grab().toImage().pixelColor(grid.cell(0).center().toPoint()).red()


def test_lanes_are_drawn_from_one_noise_and_walked_by_noise_level(page, stage, qtbot):
    compare(page, qtbot)
    job = stage.compared[-1]
    # No listed model has a student, so its lane is left out.
    assert [(lane.sampler, lane.steps) for lane in job.lanes] == [
        ("ddim", 20),
        ("ddpm-no-noise", 50),
    ]
    assert (job.drawing.seed, job.drawing.count, job.prompt) == (3, 9, "hero")
    assert (value(page, "DDIM"), value(page, "DDPM")) == (100, 101)  # finished
    assert page._level.text() == "The first four of each lane, finished"
    line = page.findChild(Timeline)
    line.to_first()
    assert page._level.text().startswith("Noise level λ = -10.0: what each lane believed by then")
    assert (value(page, "DDIM"), value(page, "DDPM")) == (1, 11)
    line.set_index(next(i for i, level in enumerate(LEVELS) if level > 0))
    assert (value(page, "DDIM"), value(page, "DDPM")) == (2, 12)
    told = " ".join(label.text() for label in page.findChildren(QLabel))
    assert "the reference" in told
    assert "difference 0.100 (other noise 0.800)" in told
    assert "3 calls" in told
    assert "spread 0.300" in told
    assert "3 of 9 different" in told


def test_a_lane_that_collapsed_is_named_at_the_end(page, qtbot):
    said = []
    page.status.connect(said.append)
    compare(page, qtbot)
    assert said[-1].endswith(
        "; different sprites of 9: 3 by DDPM, no extra noise, 50 steps, 9 by DDIM, 20 steps"
    )


def test_many_shows_all_that_were_drawn(page, qtbot):
    compare(page, qtbot)
    button(page, "All sprites").click()
    grid = next(g for g in page.findChildren(SpriteGrid) if g.accessibleName().startswith("DDIM"))
    assert grid.accessibleDescription() == "9 sprites"
    assert not page.findChild(Timeline).isEnabled()
    button(page, "On the way").click()
    assert grid.accessibleDescription() == "4 sprites"
    assert page.findChild(Timeline).isEnabled()


def test_lanes_are_added_changed_removed_and_remembered(page, worker, stage, qtbot):
    base = ModelSummary("base", Path("base"), 9.0, ("hero",), 1.0, (), has_live=True)
    page.show_models((base,))
    button(page, "Add a lane").click()
    boxes = [b for b in page.findChildren(QComboBox) if b.accessibleName() == "Sampler of the lane"]
    boxes[-1].setCurrentIndex(boxes[-1].findData("dpm++"))
    next(b for b in page.findChildren(QPushButton) if b.text() == "✕").click()
    compare(page, qtbot)
    lanes = [(lane.sampler, lane.steps) for lane in stage.compared[-1].lanes]
    assert lanes == [("ddpm-no-noise", 50), ("live", 4), ("dpm++", 12)]
    again = ComparePage(worker, page.remember(Settings()))
    qtbot.addWidget(again)
    assert again.remember(Settings()) == page.remember(Settings())
    for _ in range(9):
        button(page, "Add a lane").click()
    assert len(page.remember(Settings()).compare_lanes) == 8


def test_the_comparison_that_is_shown_is_what_is_saved(page, qtbot):
    assert not button(page, "Export report …").isEnabled()
    compare(page, qtbot)
    with qtbot.waitSignal(page.save_wanted) as wanted:
        button(page, "Export report …").click()
    (saving,) = wanted.args
    assert isinstance(saving.content, ComparisonReport)
    assert len(saving.content.result.lanes) == 2
    assert saving.content.result.job.prompt == "hero"
    assert saving.kind == REPORT


def test_cancelled_it_keeps_the_lanes_that_are_done(page, stage, qtbot):
    stage.gate.clear()
    page.generate()
    qtbot.waitUntil(lambda: bool(stage.compared))
    page.cancel()
    stage.gate.set()
    qtbot.waitUntil(lambda: not button(page, "Cancel").isEnabled())
    assert not button(page, "Export report …").isEnabled()  # not even one was done


def test_what_was_done_when_it_was_cancelled_can_be_saved(page, stage, qtbot):
    compare(page, qtbot)
    lane = page._done[0]
    stage.gate.clear()
    page.generate()
    page._on_report(page._lanes_job, CompareProgress(0, 2, 2, 2, 2, 4, 0.1, lane))
    page.cancel()
    stage.gate.set()
    with qtbot.waitSignal(page.save_wanted) as wanted:
        button(page, "Export report …").click()
    assert wanted.args[0].content.result.lanes == (lane,)


def test_another_comparison_begins_with_nothing_of_the_one_before(page, stage, qtbot):
    compare(page, qtbot)
    stage.gate.clear()
    page.generate()
    assert page._done == []
    assert not page.findChild(Timeline).isEnabled()
    button(page, "Steps").click()
    page.generate()  # and the chart is none of its lanes
    stage.gate.set()
    qtbot.waitUntil(lambda: not button(page, "Cancel").isEnabled())
    assert page._done == []
    assert len(page._charted) == len(page._chart_job.lanes)


def test_a_second_comparison_can_be_cancelled_and_shows_nothing_of_the_first(page, stage, qtbot):
    stage.gate.clear()
    page.generate()
    qtbot.waitUntil(lambda: len(stage.compared) == 1)
    page.generate()
    cancel = button(page, "Cancel")
    stage.gate.set()
    stage.gate.clear()
    qtbot.waitUntil(lambda: len(stage.compared) == 2)
    assert cancel.isEnabled()
    said = []
    page.status.connect(said.append)
    qtbot.mouseClick(cancel, Qt.MouseButton.LeftButton)
    assert not cancel.isEnabled()
    assert said[-1] == "Cancelled; no lane was done"
    for tab in ("All sprites", "On the way"):
        button(page, tab).click()
        assert not any("finished" in label.text() for label in page.findChildren(QLabel))
    stage.gate.set()
    compare(page, qtbot)
    assert len(page._done) == 2
    assert len(stage.compared) == 3


def test_a_failure_is_shown(page, stage, qtbot):
    stage.error = JobError("the model is tired")
    with qtbot.waitSignal(page.status, check_params_cb=lambda text: "Could not" in text):
        qtbot.mouseClick(button(page, "Compare"), Qt.MouseButton.LeftButton)
    assert page.findChild(ErrorPanel).text() == "The model is tired"


def test_the_chart_of_steps_is_measured_with_the_first_lanes_model(page, stage, qtbot):
    compare(page, qtbot)
    lanes = page._done
    base = ModelSummary("base", Path("base"), 9.0, ("hero",), 1.0, (), has_live=True)
    page.show_models((base,))
    button(page, "Steps").click()
    page.generate()
    qtbot.waitUntil(lambda: len(stage.compared) == 2)
    ways = [(lane.sampler, lane.steps) for lane in stage.compared[-1].lanes]
    assert ways[0] == ("ddim", 100)
    assert len(ways) == len(CHARTED) <= MOST_LANES
    assert {("ddim", 4), ("dpm++", 10), ("live", 2)} <= set(ways)
    qtbot.waitUntil(lambda: not button(page, "Cancel").isEnabled())
    curves = curves_of(page)
    assert list(curves) == [
        *("DDIM", "DPM-Solver++", "Live student", "DDPM", "the reference, other noise")
    ]
    assert set(curves["the reference, other noise"][1]) == {0.8}
    # The stage gives lane number n the difference n / 10.
    assert curves["DDIM"][1].tolist() == pytest.approx([0.1, 0.2, 0.3, 0.4, 0.5])
    assert curves["Live student"][1].tolist() == pytest.approx([1.1, 1.2])
    figures = page._chart._told.text()
    assert "fresh noise or another model (DDPM), whose" in figures
    assert figures.count("<tr>") == 5  # the numbers of steps, and a row a sampler
    assert "0.500" in figures
    assert "1.200" in figures
    button(page, "On the way").click()
    assert page._done is lanes  # the comparison is still there
    assert page.findChild(Timeline).isEnabled()


def curves_of(page):
    return {item.name(): item.getData() for item in page._chart._plot.listDataItems()}


def test_before_a_chart_was_drawn_the_lanes_stand_in_it(page, stage, qtbot):
    button(page, "Steps").click()
    assert "Press Compare:" in page._chart._told.text()
    button(page, "On the way").click()
    page._lanes.set_lanes((*LANES[:2], Lane("ddim", 10), Lane("ddim", 40, eta=1)))
    compare(page, qtbot)
    button(page, "Steps").click()
    assert len(stage.compared) == 1, "nothing is drawn for it"
    assert list(curves_of(page)) == [
        *("DDPM, no extra noise", "DDIM", "DDIM, eta 1", "the reference, other noise")
    ]
    assert curves_of(page)["DDIM"][1].tolist() == pytest.approx([0.2])
    assert "Difference to DDIM, 20 steps" in page._chart._told.text()
    assert "the lanes that were compared" in page._chart._told.text()
    assert "fresh noise or another model (DDIM, eta 1), whose" in page._chart._told.text()
    stage.gate.clear()
    page.generate()
    qtbot.waitUntil(lambda: len(stage.compared) == 2)
    for tab in ("On the way", "Steps"):
        button(page, tab).click()
    assert curves_of(page) == {}, "the chart is on its way"
    page.cancel()
    assert "DDIM, eta 1" in curves_of(page)
    stage.gate.set()


def test_what_the_prompt_left_out_is_said_once_for_all_lanes(page, stage, qtbot):
    stage.left_out = (LeftOut("steel"),)
    compare(page, qtbot)
    assert page.findChild(ErrorPanel).text().count("“steel” is left out") == 1


def test_the_lanes_are_drawn_in_the_style_that_the_first_one_knows(page, stage, worker, qtbot):
    styles = ("style:forge", "style:mine")
    base = ModelSummary("base", Path("b"), 9.0, styles, 1.0, (), best_style="style:forge")
    page.show_models((base,))
    box = next(b for b in page.findChildren(QComboBox) if b.accessibleName() == "Style")
    qtbot.keyClick(box, Qt.Key.Key_Down)
    compare(page, qtbot)
    assert stage.compared[-1].drawing.style == "style:mine"
    again = ComparePage(worker, page.remember(Settings()))
    qtbot.addWidget(again)
    assert again.remember(Settings()).compare.style == "style:mine"
    page.show_models((replace(base, words=("style:forge",)),))
    compare(page, qtbot)
    assert stage.compared[-1].drawing.style == "best"


def test_lanes_from_elsewhere_take_the_place_of_those_that_are_there(page, stage, qtbot):
    lanes = (Lane("ddpm", 30), Lane("ddim", 5))
    hero, food = (
        Recipe(version="1", model_hash="", drawing=Drawing(mix={word: 1.0}, count=1), styles=({},))
        for word in ("hero", "food")
    )
    page.compare(hero, lanes)
    qtbot.waitUntil(lambda: not page.is_busy)
    assert stage.compared[-1].lanes == lanes
    assert page.remember(Settings()).compare_lanes == lanes
    page.compare(food)
    qtbot.waitUntil(lambda: not page.is_busy)
    assert stage.compared[-1].lanes == lanes


def told(page) -> str:
    return " ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def test_lanes_that_are_brought_along_bring_their_count_and_show_all_sprites(page, stage, qtbot):
    button(page, "Steps").click()
    lanes = (Lane("ddim", 10), Lane("dpm++", 12))
    drawing = Drawing(mix={"hero": 1.0}, count=16, seed=5)
    recipe = Recipe(version="", model_hash="", drawing=drawing, styles=({},))
    with qtbot.waitSignal(page.status, check_params_cb=lambda text: "Done" in text):
        page.compare(recipe, lanes)
    job = stage.compared[-1]
    assert (job.lanes, job.drawing.count, job.drawing.seed) == (lanes, 16, 5)
    assert button(page, "All sprites").isChecked()
    assert "All of each lane, finished" in told(page)
    with qtbot.waitSignal(page.status, check_params_cb=lambda text: "Done" in text):
        page.compare(replace_count(recipe, 2))
    assert stage.compared[-1].drawing.count == 16, "a sprite from elsewhere leaves it"


def replace_count(recipe: Recipe, count: int) -> Recipe:
    drawing = msgspec.structs.replace(recipe.drawing, count=count)
    return msgspec.structs.replace(recipe, drawing=drawing)


def test_nothing_asks_for_a_press_while_it_runs(page, stage, qtbot):
    assert "Press Compare" in told(page)
    button(page, "Steps").click()
    assert "Press Compare" in told(page)
    stage.gate.clear()
    page.generate()
    assert "Press Compare" not in told(page)
    assert "Being drawn" in told(page)
    page.cancel()
    stage.gate.set()
    qtbot.waitUntil(lambda: not page.is_busy)
    qtbot.waitUntil(lambda: "Being drawn" not in told(page))
