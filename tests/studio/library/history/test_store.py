"""The history: what is kept is found again, whatever happens to single files."""

import time

import msgspec
import numpy as np
import pytest

from sprite_studio.art.image_file import ImageError
from sprite_studio.studio.jobs.recipes.history import SHELVES
from sprite_studio.studio.jobs.recipes.recipe import to_parameters
from sprite_studio.studio.library.history import store as module

ALL = ("recent", "starred")


@pytest.mark.parametrize("count", [1, 3, 8, 9, 64])
def test_a_kept_result_comes_back_with_its_pixels_and_its_recipe(
    history, opened, recipe, sprites, count
):
    kept = history.add(sprites(count), recipe(count))
    later = opened()
    ((id_, shelf),) = later.find(SHELVES)
    assert (id_, shelf) == (kept.id, "recent")
    found, images = later.read(id_)
    assert found == kept
    assert msgspec.structs.replace(found.recipe, layout=None) == recipe(count)
    np.testing.assert_array_equal(images, sprites(count))


def test_newest_first_on_every_shelf_and_no_id_is_given_twice(
    history, shelves, recipe, sprites, monkeypatch
):
    first, second = (history.add(sprites(), recipe(seed=seed)).id for seed in (1, 2))
    third = history.add(sprites(1), recipe(1)).id
    history.move(third, "starred")
    assert history.move(second, "bin")
    assert history.find(SHELVES) == ((third, "starred"), (second, "bin"), (first, "recent"))
    assert history.find(("bin",)) == ((second, "bin"),)
    assert history.move(second, "recent")
    assert [id_ for id_, _ in history.find(ALL)] == [third, second, first]
    # Not even where the newest result was deleted for good.
    history.move(third, "bin")
    monkeypatch.setattr(module, "MOST", {"bin": 0})
    fourth = history.add(sprites(), recipe(seed=4)).id
    assert history.find(SHELVES)[0] == (fourth, "recent")
    assert len({first, second, third, fourth}) == 4


@pytest.mark.parametrize("starred", [False, True])
def test_the_same_drawing_is_kept_once_and_comes_to_the_front(history, recipe, sprites, starred):
    first = history.add(sprites(), recipe())
    if starred:  # as a whole
        history.move(first.id, "starred")
    second = history.add(sprites(), recipe(seed=8))
    again = history.add(sprites(), recipe())
    assert again.id == first.id
    assert [id_ for id_, _ in history.find(ALL)] == [first.id, second.id]


def test_a_mix_has_no_order_and_one_is_1(history, recipe, sprites):
    first = history.add(sprites(), recipe(mix={"hero": 1.0, "red": 0.5}))
    assert history.add(sprites(), recipe(mix={"red": 0.5, "hero": 1})).id == first.id


def test_what_was_thrown_away_stays_away_when_it_is_drawn_again(history, shelves, recipe, sprites):
    history.move(history.add(sprites(), recipe()).id, "bin")
    history.add(sprites(), recipe())
    assert shelves(history) == ["recent", "bin"]


def test_a_search_finds_words_sampler_seed_and_model(history, recipe, sprites):
    id_ = history.add(sprites(), recipe(mix={"hero": 1.0, "colour:red": 0.5, "Häuser%": 1.0})).id
    for text in ("", "red", "RED hero", "seed: 7", "dpm++", "base", "häus", "r%"):
        assert history.find(ALL, text) == ((id_, "recent"),), text
    for text in ("blue", "red blue", "seed: 8", "e%", "hero_", "\ud800"):
        assert history.find(ALL, text) == ()
    assert history.find(("bin",), "red") == ()
    assert history.find(("recent",), "red") == ((id_, "recent"),)


def fill(history, recipe, sprites, recent=4, bin_=3) -> list[int]:
    """Full shelves, oldest first, of which the first lie in the bin."""
    ids = [history.add(sprites(1), recipe(1, seed=seed)).id for seed in range(recent + bin_)]
    assert len(history.find(("recent",))) == recent
    assert len(history.find(("bin",))) == bin_
    return ids


@pytest.fixture
def short(monkeypatch) -> None:
    monkeypatch.setattr(module, "MOST", {"recent": 4, "bin": 3})


@pytest.mark.usefixtures("short")
def test_a_full_shelf_gives_its_oldest_to_the_bin_and_the_bin_to_nobody(history, recipe, sprites):
    star = history.add(sprites(2), recipe(2)).id
    history.move(star, "starred")
    ids = fill(history, recipe, sprites)
    new = history.add(sprites(1), recipe(1, seed=100)).id
    assert [id_ for id_, _ in history.find(("recent",))] == [new, *ids[:3:-1]]
    assert [id_ for id_, _ in history.find(("bin",))] == ids[3:0:-1]
    assert history.find(("starred",)) == ((star, "starred"),)
    assert history.read(ids[0]) is None
    assert not history.pictures.path(ids[0], "bin").exists()


@pytest.mark.usefixtures("short")
@pytest.mark.parametrize("action", ["restore", "bin", "unstar", "bin a star"])
def test_what_was_just_put_on_a_full_shelf_stays_there(history, recipe, sprites, action):
    """FAULTS 1: shelves were tidied by number, so that restoring the oldest deleted it."""
    star = history.add(sprites(2), recipe(2)).id  # the oldest of all
    history.move(star, "starred")
    ids = fill(history, recipe, sprites)
    moved, shelf = {
        "restore": (ids[0], "recent"),
        "bin": (ids[3], "bin"),
        "unstar": (star, "recent"),
        "bin a star": (star, "bin"),
    }[action]
    history.move(moved, shelf)
    for seed in (100, 101):
        history.add(sprites(1), recipe(1, seed=seed))
        assert (moved, shelf) in history.find(SHELVES)
        assert history.read(moved) is not None


@pytest.mark.usefixtures("short")
def test_a_clock_that_was_set_back_does_not_make_the_newest_the_oldest(
    history, recipe, sprites, monkeypatch
):
    future = time.time_ns() + 10**18  # thirty years
    with monkeypatch.context() as patch:
        patch.setattr(time, "time_ns", lambda: future)
        fill(history, recipe, sprites)
    now = [history.add(sprites(1), recipe(1, seed=seed)).id for seed in range(100, 104)]
    assert [id_ for id_, _ in history.find(("recent",))] == now[::-1]


def test_a_picture_that_is_gone_takes_its_row_along(history, recipe, sprites):
    """FAULTS 18: rows of files that were tidied away said "does not exist"."""
    kept, other = (history.add(sprites(), recipe(seed=seed)).id for seed in (1, 2))
    history.pictures.path(kept, "recent").unlink()
    assert history.thumbnail(kept) is None
    assert history.find(SHELVES) == ((other, "recent"),)
    history.pictures.path(other, "recent").unlink()
    assert history.move(other, "starred") is False
    assert history.find(SHELVES) == ()


def test_a_picture_that_was_moved_by_hand_is_found_there(history, recipe, sprites):
    id_ = history.add(sprites(), recipe()).id
    history.pictures.path(id_, "starred").parent.mkdir()
    history.pictures.path(id_, "recent").rename(history.pictures.path(id_, "starred"))
    entry, _ = history.read(id_)
    assert entry.shelf == "starred"
    assert history.find(SHELVES) == ((id_, "starred"),)


def test_a_picture_that_is_cut_is_said_to_be_and_can_be_thrown_away(history, recipe, sprites):
    id_ = history.add(sprites(), recipe()).id
    path = history.pictures.path(id_, "recent")
    path.write_bytes(path.read_bytes()[:200])
    thumbnail = history.thumbnail(id_)
    assert thumbnail.pixels is None
    assert str(path) in thumbnail.told
    with pytest.raises(ImageError, match=path.name):
        history.read(id_)
    assert history.last() is None
    assert history.move(id_, "bin")


def test_a_thumbnail_shows_the_first_sixteen_on_a_square_and_tells_the_recipe(
    history, recipe, sprites
):
    for count, side in ((1, 16), (3, 32), (5, 64), (40, 64)):
        id_ = history.add(sprites(count), recipe(count)).id
        thumbnail = history.thumbnail(id_)
        assert thumbnail.pixels.shape[1] == side
        assert thumbnail.told == to_parameters(recipe(count))
        np.testing.assert_array_equal(thumbnail.pixels[:16, :16], sprites(count)[0])
    np.testing.assert_array_equal(thumbnail.pixels[48:, 48:], sprites(40)[15])


def test_the_last_drawing_is_not_a_sprite_that_was_picked_out_of_one(history, recipe, sprites):
    assert history.last() is None
    drawing = history.add(sprites(), recipe())
    history.move(history.add(sprites(), recipe(seed=9)).id, "bin")
    history.move(history.add(sprites(1), recipe().of_sprite(1)).id, "starred")
    entry, images = history.last()
    assert entry == drawing
    np.testing.assert_array_equal(images, sprites())
    history.move(drawing.id, "starred")
    assert history.last()[0].id == drawing.id


def test_what_cannot_be_written_is_not_in_the_list(history, recipe, sprites, monkeypatch):
    history.add(sprites(), recipe())

    def full(*args: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(type(history.pictures.folder), "write_bytes", full)
    with pytest.raises(OSError, match="no space"):
        history.add(sprites(), recipe(seed=8))
    monkeypatch.undo()
    assert len(history.find(SHELVES)) == 1
    assert [path.suffix for path in history.pictures.folder.rglob("*.p*")] == [".png"]


def test_an_empty_history_makes_no_folder(history, folder, recipe):
    assert history.find(SHELVES) == ()
    assert history.last() is None
    assert history.read(3) is None
    assert history.is_complete
    assert not folder.exists()


def test_a_style_is_searched_for_by_its_name_and_by_its_pack(history, recipe, sprites):
    tiny = {"style:tiny-creatures-dungeon": 1.0}
    told = msgspec.structs.replace(recipe(), styles=(tiny, {"style:forge": 1.0}, {}))
    id_ = history.add(sprites(), told).id
    history.add(sprites(), recipe(seed=8))
    for text in ("tiny dungeon", "Forge", "style mixed"):
        assert history.find(ALL, text) == ((id_, "recent"),), text
    one = history.add(sprites(), msgspec.structs.replace(recipe(seed=9), styles=(tiny,) * 3)).id
    assert history.find(ALL, "tiny-creatures-dungeon") == ((one, "recent"),)
