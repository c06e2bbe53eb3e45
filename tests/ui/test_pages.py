from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QSpinBox

from sprite_studio.art.forge.walking import walking_character
from sprite_studio.art.sprite import Sprite
from sprite_studio.settings import Settings
from sprite_studio.stepwise import completed
from sprite_studio.studio.export.characters import encode_characters
from sprite_studio.studio.jobs.cast import given_in
from sprite_studio.studio.jobs.drawing import Drawing
from sprite_studio.studio.jobs.export import CharacterSheet
from sprite_studio.studio.jobs.library.sprites import NewSprite
from sprite_studio.studio.jobs.models import ModelSummary
from sprite_studio.studio.jobs.recipes.recipe import Cast, Recipe
from sprite_studio.studio.jobs.training.adapt import AdaptResult
from sprite_studio.studio.library.sprites.drawn import kept_character
from sprite_studio.ui.create.past import Drawn
from sprite_studio.ui.pages import (
    CAST,
    COMPARE,
    CREATE,
    NETWORK,
    PAGES,
    SPRITES,
    TRAIN,
    WATCH,
    Links,
    Pages,
)
from sprite_studio.ui.style_learning import StyleLearning
from sprite_studio.ui.train.adapt_dialog import AdaptDialog


@pytest.fixture
def asked() -> list[object]:
    """What the pages ask of the window."""
    return []


@pytest.fixture
def pages(qtbot, worker, stage, asked) -> Pages:
    links = Links(
        worker=worker,
        settings=Settings(),
        history=stage.history,
        new_run=lambda: stage.runs / "run-1",
        save=asked.append,
        models_changed=lambda: asked.append("models"),
        settings_changed=lambda: asked.append("settings"),
        export=lambda: asked.append("export"),
    )
    made = Pages(links)
    qtbot.addWidget(made)
    return made


def models(*names: str) -> tuple[ModelSummary, ...]:
    return tuple(
        ModelSummary(name, Path(name), 9.0, ("hero",), 1.0, (), walks=name == "cast")
        for name in names
    )


def test_a_page_is_built_once_and_when_it_is_wanted(pages):
    assert pages.built() == ()
    page = pages.open(COMPARE)
    assert pages.built() == (page,)
    assert pages.open(COMPARE) is page is pages.currentWidget()


def test_opening_is_told(pages):
    told = []
    pages.opened.connect(told.append)
    for kind in PAGES:
        pages.open(kind)
    assert told == list(PAGES)


def test_the_watch_page_draws_as_soon_as_it_is_there_and_is_heard(pages, stage, qtbot):
    said = []
    pages.said.connect(lambda page, text: said.append((page, text)))
    page = pages.open(WATCH)
    assert said[0] == (page, "Drawing …")
    qtbot.waitUntil(lambda: len(stage.drawn) == 1 and not page.is_busy)


def test_models_are_shown_to_pages_that_come_later(pages):
    early = pages.open(CREATE)
    pages.show_models(models("base", "mine"))
    late = pages.open(COMPARE)
    pages.open(TRAIN)  # which offers none
    assert pages.models == models("base", "mine")
    early.choose_model("mine")
    assert early.controls.drawing({}).model == "mine"
    assert late in pages.built()


def test_the_draw_menu_means_the_open_page_or_else_create(pages):
    create = pages.open(CREATE)
    watch = pages.open(WATCH)
    assert pages.drawing is watch
    pages.open(TRAIN)
    assert pages.drawing is create


def test_a_sprite_of_create_goes_to_the_pages_that_look_into_it(pages, stage, qtbot, asked):
    create = pages.open(CREATE)
    create.generate()
    qtbot.waitUntil(lambda: create.result is not None)
    recipe = create.result.recipe.of_sprite(1)
    create.view.watch.emit(recipe)
    assert pages.currentWidget() is pages.page(WATCH)
    qtbot.waitUntil(lambda: stage.drawn[-1].drawing.seed == recipe.drawing.seed)
    create.view.compare.emit(recipe)
    assert pages.currentWidget() is pages.page(COMPARE)
    create.view.sink.emit(create.result.images[0])
    assert pages.currentWidget() is pages.page(WATCH)
    qtbot.waitUntil(lambda: len(stage.sunk) == 1)


def test_what_the_train_page_asks_for_reaches_the_window_and_create(pages, asked):
    train = pages.open(TRAIN)
    train.model_changed.emit()
    train.run_changed.emit()
    assert asked[-2:] == ["models", "settings"]
    pages.show_models(models("base", "mine"))
    train.use_model.emit("mine")
    assert pages.currentWidget() is pages.page(CREATE)
    assert pages.page(CREATE).controls.drawing({}).model == "mine"


def test_a_sprite_of_create_becomes_a_character(pages, stage, qtbot):
    create = pages.open(CREATE)
    create.generate()
    qtbot.waitUntil(lambda: create.result is not None)
    pixels = walking_character(1).frames[0, 0]
    drawn = Drawn(pixels[None], create.result.recipe.of_sprite(0))
    create.view.cast.emit(drawn)
    page = pages.currentWidget()
    assert page is pages.page(CAST)
    assert np.array_equal(page.party.person.frames[0, 0], pixels)


def test_whoever_looks_for_a_walk_finds_it_by_one_name(pages):
    for kind in (CREATE, SPRITES):
        found = [one.text() for one in pages.open(kind).findChildren(QAction)]
        assert found.count("Make it walk") == 1


def test_a_kept_character_is_opened_as_it_was_and_others_are_drawn_around_it(pages, stage, qtbot):
    frames = walking_character(1).frames
    recipe = Recipe(
        version="",
        model_hash="",
        drawing=Drawing(mix={"non-hero": 1.0}, count=1, model="cast"),
        styles=({},),
        edit=Cast(),
    )
    sprites = pages.open(SPRITES)
    [id_] = stage.sprites.keep([kept_character(frames, recipe)]).ids
    [kept] = stage.sprites.read([id_])
    sprites.cast_wanted.emit(kept)
    page = pages.currentWidget()
    assert page is pages.page(CAST)
    assert np.array_equal(page.party.person.frames, frames)
    assert page.party.person.name == kept.sprite.name
    assert page.wish.words.mix() == {"non-hero": 1.0}
    pages.show_models(models("base", "cast"))
    page.generate()
    qtbot.waitUntil(lambda: len(stage.cast) == 1 and not page.is_busy)
    assert stage.cast[0].drawing.mix == {"non-hero": 1.0}
    assert given_in(stage.cast[0].cast)[0, 0]


def test_a_picture_of_characters_that_create_opens_goes_to_cast(pages, stage, qtbot, tmp_path):
    frames = np.stack([walking_character(n).frames for n in range(2)])
    drawing = Drawing(mix={"hero": 1.0}, count=2, model="cast")
    recipe = Recipe(version="", model_hash="", drawing=drawing, styles=({}, {}), edit=Cast())
    path = tmp_path / "two.png"
    path.write_bytes(completed(encode_characters(path, CharacterSheet(frames, recipe)))[path])
    pages.show_models(models("base", "cast"))
    pages.open(CREATE).open_picture(path)
    qtbot.waitUntil(lambda: len(stage.cast) == 1)
    assert stage.cast[0].drawing.count == 2
    qtbot.waitUntil(lambda: len(pages.page(CAST).party.people) == 2)


def test_a_network_of_characters_is_offered_where_they_are_drawn_alone(pages):
    create, cast = pages.open(CREATE), pages.open(CAST)
    pages.show_models(models("base", "cast"))
    assert [create.controls._model.itemText(0), create.controls._model.count()] == ["base", 1]
    assert pages.models == models("base")
    assert not cast._missing.isVisible()


def test_the_network_is_opened_at_the_step_that_watch_shows(pages, stage, qtbot):
    watch = pages.open(WATCH)
    qtbot.waitUntil(lambda: bool(stage.drawn) and not watch.is_busy)
    drawing = Drawing(mix={"food": 1.0}, style="style:a", seed=9, steps=7, count=1)
    recipe = Recipe(version="", model_hash="", drawing=drawing, styles=({"style:a": 1.0},))
    watch.network_wanted.emit(recipe, 2)
    page = pages.currentWidget()
    assert page is pages.page(NETWORK)
    qtbot.waitUntil(lambda: stage.drawn[-1].drawing.seed == 9 and bool(stage.opened))
    asked = stage.drawn[-1]
    assert (asked.prompt, asked.drawing.steps) == ("food", 7)
    assert page._timeline.index == 2


def test_a_style_is_drawn_in_as_soon_as_create_knows_it(pages, stage, qtbot):
    create = pages.open(CREATE)
    pages.show_models(models("base"))
    own = tuple(Sprite(np.zeros((16, 16, 4), np.uint8)) for _ in range(8))
    create.view.style_wanted.emit(own, "base")
    dialog = create.findChild(AdaptDialog)
    drawn = len(stage.drawn)
    images = np.full((3, 16, 16, 4), 9, np.uint8)
    dialog.learned.emit(AdaptResult("style:own", "base", Path("x"), 8, 1, 1.0, examples=images))
    assert np.array_equal(create.pictures.of("style:own"), images)  # at once
    dialog.draw_wanted.emit("style:own", "base", {"hero": 1.0}, 5)
    assert len(stage.drawn) == drawn  # the models are listed anew, and have not come yet
    pages.show_models((replace(models("base")[0], taught=("style:own",)),))
    qtbot.waitUntil(lambda: bool(stage.drawn) and stage.drawn[-1].drawing.style == "style:own")
    assert stage.drawn[-1].drawing.count == 5
    assert np.array_equal(create.pictures.of("style:own"), images)
    create.cancel()
    dialog.reject()


def test_a_style_is_drawn_in_by_the_model_that_learned_it(pages, stage, qtbot):
    create = pages.open(CREATE)
    base, other = models("base", "other")
    pages.show_models((base, other))
    create.choose_model("other")
    images = np.full((3, 16, 16, 4), 9, np.uint8)
    own = AdaptResult("style:own", "base", Path("x"), 8, 1, 1.0, examples=images)
    pages.learning.learned.emit(own)
    assert create.pictures.of("style:own") is None  # the other's pictures are shown there
    pages.show_models((replace(base, taught=("style:own",)), other))
    pages.learning.draw_wanted.emit("style:own", "base", {}, 5)
    qtbot.waitUntil(lambda: bool(stage.drawn) and stage.drawn[-1].drawing.style == "style:own")
    assert stage.drawn[-1].drawing.model == "base"
    create.cancel()


@pytest.fixture
def full(stage) -> None:
    """A library of nine."""
    images = np.full((9, 1, 16, 16, 4), 255, np.uint8)
    images[:, 0, 0, 0, 0] = range(9)
    stage.sprites.keep([NewSprite(own, "imported") for own in images])


def test_a_style_of_ones_own_begins_with_selected_sprites(pages, full, qtbot, monkeypatch):
    def refuse(*_):
        raise AssertionError("nobody asked for files")

    monkeypatch.setattr(QFileDialog, "getOpenFileNames", refuse)
    pages.open(CREATE).controls.style_box.learn_wanted.emit()  # before the library is read
    page = pages.page(SPRITES)
    assert pages.currentWidget() is page
    assert page.notice.is_asking
    page.refresh()
    qtbot.waitUntil(lambda: page.grid.count() == 9)
    page.grid.choose_all()
    pages.open(CREATE).controls.style_box.learn_wanted.emit()
    qtbot.waitUntil(lambda: page.findChild(AdaptDialog) is not None)
    assert not page.notice.is_asking
    page.findChild(AdaptDialog).reject()


def test_how_many_are_drawn_then_is_remembered(pages, qtbot):
    page = pages.open(CREATE)
    pages.learning.learn(page, ())
    page.findChild(AdaptDialog).draws_changed.emit(5)
    page.findChild(AdaptDialog).reject()
    settings = pages.learning.remember(Settings())
    assert settings.learn_draws == 5
    again = StyleLearning(pages.learning._worker, settings.learn_draws, page)
    again.learn(pages.page(SPRITES), ())
    dialog = pages.page(SPRITES).findChild(AdaptDialog)
    draws = next(s for s in dialog.findChildren(QSpinBox) if s.accessibleName() == "Then draw")
    assert draws.value() == 5
    dialog.reject()
