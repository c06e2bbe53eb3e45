"""What is kept and starred, played through the page itself."""

import numpy as np
import pytest
from create_pages import click, kept, library, press, tool
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton
from stage import recipe_of, sprites

from sprite_studio.studio.jobs.drawing import Drawing
from sprite_studio.ui.create.page import CreatePage
from sprite_studio.ui.create.past import Drawn


@pytest.fixture
def page(four_heroes) -> CreatePage:
    return four_heroes


def test_a_style_is_learned_from_the_starred_sprites_if_they_are_enough(page, qtbot):
    wanted = []
    page.view.style_wanted.connect(lambda shown, model: wanted.append((len(shown), model)))
    page.view.show_drawn(Drawn(sprites(10), recipe_of(Drawing(count=10, model="mine"))))
    click(page, 1, qtbot)
    learn = next(a for a in page.view.tools.actions_ if a.text() == "Learn a style …")
    for stars in (7, 8):
        page.view.keeping._kept = dict.fromkeys(range(stars), (1, True, "hero_01"))
        learn.trigger()
    assert wanted == [(10, "mine"), (8, "mine")]


def test_a_starred_sprite_is_kept_in_the_library_and_stays_there_without_its_star(
    page, stage, qtbot
):
    click(page, 1, qtbot)
    tool(page, "Star").click()
    qtbot.waitUntil(lambda: page.view.choices().get("Only the starred ones") == (1,))
    (star,) = library(stage, starred=True)
    assert star.sprite.recipe == page.result.recipe.of_sprite(1)
    np.testing.assert_array_equal(star.sprite.images, page.result.images[1:2])
    assert tool(page, "Star").isChecked()
    tool(page, "Star").click()
    qtbot.waitUntil(lambda: "Only the starred ones" not in page.view.choices())
    assert [one.starred for one in library(stage)] == [False]
    assert kept(stage) == ["recent"]


def test_a_draft_wears_no_ticks_of_what_was_there_before(page, qtbot):
    def seen(draft):
        if draft:
            page.view.show_draft(page.result.images)
        else:
            page.view.show_again()
        return page.view.grid.grab().toImage()

    click(page, 1, qtbot)
    plain, unmarked = seen(draft=True), seen(draft=False)
    tool(page, "Keep").click()
    qtbot.waitUntil(lambda: page.view.keeping.kept == {1})
    assert seen(draft=False) != unmarked
    assert seen(draft=True) == plain


def test_what_is_selected_is_kept_and_starred_and_locked_together(page, stage, qtbot):
    said = []
    page.status.connect(said.append)
    press(page, Qt.Key.Key_Home, qtbot)
    qtbot.keyClick(page.view.grid, Qt.Key.Key_End, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(page.view.grid, Qt.Key.Key_K)
    qtbot.waitUntil(lambda: "Kept" in [b.text() for b in page.findChildren(QToolButton)])
    assert not tool(page, "Kept").isEnabled()
    assert "already" in tool(page, "Kept").toolTip()
    assert said[-1].startswith("Kept 4 sprites; the Sprites page")
    assert [one.starred for one in library(stage)] == [False] * 4
    click(page, 2, qtbot)
    tool(page, "Star").click()
    qtbot.waitUntil(lambda: page.view.choices().get("Only the starred ones") == (2,))
    qtbot.keyClick(page.view.grid, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert not tool(page, "Star").isChecked()  # not all of them have one
    assert not tool(page, "Vary").isEnabled()
    assert "single" in tool(page, "Vary").toolTip()
    qtbot.keyClick(page.view.grid, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: len(page.view.choices().get("Only the starred ones", ())) == 4)
    qtbot.keyClick(page.view.grid, Qt.Key.Key_L)
    with qtbot.waitSignal(page.drawn):
        page.roll()
    assert page.result.recipe.drawing.sprite_seeds == (40, 41, 42, 43)
    assert len(page.view.grid.chosen) == 1  # what is drawn anew was not selected


def test_an_export_may_be_of_all_of_the_starred_or_of_the_selected_sprite(page, stage, qtbot):
    assert page.view.choices() == {"All 4 sprites": (0, 1, 2, 3)}
    for index in (3, 1):
        click(page, index, qtbot)
        tool(page, "Star").click()
    wanted = {
        "All 4 sprites": (0, 1, 2, 3),
        "Only the starred ones": (1, 3),
        "Only the selected one": (1,),
    }
    qtbot.waitUntil(lambda: page.view.choices() == wanted)


def test_what_an_edit_made_may_be_exported_by_itself_too(page, stage, qtbot):
    click(page, 3, qtbot)
    with qtbot.waitSignal(page.drawn):
        tool(page, "More like this").click()
    click(page, 1, qtbot)
    tool(page, "Star").click()
    wanted = {
        "All 4 sprites": (0, 1, 2, 3),
        "Only the starred ones": (1,),
        "Only the selected one": (1,),
    }
    qtbot.waitUntil(lambda: page.view.choices() == wanted)
