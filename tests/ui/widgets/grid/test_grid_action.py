from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from sprite_studio.ui.widgets.grid.grid_action import grid_action


def test_its_key_is_named_and_counts_in_the_grid_alone(qtbot, theme):
    window, grid, prompt = QWidget(), QWidget(), QLineEdit()
    grid.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    column = QVBoxLayout(window)
    for part in (grid, prompt):
        column.addWidget(part)
    qtbot.addWidget(window)
    done = []
    keep = grid_action(grid, "Keep", "K", "For ever", lambda: done.append("keep"), "tick")
    copy = grid_action(grid, "Copy", "", "As it is", lambda: done.append("copy"))
    assert (keep.toolTip(), copy.toolTip()) == ("For ever (K)", "As it is")
    assert keep.statusTip() == "For ever"
    window.show()
    window.activateWindow()
    prompt.setFocus()
    qtbot.waitUntil(prompt.hasFocus)
    qtbot.keyClick(prompt, Qt.Key.Key_K)
    assert (done, prompt.text()) == ([], "k")
    grid.setFocus()
    qtbot.keyClick(grid, Qt.Key.Key_K)
    copy.trigger()
    assert done == ["keep", "copy"]
