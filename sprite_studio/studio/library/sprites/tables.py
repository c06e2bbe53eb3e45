"""The tables of the library. What every search reads lies apart from pixels and recipes, which are
ten times as large."""

from sprite_studio.studio.library.database import Tables

TABLES = Tables(
    of="the library of sprites",
    version=1,
    schema=(
        # kept: µs since 1970; palette: "rrggbb,rrggbb"; words, tags: each between two line ends;
        # frames: how many; search: all that is searched, in lower case.
        """CREATE TABLE sprites (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    kept INTEGER NOT NULL,
    source TEXT NOT NULL,
    style TEXT NOT NULL,
    palette TEXT NOT NULL,
    words TEXT NOT NULL,
    tags TEXT NOT NULL,
    origin TEXT NOT NULL,
    starred INTEGER NOT NULL,
    deleted INTEGER NOT NULL,
    frames INTEGER NOT NULL,
    search TEXT NOT NULL
)""",
        # pixels: (frames, 16, 16, 4), row by row; names: of the frames, as a list in JSON; recipe:
        # in JSON, or nothing.
        """CREATE TABLE contents (
    id INTEGER PRIMARY KEY REFERENCES sprites (id),
    digest BLOB NOT NULL,
    pixels BLOB NOT NULL,
    names TEXT NOT NULL,
    recipe TEXT
)""",
        "CREATE INDEX by_pixels ON contents (digest)",
        """CREATE TABLE sets (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    place INTEGER NOT NULL,
    style TEXT NOT NULL,
    palette TEXT NOT NULL,
    export TEXT NOT NULL
)""",
        """CREATE TABLE members (
    set_id INTEGER NOT NULL,
    sprite_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    PRIMARY KEY (set_id, sprite_id)
)""",
        "CREATE INDEX by_member ON members (sprite_id)",
        # One row. stars_taken: whether the stars of the history were taken in.
        "CREATE TABLE state (stars_taken INTEGER NOT NULL)",
    ),
    first=("INSERT INTO state VALUES (0)",),
    damaged="what can be read of it is brought over into a new one",
)
