"""The index is made to agree with the pictures, from whatever state the two are in."""

import shutil
import sqlite3
from pathlib import Path

import msgspec
import numpy as np
import pytest

from sprite_studio.art.image_file import read_rgba
from sprite_studio.art.sheet import Layout
from sprite_studio.studio.jobs.recipes.history import SHELVES, SweepJob, SweepProgress, SweepResult
from sprite_studio.studio.jobs.recipes.recipe import read_recipe
from sprite_studio.studio.library.history import rows
from sprite_studio.studio.library.history import sweep as module
from sprite_studio.studio.library.history.pictures import to_png
from sprite_studio.studio.library.history.serve import sweep as serve_sweep
from sprite_studio.studio.library.history.sweep import sweep

IN_SAMPLE = (
    (8, "recent"),
    (7, "bin"),
    (6, "recent"),
    (5, "starred"),
    (4, "starred"),
    (3, "recent"),
    (2, "recent"),
    (1, "recent"),
)


@pytest.fixture
def old(folder, sample) -> Path:
    """A real history of 0.1.0."""
    shutil.copytree(sample, folder)
    return folder


def swept(history) -> SweepResult:
    *_, result = sweep(history)
    assert isinstance(result, SweepResult)
    return result


def test_a_history_of_0_1_0_is_found_whole(old, sample, history):
    assert not history.is_complete
    assert history.last()[0].id == 8  # also before
    assert swept(history) == SweepResult(found=8, gone=0)
    assert history.is_complete
    assert history.find(SHELVES) == IN_SAMPLE
    for id_, shelf in IN_SAMPLE:
        path = sample / shelf / f"{id_:08}.png"
        entry, images = history.read(id_)
        assert entry.recipe == read_recipe(path)
        top = read_rgba(path)[:16]
        np.testing.assert_array_equal(np.concatenate(images[:8], axis=1)[:, : top.shape[1]], top)
        # What 0.1.0 wrote stays as it was, byte for byte.
        assert (old / shelf / path.name).read_bytes() == path.read_bytes()
    assert type(history.read(6)[0].recipe.edit).__name__ == "Vary"
    assert swept(history) == SweepResult(found=0, gone=0)


def test_a_result_of_0_1_0_that_is_drawn_again_is_the_same_one(old, history):
    swept(history)
    entry, images = history.read(2)
    assert history.add(images, entry.recipe).id == 2
    assert history.find(SHELVES)[0] == (2, "recent")


def test_new_results_come_after_those_of_0_1_0_also_while_these_are_found(
    old, history, recipe, sprites
):
    new = history.add(sprites(), recipe()).id
    assert history.find(SHELVES) == ((new, "recent"),)
    assert not history.is_complete
    swept(history)
    assert history.find(SHELVES) == ((new, "recent"), *IN_SAMPLE)


def test_a_sweep_that_was_ended_goes_on_where_it_was(old, history, opened, monkeypatch):
    monkeypatch.setattr(module, "BATCH", 3)
    begun = sweep(history)
    assert isinstance(next(begun), SweepProgress)
    begun.close()
    assert history.find(SHELVES) == IN_SAMPLE[:3]  # the newest first
    assert not history.is_complete
    assert swept(opened()).found == 5
    assert history.find(SHELVES) == IN_SAMPLE


def test_what_a_kill_leaves_behind_is_adopted_or_cleared(history, folder, recipe, sprites):
    ids = [history.add(sprites(), recipe(seed=seed)).id for seed in range(4)]
    png = history.pictures.path(ids[0], "recent")
    orphan = ids[-1] + 5
    shutil.copy(png, history.pictures.path(orphan, "recent"))  # its row was not committed
    history.pictures.path(ids[1], "recent").unlink()  # nor that it was deleted
    history.pictures.path(ids[2], "recent").rename(folder / f"{ids[2]}.png")
    (folder / "starred").mkdir()
    (folder / f"{ids[2]}.png").rename(folder / "starred" / f"{ids[2]}.png")  # nor that it moved
    for name in (".00000009.png.k2_x.part", f".{orphan}.png.part"):
        (folder / "recent" / name).write_bytes(b"half")
    assert swept(history) == SweepResult(found=2, gone=1)
    wanted = ((orphan, "recent"), (ids[3], "recent"), (ids[2], "starred"), (ids[0], "recent"))
    assert history.find(SHELVES) == wanted
    assert not list(folder.rglob("*.part"))


def test_strangers_and_what_cannot_be_read_are_passed_over_and_never_touched(
    history, folder, recipe, sprites
):
    kept = history.add(sprites(), recipe())
    strangers = {
        "00000009.png": b"no picture",
        "00000010.png": b"",
        "notes.png": b"",
        "9.png": b"9",
        "٠٠٠٠٠٠٠٩.png": b"digits, too",
        "99999999999999999999.png": b"more than fits",
        "00000003.txt": b"text",
    }
    for name, data in strangers.items():
        (folder / "recent" / name).write_bytes(data)
    (folder / "recent" / "00000011.png").mkdir()
    swept(history)
    assert history.find(SHELVES) == ((kept.id, "recent"),)
    assert history.is_complete
    assert all((folder / "recent" / n).read_bytes() == data for n, data in strangers.items())


@pytest.mark.parametrize(
    "layout", [Layout(columns=8, scale=2), Layout(columns=2), Layout(columns=8, padding=1)]
)
def test_a_sheet_of_another_layout_is_no_result_that_can_be_shown(
    history, folder, recipe, sprites, layout
):
    """Somebody's export, say, that was put there under such a name."""
    history.add(sprites(), recipe())
    theirs = msgspec.structs.replace(recipe(), layout=layout)
    history.pictures.path(10**9, "recent").write_bytes(to_png(sprites(), theirs))
    odd = msgspec.structs.replace(recipe(), styles=({},))  # one of three
    history.pictures.path(10**9 + 1, "recent").write_bytes(to_png(sprites(), odd))
    swept(history)
    for id_ in (10**9, 10**9 + 1):
        assert "does not hold the sprites" in history.thumbnail(id_).told
    assert history.last() is not None


def test_a_picture_on_two_shelves_keeps_its_star(history, folder, recipe, sprites):
    id_ = history.add(sprites(), recipe()).id
    (folder / "starred").mkdir()
    shutil.copy(history.pictures.path(id_, "recent"), history.pictures.path(id_, "starred"))
    history.database.close()
    history.database.path.unlink()
    swept(history)
    assert history.find(SHELVES) == ((id_, "starred"),)


def garbage(path: Path) -> None:
    path.write_bytes(b"this is no database" * 1000)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def overwritten(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    path.write_bytes(data)


def another(path: Path) -> None:
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE songs (name TEXT)")
    connection.execute("PRAGMA user_version = 1")
    connection.close()


def missing(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize("damage", [garbage, cut, empty, overwritten, another, missing])
def test_an_index_that_is_damaged_is_made_anew_from_the_pictures(
    history, opened, folder, recipe, sprites, damage
):
    star = history.add(sprites(), recipe(seed=1)).id
    binned = history.add(sprites(), recipe(seed=2)).id
    last = history.add(sprites(), recipe(seed=3)).id
    history.move(star, "starred")
    history.move(binned, "bin")
    history.close()
    damage(history.database.path)
    later = opened()
    assert later.last()[0].id == last
    *_, result = serve_sweep(SweepJob(), later)
    assert result == SweepResult(found=3, gone=0)
    assert later.find(SHELVES) == ((last, "recent"), (binned, "bin"), (star, "starred"))
    assert later.add(sprites(), recipe(seed=4)).id > last


def test_recipes_of_an_older_format_are_known_again(history, opened, recipe, sprites, monkeypatch):
    """The same recipe may be told in another way by a later version."""
    kept = history.add(sprites(1), recipe(1))
    with history.database.writing() as connection:
        connection.execute("UPDATE entries SET digest = x'00', words = 'old'")
        connection.execute("UPDATE state SET recipe_format = recipe_format - 1")
    swept(history)
    assert history.find(SHELVES, "hero") == ((kept.id, "recent"),)
    assert history.add(sprites(1), recipe(1)).id == kept.id
    monkeypatch.setattr(rows, "from_json", None)  # and is not looked at again
    swept(opened())
