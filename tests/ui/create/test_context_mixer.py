import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QCompleter, QLabel, QLineEdit, QPushButton, QSlider
from wheel import turn_wheel

from sprite_studio.art.sprite import CATEGORIES
from sprite_studio.studio.jobs.drawing import MAX_WEIGHT
from sprite_studio.ui.create.context_mixer import ContextMixer
from sprite_studio.ui.widgets.weight_slider import WeightSlider

WEIGHT = st.floats(-MAX_WEIGHT, MAX_WEIGHT)


@pytest.fixture
def mixer(qtbot) -> ContextMixer:
    made = ContextMixer()
    qtbot.addWidget(made)
    made.set_known_words((*CATEGORIES, "colour:red", "kind:potion"))
    return made


def line(mixer, name: str) -> QLineEdit:
    return next(e for e in mixer.findChildren(QLineEdit) if e.accessibleName() == name)


def type_word(mixer, qtbot, word: str) -> None:
    box = line(mixer, "Add a word")
    box.clear()
    qtbot.keyClicks(box, word)
    qtbot.keyClick(box, Qt.Key.Key_Return)


def test_there_is_a_slider_for_each_category_from_minus_one_to_one_and_a_half(mixer):
    sliders = mixer.findChildren(QSlider)
    assert len(sliders) == 5
    assert {(s.minimum(), s.maximum()) for s in sliders} == {(-100, 150)}
    assert sliders[0].accessibleName() == "Hero weight"


def test_a_mix_that_is_set_is_the_mix_that_is_read(mixer, qtbot):
    mix = {"hero": 0.75, "food": -0.5, "colour:red": 1.2}
    with qtbot.waitSignal(mixer.changed):
        mixer.set_mix(mix)
    assert mixer.mix() == mix
    mixer.set_mix({"spell": 1.0})
    assert mixer.mix() == {"spell": 1.0}


def test_a_word_is_added_by_its_short_name_and_taken_away(mixer, qtbot):
    with qtbot.waitSignal(mixer.changed):
        type_word(mixer, qtbot, "red")
    assert mixer.mix() == {"colour:red": 1.0}
    remove = next(b for b in mixer.findChildren(QPushButton) if b.text() == "✕")
    with qtbot.waitSignal(mixer.changed):
        qtbot.mouseClick(remove, Qt.MouseButton.LeftButton)
    assert mixer.mix() == {}


def test_an_unknown_word_is_refused_and_stays_to_be_mended(mixer, qtbot):
    type_word(mixer, qtbot, "dragoon")
    assert mixer.mix() == {}
    assert line(mixer, "Add a word").text() == "dragoon"


def test_arrow_keys_move_a_slider(mixer, qtbot):
    slider = mixer.findChildren(QSlider)[0]
    with qtbot.waitSignal(mixer.changed):
        qtbot.keyClick(slider, Qt.Key.Key_Right)
    assert mixer.mix() == {"hero": 0.05}


def test_words_that_another_model_does_not_know_are_kept_but_not_sent(mixer):
    mixer.set_mix({"hero": 1.0, "colour:red": 1.0})
    mixer.set_known_words(CATEGORIES)
    assert mixer.mix() == {"hero": 1.0}
    mixer.set_known_words((*CATEGORIES, "colour:red"))
    assert mixer.mix() == {"hero": 1.0, "colour:red": 1.0}


def test_the_prompt_says_the_mix_and_sets_it(mixer, qtbot):
    mixer.set_mix({"hero": 0.75, "colour:red": 1.0})
    prompt = line(mixer, "Prompt")
    assert prompt.text() == "(hero:0.75), red"
    prompt.setText("a red potion -hero")
    with qtbot.waitSignal(mixer.changed):
        qtbot.keyClick(prompt, Qt.Key.Key_Return)
    assert mixer.mix() == {"hero": -1.0, "colour:red": 1.0, "kind:potion": 1.0}
    prompt.setText("food")
    qtbot.keyClick(prompt, Qt.Key.Key_Return)
    assert mixer.mix() == {"food": 1.0}
    assert len(mixer.findChildren(QSlider)) >= 5


def test_what_a_prompt_says_that_is_not_known_is_named_and_the_rest_is_taken(mixer, qtbot):
    prompt = line(mixer, "Prompt")
    prompt.setText("a steel potion, <b>gold</b>")
    qtbot.keyClick(prompt, Qt.Key.Key_Return)
    assert mixer.mix() == {"kind:potion": 1.0, "spell": 1.0}
    (hint,) = (label for label in mixer.findChildren(QLabel) if "“steel”" in label.text())
    assert not hint.isHidden()
    assert hint.textFormat() == Qt.TextFormat.PlainText
    mixer.set_mix({"hero": 1.0})
    assert hint.isHidden()


def test_words_that_do_not_do_what_they_say_are_not_offered(mixer):
    mixer.set_known_words((*CATEGORIES, "facing:back", "facing:left"))
    completer = line(mixer, "Add a word").completer()
    model = completer.model()
    offered = {model.index(row, 0).data() for row in range(model.rowCount())}
    assert offered == {*CATEGORIES, "left"}
    mixer.set_known_words((*CATEGORIES, "facing:left"))
    assert len(mixer.findChildren(QCompleter)) == 1


def test_a_prompt_that_cannot_be_read_says_what_is_near_and_changes_nothing(mixer, qtbot):
    mixer.set_mix({"hero": 1.0})
    prompt = line(mixer, "Prompt")
    prompt.setText("gred, hreo")
    qtbot.keyClick(prompt, Qt.Key.Key_Return)
    assert mixer.mix() == {"hero": 1.0}
    assert any("did you mean" in label.text() for label in mixer.findChildren(QLabel))


def test_the_pad_and_the_sliders_are_the_same_mix(mixer, qtbot):
    mixer.set_mix({"food": 1.0, "colour:red": 0.5})
    mixer.show_view(1)
    assert not mixer.pad.isHidden()
    assert mixer.pad.mix() == {"food": 1.0}
    with qtbot.waitSignal(mixer.changed):
        qtbot.keyClick(mixer.pad, Qt.Key.Key_Up)
    mix = mixer.mix()
    assert mix["colour:red"] == 0.5
    assert mixer.other_words() == {"colour:red": 0.5}
    assert 0.3 < mix["food"] < 1.0
    assert sum(mix.values()) == pytest.approx(1.5, abs=0.03)


def test_words_that_were_typed_and_not_entered_are_taken_when_asked_for(mixer, qtbot):
    mixer.set_mix({"hero": 1.0, "kind:potion": 0.5})
    prompt = line(mixer, "Prompt")
    prompt.clear()
    qtbot.keyClicks(prompt, "red hero")
    assert mixer.mix() == {"hero": 1.0, "kind:potion": 0.5}
    assert mixer.take_words()
    assert mixer.mix() == {"hero": 1.0, "colour:red": 1.0}
    prompt.clear()
    qtbot.keyClicks(prompt, "unicorn")
    assert not mixer.take_words()
    assert mixer.mix() == {"hero": 1.0, "colour:red": 1.0}
    hints = [label for label in mixer.findChildren(QLabel) if "unicorn" in label.text()]
    assert [label.isHidden() for label in hints] == [False]
    # What was not entered is forgotten where another mix is set.
    mixer.set_mix({"spell": 1.0})
    assert prompt.text() == "spell"
    assert [label.isHidden() for label in hints] == [True]
    assert mixer.take_words()
    assert mixer.mix() == {"spell": 1.0}


def test_a_word_is_added_or_taken_away_in_one(mixer, qtbot):
    for word in ("kind:potion", "hero"):
        with qtbot.waitSignal(mixer.changed):
            mixer.toggle(word)
    assert mixer.mix() == {"hero": 1.0, "kind:potion": 1.0}
    for word in ("hero", "kind:potion"):
        with qtbot.waitSignal(mixer.changed):
            mixer.toggle(word)
    assert mixer.mix() == {}
    assert mixer.findChildren(QSlider)[0].value() == 0
    mixer.set_mix({"kind:potion": 0.0, "food": -0.5})
    mixer.toggle("kind:potion")
    assert mixer.mix() == {"kind:potion": 1.0, "food": -0.5}


def test_a_mix_takes_the_sliders_of_the_one_before_away(mixer):
    mixer.set_mix({"colour:red": 1.0})
    mixer.set_mix({"hero": 1.0})
    assert len(mixer.findChildren(WeightSlider)) == 6  # until the event loop has removed it
    assert "colour:red" not in mixer.mix()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert len(mixer.findChildren(WeightSlider)) == 5


def test_the_wheel_changes_only_what_has_the_focus(mixer, qtbot):
    mixer.show()
    qtbot.waitExposed(mixer)
    slider = mixer.findChildren(QSlider)[0]

    turn_wheel(slider)
    assert slider.value() == 0
    slider.setFocus()
    qtbot.waitUntil(slider.hasFocus)
    turn_wheel(slider)
    assert slider.value() != 0


@given(st.dictionaries(st.sampled_from((*CATEGORIES, "colour:red", "kind:potion")), WEIGHT))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_mix_that_is_set_is_the_mix_that_is_read(mixer, mix):
    mixer.set_mix(mix)
    assert mixer.mix() == {word: weight for word, weight in mix.items() if weight}


def test_a_hand_that_moves_one_slider_leaves_the_others_as_they_are(mixer, qtbot):
    mixer.set_mix({"hero": 0.333, "food": -3.0, "colour:red": 2.5})
    hero = mixer.findChildren(QSlider)[0]
    qtbot.keyClick(hero, Qt.Key.Key_Right)
    assert mixer.mix() == {"hero": 0.38, "food": -3.0, "colour:red": 2.5}


def test_words_are_taken_where_their_field_is_left(mixer, qtbot):
    mixer.show()
    mixer.activateWindow()
    prompt, box = line(mixer, "Prompt"), line(mixer, "Add a word")
    prompt.setFocus()
    qtbot.waitUntil(prompt.hasFocus)
    prompt.clear()
    qtbot.keyClicks(prompt, "food")
    box.setFocus()
    qtbot.waitUntil(lambda: mixer.mix() == {"food": 1.0})
    qtbot.keyClicks(box, "red potion")
    prompt.setFocus()
    qtbot.waitUntil(lambda: mixer.mix().keys() >= {"food", "colour:red", "kind:potion"})


def test_words_are_shown_as_people_say_them(mixer):
    mixer.set_mix({"kind:potion": 1.0})
    assert line(mixer, "Prompt").text() == "potion"
    mixer.set_mix({"kind:potion": 0.5, "colour:red": 1.0})
    assert line(mixer, "Prompt").text() == "(potion:0.5), red"


def test_what_is_typed_before_the_model_is_there_is_read_when_it_is(qtbot):
    mixer = ContextMixer()
    qtbot.addWidget(mixer)
    qtbot.keyClicks(line(mixer, "Prompt"), "red potion")
    assert mixer.take_words()
    assert mixer.mix() == {}
    with qtbot.waitSignal(mixer.changed):
        mixer.set_known_words((*CATEGORIES, "colour:red", "kind:potion"))
    assert mixer.mix() == {"spell": 1.0, "colour:red": 1.0, "kind:potion": 1.0}
