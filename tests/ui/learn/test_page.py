"""The page Learn, with real figures of a network that has learned nothing."""

import msgspec
import numpy as np
import pytest
from learn_pages import guess_of, see
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QSlider
from wheel import turn_wheel

from sprite_studio.settings import Learned, Settings
from sprite_studio.ui.learn.code_view import CodeView
from sprite_studio.ui.learn.gallery import FIGURES
from sprite_studio.ui.learn.page import MUSIC
from sprite_studio.ui.widgets.weight_slider import WeightSlider

KEYS = tuple(FIGURES)


def test_there_is_a_figure_for_every_lesson_and_a_lesson_for_every_figure(open_page):
    page = open_page()
    assert tuple(lesson.key for lesson in page._lessons) == KEYS


def test_nothing_of_the_answer_is_there_before_a_guess(open_page):
    page = open_page()
    for key in KEYS:
        page.open_lesson(key)
        assert not page.view._answer.isVisible()
        assert not page.view.shows_answer


@pytest.mark.parametrize("key", KEYS)
def test_a_guess_brings_the_computed_answer_and_every_place_of_the_control_can_be_told(
    open_page, qtbot, key
):
    """In one, since the answers of some lessons take seconds to compute."""
    from sprite_studio.ui.learn.control import Control
    from sprite_studio.ui.widgets.timeline import Timeline

    view = see(open_page(), qtbot, key)
    said = [view._verdict.text(), view._formula.said(), view._after.text()]
    assert all(said)
    assert not any("{" in text for text in said)
    for code in view.findChildren(CodeView):
        assert code.marked
    heard = []
    view._figure.changed.connect(lambda: heard.append(view._formula.said()))
    for control in view.findChildren(Control):
        places = range(control._slider.maximum() + 1)
        for place in places[:: max(1, len(places) // 12)]:
            control.move_to(place)
    for timeline in view.findChildren(Timeline):
        timeline.to_last()
    assert heard


@pytest.mark.parametrize("key", ["network", "words", "embedding"])
def test_a_lesson_ends_where_its_last_line_ends(open_page, qtbot, key):
    view = see(open_page(), qtbot, key)
    whole = view.widget()
    qtbot.waitUntil(lambda: whole.height() == whole.heightForWidth(whole.width()))


def test_progress_and_guesses_are_remembered(open_page, qtbot):
    page = open_page()
    see(page, qtbot, "noising")
    kept = page.remember(Settings())
    assert kept.learned.lesson == "noising"
    assert kept.learned.guesses == {"noising": 1.0}
    again = open_page(kept)
    assert again.view.lesson.key == "noising"
    qtbot.waitUntil(lambda: "step 1" in again.view._verdict.text())
    assert again._list.ticked == {KEYS.index("noising")}


def test_another_guess_takes_the_answer_away(open_page, qtbot):
    page = open_page()
    view = see(page, qtbot, "noising")
    view.again.emit()
    assert not view._answer.isVisible()
    assert page.remember(Settings()).learned == Learned(lesson="noising")
    assert not page._list.ticked
    view.guessed.emit(None)
    qtbot.waitUntil(view._rest.isVisible)
    assert page.remember(Settings()).learned == Learned(lesson="noising")


def test_who_only_wants_to_see_it_has_read_it_at_its_end(open_page, qtbot):
    page = open_page()
    page.open_lesson("noising")
    page.view.guessed.emit(None)
    qtbot.waitUntil(page.view._rest.isVisible)
    assert not page._list.ticked
    bar = page.view.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > page.view.height())
    bar.setValue(bar.maximum() // 2)
    assert not page._list.ticked
    bar.setValue(bar.maximum())
    assert page._list.ticked == {KEYS.index("noising")}
    assert page.remember(Settings()).learned.seen == ("noising",)


def test_what_is_computed_behind_another_lesson_is_not_begun_anew_nor_ticked_unseen(
    open_page, qtbot
):
    page = open_page()
    page.open_lesson("steps")
    view = page.view
    view.guessed.emit("blur")
    ticket = view._ticket
    page.open_lesson("noising")
    page.open_lesson("steps")
    assert view._ticket is ticket, "what is under way goes on"
    page.open_lesson("noising")
    qtbot.waitUntil(lambda: bool(view._computed))
    assert not page._list.ticked
    page.open_lesson("steps")
    assert page._list.ticked == {KEYS.index("steps")}
    place = view.verticalScrollBar().value()
    page.open_lesson("noising")
    page.open_lesson("steps")
    assert view.shows_answer
    assert view.verticalScrollBar().value() == place


def test_a_guess_whose_answer_was_not_waited_for_is_remembered(open_page, qtbot):
    page = open_page()
    page.open_lesson("noising")
    page.view.guessed.emit(1.0)
    kept = page.remember(Settings())
    again = open_page(msgspec.structs.replace(kept, learned=Learned("noising", (), {"noising": 9})))
    qtbot.waitUntil(lambda: "step 9" in again.view._verdict.text())
    assert again._list.ticked == {KEYS.index("noising")}


def test_the_answer_comes_into_sight_when_something_is_guessed(open_page, qtbot):
    page = open_page()
    page.resize(900, 500)
    view = see(page, qtbot, "noising")
    qtbot.waitUntil(lambda: view.verticalScrollBar().value() > 0)
    top = view._verdict.mapTo(view.viewport(), view._verdict.rect().topLeft()).y()
    assert 0 <= top < view.viewport().height()


def test_a_guess_leads_on_to_the_next_lesson_and_not_back(open_page, qtbot):
    page = open_page()
    page.activateWindow()
    page.open_lesson("noising")
    page.view.setFocus()
    qtbot.waitUntil(page.view.hasFocus)
    page.view.guessed.emit(guess_of(page.view))
    assert page.focusWidget() is page._next


def test_settings_of_lessons_that_are_gone_are_kept_and_do_no_harm(open_page):
    gone = Learned(lesson="gone", seen=("gone",), guesses={"gone": "x", "noising": 3.0})
    page = open_page(Settings(learned=gone))
    assert page.view.lesson.key == KEYS[0]
    assert page.remember(Settings()).learned.guesses == gone.guesses


def test_keys_turn_the_page_and_stop_at_its_ends(open_page, qtbot):
    page = open_page()
    page.activateWindow()
    page.setFocus()
    qtbot.waitUntil(page.hasFocus)
    for key, expected in (
        (Qt.Key.Key_PageDown, 1),
        (Qt.Key.Key_Right, 2),
        (Qt.Key.Key_Left, 1),
        (Qt.Key.Key_PageUp, 0),
        (Qt.Key.Key_PageUp, 0),
    ):
        qtbot.keyClick(page, key)
        assert page._list.currentRow() == expected


def test_the_margin_follows_the_lesson(open_page):
    page = open_page()
    page.open_lesson("fresh-noise")
    first = page._glossary._column.itemAt(1).widget()
    assert "Extra noise" in first.text()


def test_what_is_to_be_tried_is_sent_to_its_page(open_page, qtbot):
    page = open_page()
    view = see(page, qtbot, "noising")
    sent = []
    page.tries.sink.connect(sent.append)
    words = {one.button for one in view.lesson.tries}
    for button in view.findChildren(QPushButton):
        if button.text() in words:
            button.click()
    assert np.array_equal(sent[0], view._figure.sprite)


def test_a_model_is_offered_where_it_computes_the_figure(open_page):
    page = open_page()
    offered = set()
    for key in KEYS:
        page.open_lesson(key)
        if page._model.isEnabled():
            offered.add(key)
    assert offered == {*KEYS} - {"cloud", "noising"}


@pytest.mark.parametrize("key", ["noising", "steps"])
def test_the_wheel_over_a_slider_scrolls_the_lesson(open_page, qtbot, key):
    page = open_page()
    view = see(page, qtbot, key)
    slider = next(one for one in view.findChildren(QSlider) if one.isEnabled() and one.isVisible())
    slider.setValue(slider.minimum() + 1)
    assert not turn_wheel(slider), "it is left to what lies behind"
    assert slider.value() == slider.minimum() + 1
    page.activateWindow()
    slider.setFocus()
    qtbot.waitUntil(slider.hasFocus)
    turn_wheel(slider)
    assert slider.value() != slider.minimum() + 1


def on_music(page):
    page.open_lesson(MUSIC)
    return page.music


def test_music_stands_below_the_lessons_and_draws_when_it_is_seen(open_page, qtbot):
    page = open_page()
    assert not page.music.has_loop
    page.generate()
    page.roll()
    assert not page.gather(lambda _: None), "there is nothing to draw or save in a lesson"
    music = on_music(page)
    qtbot.waitUntil(lambda: music.has_loop)
    kept = page.remember(Settings())
    assert kept.learned.lesson == MUSIC
    assert kept.tune.mix == {"calm": 1.0}
    assert not page._model.isEnabled()
    again = open_page(kept)
    assert again.is_music


def test_what_the_window_s_keys_mean_on_music_is_the_loop(open_page, qtbot):
    page = open_page()
    music = on_music(page)
    qtbot.waitUntil(lambda: music.has_loop)
    with qtbot.waitSignal(music.save_wanted) as wanted:
        assert page.gather(lambda _: None)
    assert wanted.args[0].name == "calm-100.mid"
    before = page.remember(Settings()).tune.seed
    with qtbot.waitSignal(page.status, check_params_cb=lambda text: "loop in" in text):
        page.roll()
    assert page.remember(Settings()).tune.seed != before
    page.cancel()


def test_arrows_move_a_slider_and_do_not_turn_the_page(open_page, qtbot):
    page = open_page()
    music = on_music(page)
    qtbot.waitUntil(lambda: music.has_loop)
    page.activateWindow()
    slider = music.findChild(WeightSlider).findChild(QSlider)
    slider.setFocus()
    qtbot.waitUntil(slider.hasFocus)
    before = slider.value()
    qtbot.keyClick(slider, Qt.Key.Key_Left)
    assert page.is_music
    assert slider.value() < before
