"""The history: every result that was drawn, on one of three shelves."""

import logging
import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from sprite_studio.errors import UserError, plain
from sprite_studio.studio.jobs.base import Images
from sprite_studio.studio.jobs.recipes.history import Entry, Shelf, Thumbnail
from sprite_studio.studio.jobs.recipes.recipe import Recipe, read_recipe, to_parameters
from sprite_studio.studio.library.database import Database, StoreError
from sprite_studio.studio.library.history.pictures import (
    Pictures,
    laid_out,
    read_images,
    thumbnail_of,
    to_png,
)
from sprite_studio.studio.library.history.rows import (
    digest_of,
    entry_of,
    insert,
    put_on,
    searchable,
    settle,
    tick,
)
from sprite_studio.studio.library.history.tables import TABLES

log = logging.getLogger(__name__)

MOST: dict[Shelf, int] = {"recent": 200, "bin": 100}
"""On a shelf. Of the recent results those that came first go into the bin, and of those there the
ones that came first are deleted. What has a star stays for ever."""

TIDIED_AT_ONCE = 50
"""Results of a shelf at most, each time that one is kept: 10,000 that lose their star at once must
not hold the index."""


class History:
    """The kept results in a folder, which is made when there is something to keep.

    `last`, `move` and `close` take a few milliseconds and may be called by the interface; all else
    belongs to the worker. Another process may use the same folder at the same time. What cannot be
    done is a StoreError or an OSError; a DamagedError is mended by `set_aside` and a sweep.
    """

    def __init__(self, folder: Path) -> None:
        self.database = Database(folder / "history.sqlite", TABLES)
        self.pictures = Pictures(folder)

    def add(self, images: Images, recipe: Recipe) -> Entry:
        """Keep a result. The same drawing is kept once: drawn again, it comes to the front.

        Args: as of `KeepJob`.
        """
        shelf: Shelf = "recent"
        recipe = laid_out(recipe)
        png, digest = to_png(images, recipe), digest_of(recipe)
        with self.database.writing() as connection:
            now = tick(connection)
            twin = _twin(connection, digest)
            if twin is None:
                while self.pictures.shelf_of(now, likely=shelf) is not None:
                    now = tick(connection)  # a picture that no sweep has found yet
                insert(connection, now, shelf, now, recipe)
            id_, shelf = (now, shelf) if twin is None else twin
            if twin is not None:
                values = (now, now, id_)
                connection.execute("UPDATE entries SET drawn = ?, arrived = ? WHERE id = ?", values)
            if twin is None or not self.pictures.path(id_, shelf).is_file():
                self.pictures.put(id_, shelf, png)
        with suppress(FileNotFoundError):  # it was moved in this moment
            self.pictures.sync(id_, shelf)
        try:
            self._tidy()
            self.database.shorten_log()
        except (StoreError, OSError):  # the result itself was kept
            log.warning("the history could not be tidied", exc_info=True)
        return Entry(id_, shelf, recipe)

    def move(self, id_: int, shelf: Shelf) -> bool:
        """Star it, throw it away, bring it back; False if it is there no more."""
        with self.database.writing() as connection:
            return put_on(connection, self.pictures, id_, shelf)

    def last(self) -> tuple[Entry, Images] | None:
        """The drawing that was kept last, to be seen before anything else is ready; None where
        none can be read at once."""
        for find in (self._last_indexed, self._last_picture):
            try:
                if (found := find()) is not None:
                    return found
            except (UserError, OSError):
                log.warning("the last drawing cannot be shown", exc_info=True)
        return None

    def find(self, shelves: Iterable[Shelf], text: str = "") -> tuple[tuple[int, Shelf], ...]:
        """Id and shelf of the results whose recipe has every word of `text`, newest first."""
        if not self.database.exists:
            return ()
        wanted, parts = tuple(shelves), searchable(text).split()
        # The plus keeps SQLite on the index that is in order: 20,000 in 6 ms instead of 30.
        query = f"SELECT id, shelf FROM entries WHERE +shelf IN ({_marks(wanted)})"
        query += " AND instr(words, ?)" * len(parts) + " ORDER BY drawn DESC"
        with self.database.reading() as connection:
            return tuple(connection.execute(query, (*wanted, *parts)))

    @property
    def is_complete(self) -> bool:
        """Whether every picture is in the index, but for what a kill has left behind."""
        if not self.database.exists:
            return not self.pictures.folder.exists()
        with self.database.reading() as connection:
            return bool(connection.execute("SELECT complete FROM state").fetchone()[0])

    def read(self, id_: int) -> tuple[Entry, Images] | None:
        """A result with its (N, 16, 16, 4), read-only; None if it is there no more.

        Raises ImageError where its picture is damaged, too, and RecipeError where its recipe is.
        """
        entry = self._entry(id_)
        if entry is None:
            return None
        return entry, read_images(self.pictures.path(id_, entry.shelf), entry.recipe)

    def thumbnail(self, id_: int) -> Thumbnail | None:
        """Its first sprites, small, and what is told of it; None if it is there no more."""
        try:
            found = self.read(id_)
        except (UserError, OSError) as error:
            if isinstance(error, StoreError):
                raise
            return Thumbnail(id_, plain(error), None)
        if found is None:
            return None
        entry, images = found
        return Thumbnail(id_, to_parameters(entry.recipe), thumbnail_of(images))

    def set_aside(self) -> None:
        """Begin with an empty index, since the one that is there is damaged. The next sweep fills
        it from the pictures."""
        log.error("the history's index is damaged and set aside")
        try:
            self.database.set_aside()
        except OSError as error:
            raise StoreError(
                f"the index of the history ({self.database.path}) is damaged and cannot be moved "
                f"away ({plain(error)}); close the other windows, or delete it"
            ) from error

    def close(self) -> None:
        """Let go of the index."""
        self.database.close()

    def _entry(self, id_: int) -> Entry | None:
        if not self.database.exists:
            return None
        with self.database.reading() as connection:
            entry = entry_of(connection, id_)
        if entry is None or self.pictures.path(id_, entry.shelf).is_file():
            return entry
        with self.database.writing() as connection:
            shelf = settle(connection, self.pictures, id_)
        return None if shelf is None else replace(entry, shelf=shelf)

    def _last_indexed(self) -> tuple[Entry, Images] | None:
        if not self.database.exists:
            return None
        with self.database.reading() as connection:
            # A single sprite with a star was picked out of the drawing that is looked for.
            row = connection.execute(
                "SELECT id FROM entries"
                " WHERE +shelf = 'recent' OR +shelf = 'starred' AND sprites > 1"
                " ORDER BY drawn DESC LIMIT 1"
            ).fetchone()
        return None if row is None else self.read(row[0])

    def _last_picture(self) -> tuple[Entry, Images] | None:
        """By the names alone: there is no index yet, or none that can be read."""
        shelves, _ = self.pictures.survey()
        id_ = max((id_ for id_, shelf in shelves.items() if shelf == "recent"), default=None)
        if id_ is None:
            return None
        path = self.pictures.path(id_, "recent")
        recipe = read_recipe(path)
        return Entry(id_, "recent", recipe), read_images(path, recipe)

    def _tidy(self) -> None:
        """The oldest first, so that they are the first to leave the bin, too."""
        query = (
            "SELECT id FROM entries WHERE shelf = ? ORDER BY arrived DESC, id DESC LIMIT ? OFFSET ?"
        )
        for shelf, most in MOST.items():
            with self.database.reading() as connection:
                over = connection.execute(query, (shelf, TIDIED_AT_ONCE, most)).fetchall()
            for (id_,) in reversed(over):
                if shelf == "recent":
                    self.move(id_, "bin")
                else:
                    self._delete(id_)

    def _delete(self, id_: int) -> None:
        with self.database.writing() as connection:
            if settle(connection, self.pictures, id_) == "bin":  # nobody brought it back meanwhile
                connection.execute("DELETE FROM entries WHERE id = ?", (id_,))
                self.pictures.delete(id_, "bin")


def _twin(connection: sqlite3.Connection, digest: bytes) -> tuple[int, Shelf] | None:
    """The same drawing, where it was not thrown away; the newest of several."""
    query = (
        "SELECT id, shelf FROM entries WHERE digest = ? AND shelf IN ('recent', 'starred')"
        " ORDER BY drawn DESC LIMIT 1"
    )
    return connection.execute(query, (digest,)).fetchone()


def _marks(values: tuple[str, ...]) -> str:
    return ", ".join("?" * len(values))
