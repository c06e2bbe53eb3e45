from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton

from sprite_studio import paths
from sprite_studio.studio.jobs.prompt_reading import LeftOut
from sprite_studio.ui.widgets.error_panel import ErrorPanel
from sprite_studio.ui.work.worker import Failure


def press(panel, text, qtbot) -> None:
    button = next(b for b in panel.findChildren(QPushButton) if b.text() == text)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_fault_of_ours_can_be_copied_and_the_log_opened(qtbot, monkeypatch, tmp_path):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    monkeypatch.setattr(paths, "log_file", lambda: tmp_path / "the.log")
    panel = ErrorPanel()
    qtbot.addWidget(panel)
    assert not panel.isVisible()
    panel.show_failure(Failure("division by zero", "Traceback …", expected=False))
    assert "inside Sprite Studio: division by zero" in panel.text()
    press(panel, "Copy details", qtbot)
    assert QGuiApplication.clipboard().text() == "Traceback …"
    press(panel, "Open log", qtbot)
    assert opened == [str(tmp_path / "the.log")]
    press(panel, "Dismiss", qtbot)
    assert not panel.isVisible()


def test_what_the_user_can_mend_is_said_plainly(qtbot):
    panel = ErrorPanel()
    qtbot.addWidget(panel)
    panel.show_reason("the disk is full; free some space")
    assert panel.text() == "The disk is full; free some space"
    press(panel, "Copy details", qtbot)
    assert QGuiApplication.clipboard().text() == panel.text()


def test_what_a_prompt_left_out_is_said_line_by_line_and_as_plain_text(qtbot):
    panel = ErrorPanel()
    qtbot.addWidget(panel)
    panel.show_left_out(())
    assert panel.isHidden()
    panel.show_left_out((LeftOut("steel", ("teal",)), LeftOut("<b>"), LeftOut("<b>")))
    assert not panel.isHidden()
    assert panel.text().splitlines() == [
        "“steel” is left out: it is not known to the model; nearest: teal",
        "“<b>” is left out: it is not known to the model",
    ]
    (message,) = (label for label in panel.findChildren(QLabel) if label.text() == panel.text())
    assert message.textFormat() == Qt.TextFormat.PlainText
