"""The browser offers all words that do what they say, finds them by letters, hands them on."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QListView, QPushButton, QWidget

from sprite_studio.studio.jobs.models import ModelSummary
from sprite_studio.ui.create.word_browser import WordBrowser
from sprite_studio.ui.work.job_client import JobClient
from sprite_studio.ui.work.word_pictures import WordPictures

WORDS = (
    *("hero", "kind:potion", "kind:knight", "colour:red", "hat-colour:red", "facing:left"),
    *("facing:back", "recoloured", "style:forge"),
)
BASE = ModelSummary(
    "base", Path("base"), 9.0, WORDS, 1.0, (), taught=("<b>mine",), best_style="style:forge"
)


@pytest.fixture
def owner(qtbot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def browser(qtbot, owner, worker) -> WordBrowser:
    made = WordBrowser(WordPictures(JobClient(worker, owner), owner), owner)
    qtbot.addWidget(made)
    made.show_model(BASE)
    made.show()
    return made


def words(browser: WordBrowser) -> QListView:
    return browser.findChildren(QListView)[0]


def listed(browser: WordBrowser) -> list[str]:
    rows = words(browser).model()
    return [rows.index(row, 0).data() for row in range(rows.rowCount())]


def search(browser: WordBrowser) -> QLineEdit:
    return browser.findChildren(QLineEdit)[0]


def tab(browser: WordBrowser, name: str) -> QPushButton:
    return next(b for b in browser.findChildren(QPushButton) if b.text() == name)


def place(browser: WordBrowser, name: str):
    rows = words(browser).model()
    return words(browser).visualRect(rows.index(listed(browser).index(name), 0)).center()


def test_every_word_that_does_what_it_says_stands_in_its_group(browser, qtbot):
    everything = ["facing left", "hero", "knight", "potion", "red", "red hat", "Forge", "<b>mine"]
    assert listed(browser) == everything
    qtbot.mouseClick(tab(browser, "People"), Qt.MouseButton.LeftButton)
    assert listed(browser) == ["facing left", "hero", "knight"]
    assert tab(browser, "Others").isVisible()
    assert not tab(browser, "Food").isVisible()  # the model knows none


def test_words_are_found_by_their_letters_in_all_groups(browser, qtbot):
    tab(browser, "People").click()
    qtbot.keyClicks(search(browser), "RED hat")
    assert listed(browser) == ["red hat"]
    assert tab(browser, "All").isChecked()
    with qtbot.waitSignal(browser.chosen) as chosen:
        qtbot.keyClick(search(browser), Qt.Key.Key_Return)
    assert chosen.args == ["hat-colour:red"]
    search(browser).setText("zz")
    assert listed(browser) == []
    told = [label.text() for label in browser.findChildren(QLabel)]
    assert any("No word of this model" in text for text in told)
    with qtbot.assertNotEmitted(browser.chosen):
        qtbot.keyClick(search(browser), Qt.Key.Key_Return)


def test_a_word_is_chosen_by_a_click_or_by_a_key(browser, qtbot):
    view = words(browser)
    with qtbot.waitSignal(browser.chosen) as chosen:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place(browser, "potion"))
    assert chosen.args == ["kind:potion"]
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    qtbot.keyClick(view, Qt.Key.Key_Right)
    with qtbot.waitSignal(browser.chosen) as chosen:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert chosen.args == ["colour:red"]


def frame(browser: WordBrowser, row: int) -> str:
    icon = words(browser).model().index(row, 0).data(Qt.ItemDataRole.DecorationRole)
    return icon.pixmap(48, 48).toImage().pixelColor(24, 1).name()


def test_what_is_drawn_with_is_framed(browser):
    plain = frame(browser, 1)
    browser.mark({"hero", "style:forge"})
    assert frame(browser, 1) == frame(browser, 6) != plain
    browser.mark({"style:forge"})
    assert frame(browser, 1) == plain


def test_pictures_of_what_is_looked_at_are_drawn_first(browser, stage, qtbot):
    tab(browser, "Magic").click()
    qtbot.waitUntil(lambda: bool(stage.pictured))
    asked = [word for job in stage.pictured for word in job.words]
    assert set(asked) == {*WORDS, "<b>mine"} - {"facing:back", "recoloured"}

    def middle() -> int:
        icon = words(browser).model().index(0, 0).data(Qt.ItemDataRole.DecorationRole)
        return icon.pixmap(48, 48).toImage().pixelColor(24, 24).red()

    qtbot.waitUntil(lambda: middle() == 70)


def test_esc_closes_it(browser, qtbot):
    qtbot.keyClick(search(browser), Qt.Key.Key_Escape)
    assert not browser.isVisible()


def test_a_strangers_word_is_no_markup(browser):
    tips = [
        words(browser).model().index(row, 0).data(Qt.ItemDataRole.ToolTipRole)
        for row in range(len(listed(browser)))
    ]
    assert any("&lt;b&gt;mine" in tip for tip in tips)
