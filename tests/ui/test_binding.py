import sys

from PySide6.QtWidgets import QWidget


def test_the_binding_takes_no_references_to_none_with_it(qtbot):
    """Some releases of PySide did on some versions of Python; the program aborts after minutes."""
    widget = QWidget()
    qtbot.addWidget(widget)
    before = sys.getrefcount(None)
    for _ in range(500):
        widget.update()
    assert sys.getrefcount(None) > before - 250
