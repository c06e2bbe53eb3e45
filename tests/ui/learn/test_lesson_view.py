"""Whose figures a lesson shows, and when they are computed anew, played through the page itself."""

from dataclasses import replace

import pytest
import torch
from learn_pages import guess_of, see
from PySide6.QtWidgets import QPushButton

from sprite_studio.diffusion.networks.checkpoint import load_checkpoint
from sprite_studio.studio.jobs.models import ModelSummary
from sprite_studio.studio.words.taught_words import TaughtWord, save_word, word_file


def teach(library, word):
    """A word of base's."""
    model, _ = load_checkpoint(library.find("base"))
    taught = TaughtWord(word, model.fingerprint(), sprites=8, steps=9)
    save_word(word_file(library.words, word), taught, torch.ones_like(model.vocabulary.null))


def test_another_model_gives_other_figures(open_page, qtbot, tmp_path):
    page = open_page()
    see(page, qtbot, "steps")
    other = ModelSummary("other", tmp_path, 1.0, ("hero",), 1.0, ())
    base = ModelSummary("base", tmp_path, 1.0, ("hero",), 1.0, ())
    page.show_models((base, other))
    assert page._model.currentText() == "base"
    page._model.setCurrentText("other")
    assert page.view._computing == "other"
    assert not page.view._figure.isVisible()


def models(page, tmp_path, *names):
    page.show_models(tuple(ModelSummary(name, tmp_path, 1.0, (), 1.0, ()) for name in names))


def test_a_model_that_cannot_be_loaded_is_told_and_the_next_guess_works(open_page, qtbot, tmp_path):
    page = open_page()
    models(page, tmp_path, "base", "gone")
    page._model.setCurrentText("gone")
    page.open_lesson("steps")
    page.view.guessed.emit("blur")
    qtbot.waitUntil(page.view._errors.isVisible)
    page._model.setCurrentText("base")
    qtbot.waitUntil(lambda: page.view._computed == "base")
    assert not page.view._errors.isVisible()


def test_a_model_that_is_chosen_only_for_a_moment_gives_no_figures(open_page, qtbot, tmp_path):
    """They would be another's than the one whose name is shown."""
    page = open_page()
    see(page, qtbot, "steps")
    models(page, tmp_path, "base", "other")
    page._model.setCurrentText("other")
    page._model.setCurrentText("base")
    assert page.view._computing == "base"
    qtbot.waitUntil(lambda: page.view._computed == "base")


def test_the_figures_of_a_model_that_was_trained_on_are_computed_anew(open_page, qtbot, tmp_path):
    page = open_page()
    view = see(page, qtbot, "steps")
    base = ModelSummary("base", tmp_path, 1.0, ("hero",), 1.0, ())
    page.show_models((base,))
    assert view._computed == "base"
    page.show_models((base,))
    assert view._computed == "base", "nothing has changed"
    page.show_models((replace(base, minutes=2.0),))
    assert view._computing == "base"
    qtbot.waitUntil(lambda: view._computed == "base")
    assert view._verdict.isVisible()


def test_what_a_model_was_taught_matters_only_where_every_word_is_shown(open_page, library, qtbot):
    page = open_page()
    page.show_models(tuple(library.all()))
    steps = see(page, qtbot, "steps")
    words = see(page, qtbot, "embedding")
    teach(library, "lamp")
    page.show_models(tuple(library.all()))
    assert steps._computed == "base"
    assert words._computing == "base"
    qtbot.waitUntil(lambda: words._computed == "base")
    assert "lamp" in words._figure.words


@pytest.mark.parametrize("key", ["embedding", "inversion"])
def test_a_word_that_is_listed_once_its_model_is_loaded_is_none_that_was_taught_since(
    open_page, library, qtbot, key
):
    page = open_page()
    teach(library, "lamp")
    let_go = tuple(library.all())
    assert let_go[0].taught is None
    page.show_models(let_go)
    words = see(page, qtbot, key)
    loaded = tuple(library.all())
    assert loaded[0].taught == ("lamp",)
    for listed in (loaded, let_go, loaded):
        page.show_models(listed)
        assert words._computed == "base"


def test_a_word_that_is_taught_while_the_figure_is_computed_is_in_it(open_page, library, qtbot):
    page = open_page()
    base, _ = library.all()
    page.show_models((base,))
    page.open_lesson("embedding")
    words = page.view
    words.guessed.emit(guess_of(words))
    teach(library, "lamp")
    page.show_models((replace(base, taught=("lamp",)),))
    assert words._computing == "base"
    qtbot.waitUntil(lambda: words._computed == "base")
    assert "lamp" in words._figure.words


@pytest.mark.parametrize("key", ["cloud", "noising"])
def test_what_no_model_computes_is_not_computed_anew_for_another(open_page, qtbot, tmp_path, key):
    page = open_page()
    view = see(page, qtbot, key)
    models(page, tmp_path, "base", "other")
    page._model.setCurrentText("other")
    page.show_models((ModelSummary("other", tmp_path, 1.0, (), 2.0, ()),))
    assert not view._computing
    assert view._rest.isVisible()


def test_where_a_model_fails_no_figures_of_the_one_before_are_left(open_page, qtbot, tmp_path):
    page = open_page()
    view = see(page, qtbot, "steps")
    assert view._figure.isVisible()
    models(page, tmp_path, "base", "gone")
    page._model.setCurrentText("gone")
    qtbot.waitUntil(view._errors.isVisible)
    assert not view._figure.isVisible()
    assert not any("✓" in button.text() for button in view._card.findChildren(QPushButton))
    page._model.setCurrentText("base")
    qtbot.waitUntil(lambda: view._computed == "base")
    assert view._figure.isVisible()
    assert view._verdict.isVisible()
    assert not view._errors.isVisible()
