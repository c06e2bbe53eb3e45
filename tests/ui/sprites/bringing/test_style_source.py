"""From selected or imported sprites to what a style is learned from."""

import numpy as np
import pytest
from PIL import Image
from PySide6.QtWidgets import QFileDialog, QPushButton

from sprite_studio.art.forge import forge
from sprite_studio.art.sheet import pack_sheet
from sprite_studio.studio.jobs.library.changes import Change, ChangeSpritesJob
from sprite_studio.studio.jobs.library.sprites import NewSprite
from sprite_studio.ui.imports.slicer_dialog import SlicerDialog
from tests.ui.sprites.bringing.conftest import drop, imported, slicer, take, texts


@pytest.fixture
def monsters(tmp_path):
    """A function: a sheet of so many, and of others for another first one."""

    def sheet(count: int, first: int = 0):
        path = tmp_path / ("monsters.png" if not first else f"monsters-{first}.png")
        own = [forge(first + number, ["non-hero"]).pixels for number in range(count)]
        Image.fromarray(pack_sheet(own, count, 1, 0)).save(path)
        return path

    return sheet


@pytest.fixture
def choices(monkeypatch):
    """Fill it with the files that are chosen, one a dialog; the titles of these dialogs."""
    files, titles = [], []

    def choose(_, title: str, *__) -> tuple[list[str], str]:
        titles.append(title)
        return ([str(files.pop(0))] if files else []), ""

    monkeypatch.setattr(QFileDialog, "getOpenFileNames", choose)
    return files, titles


def button(page, text: str) -> QPushButton:
    return next(b for b in page.notice.findChildren(QPushButton) if b.text() == text)


def learn(page) -> QPushButton:
    return button(page, "Learn a style …")


def fill(page, qtbot, stage, count: int) -> tuple[int, ...]:
    """The library; returns the ids."""
    images = np.full((count, 1, 16, 16, 4), 255, np.uint8)
    images[:, 0, 0, 0, 0] = range(count)
    ids = stage.sprites.keep([NewSprite(own, "imported") for own in images]).ids
    page.refresh()
    qtbot.waitUntil(lambda: page.grid.count() == count)
    return ids


def go_on(page, qtbot, count: int) -> None:
    """In the slicer that is open."""
    dialog = slicer(page, qtbot, count)
    next(b for b in dialog.findChildren(QPushButton) if b.text() == f"Go on with {count}").click()
    qtbot.waitUntil(lambda: not page.findChildren(SlicerDialog))


def test_a_style_of_what_was_imported_is_offered_in_place_and_stays_so(page, qtbot, monsters):
    assert page.notice.isHidden()
    imported(page, qtbot, monsters(9), 9)
    for _ in range(2):
        assert learn(page).isVisible()
        with qtbot.waitSignal(page.style_source.read) as read:
            learn(page).click()
        sprites, name = read.args
        assert (len(sprites), name) == (9, "monsters")


def test_of_a_few_imported_sprites_it_is_said_how_many_a_style_takes(page, qtbot, monsters):
    imported(page, qtbot, monsters(4), 4)
    assert "from 8 or more" in texts(page)
    assert not learn(page).isVisible()


def test_to_learn_a_style_pictures_are_chosen_cut_and_learned_from_under_one_title(
    page, qtbot, monsters, choices
):
    files, titles = choices
    files.append(monsters(9))
    page.learn_style()
    assert titles == []  # a library that is not read yet may be full
    button(page, "Import …").click()
    titles.append(slicer(page, qtbot, 9).windowTitle())
    with qtbot.waitSignal(page.style_source.read) as read:
        go_on(page, qtbot, 9)
    assert titles == ["Learn a style: choose its sprites", "Learn a style from monsters"]
    assert len(read.args[0]) == 9


def test_several_imports_are_put_together_until_they_are_enough(page, qtbot, monsters, choices):
    choices[0].extend([monsters(5), monsters(5, first=20)])
    page.learn_style()
    button(page, "Import …").click()
    with qtbot.assertNotEmitted(page.style_source.read):
        go_on(page, qtbot, 5)
        qtbot.waitUntil(lambda: "5 imported, 5 selected." in texts(page))
    button(page, "Import …").click()
    with qtbot.waitSignal(page.style_source.read) as read:
        go_on(page, qtbot, 5)
    assert len(read.args[0]) == 10
    assert "Imported for a style: 10 sprites." in texts(page)


def test_after_a_small_import_others_beside_it_make_a_style(page, qtbot, monsters, choices):
    imported(page, qtbot, monsters(5), 5)
    choices[0].append(monsters(5, first=20))
    button(page, "Import …").click()
    with qtbot.waitSignal(page.style_source.read) as read:
        go_on(page, qtbot, 5)
    assert len(read.args[0]) == 10


@pytest.mark.parametrize("end", ["read", "dismissed"])
def test_once_it_is_answered_or_dismissed_nothing_is_asked_any_more(
    page, qtbot, stage, monsters, end
):
    ids = fill(page, qtbot, stage, 9)
    page.learn_style()
    if end == "read":
        page.grid.choose(*ids[:8])
        with qtbot.waitSignal(page.style_source.read) as read:
            learn(page).click()
        assert len(read.args[0]) == 8
    else:
        button(page, "Dismiss").click()
    assert page.notice.isHidden()
    with qtbot.assertNotEmitted(page.style_source.read, wait=50):
        imported_beside(page, qtbot, monsters(9), 18)
        qtbot.waitUntil(lambda: len(page.grid.chosen) == 9)
    assert "A style can be learned from them" in texts(page)


def imported_beside(page, qtbot, sheet, count: int) -> None:
    """As any import is. Args: count: of all sprites, then."""
    drop(page, sheet)
    take(slicer(page, qtbot, 9))
    qtbot.waitUntil(lambda: page.grid.count() == count)


def test_what_is_in_the_bin_is_not_learned_from(page, qtbot, stage):
    ids = fill(page, qtbot, stage, 9)
    stage.sprites.change(ChangeSpritesJob(ids, Change(deleted=True)))
    page.sets.list.open("deleted")
    qtbot.waitUntil(lambda: page.grid.count() == 9)
    page.grid.choose_all()
    with qtbot.assertNotEmitted(page.style_source.read, wait=50):
        page.learn_style()
        qtbot.waitUntil(lambda: page.grid.count() == 0)
    assert page.sets.list.place == "all"
    page.sets.list.open("deleted")
    qtbot.waitUntil(lambda: page.grid.count() == 9)
    page.grid.choose_all()
    assert not learn(page).isEnabled()  # it still asks


def test_a_double_click_reads_them_once(page, qtbot, stage):
    fill(page, qtbot, stage, 9)
    page.grid.choose_all()
    come = []
    page.style_source.read.connect(lambda *read: come.append(read))
    page.learn_style()
    page.learn_style()
    qtbot.waitUntil(lambda: bool(come))
    with qtbot.waitSignal(page.style_source.read):
        page.learn_style()  # and again, when they have been read
    assert len(come) == 2
