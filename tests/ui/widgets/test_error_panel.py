from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QPushButton

from sprite_studio import paths
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
