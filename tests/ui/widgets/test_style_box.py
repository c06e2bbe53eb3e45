"""The Style box shows any style, offers the model's by their names, says what words undo."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton

from sprite_studio.studio.jobs.drawing import BEST, MIXED, NONE
from sprite_studio.studio.jobs.models import ModelSummary
from sprite_studio.ui.widgets.style_box import StyleBox
from sprite_studio.ui.work.job_client import JobClient
from sprite_studio.ui.work.word_pictures import WordPictures

WORDS = ("hero", "style:tiny-creatures-dungeon", "style:forge", "style:kenney-rpg-urban")
BASE = ModelSummary("base", Path("base"), 9.0, WORDS, 1.0, (), best_style="style:forge")
PLAIN = replace(BASE, name="plain", words=("hero",), best_style=NONE)


@pytest.fixture
def box(qtbot) -> StyleBox:
    made = StyleBox(BEST)
    qtbot.addWidget(made)
    made.show_model(BASE)
    return made


def combo(box: StyleBox) -> QComboBox:
    return box.findChildren(QComboBox)[0]


def offered(box: StyleBox) -> list[str]:
    return [combo(box).itemText(i) for i in range(combo(box).count())]


def test_styles_are_offered_by_their_names_the_best_first(box):
    assert offered(box) == ["Forge", "Tiny dungeon", "Urban", "Mixed", "None"]
    assert combo(box).currentText() == "Forge"


def test_a_style_is_chosen_by_hand_and_by_key(box, qtbot):
    with qtbot.waitSignal(box.changed):
        qtbot.keyClick(combo(box), Qt.Key.Key_Down)
    assert box.chosen == "style:tiny-creatures-dungeon"
    with qtbot.waitSignal(box.changed):
        qtbot.keyClick(combo(box), Qt.Key.Key_End)
    assert box.chosen == NONE
    with qtbot.waitSignal(box.changed):
        box.choose("style:forge")
    assert box.chosen == BEST  # whatever is best in another model
    with qtbot.assertNotEmitted(box.changed):
        box.choose(BEST)


@pytest.mark.parametrize("style", [BEST, MIXED, NONE, "style:forge", "style:gone", "style:<b>"])
def test_whatever_is_set_is_what_is_read(box, style, qtbot):
    with qtbot.assertNotEmitted(box.changed):
        box.set_style(style)
    assert box.chosen == style
    box.show_model(replace(BASE, megabytes=1.0))
    assert box.chosen == style


def test_to_learn_a_style_is_a_button_in_sight_and_changes_no_style(box, qtbot):
    learn = box.learn_button()
    qtbot.addWidget(learn)
    box.set_style(NONE)
    assert learn.text() == "Learn a style …"
    assert not learn.icon().isNull()
    with qtbot.assertNotEmitted(box.changed), qtbot.waitSignal(box.learn_wanted):
        learn.click()
    assert box.chosen == NONE
    assert "Learn a style …" not in offered(box)


def test_a_model_without_styles_has_none_to_choose(box):
    box.show_model(PLAIN)
    assert offered(box) == ["This model has no styles"]
    assert not combo(box).isEnabled()
    assert box.fit() == ""
    box.show_model(BASE)
    assert combo(box).isEnabled()


def test_a_network_of_one_style_is_drawn_in_that_one(box):
    box.show_model(replace(BASE, words=("hero", "style:mine"), best_style="style:mine"))
    assert offered(box) == ["mine", "None"]
    assert box.chosen == BEST
    assert box.word == "style:mine"


def test_a_taught_style_is_among_them(box):
    box.show_model(replace(BASE, taught=("blob", "style:our-pack")))
    assert "our pack" in offered(box)
    assert "blob" not in offered(box)


def test_what_the_model_does_not_know_gives_way_and_says_so(box):
    box.set_style("style:gone")
    assert box.fit() == "The model 'base' has no style gone; it draws in the style Forge instead"
    assert box.chosen == BEST
    assert "gone" not in combo(box).currentText()


def note(box: StyleBox) -> str:
    said = [label.text() for label in box.findChildren(QLabel) if not label.isHidden()]
    return "".join(said)


def test_it_says_what_the_words_undo(box):
    box.show_mix({"hero": 1.0})
    assert note(box) == ""
    box.show_mix({"hero": 1.0, "style:kenney-rpg-urban": 0.5})
    assert note(box) == "The words name styles, which are drawn instead: Urban 0.5"
    box.show_model(replace(BASE, taught=("blob",)))
    box.show_mix({"blob": 1.0})
    assert "“blob” was learned without a style" in note(box)
    box.choose(MIXED)
    box.choose("style:kenney-rpg-urban")
    box.show_mix({"blob": 1.0})
    assert note(box) == ""  # it was asked for by name


def test_the_lock_is_there_where_it_can_be_chosen(qtbot):
    made = StyleBox(BEST, kept=False)
    qtbot.addWidget(made)
    lock = made.findChildren(QPushButton)[0]
    assert not lock.isHidden()
    qtbot.mouseClick(lock, Qt.MouseButton.LeftButton)
    assert made.is_kept
    assert lock.accessibleName() == "Keep the style"
    plain = StyleBox(BEST)
    qtbot.addWidget(plain)
    assert plain.findChildren(QPushButton)[0].isHidden()


def middle(box: StyleBox, row: int) -> int:
    """The red of the first sprite's middle, in the icon of an entry."""
    image = combo(box).itemIcon(row).pixmap(combo(box).iconSize()).toImage()
    return image.pixelColor(16, 16).red()


def test_the_models_own_pictures_stand_beside_the_names(box, worker, stage, qtbot):
    blank = middle(box, 0)
    pictures = WordPictures(JobClient(worker, box), box)
    box.show_pictures(pictures)
    qtbot.waitUntil(lambda: middle(box, 0) == middle(box, 4) == 70)
    assert blank != 70
    (job,) = stage.pictured
    assert set(job.words) == {*WORDS[1:], MIXED, NONE}
    box.show_model(PLAIN)
    assert len(stage.pictured) == 1  # there is nothing to be drawn
