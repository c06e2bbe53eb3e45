import pytest

from sprite_studio.ui.sprites.bringing.import_notice import ImportNotice, imported


@pytest.mark.parametrize(
    ("new", "count", "told"),
    [
        (1, 1, "Imported 1 sprite"),
        (1200, 1200, "Imported 1,200 sprites"),
        (0, 1, "The sprite was here already"),
        (3, 4, "Imported 3 of 4 sprites; 1 was here already"),
        (0, 2, "Imported 0 of 2 sprites; 2 were here already"),
    ],
)
def test_what_came_is_said_in_words(new, count, told):
    assert imported(new, count) == told


def test_what_is_told_goes_when_something_else_is_done_and_what_is_asked_for_stays(qtbot):
    notice = ImportNotice()
    qtbot.addWidget(notice)
    notice.tell("Imported 1 sprite", (1,))
    assert notice.isVisible()
    notice.end_telling()
    assert notice.isHidden()
    notice.ask(0, 0)
    notice.end_telling()
    assert notice.isVisible()
