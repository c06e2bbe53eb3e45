"""How results are written into the index, and read from it."""

import sqlite3
import time
from hashlib import blake2b

import msgspec

from sprite_studio.studio.jobs.recipes.history import Entry, Shelf
from sprite_studio.studio.jobs.recipes.recipe import Recipe, from_json, to_json, to_parameters
from sprite_studio.studio.library.history.pictures import Pictures
from sprite_studio.studio.words.styles import name_of, styles_in


def digest_of(recipe: Recipe) -> bytes:
    """The same for the same drawing, however it was laid out."""
    # Read back, since 1 is written 1 and comes back as 1.0; in order, since a mix has none.
    read = from_json(to_json(msgspec.structs.replace(recipe, layout=None)))
    return blake2b(msgspec.json.encode(read, order="deterministic"), digest_size=16).digest()


def searchable(text: str) -> str:
    """As it is compared: in lower case, and without what no file can hold."""
    return text.lower().encode("utf-8", "replace").decode()


def tick(connection: sqlite3.Connection) -> int:
    """A time in µs since 1970 that is later than all others that were given out.

    Ids, too, are such times, so that none is given twice, not even by an index that was made
    anew. A clock that was set back does not turn the order of the results round.
    """
    now = time.time_ns() // 1000
    connection.execute("UPDATE state SET tick = max(tick + 1, ?)", (now,))
    return connection.execute("SELECT tick FROM state").fetchone()[0]


def insert(
    connection: sqlite3.Connection, id_: int, shelf: Shelf, arrived: int, recipe: Recipe
) -> None:
    """Unless it is there."""
    connection.execute(
        "INSERT OR IGNORE INTO entries (id, drawn, arrived, shelf, digest, sprites, words, recipe)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (id_, id_, arrived, shelf, *_derived(recipe)),
    )
    connection.execute("UPDATE state SET tick = max(tick, ?, ?)", (id_, arrived))


def rewrite(connection: sqlite3.Connection, entry: Entry) -> None:
    """Tell its recipe in the present format."""
    connection.execute(
        "UPDATE entries SET digest = ?, sprites = ?, words = ?, recipe = ? WHERE id = ?",
        (*_derived(entry.recipe), entry.id),
    )


def _derived(recipe: Recipe) -> tuple[bytes, int, str, str]:
    words = searchable(f"{to_parameters(recipe)}\n{_style_names(recipe)}")
    return digest_of(recipe), recipe.drawing.count, words, to_json(recipe)


def _style_names(recipe: Recipe) -> str:
    """By which people know the styles that the sprites were told."""
    told = {word for mix in (recipe.drawing.mix, *recipe.styles) for word in mix}
    return " ".join(sorted(map(name_of, styles_in(tuple(told)))))


def entry_of(connection: sqlite3.Connection, id_: int) -> Entry | None:
    """As the index has it. Raises RecipeError where a newer Sprite Studio wrote its recipe."""
    row = connection.execute("SELECT shelf, recipe FROM entries WHERE id = ?", (id_,)).fetchone()
    return None if row is None else Entry(id_, row[0], from_json(row[1]))


def settle(connection: sqlite3.Connection, pictures: Pictures, id_: int) -> Shelf | None:
    """Make a row agree with its picture, in a transaction that writes: the shelf on which it
    really lies, or None where there is no picture, and then no row either."""
    row = connection.execute("SELECT shelf FROM entries WHERE id = ?", (id_,)).fetchone()
    if row is None:
        return None
    shelf = pictures.shelf_of(id_, likely=row[0])
    if shelf is None:
        connection.execute("DELETE FROM entries WHERE id = ?", (id_,))
    elif shelf != row[0]:
        now = pictures.arrived(id_, shelf)
        values = (shelf, now, id_)
        connection.execute("UPDATE entries SET shelf = ?, arrived = ? WHERE id = ?", values)
        connection.execute("UPDATE state SET tick = max(tick, ?)", (now,))
    return shelf


def put_on(connection: sqlite3.Connection, pictures: Pictures, id_: int, shelf: Shelf) -> bool:
    """Bring a result to a shelf, in a transaction that writes; False if it is there no more.
    Raises OSError."""
    old = settle(connection, pictures, id_)
    if old is None or old == shelf:
        return old is not None
    now = tick(connection)
    values = (shelf, now, id_)
    connection.execute("UPDATE entries SET shelf = ?, arrived = ? WHERE id = ?", values)
    pictures.move(id_, old, shelf, now)
    return True
