"""The model behind the history's strip; Qt's own tester watches every change."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from sprite_studio.studio.jobs.recipes.history import Thumbnail
from sprite_studio.ui.create import history_model as module
from sprite_studio.ui.create.history_model import PICTURE, SHELF, HistoryModel


def listing(*ids: int) -> HistoryModel:
    model = HistoryModel()
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    QAbstractItemModelTester(model, mode, model)
    model.show_entries([(id_, "recent") for id_ in ids])
    return model


def ids_of(model: HistoryModel) -> list[int | None]:
    return [model.id_at(model.index(0, row)) for row in range(model.columnCount())]


def thumbnail(id_: int, told: str = "hero") -> Thumbnail:
    return Thumbnail(id_, told, np.full((16, 16, 4), id_, np.uint8))


LISTS = st.lists(st.integers(0, 12), unique=True)


@given(LISTS, LISTS)
def test_one_list_gives_way_to_another_and_what_stays_keeps_its_row(qapp, old, new):
    model = listing(*old)
    rows = {id_: QPersistentModelIndex(model.index_of(id_)) for id_ in old}
    model.show_entries([(id_, "starred") for id_ in new])
    assert ids_of(model) == new
    for id_, row in rows.items():
        assert not row.isValid() or ids_of(model)[row.column()] == id_


def test_the_result_that_came_leaves_the_others_in_their_rows(qapp):
    model = listing(3, 2, 1)
    row = QPersistentModelIndex(model.index_of(2))
    model.show_entries([(4, "recent"), (3, "recent"), (2, "starred"), (1, "recent")])
    assert row.column() == 2
    assert row.data(SHELF) == "starred"
    model.drop({3, 77})
    assert (ids_of(model), row.column()) == ([4, 2, 1], 1)
    model.set_shelf(1, "bin")
    assert model.shelf_at(model.index_of(1)) == "bin"
    assert not model.index_of(3).isValid()
    assert model.id_at(model.index_of(None)) is None


def test_a_view_may_ask_about_what_is_just_leaving(qapp):
    model = listing(3, 2, 1)
    asked = []
    model.columnsAboutToBeRemoved.connect(
        lambda _, first, last: asked.append(model.shelf_at(model.index(0, first)))
    )
    model.show_entries([(3, "recent"), (1, "recent")])
    assert asked == [None]


def test_only_what_is_painted_is_asked_for_and_the_last_first(qapp, qtbot, monkeypatch):
    monkeypatch.setattr(module, "MOST_WANTED", 3)
    model = listing(*range(20_000))
    with qtbot.waitSignal(model.wanted):
        for row in (5, 0, 1, 2, 0):
            assert model.index(0, row).data(PICTURE) is None
    assert model.take_wanted() == (1, 2, 0)
    assert model.take_wanted() == ()
    model.add_thumbnails([thumbnail(1), Thumbnail(2, "it is damaged", None)])
    assert model.index(0, 1).data(PICTURE).width() == 16
    assert model.index(0, 2).data(PICTURE) is None
    assert model.take_wanted() == ()  # there is no picture to wait for


def test_a_limited_number_of_pictures_is_held_the_ones_that_were_seen_last(qapp, monkeypatch):
    monkeypatch.setattr(module, "MOST_READ", 2)
    model = listing(1, 2, 3)
    model.add_thumbnails([thumbnail(1), thumbnail(2)])
    assert model.index(0, 0).data(PICTURE) is not None
    model.add_thumbnails([thumbnail(3)])
    assert [model.index(0, row).data(PICTURE) is None for row in range(3)] == [False, True, False]


def test_a_recipe_in_words_is_plain_text_and_never_html(qapp):
    """FAULTS 28: a stranger's words were shown as HTML, which may name files and addresses."""
    model = listing(1)
    told = '<img src="/etc/passwd">\nSeed: 7'
    model.add_thumbnails([thumbnail(1, told)])
    tip = model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert "<img" not in tip
    assert "&lt;img" in tip
    assert model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == told
