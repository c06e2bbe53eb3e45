from dataclasses import replace
from pathlib import Path

import msgspec
import numpy as np
import pytest
from opened_networks import U, network_result
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton

from sprite_studio.settings import Settings
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.drawing import Drawing
from sprite_studio.studio.jobs.models import ModelSummary
from sprite_studio.studio.jobs.network import ANSWER, NetworkJob, X
from sprite_studio.studio.jobs.prompt_reading import LeftOut
from sprite_studio.ui.network.map_grid import MapGrid
from sprite_studio.ui.network.net_view import NetView
from sprite_studio.ui.network.page import NetworkPage
from sprite_studio.ui.network.pixel_map import PixelMap
from sprite_studio.ui.widgets.error_panel import ErrorPanel
from sprite_studio.ui.widgets.numbers.bars import Bars
from sprite_studio.ui.widgets.numbers.plates import Plates
from sprite_studio.ui.widgets.numbers.word_map import WordMap
from sprite_studio.ui.widgets.timeline import Timeline

MODEL = ModelSummary("base", Path("base"), 9.0, ("hero", "food"), 1.0, ())


@pytest.fixture
def page(qtbot, worker) -> NetworkPage:
    drawing = Drawing(steps=5, count=1, sampler="ddim", mix={})
    made = NetworkPage(worker, Settings(network_prompt="hero", network=drawing))
    qtbot.addWidget(made)
    made.resize(1180, 760)
    made.show_models((MODEL,))
    made.show()
    return made


def run(page, stage, qtbot) -> None:
    """And open the step that it stands at."""
    before = len(stage.opened)
    page.generate()
    qtbot.waitUntil(lambda: len(stage.opened) > before and not page.is_busy)
    qtbot.waitUntil(lambda: page._fitting_step() is not None)


def timeline(page) -> Timeline:
    return page.findChild(Timeline)


def told(page) -> str:
    return " ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def box(page, name: str) -> QComboBox:
    return next(one for one in page.findChildren(QComboBox) if one.accessibleName() == name)


def tab(page, name: str) -> QPushButton:
    return next(one for one in page.findChildren(QPushButton) if one.text() == name)


def choose(box: QComboBox, data) -> None:
    box.setCurrentIndex(box.findData(data))
    box.activated.emit(box.currentIndex())


def click(widget, place: QPoint, qtbot) -> None:
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton, pos=place)


def test_the_network_is_drawn_before_anything_is_run(page, stage, qtbot):
    qtbot.waitUntil(lambda: "8 parts" in told(page))
    assert stage.looked == [NetworkJob("base")]
    assert "base: 16 → 8 → 4 → 8 → 16 pixels a side, 8 parts with 900 learned numbers" in told(page)
    assert not timeline(page).isEnabled()
    tab(page, "One part").click()
    assert page.findChild(MapGrid).accessibleDescription() == "0 channels"


def test_a_run_is_opened_at_the_step_that_is_shown(page, stage, qtbot):
    said = []
    page.status.connect(said.append)
    run(page, stage, qtbot)
    assert stage.drawn[-1].prompt == "hero"
    assert stage.drawn[-1].drawing.count == 1
    assert timeline(page).index == 2  # the middle
    assert said[-1].startswith("Opened at λ = -1.0 in 6 ms, 5 ms of the processor")
    asked = stage.opened[-1]
    x_t = np.frombuffer(asked.x_t, np.float32).reshape(4, 16, 16)
    assert x_t.shape == (4, 16, 16)
    timeline(page).set_index(4)
    qtbot.waitUntil(lambda: len(stage.opened) == 2)
    assert stage.opened[-1].log_snr > asked.log_snr
    assert stage.opened[-1].recipe == asked.recipe


def test_a_click_on_a_part_opens_all_of_its_channels(page, stage, qtbot):
    run(page, stage, qtbot)
    net = page.findChild(NetView)
    click(net, net.place("halve").center().toPoint(), qtbot)
    assert box(page, "Part of the network").currentData() == "halve"
    assert page.findChild(MapGrid).accessibleDescription() == "4 channels"
    assert "halve: 4 channels of 8×8" in told(page)


def test_parts_are_reached_by_keys_as_well(page, stage, qtbot):
    run(page, stage, qtbot)
    net = page.findChild(NetView)
    net.setFocus()
    for _ in range(4):
        qtbot.keyClick(net, Qt.Key.Key_Right)
    qtbot.keyClick(net, Qt.Key.Key_Return)
    assert box(page, "Part of the network").currentData() == "down"


def test_a_pixel_that_is_chosen_shows_what_it_sees_and_where_it_looks(page, stage, qtbot):
    run(page, stage, qtbot)
    page._open_part("attention")
    strength = next(
        one for one in page.findChildren(PixelMap) if one.accessibleName() == "Strength of the part"
    )
    qtbot.waitUntil(lambda: bool(stage.reached))
    assert (stage.reached[-1].row, stage.reached[-1].column) == (2, 2)
    corner = strength.place().bottomLeft().toPoint() + QPoint(3, -3)
    click(strength, corner, qtbot)
    qtbot.waitUntil(lambda: stage.reached[-1].row == 3 and stage.reached[-1].column == 0)
    assert "From row 4, column 1; by the mean of all heads most to row 1, column 1: 100%" in told(
        page
    )
    strength.setFocus()
    qtbot.keyClick(strength, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: stage.reached[-1].row == 2)
    qtbot.waitUntil(lambda: "Row 3, column 1 depends on 1 of the 256 pixels" in told(page))


def test_a_part_without_attention_shows_none_and_an_embedding_is_bars(page, stage, qtbot):
    run(page, stage, qtbot)
    page._open_part("halve")
    assert "head by head" not in told(page)
    page._open_part("level")
    bars = [one.accessibleDescription() for one in page.findChildren(Bars) if one.isVisible()]
    assert bars == ["6 numbers"]
    assert "What it is given: one number, -1.000" in told(page)
    page._open_part("words")
    assert "What it is given: 4 numbers, up to 1.00 large" in told(page)
    page._open_part(X)
    assert "No word" not in told(page)
    choose(box(page, "What the maps show"), True)
    assert page.findChild(MapGrid).accessibleDescription() == "0 channels"  # no word changes xₜ


def test_what_a_word_changes_is_asked_for_the_word_that_is_chosen(page, stage, qtbot):
    run(page, stage, qtbot)
    left_out = box(page, "Word that is left out")
    assert not left_out.isVisible()
    choose(box(page, "What the maps show"), True)
    assert left_out.isVisible()
    assert "told no words" in told(page)  # of the played run, which does not read its prompt
    how = msgspec.structs.replace(page._run.recipe.drawing, mix={"hero": 1.0, "colour:red": 0.5})
    recipe = msgspec.structs.replace(page._run.recipe, drawing=how)
    page._take(replace(page._run, recipe=recipe))
    assert [left_out.itemText(i) for i in range(left_out.count())] == ["hero", "red", "all words"]
    qtbot.waitUntil(lambda: stage.opened[-1].without == "hero")
    choose(left_out, "colour:red")
    qtbot.waitUntil(lambda: "with “red”, less what it says without" in told(page))
    assert stage.opened[-1].without == "colour:red"
    assert page.findChild(NetView)._shown["halve"].figure == "10%"
    page._open_part("halve")
    assert "“red” changes it by 10% of what it says" in told(page)
    assert "All channels: with less without" in told(page)
    choose(left_out, "")
    qtbot.waitUntil(lambda: "All words together change it by 10%" in told(page))


def test_a_run_from_elsewhere_is_opened_at_its_step(page, stage, qtbot):
    drawing = Drawing(mix={"food": 1.0, "hero": 0.5}, seed=7, steps=9, sampler="ddpm", count=1)
    tab(page, "Words").click()
    page.show_run(drawing, 3)
    qtbot.waitUntil(lambda: bool(stage.opened) and not page.is_busy)
    asked = stage.drawn[-1]
    assert asked.prompt == "food, (hero:0.5)"
    assert (asked.drawing.seed, asked.drawing.steps, asked.drawing.sampler) == (7, 9, "ddpm")
    assert timeline(page).index == 3
    assert tab(page, "Network").isChecked()
    page.show_run(drawing, 99)
    qtbot.waitUntil(lambda: timeline(page).index == 8)


def test_another_run_stays_at_the_step_that_was_looked_at(page, stage, qtbot):
    run(page, stage, qtbot)
    timeline(page).set_index(1)
    run(page, stage, qtbot)
    assert timeline(page).index == 1


def test_the_steps_of_a_cancelled_run_can_be_opened(page, stage, qtbot):
    stage.gate.clear()
    page.generate()
    qtbot.waitUntil(lambda: page._latest is not None)
    page.cancel()
    stage.gate.set()
    qtbot.waitUntil(lambda: bool(stage.opened))
    assert stage.opened[-1].log_snr == -5.0
    assert timeline(page)._slider.maximum() == 0


def test_while_a_run_is_drawn_nothing_of_the_one_before_is_shown(page, stage, qtbot):
    run(page, stage, qtbot)
    stage.gate.clear()
    page.generate()
    assert page.findChild(NetView)._shown == {}
    assert not timeline(page).isEnabled()
    stage.gate.set()
    qtbot.waitUntil(lambda: bool(page.findChild(NetView)._shown))


def test_a_word_is_shown_among_all_and_its_neighbours_lead_on(page, stage, qtbot):
    page.show_word("food")  # before the words are known
    qtbot.waitUntil(lambda: box(page, "Word").currentText() == "food")
    assert "“food” is 1,036 numbers" in told(page)
    plates = page.findChild(Plates)
    assert plates.captions == ("red", "green", "blue", "solid", "with null")
    words = page.findChild(WordMap)
    click(words, words.point(3).toPoint(), qtbot)
    assert box(page, "Word").currentText() == "spell"
    near = page._word_view._near
    assert near.item(0).text() == "0.50  side-facing"
    near.itemClicked.emit(near.item(0))
    assert box(page, "Word").currentText() == "side-facing"
    page.show_word("no such word")
    assert box(page, "Word").currentText() == "side-facing"


def test_the_noise_levels_vector_is_shown_beside_the_words(page, stage, qtbot):
    tab(page, "Words").click()
    level = next(
        one
        for one in page.findChildren(Bars)
        if one.accessibleName() == "Vector of the noise level"
    )
    assert level.accessibleDescription() in ("", "0 numbers")
    run(page, stage, qtbot)
    assert level.accessibleDescription() == "6 numbers"
    assert "λ = -1.0, as level tells it: 6 numbers" in told(page)


def test_words_and_level_of_the_course_s_network_are_told_as_they_enter_there(page, qtbot):
    view = page._word_view

    def tips() -> tuple[str, str]:
        return view._vector_told.toolTip(), view._level_told.toolTip()

    own = network_result(NetworkJob("base"))
    view.show_network(own)
    assert "a factor and a shift" in tips()[0]
    assert "Waves of λ" in tips()[1]
    view.show_network(replace(own, words=replace(own.words, learned=False)))
    assert "multiplied" in tips()[0]
    assert "The course's t" in tips()[1]
    view.show_network(own)
    assert "Waves of λ" in tips()[1]


def test_another_model_is_looked_into_and_the_run_is_not_shown_on_it(page, stage, qtbot):
    page.show_models((MODEL, ModelSummary("mine", Path("m"), 9.0, ("hero",), 1.0, ())))
    run(page, stage, qtbot)
    page.controls.choose_model("mine")
    qtbot.waitUntil(lambda: stage.looked[-1].model == "mine")
    assert page._fitting_step() is None
    assert not timeline(page).isEnabled()


def test_what_cannot_be_drawn_is_said(page, stage, qtbot):
    stage.error = JobError("the model is gone")
    page.generate()
    panel = page.findChild(ErrorPanel)
    qtbot.waitUntil(panel.isVisible)
    assert "The model is gone" in panel.text()


def test_what_of_the_prompt_is_not_known_is_said(page, stage, qtbot):
    stage.left_out = (LeftOut("steel"),)
    page.generate()
    panel = page.findChild(ErrorPanel)
    qtbot.waitUntil(panel.isVisible)
    assert "steel" in panel.text()


def test_controls_are_remembered(page):
    prompt = next(e for e in page.findChildren(QLineEdit) if e.accessibleName() == "Prompt")
    prompt.setText("a red potion")
    saved = page.remember(Settings())
    assert saved.network_prompt == "a red potion"
    assert saved.network.steps == 5


def test_every_part_is_somewhere_in_the_view_at_the_smallest_size(page, qtbot):
    page.resize(900, 480)
    net = page.findChild(NetView)
    qtbot.waitUntil(lambda: net._layout is not None)
    for name in (X, *(part.name for part in U)):
        place = net.place(name)
        assert net.rect().toRectF().contains(place), name
        assert net.part_at(place.center()) == name
    assert net.place(ANSWER).left() > net.place("up").right()


def test_words_that_were_taught_meanwhile_and_weights_that_changed_are_looked_at_again(
    page, stage, qtbot
):
    run(page, stage, qtbot)
    looked = len(stage.looked)
    page.show_models((MODEL,))
    assert len(stage.looked) == looked
    for taught in ((), None):  # it was loaded, and let go of
        page.show_models((replace(MODEL, taught=taught),))
        assert len(stage.looked) == looked
    page.show_models((replace(MODEL, taught=("mine",)),))
    assert page._run is not None
    qtbot.waitUntil(lambda: len(stage.looked) == looked + 1)
    recipe = msgspec.structs.replace(page._run.recipe, model_hash="1" * 12)
    page._take(replace(page._run, recipe=recipe))
    qtbot.waitUntil(lambda: len(stage.looked) == looked + 2)


def test_a_model_that_is_chosen_while_another_draws_shows_nothing_of_that(page, stage, qtbot):
    page.show_models((MODEL, ModelSummary("mine", Path("m"), 9.0, ("hero",), 1.0, ())))
    stage.gate.clear()
    page.generate()
    qtbot.waitUntil(lambda: page._latest is not None)
    page.controls.choose_model("mine")
    stage.gate.set()
    qtbot.waitUntil(lambda: not page.is_busy and page._network.job.model == "mine")
    assert page._run is None


def test_what_is_typed_and_is_no_word_is_taken_back(page, qtbot):
    page.show_word("food")
    words = box(page, "Word")
    qtbot.waitUntil(lambda: words.currentText() == "food")
    words.setEditText("fo")
    line = words.lineEdit()
    assert line is not None
    line.editingFinished.emit()
    assert words.currentText() == "food"
