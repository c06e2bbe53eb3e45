from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from sprite_studio.ui.export.saved_notice import SavedNotice


@pytest.fixture
def page(qtbot, theme):
    made = QWidget()
    qtbot.addWidget(made)
    QVBoxLayout(made).addWidget(QLabel("the page"))
    made.resize(900, 600)
    made.show()
    return made


def test_it_lies_over_the_page_and_moves_nothing_of_it(page, qtbot):
    label = page.findChild(QLabel)
    before = label.geometry()
    notice = SavedNotice(page)
    notice.tell("Saved a.png in pictures", Path("pictures/a.png"))
    assert notice.isVisible()
    assert label.geometry() == before
    for width in (900, 400):
        page.resize(width, 600)
        qtbot.waitUntil(lambda: page.rect().contains(notice.geometry()))
        assert notice.text() == "Saved a.png in pictures"


def test_a_long_line_is_wrapped_and_it_goes_when_it_is_dismissed(page):
    notice = SavedNotice(page)
    notice.tell("Saved a.png", Path("a.png"))
    short = QRect(notice.geometry())
    notice.tell("Saved a.png in " + "a very long folder / " * 12, Path("a.png"))
    assert notice.height() > short.height()
    assert page.rect().contains(notice.geometry())
    next(b for b in notice.findChildren(QPushButton) if b.text() == "Dismiss").click()
    assert not notice.isVisible()
