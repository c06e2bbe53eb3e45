import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from sprite_studio.ui.actions import Actions, build_actions
from sprite_studio.ui.header import Header


@pytest.fixture
def owner(qtbot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def actions(owner) -> Actions:
    return build_actions(owner, [("&One", "the first"), ("T&wo", "the second")])


@pytest.fixture
def header(qtbot, actions) -> Header:
    made = Header(actions)
    qtbot.addWidget(made)
    return made


def button(header: Header, text: str) -> QAbstractButton:
    return next(b for b in header.findChildren(QAbstractButton) if b.text() == text)


def test_a_tab_does_what_the_menu_does_and_names_its_key(header, actions):
    opened = []
    actions.pages[1].triggered.connect(lambda: opened.append(1))
    tab = button(header, "Two")
    assert tab.toolTip() == "the second (Ctrl+2)"
    tab.click()
    assert opened == [1]


def test_the_title_gives_way_before_a_tab_is_cut(header, owner):
    header.setParent(owner)
    title = next(label for label in header.findChildren(QLabel))
    header.show_page(0, undoes=True, exports=True)
    header.resize(900, 60)
    owner.show()
    whole = header.sizeHint().width()
    assert title.isVisible()
    header.resize(whole - 10, 60)
    assert title.isHidden()
    header.resize(whole, 60)
    assert title.isVisible()


def test_export_is_seen_where_there_is_something_to_export(header):
    export = button(header, "Export …")
    header.show_page(1, undoes=True, exports=False)
    assert button(header, "Two").isChecked()
    assert export.isHidden()
    header.show_page(0, undoes=True, exports=True)
    assert not export.isHidden()


def test_export_can_be_pressed_when_its_action_can_be_taken(header, actions):
    export, asked = button(header, "Export …"), []
    actions.export.triggered.connect(lambda: asked.append(1))
    actions.export.setEnabled(False)
    assert not export.isEnabled()
    actions.export.setEnabled(True)
    export.click()
    assert asked == [1]
