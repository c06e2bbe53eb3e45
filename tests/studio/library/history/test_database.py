"""The index's file: one for all threads and processes, and words for what goes wrong."""

import os
import sqlite3
import threading

import pytest

from sprite_studio.studio.jobs.recipes.history import SHELVES
from sprite_studio.studio.library import database as module
from sprite_studio.studio.library.database import StoreError
from sprite_studio.studio.library.history.tables import TABLES


def test_a_newer_index_is_left_alone(history, recipe, sprites):
    history.add(sprites(), recipe())
    with history.database.writing() as connection:
        connection.execute(f"PRAGMA user_version = {TABLES.version + 1}")
    history.close()
    before = history.database.path.read_bytes()
    with pytest.raises(StoreError, match="newer Sprite Studio; update"):
        history.find(SHELVES)
    with pytest.raises(StoreError, match="newer Sprite Studio; update"):
        history.add(sprites(), recipe(seed=8))
    assert history.database.path.read_bytes() == before


def test_a_transaction_that_fails_leaves_nothing(history, recipe, sprites):
    history.add(sprites(), recipe())

    def delete_and_fail() -> None:
        with history.database.writing() as connection:
            connection.execute("DELETE FROM entries")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        delete_and_fail()
    assert len(history.find(SHELVES)) == 1


def test_who_holds_the_index_for_too_long_is_named(history, recipe, sprites, monkeypatch):
    monkeypatch.setattr(module, "BUSY_S", 0.01)
    history.add(sprites(), recipe())
    history.close()
    other = sqlite3.connect(history.database.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match="another program; close"):
        history.add(sprites(), recipe(seed=8))
    assert len(history.find(SHELVES)) == 1  # reading goes on
    other.execute("ROLLBACK")
    other.close()
    history.add(sprites(), recipe(seed=8))


def test_an_index_that_was_thrown_away_meanwhile_is_not_written_to(
    history, opened, recipe, sprites
):
    history.add(sprites(), recipe())
    other = opened()
    other.add(sprites(), recipe(seed=8))
    other.set_aside()  # as another window does
    id_ = history.add(sprites(), recipe(seed=9)).id
    assert other.find(SHELVES) == ((id_, "recent"),)


def test_two_threads_use_the_same_history(history, recipe, sprites):
    history.add(sprites(), recipe())
    worker = threading.Thread(target=lambda: history.add(sprites(), recipe(seed=8)))
    worker.start()
    worker.join()
    assert len(history.find(SHELVES)) == 2


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_named(history, folder, recipe, sprites):
    history.add(sprites(), recipe())
    history.close()
    folder.chmod(0o500)
    try:
        with pytest.raises((StoreError, OSError), match="history"):
            history.add(sprites(), recipe(seed=8))
    finally:
        folder.chmod(0o700)
