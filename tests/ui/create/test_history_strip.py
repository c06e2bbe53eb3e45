"""The strip by itself: lists, pictures and stars come by jobs, from whoever keeps something."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QToolButton
from wheel import turn_wheel

from sprite_studio.studio.jobs.drawing import Drawing
from sprite_studio.studio.jobs.generate import GenerateJob
from sprite_studio.studio.jobs.recipes.recipe import read_recipe
from sprite_studio.studio.library.history.pictures import read_images
from sprite_studio.studio.library.history.store import History
from sprite_studio.ui.create.history_model import PICTURE
from sprite_studio.ui.create.history_strip import HistoryStrip

SAMPLE = Path(__file__).resolve().parents[2] / "data" / "history-0.1.0"


@pytest.fixture
def old(stage) -> History:
    """A history of 0.1.0."""
    shutil.copytree(SAMPLE, stage.history.pictures.folder)
    return stage.history


@pytest.fixture
def strip(worker, stage, qtbot) -> HistoryStrip:
    made = HistoryStrip(worker, stage.history)
    qtbot.addWidget(made)
    made.resize(900, 120)
    made.show()
    return made


def ids(strip: HistoryStrip) -> list[int | None]:
    model = strip._model
    return [model.id_at(model.index(0, row)) for row in range(model.columnCount())]


def pictures(strip: HistoryStrip) -> list[QImage | None]:
    return [strip._model.index(0, row).data(PICTURE) for row in range(strip._model.columnCount())]


def keep(history: History, number: int) -> int:
    """Another drawing, made of one of the sample."""
    path = SAMPLE / "recent" / f"{number:08}.png"
    recipe = read_recipe(path)
    return history.add(read_images(path, recipe), recipe.of_sprites(range(len(recipe.styles)))).id


def test_a_history_of_0_1_0_is_shown_when_it_was_read(old, strip, qtbot):
    strip.load()
    qtbot.waitUntil(lambda: ids(strip) == [8, 6, 5, 4, 3, 2, 1])
    qtbot.waitUntil(lambda: all(picture is not None for picture in pictures(strip)))
    qtbot.waitUntil(lambda: not strip._progress.text())
    strip._tabs.button(1).click()
    qtbot.waitUntil(lambda: ids(strip) == [5, 4])
    strip._search.setText("hero")
    qtbot.waitUntil(lambda: ids(strip) == [4])


def test_only_the_pictures_in_sight_are_read(old, strip, qtbot):
    for copy in range(100, 400):
        shutil.copy(SAMPLE / "recent" / "00000001.png", old.pictures.path(copy, "starred"))
    strip.load()
    qtbot.waitUntil(lambda: len(ids(strip)) == 307)
    qtbot.waitUntil(lambda: strip._sweeping is None and not strip._jobs.is_open(strip._listing))
    assert len(strip._model._read) < 60
    strip._strip.horizontalScrollBar().setValue(200 * 72)
    middle = strip._model.index(0, 203)
    qtbot.waitUntil(lambda: middle.data(PICTURE) is not None)
    assert len(strip._model._read) < 100


def test_what_another_window_kept_is_there_when_this_one_is_looked_at_again(strip, stage, qtbot):
    strip.load()
    other = History(stage.history.pictures.folder)
    id_ = keep(other, 1)
    other.close()
    QApplication.sendEvent(strip, QEvent(QEvent.Type.WindowActivate))
    qtbot.waitUntil(lambda: ids(strip) == [id_])


def test_a_frame_waits_for_its_result_and_is_no_neighbours(strip, stage, qtbot):
    kept = [keep(stage.history, number) for number in (1, 2, 3)]
    strip.load()
    qtbot.waitUntil(lambda: len(ids(strip)) == 3)
    new = keep(stage.history, 6)
    strip.show_current(new)
    assert not strip._strip.currentIndex().isValid()
    strip.refresh()
    qtbot.waitUntil(lambda: strip._strip.currentIndex().column() == 0)
    strip.put(new, "bin")
    assert not strip._strip.currentIndex().isValid()
    assert not any(
        button.isEnabled()
        for button in strip.findChildren(QToolButton)
        if button.text() in ("Delete", "Restore", "Pin")
    )
    # The arrow keys frame another one, and a refreshed list leaves that alone.
    strip._strip.setCurrentIndex(strip._model.index_of(kept[1]))
    keep(stage.history, 8)
    strip.refresh()
    qtbot.waitUntil(lambda: len(ids(strip)) == 4)
    assert strip._model.id_at(strip._strip.currentIndex()) == kept[1]


def test_a_whole_drawing_is_pinned_and_loses_its_pin_in_place(strip, stage, qtbot):
    first, second = keep(stage.history, 1), keep(stage.history, 2)
    strip.load()
    qtbot.waitUntil(lambda: ids(strip) == [second, first])
    strip.show_current(first)
    with qtbot.waitSignal(strip.changed):
        strip._pin.trigger()
    assert stage.history.find(("starred",)) == ((first, "starred"),)
    assert strip._pin.isChecked()
    assert ids(strip) == [second, first]
    strip._pin.trigger()
    assert stage.history.find(("starred",)) == ()
    assert not strip._pin.isChecked()


def test_a_list_that_was_asked_for_before_a_move_does_not_bring_it_back(strip, stage, qtbot):
    first, second = keep(stage.history, 1), keep(stage.history, 2)
    strip.load()
    qtbot.waitUntil(lambda: ids(strip) == [second, first])
    seen = []
    strip._model.columnsInserted.connect(lambda *_: seen.append(ids(strip)))
    strip.refresh()  # this list may be read before the move, and shown after it
    strip.put(first, "bin")
    qtbot.waitUntil(lambda: not strip._jobs.is_open(strip._listing))
    assert ids(strip) == [second]
    assert seen == []


def test_a_list_is_shown_though_another_is_wanted_by_now(strip, stage, worker, qtbot):
    """At a start the next one waits until torch is imported and the first drawing is drawn."""
    kept = keep(stage.history, 1)
    stage.gate.clear()
    strip.load()
    worker.submit(GenerateJob(Drawing(count=1)))
    strip.refresh()
    qtbot.waitUntil(lambda: ids(strip) == [kept])
    assert not stage.gate.is_set()
    stage.gate.set()
    qtbot.waitUntil(lambda: not strip._jobs.is_open(strip._listing))


def test_an_index_that_breaks_is_made_anew_while_the_window_is_open(strip, stage, qtbot):
    kept = keep(stage.history, 1)
    strip.load()
    # Whoever still reads has the index open, and sees nothing of what befalls the file.
    qtbot.waitUntil(lambda: ids(strip) == [kept] and strip._sweeping is None)
    stage.history.close()
    path = stage.history.database.path
    path.write_bytes(b"broken" * 2000)
    failures = []
    strip.failed.connect(failures.append)
    strip.refresh()
    qtbot.waitUntil(lambda: path.exists() and path.read_bytes()[:6] == b"SQLite")
    qtbot.waitUntil(lambda: ids(strip) == [kept] and strip._sweeping is None)
    assert failures == []


def test_a_history_that_cannot_be_read_says_so_once(strip, stage, qtbot):
    stage.history.pictures.folder.mkdir()
    stage.history.database.path.mkdir()
    failures = []
    strip.failed.connect(failures.append)
    strip.load()
    qtbot.waitUntil(lambda: len(failures) == 2)  # neither listed nor put in order
    assert all("allow reading and writing this folder" in failure for failure in failures)


def test_the_wheel_goes_along_the_strip(strip, qtbot):
    strip._model.show_entries([(id_, "bin") for id_ in range(20_000)])
    bar = strip._strip.horizontalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 1_000_000)
    turn_wheel(strip._strip.viewport())
    assert bar.value() > 0


def test_the_strip_is_empty_and_at_rest_where_nothing_was_kept(strip, stage, qtbot):
    strip.load()
    qtbot.waitUntil(lambda: strip._listed is not None)
    assert ids(strip) == []
    assert not stage.history.pictures.folder.exists()
