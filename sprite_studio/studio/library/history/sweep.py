"""Make the index of a history agree with its pictures.

The same steps find a history of 0.1.0, which had no index, what a kill has left behind, and all
pictures after the index was lost. They may be stopped and begun again at any point.
"""

import logging
import time
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from sprite_studio.errors import UserError
from sprite_studio.studio.jobs.recipes.history import Shelf, SweepProgress, SweepResult
from sprite_studio.studio.jobs.recipes.recipe import RecipeError, read_recipe
from sprite_studio.studio.jobs.recipes.upgrades import FORMAT
from sprite_studio.studio.library.database import Database
from sprite_studio.studio.library.history.pictures import Pictures
from sprite_studio.studio.library.history.rows import entry_of, insert, rewrite, settle
from sprite_studio.studio.library.history.store import History

log = logging.getLogger(__name__)

BATCH = 16
"""Pictures between two reports: some 10 ms, after which others get their turn."""


@dataclass(frozen=True)
class _Done:
    """Of a batch. Attributes: looked_at; found, gone: as in `SweepResult`."""

    looked_at: int = 0
    found: int = 0
    gone: int = 0


def sweep(history: History) -> Generator[SweepProgress | SweepResult, None, None]:
    """Yields a report now and then and one SweepResult. Raises StoreError, OSError."""
    database, pictures = history.database, history.pictures
    if not pictures.folder.is_dir():
        yield SweepResult(0, 0)
        return
    start = time.perf_counter()
    on_disk, parts = pictures.survey()
    _clear(database, parts)
    with database.writing() as connection:
        known: dict[int, Shelf] = dict(connection.execute("SELECT id, shelf FROM entries"))
    # The newest first: they are the first to be looked for.
    strange: dict[int, Shelf] = {
        id_: on_disk[id_] for id_ in sorted(on_disk, reverse=True) if id_ not in known
    }
    stray = [id_ for id_, shelf in known.items() if on_disk.get(id_) != shelf]
    steps = chain(
        _adopt(database, pictures, strange),
        _settle(database, pictures, stray),
        _derive_again(database),
    )
    looked_at = found = gone = 0
    for done in steps:
        looked_at += done.looked_at
        found += done.found
        gone += done.gone
        database.shorten_log()
        seconds = time.perf_counter() - start
        yield SweepProgress(looked_at, len(strange) + len(stray), seconds)
    with database.writing() as connection:
        connection.execute("UPDATE state SET complete = 1 WHERE NOT complete")
    yield SweepResult(found, gone)


def _clear(database: Database, parts: Sequence[Path]) -> None:
    """Delete what is half written and nobody's."""
    if parts:
        with database.writing():
            for part in parts:
                part.unlink(missing_ok=True)


def _adopt(database: Database, pictures: Pictures, strange: dict[int, Shelf]) -> Iterator[_Done]:
    """Take in pictures that the index does not know. Those that do not tell how they were drawn are
    left as they are: nobody knows whose they are."""
    for batch in _batches(list(strange)):
        recipes = {}
        for id_ in batch:
            try:
                recipes[id_] = read_recipe(pictures.path(id_, strange[id_]))
            except (UserError, OSError) as error:
                log.info("left out of the history: %s", error)
        with database.writing() as connection:
            for id_, recipe in recipes.items():
                shelf = pictures.shelf_of(id_, likely=strange[id_])
                if shelf is not None:  # it was not deleted meanwhile
                    arrived = max(id_, pictures.arrived(id_, shelf))
                    insert(connection, id_, shelf, arrived, recipe)
        yield _Done(len(batch), found=len(recipes))


def _settle(database: Database, pictures: Pictures, stray: Sequence[int]) -> Iterator[_Done]:
    """Rows whose pictures are not where they say."""
    for batch in _batches(stray):
        with database.writing() as connection:
            shelves = [settle(connection, pictures, id_) for id_ in batch]
        gone = shelves.count(None)
        yield _Done(len(batch), len(batch) - gone, gone)


def _derive_again(database: Database) -> Iterator[_Done]:
    """Digests and words of recipes that were written in another format, which might tell the same
    in another way."""
    with database.reading() as connection:
        (format_,) = connection.execute("SELECT recipe_format FROM state").fetchone()
        if format_ == FORMAT:
            return
        ids = [id_ for (id_,) in connection.execute("SELECT id FROM entries")]
    for batch in _batches(ids):
        with database.writing() as connection:
            for id_ in batch:
                try:
                    if (entry := entry_of(connection, id_)) is not None:
                        rewrite(connection, entry)
                except RecipeError:  # of a newer Sprite Studio, which will read it again
                    continue
        yield _Done()
    with database.writing() as connection:
        connection.execute("UPDATE state SET recipe_format = ?", (FORMAT,))


def _batches(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (ids[first : first + BATCH] for first in range(0, len(ids), BATCH))
