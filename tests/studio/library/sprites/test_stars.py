"""Sprites that were starred before there was a library are there, once, and stay in the history."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from sprite_studio.stepwise import completed
from sprite_studio.studio.jobs.library.changes import Change, ChangeSpritesJob
from sprite_studio.studio.jobs.library.finding import Query
from sprite_studio.studio.library.history.store import History
from sprite_studio.studio.library.history.sweep import sweep
from sprite_studio.studio.library.sprites.stars import take_in_stars

SAMPLE = Path(__file__).resolve().parents[3] / "data" / "history-0.1.0"


@pytest.fixture
def history(tmp_path):
    made = History(tmp_path / "history")
    yield made
    made.close()


def test_starred_sprites_come_once_and_starred_drawings_stay_where_they_are(
    library, history, recipe
):
    images = np.arange(2 * 16 * 16 * 4, dtype=np.uint32).astype(np.uint8).reshape(2, 16, 16, 4)
    images[1] //= 2
    drawing = recipe(2)
    for entry in (history.add(images, drawing), history.add(images[1:], drawing.of_sprite(1))):
        history.move(entry.id, "starred")
    assert completed(take_in_stars(library, history)) == 1
    (id_,) = library.find(Query(starred=True))
    (kept,) = library.read((id_,))
    np.testing.assert_array_equal(kept.sprite.images[0], images[1])
    assert kept.sprite.name == "hero_knight_01"
    assert len(history.find(("starred",))) == 2
    library.change(ChangeSpritesJob((id_,), Change(deleted=True)))
    assert completed(take_in_stars(library, history)) == 0
    assert library.find(Query()) == ()


def test_a_history_of_0_1_0_gives_its_stars(library, tmp_path):
    shutil.copytree(SAMPLE, tmp_path / "old")
    old = History(tmp_path / "old")
    list(sweep(old))
    read = [old.read(id_) for id_, _ in old.find(("starred",))]
    singles = [kept for kept in read if kept is not None and len(kept[1]) == 1]
    assert completed(take_in_stars(library, old)) == len(singles)
    old.close()
