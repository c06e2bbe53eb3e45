"""The page of kept sprites, played by hand on a real library."""

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QToolButton

from sprite_studio.art.forge.walking import walking_character
from sprite_studio.settings import Settings
from sprite_studio.studio.jobs.drawing import Drawing
from sprite_studio.studio.jobs.library.changes import MakeSetJob, SetFacts
from sprite_studio.studio.jobs.library.finding import Query
from sprite_studio.studio.jobs.library.sprites import NewSprite
from sprite_studio.studio.jobs.recipes.recipe import Cast, Recipe
from sprite_studio.studio.library.sprites.drawn import kept_character
from sprite_studio.ui.sprites.page import SpritesPage
from sprite_studio.ui.sprites.pulling import pulled

CTRL = Qt.KeyboardModifier.ControlModifier


def sprite(value: int, *words: str, **other) -> NewSprite:
    images = np.full((1, 16, 16, 4), 255, np.uint8)
    images[0, 0, 0, 0] = value
    return NewSprite(images, "drawn", words=words, **other)


@pytest.fixture
def ids(stage) -> tuple[int, ...]:
    """Of the oldest first: two knights, a potion, and one that nothing is known of."""
    drawing = Drawing(mix={"hero": 1.0}, seed=7, count=1)
    recipe = Recipe(version="1", model_hash="00", styles=({},), drawing=drawing)
    return stage.sprites.keep(
        [
            sprite(1, "hero", "kind:knight", style="style:forge", recipe=recipe),
            sprite(2, "hero", "kind:knight"),
            sprite(3, "spell", "kind:potion", palette=("ff0000",)),
            sprite(4),
        ]
    ).ids


@pytest.fixture
def page(qtbot, worker, stage, ids) -> SpritesPage:
    made = SpritesPage(worker)
    qtbot.addWidget(made)
    made.resize(1100, 760)
    made.show()
    qtbot.waitUntil(lambda: made.grid.ids == ids[::-1])
    qtbot.waitUntil(lambda: all(made.grid.cards.of(id_) for id_ in ids))
    return made


def choose(page, qtbot, *ids: int) -> None:
    """Click one, and the others with Ctrl."""
    for number, id_ in enumerate(ids):
        place = page.grid.place_of(id_).center()
        keys = CTRL if number else Qt.KeyboardModifier.NoModifier
        qtbot.mouseClick(page.grid.viewport(), Qt.MouseButton.LeftButton, keys, place)
    qtbot.waitUntil(lambda: [one.id for one in page._read] == list(page.grid.chosen))
    assert sorted(page.grid.chosen) == sorted(ids)


def tool(page, text: str) -> QToolButton:
    return next(b for b in page.findChildren(QToolButton) if b.text() == text)


def names(page) -> list[str]:
    return [page.grid.cards.of(id_).card.name for id_ in page.grid.ids]


def box(page, name: str) -> QComboBox:
    return next(b for b in page.filters.findChildren(QComboBox) if b.accessibleName() == name)


def test_a_search_and_the_filters_narrow_what_is_seen(page, ids, qtbot):
    page.search.setText("knight")
    qtbot.waitUntil(lambda: page.grid.ids == (ids[1], ids[0]))
    page.search.clear()
    qtbot.waitUntil(lambda: box(page, "Word").count() > 1 and len(page.grid.ids) == 4)
    word = box(page, "Word")
    word.setCurrentIndex(word.findData("kind:potion"))
    word.activated.emit(word.currentIndex())
    qtbot.waitUntil(lambda: page.grid.ids == (ids[2],))
    page.filters.clear()
    qtbot.waitUntil(lambda: len(page.grid.ids) == 4)
    page.search.setText("no such thing")
    qtbot.waitUntil(lambda: page.grid.ids == ())
    assert "fewer words" in page.grid._empty_text


def test_what_is_done_to_a_selection_is_taken_back_and_done_again(page, ids, stage, qtbot):
    choose(page, qtbot, ids[0], ids[2])
    tool(page, "Star").click()
    qtbot.waitUntil(lambda: stage.sprites.find(Query(starred=True)) == (ids[2], ids[0]))
    qtbot.waitUntil(lambda: page.can_undo and tool(page, "Star").isChecked())
    qtbot.keyClick(page.grid, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: page.grid.ids == (ids[3], ids[1]))
    assert page.grid.chosen == ()
    page.undo()
    page.undo()  # at once: each waits for the one before
    qtbot.waitUntil(lambda: stage.sprites.find(Query(starred=True)) == ())
    qtbot.waitUntil(lambda: len(page.grid.ids) == 4)
    page.redo()
    page.redo()
    page.undo()
    qtbot.waitUntil(lambda: len(stage.sprites.find(Query(starred=True))) == 2)
    qtbot.waitUntil(lambda: page.can_redo and page.can_undo and len(page.grid.ids) == 4)


def test_what_was_kept_elsewhere_is_not_hidden_among_an_old_selection(page, ids, stage, qtbot):
    choose(page, qtbot, ids[0])
    page.search.setText("knight")
    qtbot.waitUntil(lambda: page.grid.ids == (ids[1], ids[0]))
    page.search.clear()
    qtbot.waitUntil(lambda: len(page.grid.ids) == 4)
    assert page.grid.chosen == (ids[0],)  # nothing came
    new = stage.sprites.keep([sprite(5, "food")]).ids
    page.refresh()
    qtbot.waitUntil(lambda: page.grid.ids == (*new, *ids[::-1]))
    assert page.grid.chosen == ()


@pytest.mark.parametrize(("order", "stays"), [("newest", False), ("oldest", True), ("name", True)])
def test_the_grid_goes_to_its_top_only_where_the_newest_stand_there(
    worker, stage, ids, qtbot, order, stays
):
    many = stage.sprites.keep([sprite(value, "food") for value in range(10, 150)]).ids
    page = SpritesPage(worker, order)
    qtbot.addWidget(page)
    page.resize(1100, 760)
    page.show()
    count = len(ids) + len(many)
    qtbot.waitUntil(lambda: len(page.grid.ids) == count)
    bar = page.grid.verticalScrollBar()
    assert bar.maximum() > 200
    bar.setValue(200)
    stage.sprites.keep([sprite(5, "food")])
    page.refresh()
    qtbot.waitUntil(lambda: len(page.grid.ids) == count + 1)
    assert bar.value() == (200 if stays else 0)


def test_a_style_is_asked_for_until_enough_sprites_are_selected(page, ids, stage, qtbot):
    more = stage.sprites.keep([sprite(value, "food") for value in range(10, 18)]).ids
    page.refresh()
    qtbot.waitUntil(lambda: len(page.grid.ids) == 12)
    choose(page, qtbot, ids[0])
    tool(page, "Learn a style").click()
    learn = next(b for b in page.notice.findChildren(QPushButton) if "Learn" in b.text())
    assert page.notice.isVisible()
    assert not learn.isEnabled()
    page.grid.choose(*more)
    assert learn.isEnabled()
    with qtbot.waitSignal(page.style_source.read) as read:
        learn.click()
    assert len(read.args[0]) == 8
    assert page.notice.isHidden()
    with qtbot.waitSignal(page.style_source.read):
        tool(page, "Learn a style").click()  # nothing is asked any more


def test_the_order_is_chosen_and_remembered(page, ids, worker, qtbot):
    order = next(b for b in page.findChildren(QComboBox) if b.accessibleName() == "Order")
    assert order.currentText() == "Newest first"
    order.setCurrentIndex(order.findText("Oldest first"))
    order.activated.emit(order.currentIndex())
    qtbot.waitUntil(lambda: page.grid.ids == ids)
    assert page.remember(Settings()).sprites_order == "oldest"
    again = SpritesPage(worker, "name")
    qtbot.addWidget(again)
    again.show()
    qtbot.waitUntil(lambda: again.grid.ids == ids)  # hero_…, hero_…, item_…, sprite_…
    again.close()


def test_deleted_sprites_are_seen_in_their_place_and_restored(page, ids, qtbot):
    choose(page, qtbot, ids[1])
    qtbot.keyClick(page.grid, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: len(page.grid.ids) == 3)
    page.sets.list.open("deleted")
    qtbot.waitUntil(lambda: page.grid.ids == (ids[1],))
    choose(page, qtbot, ids[1])
    assert tool(page, "Delete").isHidden()
    tool(page, "Restore").click()
    qtbot.waitUntil(lambda: page.grid.ids == ())
    page.sets.list.open("all")
    qtbot.waitUntil(lambda: len(page.grid.ids) == 4)


def test_a_name_is_written_in_place_and_several_are_numbered(page, ids, qtbot):
    editor = page.grid.viewport().findChild(QLineEdit)
    choose(page, qtbot, ids[3])
    qtbot.keyClick(page.grid, Qt.Key.Key_F2)
    assert editor.text() == "sprite_01"
    qtbot.keyClicks(editor, "Bob")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: names(page)[0] == "Bob")
    choose(page, qtbot, ids[0], ids[1])
    qtbot.keyClick(page.grid, Qt.Key.Key_F2)
    qtbot.keyClicks(editor, "Guard")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: names(page) == ["Bob", "item_potion_01", "Guard_01", "Guard_02"])
    qtbot.keyClick(page.grid, Qt.Key.Key_F2)
    qtbot.keyClicks(editor, "not this")
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert editor.isHidden()
    assert not page._changes._redos


def test_a_name_that_is_taken_is_said_and_nothing_changes(page, ids, qtbot):
    choose(page, qtbot, ids[3])
    page.grid.renamed.emit("hero_knight_01")
    qtbot.waitUntil(lambda: "another sprite is called" in page._errors.text().lower())
    assert names(page)[0] == "sprite_01"
    assert not page.can_undo


def test_a_set_is_made_of_a_selection_named_and_drawn_more_of(page, ids, stage, qtbot):
    choose(page, qtbot, ids[2], ids[0])
    page.tools.put_into_new.emit()
    qtbot.waitUntil(lambda: page.grid.ids == (ids[0], ids[2]) or page.grid.ids == (ids[2], ids[0]))
    editor = page.sets.list.findChild(QLineEdit)
    assert editor.text() == "Set 1"
    qtbot.keyClicks(editor, "Forest")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [one.facts.name for one in stage.sprites.sets()] == ["Forest"])
    (forest,) = stage.sprites.sets()
    page.sets.box.changed.emit(SetFacts("Forest", "style:forge", ("ff0000",), "", ids[:1]))
    qtbot.waitUntil(lambda: page.grid.ids == ids[:1])
    qtbot.waitUntil(lambda: page.sets.open_set.facts.sprites == ids[:1])
    wanted = []
    page.draw_more.connect(wanted.append)
    more = next(b for b in page.findChildren(QPushButton) if b.text() == "Draw more of this set")
    more.click()
    assert wanted == [SetFacts("Forest", "style:forge", ("ff0000",), "", ids[:1])]
    page.sets.list.deleted.emit(forest.id)
    qtbot.waitUntil(lambda: page.sets.list.place == "all" and len(page.grid.ids) == 4)


def test_sprites_are_dropped_onto_a_set_and_taken_out_again(page, ids, stage, qtbot):
    cave = stage.sprites.change(MakeSetJob(SetFacts("Cave"))).set
    page.refresh()
    qtbot.waitUntil(lambda: page.sets.list.count() == 4)
    mime = pulled((ids[0], ids[3]))
    place = page.sets.list.visualItemRect(page.sets.list.item(3)).center()
    page.sets.list.dropEvent(dropped(mime, place))
    qtbot.waitUntil(lambda: stage.sprites.sets()[0].facts.sprites == (ids[0], ids[3]))
    page.sets.list.open(cave)
    qtbot.waitUntil(lambda: page.grid.ids == (ids[0], ids[3]))
    choose(page, qtbot, ids[0])
    mime = pulled(ids[:1])  # an event does not keep it
    page.grid.dropEvent(dropped(mime, page.grid.place_of(ids[3]).topRight()))
    qtbot.waitUntil(lambda: page.grid.ids == (ids[3], ids[0]))
    tool(page, "Take out of the set").click()
    qtbot.waitUntil(lambda: page.grid.ids == (ids[3],))
    page.undo()
    page.undo()
    qtbot.waitUntil(lambda: page.grid.ids == (ids[0], ids[3]))


def dropped(mime: QMimeData, place: QPoint) -> QDropEvent:
    return QDropEvent(
        QPointF(place),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )


def test_a_set_is_moved_among_the_others(page, stage, qtbot):
    made = [stage.sprites.change(MakeSetJob(SetFacts(name))).set for name in "ABC"]
    page.refresh()
    qtbot.waitUntil(lambda: page.sets.list.count() == 6)
    page.sets.list.open(made[2])
    next(a for a in page.sets.list.actions() if a.text() == "Move up").trigger()
    qtbot.waitUntil(lambda: [one.facts.name for one in stage.sprites.sets()] == ["A", "C", "B"])
    page.undo()
    qtbot.waitUntil(lambda: [one.facts.name for one in stage.sprites.sets()] == ["A", "B", "C"])


def test_tags_of_a_selection_are_added_and_taken_away(page, ids, stage, qtbot):
    tags = next(e for e in page.details.findChildren(QLineEdit))
    choose(page, qtbot, ids[0], ids[1])
    qtbot.keyClicks(tags, "forest, boss")
    qtbot.keyClick(tags, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: stage.sprites.find(Query("boss")) == (ids[1], ids[0]))
    qtbot.waitUntil(lambda: page.details._common == ("forest", "boss"))
    tags.setText("forest")
    qtbot.keyClick(tags, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: stage.sprites.find(Query("boss")) == ())
    assert stage.sprites.read(ids[:1])[0].sprite.tags == ("forest",)


def test_a_sprite_is_copied_and_goes_back_to_create_with_its_recipe(page, ids, qtbot):
    again = []
    page.draw_again.connect(again.append)
    choose(page, qtbot, ids[0])
    tool_of = {action.text(): action for action in page.tools.actions_}
    tool_of["Copy picture"].trigger()
    assert QGuiApplication.clipboard().image().width() == 16
    qtbot.keyClick(page.grid, Qt.Key.Key_Return)
    assert [recipe.drawing.seed for recipe in again] == [7]
    choose(page, qtbot, ids[1])
    said = []
    page.status.connect(said.append)
    tool_of["Draw again"].trigger()
    assert "no recipe" in said[0]
    assert len(again) == 1


def test_a_kept_character_is_opened_in_the_same_way_whoever_asks_for_it(page, ids, stage, qtbot):
    frames = walking_character(1).frames
    recipe = Recipe(
        version="",
        model_hash="",
        drawing=Drawing(mix={"hero": 1.0}, count=1, model="cast"),
        styles=({},),
        edit=Cast(),
    )
    [id_] = stage.sprites.keep([kept_character(frames, recipe)]).ids
    page.refresh()
    qtbot.waitUntil(lambda: id_ in page.grid.ids)
    opened, again = [], []
    page.cast_wanted.connect(opened.append)
    page.draw_again.connect(again.append)
    choose(page, qtbot, id_)
    next(a for a in page.tools.actions_ if a.text() == "Make it walk").trigger()
    page.grid.opened.emit(id_)
    assert [one.id for one in opened] == [id_, id_]
    assert not again


def test_what_was_imported_is_told_until_something_else_is_done_or_another_page_is_open(
    page, ids, qtbot
):
    page.notice.tell("Imported 1 sprite", ids[:1])
    choose(page, qtbot, ids[0])
    assert page.notice.isVisible()
    qtbot.keyClick(page.grid, Qt.Key.Key_S)
    qtbot.waitUntil(page.notice.isHidden)
    page.notice.tell("Imported 1 sprite", ids[:1])
    page.hide()
    page.show()
    assert page.notice.isHidden()


def test_an_empty_library_says_where_sprites_come_from(qtbot, worker):
    page = SpritesPage(worker)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: "On Create" in page.grid._empty_text)
    assert not tool(page, "Star").isEnabled()
    assert "Ctrl+A" in tool(page, "Star").toolTip()


def test_a_library_that_cannot_be_written_says_so(page, ids, stage, qtbot):
    stage.sprites.database.read_only = True
    choose(page, qtbot, ids[0])
    qtbot.keyClick(page.grid, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: "may not be written" in page._errors.text())
    assert len(page.grid.ids) == 4
    stage.sprites.database.read_only = False
