"""Words and styles by whatever they are chosen, played through the page itself."""

from pathlib import Path

from create_pages import HEROES, WORDS, button, named, spin
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton

from sprite_studio.settings import Settings
from sprite_studio.studio.jobs.drawing import Drawing
from sprite_studio.studio.jobs.models import ModelSummary
from sprite_studio.studio.jobs.recipes.recipe import Recipe
from sprite_studio.ui.create.page import CreatePage
from sprite_studio.ui.create.word_browser import WordBrowser


def test_generate_draws_the_words_that_stand_in_the_field(page, stage, qtbot):
    page.mixer.set_known_words((*WORDS, "colour:red"))
    prompt = next(e for e in page.findChildren(QLineEdit) if e.accessibleName() == "Prompt")
    prompt.clear()
    qtbot.keyClicks(prompt, "red food")
    with qtbot.waitSignal(page.drawn):
        button(page, "Generate").click()
    assert stage.drawn[-1].drawing.mix == {"food": 1.0, "colour:red": 1.0}
    qtbot.keyClicks(prompt, " unicorn")
    with qtbot.waitSignal(page.drawn):
        button(page, "Generate").click()
    assert stage.drawn[-1].drawing.mix == {"food": 1.0, "colour:red": 1.0}  # what is known is drawn
    texts = [label.text() for label in page.findChildren(QLabel) if not label.isHidden()]
    assert any("unicorn" in text for text in texts)  # and what is not is named


STYLED = ModelSummary(
    "base",
    Path("base"),
    9.0,
    (*WORDS, "colour:red", "kind:potion", "style:forge", "style:kenney-rpg-urban"),
    1.0,
    (),
    best_style="style:forge",
)

URBAN = "style:kenney-rpg-urban"


def style_box(page) -> QComboBox:
    return next(b for b in page.findChildren(QComboBox) if b.accessibleName() == "Style")


def test_a_style_is_drawn_in_at_once_and_other_words_leave_it(page, stage, worker, qtbot):
    page.show_models((STYLED,))
    with qtbot.waitSignal(page.drawn):
        qtbot.keyClick(style_box(page), Qt.Key.Key_Down)
    assert stage.drawn[-1].drawing.style == URBAN
    with qtbot.waitSignal(page.drawn):
        page.mixer.set_mix({"food": 1.0, "colour:red": 1.0})
    assert stage.drawn[-1].drawing.style == URBAN
    lock = named(page, "Keep the style")
    lock.click()
    again = CreatePage(worker, page.remember(Settings()), stage.history)
    qtbot.addWidget(again)
    remembered = again.remember(Settings())
    assert remembered == page.remember(Settings())
    assert (remembered.drawing.style, remembered.style_kept) == (URBAN, True)


def test_a_drawing_brings_its_style_back_unless_the_style_is_kept(page, stage, qtbot):
    page.show_models((STYLED,))
    drawing = Drawing(mix={"food": 1.0}, style="mixed", count=3, steps=12)
    mixed = Recipe(version="1", model_hash="0", drawing=drawing, styles=({},) * 3)
    with qtbot.waitSignal(page.drawn):
        page.recall(mixed)
    assert stage.drawn[-1].drawing.style == "mixed"
    page.controls.style_box.choose(URBAN)
    named(page, "Keep the style").click()
    with qtbot.waitSignal(page.drawn):
        page.recall(mixed)
    assert stage.drawn[-1].drawing.style == URBAN
    assert stage.drawn[-1].drawing.mix == {"food": 1.0}


def browser(page) -> WordBrowser:
    return page.findChild(WordBrowser)


def test_the_browser_adds_words_and_takes_them_away_and_chooses_the_style(page, stage, qtbot):
    page.show_models((STYLED,))
    next(b for b in page.findChildren(QPushButton) if b.text() == "Browse …").click()
    assert browser(page).isVisible()
    with qtbot.waitSignal(page.drawn):
        browser(page).chosen.emit("kind:potion")
    assert stage.drawn[-1].drawing.mix == {"hero": 1.0, "kind:potion": 1.0}
    with qtbot.waitSignal(page.drawn):
        browser(page).chosen.emit("hero")  # which is drawn with already
    assert stage.drawn[-1].drawing.mix == {"kind:potion": 1.0}
    with qtbot.waitSignal(page.drawn):
        browser(page).chosen.emit(URBAN)
    assert stage.drawn[-1].drawing.style == URBAN
    assert stage.drawn[-1].drawing.mix == {"kind:potion": 1.0}
    page.hide()
    assert not browser(page).isVisible()


def test_words_that_name_a_style_say_so_at_the_style_box(page, stage, qtbot):
    page.show_models((STYLED,))
    page.mixer.set_mix({"hero": 1.0, URBAN: 0.5})
    texts = [label.text() for label in page.findChildren(QLabel) if not label.isHidden()]
    assert "The words name styles, which are drawn instead: Urban 0.5" in texts


def test_no_picture_of_a_word_is_drawn_before_the_first_sprites(worker, stage, qtbot):
    stage.gate.clear()
    page = CreatePage(worker, Settings(drawing=HEROES), stage.history)
    qtbot.addWidget(page)
    page.generate()
    page.show_models((STYLED,))
    qtbot.waitUntil(lambda: len(stage.drawn) == 1)
    assert stage.pictured == []
    stage.gate.set()
    qtbot.waitUntil(lambda: len(stage.pictured) > 0)
    qtbot.waitUntil(lambda: page.result is not None)  # which is told by way of this thread


def prompt(page) -> QLineEdit:
    return next(e for e in page.findChildren(QLineEdit) if e.accessibleName() == "Prompt")


def test_words_that_were_typed_count_whatever_draws(page, stage, qtbot):
    page.show_models((STYLED,))
    with qtbot.waitSignal(page.drawn):
        page.generate()
    prompt(page).clear()
    qtbot.keyClicks(prompt(page), "food")
    with qtbot.waitSignal(page.drawn):
        qtbot.mouseClick(button(page, "Generate"), Qt.MouseButton.LeftButton)
    assert stage.drawn[-1].drawing.mix == {"food": 1.0}
    prompt(page).clear()
    qtbot.keyClicks(prompt(page), "spell")
    with qtbot.waitSignal(page.drawn):
        qtbot.mouseClick(button(page, "Dice"), Qt.MouseButton.LeftButton)
    assert stage.drawn[-1].drawing.mix == {"spell": 1.0}
    prompt(page).clear()
    qtbot.keyClicks(prompt(page), "hero")
    with qtbot.waitSignal(page.drawn):
        spin(page, "Count").setValue(5)
    assert stage.drawn[-1].drawing.mix == {"hero": 1.0}
