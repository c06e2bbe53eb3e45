"""The history: what is kept is found again, whatever happens to single files."""

from pathlib import Path

import msgspec
import numpy as np
import pytest

from sprite_studio.errors import UserError
from sprite_studio.studio.jobs.drawing import Drawing
from sprite_studio.studio.jobs.recipe import Recipe
from sprite_studio.studio.library import history as module
from sprite_studio.studio.library.history import History


def recipe(count: int = 3, **changes) -> Recipe:
    made = Recipe(
        version="1",
        model_hash="00",
        styles=({},) * count,
        drawing=Drawing(
            model="base",
            mix={"hero": 1.0, "colour:red": 0.5},
            seed=7,
            count=count,
            sampler="dpm++",
            steps=12,
            eta=0.0,
            guidance=2.0,
        ),
    )
    return msgspec.structs.replace(made, **changes)


def sprites(count: int = 3) -> np.ndarray:
    return np.random.default_rng(count).integers(0, 256, (count, 16, 16, 4), np.uint8)


@pytest.fixture
def history(tmp_path) -> History:
    return History(tmp_path / "history")


@pytest.mark.parametrize("count", [1, 3, 8, 9, 64])
def test_a_kept_result_comes_back_with_its_pixels_and_its_recipe(history, tmp_path, count):
    kept = history.add(sprites(count), recipe(count))
    (found,) = History(tmp_path / "history").entries()
    assert found == kept
    assert msgspec.structs.replace(found.recipe, layout=None) == recipe(count)
    np.testing.assert_array_equal(history.images(found), sprites(count))


def test_newest_first_on_every_shelf(history):
    first, second = history.add(sprites(), recipe()), history.add(sprites(), recipe(seed=8))
    third = history.add(sprites(1), recipe(1), starred=True)
    binned = history.move(second, "bin")
    assert list(history.entries()) == [third, binned, first]
    assert [entry.shelf for entry in history.entries()] == ["starred", "bin", "recent"]
    back = history.move(binned, "recent")
    assert back == second
    # A number is not given twice, not even while the newest result lies in the bin.
    history.move(third, "bin")
    assert history.add(sprites(), recipe()).number == 4


def test_the_last_result_drawn_again_is_kept_once(history):
    kept = history.add(sprites(), recipe())
    assert history.add(sprites(), recipe()) == kept
    history.add(sprites(), recipe(seed=8))
    assert history.add(sprites(), recipe()).number == 3  # it was not the last any more
    history.move(next(history.entries()), "bin")
    assert history.add(sprites(), recipe()).number == 4  # what was thrown away stays away


def test_a_search_finds_words_sampler_seed_and_model(history):
    entry = history.add(sprites(), recipe())
    for text in ("", "red", "RED hero", "seed: 7", "dpm++", "base"):
        assert entry.matches(text)
    for text in ("blue", "red blue", "seed: 8"):
        assert not entry.matches(text)


def test_a_full_shelf_gives_its_oldest_to_the_bin_and_the_bin_to_nobody(history, monkeypatch):
    monkeypatch.setattr(module, "MOST", {"recent": 2, "bin": 1})
    star = history.add(sprites(1), recipe(1), starred=True)
    for seed in range(5):
        history.add(sprites(), recipe(seed=seed))
    shelves = [(entry.shelf, entry.recipe.drawing.seed) for entry in history.entries()]
    assert shelves == [("recent", 4), ("recent", 3), ("bin", 2), ("starred", 7)]
    assert star.path.exists()


def test_files_that_cannot_be_read_are_passed_over_and_never_touched(history, tmp_path):
    kept = history.add(sprites(), recipe())
    folder = tmp_path / "history" / "recent"
    strangers = {"00000009.png": b"no picture", "notes.png": b"", "00000003.txt": b"text"}
    for name, data in strangers.items():
        (folder / name).write_bytes(data)
    assert list(history.entries()) == [kept]
    assert history.add(sprites(), recipe(seed=8)).number == 10
    assert all((folder / name).read_bytes() == data for name, data in strangers.items())


def test_a_file_that_is_gone_or_cut_is_said_and_not_shown(history):
    kept = history.add(sprites(), recipe())
    other = msgspec.structs.replace(kept.recipe, count=40, styles=({},) * 40)
    with pytest.raises(UserError, match="as large as"):
        history.images(module.Entry(kept.path, other, "recent"))
    kept.path.unlink()
    with pytest.raises(UserError, match="does not exist"):
        history.images(kept)
    assert list(history.entries()) == []


def test_an_empty_history_makes_no_folder(tmp_path):
    assert list(History(tmp_path / "history").entries()) == []
    assert list(Path(tmp_path).iterdir()) == []
