import pytest
from PySide6.QtWidgets import QLabel, QStatusBar, QWidget

from sprite_studio.studio.jobs.models import ListModelsResult
from sprite_studio.ui.status_line import StatusLine


@pytest.fixture
def bar(qtbot) -> QStatusBar:
    made = QStatusBar()
    qtbot.addWidget(made)
    return made


def test_what_is_said_elsewhere_waits_until_its_page_is_open(bar):
    line, here, there = StatusLine(bar), QWidget(bar), QWidget(bar)
    line.open_page(here)
    line.hear(here, "here")
    line.hear(there, "there")
    assert line.text() == "here"
    line.open_page(there)
    assert line.text() == "there"


def test_the_windows_own_word_goes_with_the_page(bar):
    line, silent, other = StatusLine(bar), QWidget(bar), QWidget(bar)
    line.open_page(silent)
    line.say("Saved sheet.png")
    assert line.text() == "Saved sheet.png"
    line.open_page(other)
    assert line.text() == ""


def test_a_device_that_is_not_what_was_asked_for_is_marked_and_says_why(bar):
    line = StatusLine(bar)
    line.show_device(ListModelsResult((), "CPU, 2 cores", "the GPU <b>is gone</b>"))
    device = next(label for label in bar.findChildren(QLabel) if "CPU" in label.text())
    assert device.text() == "⚠ CPU, 2 cores"
    assert "&lt;b&gt;" in device.toolTip()
    line.show_device(ListModelsResult((), "CPU, 2 cores", ""))
    assert device.text() == "CPU, 2 cores"
    assert device.toolTip() == "The network runs on CPU, 2 cores"
