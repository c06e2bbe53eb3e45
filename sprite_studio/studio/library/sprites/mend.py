"""A damaged library: the file is set aside, and what can be read of it is brought over."""

import logging
import sqlite3
from contextlib import closing
from pathlib import Path

from sprite_studio.errors import plain
from sprite_studio.studio.library.database import StoreError
from sprite_studio.studio.library.sprites.store import SpriteLibrary

log = logging.getLogger(__name__)

_TABLES = {"contents": "id", "sprites": "id", "sets": "id", "members": "rowid", "state": "rowid"}
"""Each with what its rows are counted by."""


def mend(library: SpriteLibrary) -> int:
    """Returns how many sprites are there again. Raises StoreError where it cannot be done."""
    log.error("the library of sprites is damaged and set aside")
    try:
        damaged = library.database.set_aside()
    except OSError as error:
        raise StoreError(
            f"the library of sprites ({library.database.path}) is damaged and cannot be moved away "
            f"({plain(error)}); close the other windows and try again"
        ) from error
    read = {table: _readable(damaged, table, key) for table, key in _TABLES.items()}
    with library.database.writing() as connection:
        if read["state"]:
            connection.execute("DELETE FROM state")
        for table, rows in read.items():
            for row in rows.values():
                names, marks = ", ".join(row), ", ".join("?" * len(row))
                connection.execute(
                    f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({marks})",
                    tuple(row.values()),
                )
        # What was read by halves is no sprite.
        connection.execute("DELETE FROM sprites WHERE id NOT IN (SELECT id FROM contents)")
        connection.execute("DELETE FROM contents WHERE id NOT IN (SELECT id FROM sprites)")
        connection.execute("DELETE FROM members WHERE sprite_id NOT IN (SELECT id FROM sprites)")
        (count,) = connection.execute("SELECT count(*) FROM sprites").fetchone()
    return count


def _readable(file: Path, table: str, key: str) -> dict[int, dict[str, object]]:
    """The rows before the damaged place and behind it, by their numbers."""
    rows: dict[int, dict[str, object]] = {}
    for order in ("ASC", "DESC"):
        # Opened anew, since a connection remembers what it found damaged.
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as damaged:
            damaged.row_factory = sqlite3.Row
            try:
                query = f"SELECT {key} AS row_number, * FROM {table} ORDER BY {key} {order}"
                for row in damaged.execute(query):
                    values = dict(row)
                    number = values.pop("row_number")
                    if number in rows:
                        break  # they meet: all is read
                    rows[number] = values
            except sqlite3.DatabaseError as error:
                log.info("%s: %s", table, error)
    return rows
