"""Folders whose walks.csv lists characters: four facings of three steps, a picture each."""

import csv
import io
from collections.abc import Generator
from pathlib import Path

import numpy as np

from sprite_studio.art.colour.words import colour_words
from sprite_studio.art.image_file import ImageError
from sprite_studio.art.imports.account import Account, SpriteSetError
from sprite_studio.art.imports.picture import described_sprites
from sprite_studio.art.names import words_from_name
from sprite_studio.art.sprite import category_word
from sprite_studio.art.walk.character import STEPS, VIEWS, Character
from sprite_studio.art.words import spell
from sprite_studio.plain_text import shown
from sprite_studio.regular_file import read_text

WALKS = "walks.csv"
MOST_BYTES = 2**25
COLUMNS = ("pack", "character", "group", "category", "facing", "step", "file")


def read_walks(folder: Path) -> Generator[int, None, tuple[Character, ...]]:
    """Yields how many characters are read so far. Those that lack a frame are left out.

    Raises SpriteSetError where there is no such list, or nobody in it.
    """
    path = folder / WALKS
    if not path.is_file():
        raise SpriteSetError(f"{shown(folder)} has no {WALKS}, which lists characters that walk")
    rows = list(csv.DictReader(io.StringIO(read_text(path, MOST_BYTES, SpriteSetError))))
    if not rows or not set(COLUMNS) <= set(rows[0]):
        raise SpriteSetError(f"{shown(path)} needs the columns {', '.join(COLUMNS)}")
    listed: dict[tuple[str, str], dict[tuple[str, str], dict[str, str]]] = {}
    for row in rows:
        frames = listed.setdefault((row["pack"], row["character"]), {})
        frames[row["facing"], row["step"]] = row
    found: list[Character] = []
    for frames in listed.values():
        yield len(found)
        try:
            found.append(_character(folder, frames))
        except (ImageError, KeyError, StopIteration):
            continue
    if not found:
        raise SpriteSetError(f"{shown(path)} lists nobody with all of {len(VIEWS)} facings")
    return tuple(found)


def _character(folder: Path, frames: dict[tuple[str, str], dict[str, str]]) -> Character:
    """Raises KeyError for a frame that is not listed, ImageError for one that cannot be read."""
    account = Account(keep_background=True)
    first = frames[VIEWS[0], STEPS[0]]
    pixels = [
        next(described_sprites(_inside(folder, row["file"]), (), "", row["file"], account)).pixels
        for row in (frames[view, step] for view in VIEWS for step in STEPS)
    ]
    category = category_word(first["category"])
    words = (
        *((category,) if category else ()),
        spell(f"style:{first['pack']}"),
        *(w for w in words_from_name(first["character"], first["group"]) if w.startswith("kind:")),
        *colour_words(pixels[0]),
    )
    return Character(
        np.stack(pixels).reshape(len(VIEWS), len(STEPS), *pixels[0].shape),
        tuple(dict.fromkeys(filter(None, words))),
        first["group"],
        f"{first['pack']}/{first['character']}",
    )


def _inside(folder: Path, written: str) -> Path:
    """Raises ImageError for a file that lies elsewhere: a list may be a stranger's."""
    file = folder / written.strip()
    if Path(written).is_absolute() or not file.resolve().is_relative_to(folder.resolve()):
        raise ImageError(f"{shown(written)}: lies outside the set's folder")
    return file
