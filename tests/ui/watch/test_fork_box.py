from PySide6.QtWidgets import QPushButton

from sprite_studio.ui.watch.fork_box import FORK_TIP, LEAPS_TIP, ForkBox


def test_what_cannot_be_forked_says_why(qtbot):
    box = ForkBox()
    qtbot.addWidget(box)
    fork, paint = box.findChildren(QPushButton)
    box.offer(False, LEAPS_TIP)
    assert not fork.isEnabled()
    assert fork.toolTip() == paint.toolTip() == LEAPS_TIP
    box.offer(True)
    assert fork.isEnabled()
    assert fork.toolTip() == FORK_TIP
