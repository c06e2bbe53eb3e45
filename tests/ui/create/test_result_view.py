"""The right side of the Create page, played through the page itself."""

import numpy as np
import pytest
from create_pages import FOUR_HEROES, click, kept, library, press, tool
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QSpinBox, QTableView, QToolButton
from stage import told_apart

from sprite_studio.settings import Settings
from sprite_studio.studio.export.destination import PICTURE
from sprite_studio.studio.jobs.export import SingleSprite
from sprite_studio.studio.jobs.recipes.history import SHELVES
from sprite_studio.studio.jobs.recipes.recipe import Interpolate, Near, Vary
from sprite_studio.ui.create.page import CreatePage
from sprite_studio.ui.widgets.error_panel import ErrorPanel


@pytest.fixture
def page(four_heroes) -> CreatePage:
    return four_heroes


def choose(page, row: int, qtbot) -> None:
    """Click a result of the history."""
    strip = pictures(page)
    place = strip.visualRect(strip.model().index(0, row)).center()
    qtbot.mouseClick(strip.viewport(), Qt.MouseButton.LeftButton, pos=place)


def pictures(page) -> QTableView:
    return next(v for v in page.findChildren(QTableView) if v.accessibleName() == "Results")


def rows(page) -> int:
    """How many results the history shows."""
    return pictures(page).model().columnCount()


def framed(page) -> int:
    """The row of the result that is framed, or -1."""
    return pictures(page).currentIndex().column()


def test_tools_wait_for_a_sprite(page, qtbot):
    names = ("Lock", "Star", "More like this", "Vary", "Send to", "Make it walk")
    height = page.view.tools.height()
    assert not any(tool(page, name).isEnabled() for name in names)
    click(page, 1, qtbot)
    assert all(tool(page, name).isEnabled() for name in names)
    assert page.view.tools.height() == height  # the sprites stay where they are


def test_a_locked_sprite_keeps_its_seed_when_the_others_roll(page, stage, qtbot):
    click(page, 2, qtbot)
    press(page, Qt.Key.Key_L, qtbot)
    with qtbot.waitSignal(page.drawn):
        page.roll()
    job = stage.drawn[-1]
    assert job.drawing.seed != 40
    assert job.drawing.seeds == (job.drawing.seed, job.drawing.seed + 1, 42, job.drawing.seed + 3)
    assert job.locked == (2,)  # and the others are picked
    assert page.result.recipe.drawing.sprite_seeds[2] == 42
    press(page, Qt.Key.Key_L, qtbot)  # the same sprite is still selected
    with qtbot.waitSignal(page.drawn):
        page.roll()
    assert stage.drawn[-1].drawing.seeds == ()


def test_several_selected_sprites_are_exported_first_of_all(page, qtbot):
    asked = []
    page.view.export_wanted.connect(lambda: asked.append(next(iter(page.view.choices()))))
    click(page, 3, qtbot)
    place = page.view.grid.cell(1).center().toPoint()
    ctrl = Qt.KeyboardModifier.ControlModifier
    qtbot.mouseClick(page.view.grid, Qt.MouseButton.LeftButton, ctrl, place)
    assert page.view.choices()["Only the 2 selected ones"] == (1, 3)
    next(a for a in page.view.tools.actions_ if a.text().startswith("Save")).trigger()
    assert asked == ["Only the 2 selected ones"]


def test_more_like_this_begins_at_the_sprites_noise(page, stage, qtbot):
    click(page, 3, qtbot)
    with qtbot.waitSignal(page.drawn):
        tool(page, "More like this").click()
    job = stage.edited[-1]
    assert job.edit == Near(43, 0.4)
    assert (job.drawing.count, job.drawing.mix) == (4, {"hero": 1.0})
    # What came of it has no seed of its own to lock, but it can be varied.
    click(page, 0, qtbot)
    assert not tool(page, "Lock").isEnabled()
    with qtbot.waitSignal(page.drawn):
        tool(page, "Vary").click()
    assert stage.edited[-1].edit == Vary(told_apart(4, 90)[0].tobytes(), 0.4)


def test_the_framed_result_is_the_one_that_is_shown(page, stage, qtbot):
    qtbot.waitUntil(lambda: rows(page) == 1)
    page.mixer.set_mix({"spell": 1.0})
    with qtbot.waitSignal(page.drawn):
        page.generate()
    qtbot.waitUntil(lambda: framed(page) == 0 and rows(page) == 2)
    page.view.undo()
    assert framed(page) == 1
    page.view.redo()
    assert framed(page) == 0


def test_of_twins_the_newest_is_framed_and_there_is_one(page, stage, qtbot):
    """FAULTS 18: what was just drawn again was framed where it had been drawn before."""
    for word in ("spell", "hero"):
        page.mixer.set_mix({word: 1.0})
        with qtbot.waitSignal(page.drawn):
            page.generate()
    qtbot.waitUntil(lambda: len(stage.kept) == 3)
    qtbot.waitUntil(lambda: framed(page) == 0 and rows(page) == 2)
    (newest, _), _ = stage.history.find(("recent",))
    assert stage.history.read(newest)[0].recipe.drawing.mix == {"hero": 1.0}
    page.view.undo()
    assert framed(page) == 1


def test_what_was_thrown_away_is_not_framed_when_it_is_drawn_again(page, stage, qtbot):
    qtbot.waitUntil(lambda: rows(page) == 1)
    ((id_, _),) = stage.history.find(SHELVES)
    page.view._strip.put(id_, "bin")
    for count, word in enumerate(("spell", "hero"), start=1):
        page.mixer.set_mix({word: 1.0})
        with qtbot.waitSignal(page.drawn):
            page.generate()
        qtbot.waitUntil(lambda count=count: rows(page) == count)
    qtbot.waitUntil(lambda: framed(page) == 0)
    assert kept(stage).count("bin") == 1


def test_only_what_noise_alone_decided_turns_into_another_thing(page, qtbot):
    click(page, 1, qtbot)
    turns = [a for a in page.view.tools.actions_ if a.text().startswith("Turn into")]
    assert [a.isEnabled() for a in turns] == [False, True, True, True, True]  # it is a hero
    for sampler in ("ddpm", "live", "dpm++"):
        page.controls.set_drawing(replace(FOUR_HEROES, sampler=sampler, steps=2))
        with qtbot.waitSignal(page.drawn):
            page.generate()
        click(page, 1, qtbot)
        assert turns[2].isEnabled() is (sampler == "dpm++")


def test_a_single_sprite_is_selected_by_itself(page, stage, qtbot):
    page.controls.set_drawing(replace(FOUR_HEROES, steps=2))
    spin = next(s for s in page.findChildren(QSpinBox) if s.accessibleName() == "Count")
    spin.setValue(1)
    with qtbot.waitSignal(page.drawn):
        page.generate()
    assert tool(page, "Star").isEnabled()


def test_a_sprite_turns_into_another_thing_from_the_same_noise(page, stage, qtbot):
    page.mixer.set_mix({"hero": 1.0, "red": 0.5})
    with qtbot.waitSignal(page.drawn):
        page.generate()
    click(page, 1, qtbot)
    actions = {action.text(): action for action in page.view.tools.actions_}
    with qtbot.waitSignal(page.drawn):
        actions["Turn into food"].trigger()
    job = stage.edited[-1]
    assert job.edit == Interpolate(41, 41, {"food": 1.0, "red": 0.5})
    assert (job.drawing.mix, job.drawing.count, job.even) == ({"hero": 1.0, "red": 0.5}, 16, True)
    assert len(page.result.images) == 16
    click(page, 0, qtbot)
    assert not actions["Turn into food"].isEnabled()  # a frame has no seed of its own


def test_undo_goes_back_with_the_controls_and_redo_forward(page, stage, qtbot):
    first = page.result
    page.mixer.set_mix({"food": 0.5})
    with qtbot.waitSignal(page.drawn):
        page.generate()
    second, count = page.result, len(stage.drawn)
    page.view.undo()
    assert page.result is first
    assert page.mixer.mix() == {"hero": 1.0}
    page.view.undo()  # there is nothing before
    page.view.redo()
    assert page.result is second
    assert page.mixer.mix() == {"food": 0.5}
    page.view.redo()
    assert len(stage.drawn) == count  # nothing is drawn again
    assert not page._loop.state.is_busy


def test_a_click_in_the_history_brings_a_result_back(page, stage, qtbot):
    page.mixer.set_mix({"spell": 1.0})
    with qtbot.waitSignal(page.drawn):
        page.generate()
    qtbot.waitUntil(lambda: rows(page) == 2)
    choose(page, 1, qtbot)
    qtbot.waitUntil(lambda: page.mixer.mix() == {"hero": 1.0})
    assert page.result.recipe.drawing.mix == {"hero": 1.0}
    page.view.undo()
    assert page.mixer.mix() == {"spell": 1.0}


def test_the_same_drawing_twice_is_kept_once_and_undone_once(page, stage, qtbot):
    with qtbot.waitSignal(page.drawn):
        page.generate()
    qtbot.waitUntil(lambda: len(stage.kept) == 2)
    assert kept(stage) == ["recent"]
    assert not page.view.can_undo


@pytest.fixture
def later(page, worker, stage, qtbot) -> CreatePage:
    """The page of the next sitting, before anything is drawn; a second result was kept before."""
    page.mixer.set_mix({"food": 1.0})
    with qtbot.waitSignal(page.drawn):
        page.generate()
    qtbot.waitUntil(lambda: rows(page) == 2)
    made = CreatePage(worker, Settings(drawing=FOUR_HEROES), stage.history)
    qtbot.addWidget(made)
    made.resize(1100, 760)
    made.show()
    made.view.load_history()
    qtbot.waitUntil(lambda: rows(made) == 2)
    return made


def test_earlier_sittings_are_searched_starred_thrown_away_and_brought_back(later, stage, qtbot):
    strip = later.view._strip
    strip._search.setText("food")
    qtbot.waitUntil(lambda: rows(later) == 1)
    pictures(later).setCurrentIndex(pictures(later).model().index(0, 0))
    delete = next(b for b in strip.findChildren(QToolButton) if b.text() == "Delete")
    restore = next(b for b in strip.findChildren(QToolButton) if b.text() == "Restore")
    assert not restore.isEnabled()
    delete.click()
    assert rows(later) == 0
    assert not delete.isEnabled()
    strip._tabs.button(2).click()
    qtbot.waitUntil(lambda: rows(later) == 1)
    pictures(later).setCurrentIndex(pictures(later).model().index(0, 0))
    restore.click()
    assert rows(later) == 0
    strip._tabs.button(0).click()
    strip._search.clear()
    qtbot.waitUntil(lambda: rows(later) == 2)
    assert kept(stage) == ["recent", "recent"]


def test_the_last_drawing_is_seen_before_the_first_is_drawn(later, stage, qtbot):
    assert later.result.recipe.drawing.mix == {"food": 1.0}
    np.testing.assert_array_equal(later.result.images, stage.history.last()[1])
    qtbot.waitUntil(lambda: framed(later) == 0)
    later.mixer.set_mix({"hero": 1.0})
    with qtbot.waitSignal(later.drawn):
        later.generate()
    assert later.view.can_undo
    later.view.undo()
    assert later.mixer.mix() == {"food": 1.0}


def test_a_start_that_draws_what_was_there_adds_nothing(later, stage, qtbot):
    """FAULTS 18: each start added a duplicate, where a star had been set after the last drawing."""
    click(later, 1, qtbot)
    tool(later, "Star").click()
    qtbot.waitUntil(lambda: len(library(stage)) == 1)
    later.mixer.set_mix({"food": 1.0})
    with qtbot.waitSignal(later.drawn):
        later.generate()
    qtbot.waitUntil(lambda: len(stage.kept) == 3)
    assert kept(stage) == ["recent", "recent"]
    assert not later.view.can_undo


def test_a_result_whose_picture_is_gone_leaves_without_a_word(later, stage, qtbot):
    """FAULTS 18: a click on what was tidied away said "does not exist"."""
    (_, first) = stage.history.find(("recent",))
    stage.history.pictures.path(*first).unlink()
    choose(later, 1, qtbot)
    qtbot.waitUntil(lambda: rows(later) == 1)
    assert not later.findChild(ErrorPanel).isVisible()
    assert later.result.recipe.drawing.mix == {"food": 1.0}


def test_a_history_that_cannot_be_written_says_so_and_drawing_goes_on(page, stage, qtbot):
    def full(*args: object) -> None:
        raise OSError("no space left on device")

    stage.history.add = full
    page.mixer.set_mix({"food": 1.0})
    with qtbot.waitSignal(page.drawn):
        page.generate()
    qtbot.waitUntil(lambda: page.findChild(ErrorPanel).isVisible())
    assert "no space left" in page.findChild(ErrorPanel).text()
    assert page.result.recipe.drawing.mix == {"food": 1.0}


def test_the_family_is_one_noise_under_every_category(page, stage, qtbot):
    page.mixer.set_mix({"hero": 1.0, "colour:red": 0.5})
    with qtbot.waitSignal(page.drawn):
        page.generate()
    click(page, 1, qtbot)
    assert stage.fields == []
    next(a for a in page.view.tools.actions_ if a.text() == "Family").trigger()
    qtbot.waitUntil(lambda: len(stage.fields) == 1)
    job = stage.fields[0]
    assert job.drawing.seed == 41
    assert job.mixes[2] == {"food": 1.0, "colour:red": 0.5}
    assert page.remember(Settings()).family is True
    family = page.view._family._grid
    qtbot.waitUntil(lambda: len(family._images) == 5)
    with qtbot.waitSignal(page.drawn):
        place = family.cell(2).center().toPoint()
        qtbot.mouseClick(family, Qt.MouseButton.LeftButton, pos=place)
        page.generate()
    assert page.mixer.mix() == {"food": 1.0, "colour:red": 0.5}


def test_one_sprite_is_copied_and_saved_with_its_own_recipe(page, qtbot):
    click(page, 2, qtbot)
    page.view.tools.copy.emit()
    assert QGuiApplication.clipboard().image().size().toTuple() == (16, 16)
    with qtbot.waitSignal(page.view.save_wanted) as wanted:
        page.view.tools.save.emit()
    (saving,) = wanted.args
    assert isinstance(saving.content, SingleSprite)
    assert saving.content.recipe == page.result.recipe.of_sprite(2)
    np.testing.assert_array_equal(saving.content.image, page.result.images[2])
    assert (saving.kind, saving.name) == (PICTURE, "sprite-42.png")
