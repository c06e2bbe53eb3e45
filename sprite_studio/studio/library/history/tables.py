"""The tables of the history's index."""

from sprite_studio.studio.jobs.recipes.upgrades import FORMAT
from sprite_studio.studio.library.database import Tables

TABLES = Tables(
    of="the history",
    version=1,
    schema=(
        """CREATE TABLE entries (
    id INTEGER PRIMARY KEY,
    drawn INTEGER NOT NULL,
    arrived INTEGER NOT NULL,
    shelf TEXT NOT NULL,
    digest BLOB NOT NULL,
    sprites INTEGER NOT NULL,
    words TEXT NOT NULL,
    recipe TEXT NOT NULL
)""",
        "CREATE INDEX by_drawn ON entries (drawn, shelf, sprites)",
        "CREATE INDEX by_arrival ON entries (shelf, arrived)",
        "CREATE INDEX by_digest ON entries (digest)",
        # One row. tick: the last time that was given out; recipe_format: in which digests and
        # words were made; complete: whether every picture that was there when the table was made
        # is known.
        """CREATE TABLE state (
    tick INTEGER NOT NULL,
    recipe_format INTEGER NOT NULL,
    complete INTEGER NOT NULL
)""",
    ),
    first=(f"INSERT INTO state VALUES (0, {FORMAT}, 0)",),
    damaged="it will be made anew from its pictures",
)
