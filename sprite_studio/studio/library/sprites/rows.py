"""How sprites are written into the tables, and read from them."""

import sqlite3
import time
from collections.abc import Iterable, Sequence
from hashlib import blake2b

import msgspec
import numpy as np

from sprite_studio.art.sprite import SIZE
from sprite_studio.errors import UserError
from sprite_studio.studio.jobs.base import Images
from sprite_studio.studio.jobs.library.sprites import SOURCES, Card, KeptSprite, NewSprite
from sprite_studio.studio.jobs.recipes.recipe import Recipe, RecipeError, from_json, to_json
from sprite_studio.studio.library.sprites.names import Namer, base_of, checked, unnumbered
from sprite_studio.studio.words.names import describe

MOST_FRAMES = 256
"""Of one figure."""


def digest_of(images: Images) -> bytes:
    """The same for the same pixels. Args: images: (F, 16, 16, 4)."""
    clean = np.where(images[..., 3:] > 0, images, np.uint8(0))
    return blake2b(clean.tobytes(), digest_size=16).digest()


def lines(values: Iterable[str]) -> str:
    """Values between line ends, so that a whole one is found by its text."""
    joined = "\n".join(values)
    return f"\n{joined}\n" if joined else ""


def values_of(text: str) -> tuple[str, ...]:
    """Those that `lines` joined."""
    return tuple(text[1:-1].split("\n")) if text else ()


def colours_of(text: str) -> tuple[str, ...]:
    """A palette as it is written in the tables."""
    return tuple(text.split(",")) if text else ()


def told_of(words: Sequence[str], style: str) -> str:
    """Words and style, for people."""
    told = ", ".join(describe(word).name for word in words if word != style)
    named = f"style {describe(style).name}" if style else ""
    return " · ".join(part for part in (told, named) if part)


def searchable(
    name: str, words: Sequence[str], style: str, tags: Sequence[str], source: str, origin: str
) -> str:
    """All that is searched, in lower case."""
    told = told_of(words, style)
    parts = (name, base_of(words), " ".join(words), told, " ".join(tags), source, origin)
    return "\n".join(parts).lower().encode("utf-8", "replace").decode()


def insert(connection: sqlite3.Connection, sprite: NewSprite, starred: bool, namer: Namer) -> int:
    """A new row, in a transaction that writes: its id. Raises UserError for what is no sprite or
    has a name that is taken."""
    images = np.ascontiguousarray(sprite.images)
    if images.dtype != np.uint8 or images.shape[1:] != (SIZE, SIZE, 4):
        raise UserError(f"the library keeps sprites of {SIZE}×{SIZE} pixels, not {images.shape}")
    if not 1 <= len(images) == len(sprite.frames) <= MOST_FRAMES:
        raise UserError(f"a figure has 1 to {MOST_FRAMES} frames, and a name for each")
    name = checked(sprite.name) if sprite.name else namer.next(base_of(sprite.words))
    if sprite.name and is_taken(connection, name):
        name = namer.next(unnumbered(name))
    words, tags = lines(sprite.words), lines(sprite.tags)
    source, origin = SOURCES[sprite.source], sprite.origin
    search = searchable(name, sprite.words, sprite.style, sprite.tags, source, origin)
    about = (name, time.time_ns() // 1000, sprite.source, sprite.style, ",".join(sprite.palette))
    row = connection.execute(
        "INSERT INTO sprites (name, kept, source, style, palette, words, tags, origin, starred,"
        " deleted, frames, search) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?)",
        (*about, words, tags, origin, starred, len(images), search),
    )
    id_ = row.lastrowid
    assert id_ is not None
    recipe = None if sprite.recipe is None else to_json(sprite.recipe)
    names = msgspec.json.encode(sprite.frames).decode()
    connection.execute(
        "INSERT INTO contents (id, digest, pixels, names, recipe) VALUES (?, ?, ?, ?, ?)",
        (id_, digest_of(images), images.tobytes(), names, recipe),
    )
    return id_


def is_taken(connection: sqlite3.Connection, name: str, by_other_than: int = 0) -> bool:
    """Whether another sprite has that name, a deleted one too."""
    found = connection.execute("SELECT id FROM sprites WHERE name = ?", (name,)).fetchone()
    return found is not None and found[0] != by_other_than


def card_of(connection: sqlite3.Connection, id_: int) -> Card | None:
    """What a grid shows; None where it is there no more, or cannot be read."""
    row = connection.execute(
        "SELECT name, words, style, frames, starred, substr(pixels, 1, ?) FROM sprites"
        " JOIN contents USING (id) WHERE id = ?",
        (SIZE * SIZE * 4, id_),
    ).fetchone()
    if row is None or len(row[5]) != SIZE * SIZE * 4:
        return None
    name, words, style, frames, starred, pixels = row
    image = np.frombuffer(pixels, np.uint8).reshape(SIZE, SIZE, 4)
    return Card(id_, name, told_of(values_of(words), style), image, frames, bool(starred))


def sprite_of(connection: sqlite3.Connection, id_: int) -> KeptSprite | None:
    """All of it; None where it is there no more, or cannot be read."""
    row = connection.execute(
        "SELECT name, kept, source, style, palette, words, tags, origin, starred, deleted, pixels,"
        " names, recipe FROM sprites JOIN contents USING (id) WHERE id = ?",
        (id_,),
    ).fetchone()
    if row is None:
        return None
    name, kept, source, style, palette, words, tags, origin, starred, deleted = row[:10]
    images = np.frombuffer(row[10], np.uint8)
    frames = msgspec.json.decode(row[11], type=tuple[str, ...])
    if images.size != len(frames) * SIZE * SIZE * 4:
        return None
    sprite = NewSprite(
        images.reshape(len(frames), SIZE, SIZE, 4),
        source,
        _recipe_of(row[12]),
        values_of(words),
        style,
        colours_of(palette),
        values_of(tags),
        name,
        origin,
        frames,
    )
    sets = connection.execute(
        "SELECT name FROM members JOIN sets ON sets.id = set_id WHERE sprite_id = ? ORDER BY"
        " sets.place",
        (id_,),
    )
    return KeptSprite(
        id_, kept, bool(starred), bool(deleted), tuple(name for (name,) in sets), sprite
    )


def _recipe_of(text: str | None) -> Recipe | None:
    """None, too, where a newer Sprite Studio wrote it: the pixels are there all the same."""
    try:
        return None if text is None else from_json(text)
    except RecipeError:
        return None
