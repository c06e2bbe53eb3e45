from PySide6.QtWidgets import QPushButton, QWidget

from sprite_studio.ui.widgets.grid.tool_row import ToolRow


def test_what_does_not_fit_begins_another_line_and_hidden_tools_take_no_room(qtbot):
    owner = QWidget()
    qtbot.addWidget(owner)
    row = ToolRow(owner, 4)
    buttons = [QPushButton(f"tool {i}") for i in range(4)]
    for button in buttons:
        row.addWidget(button)
    width = sum(button.sizeHint().width() + 4 for button in buttons) - 4
    owner.resize(width, 200)
    owner.show()
    assert len({button.y() for button in buttons}) == 1
    assert row.heightForWidth(width) == buttons[0].height()
    owner.resize(width - 1, 200)
    row.activate()
    assert buttons[3].y() == row.heightForWidth(width - 1) - buttons[3].height() > 0
    assert buttons[3].x() == 0
    buttons[0].hide()
    row.activate()
    assert buttons[1].x() == 0
    assert buttons[3].y() == 0
    assert row.minimumSize().width() == buttons[3].sizeHint().width()
