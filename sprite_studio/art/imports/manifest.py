"""Folders whose manifest.csv lists their sprites: file and category; or more: subtype, group,
words."""

import csv
import io
import os
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath, PureWindowsPath

from sprite_studio.art.image_file import ImageError
from sprite_studio.art.imports.account import Account, SpriteSetError
from sprite_studio.art.imports.picture import described_sprites
from sprite_studio.art.names import words_from_name
from sprite_studio.art.sprite import Sprite, category_word
from sprite_studio.art.words import spell
from sprite_studio.plain_text import shown
from sprite_studio.regular_file import read_text

MANIFEST = "manifest.csv"
MOST_BYTES = 2**25
MOST_ROWS = 200_000

_NEEDED = {"file", "category"}
_DELIMITERS = (",", ";", "\t", "|")
"""Spreadsheets write a semicolon where the comma stands in numbers."""


def manifest_sprites(manifest: Path, account: Account, listed: set[str]) -> Iterator[Sprite]:
    """A row that cannot be used is told in the account. Raises SpriteSetError if none can.

    Args: listed: takes the files that it names, as `as_listed` writes them.
    """
    folder, rows = manifest.parent, _rows(manifest)
    if any(row.get("words") for row in rows):  # saved by us, or with as much care
        account = account.with_backgrounds()
    for row in rows:
        written = row["file"].strip()
        try:
            file = _inside(folder, written)
            listed.add(as_listed(file))
            yield from described_sprites(
                file,
                _words(folder, row),
                row.get("group") or f"{folder.name}/{PurePosixPath(_with_slashes(written)).stem}",
                f"{folder.name}/{written}",
                account,
            )
        except ImageError as error:
            account.rejected.append(str(error))


def as_listed(file: Path) -> str:
    """One spelling for each file, whatever a manifest writes."""
    return os.path.normcase(os.path.normpath(file))


def _words(folder: Path, row: dict[str, str]) -> tuple[str, ...]:
    category = category_word(row["category"])
    listed = tuple(filter(None, map(spell, re.split(r"[\s,;]+", row.get("words", "")))))
    stem = PurePosixPath(_with_slashes(row["file"])).stem
    guessed = words_from_name(stem, row.get("subtype", ""))
    if spell(folder.name):
        guessed = (spell(f"style:{folder.name}"), *guessed)
    return ((category,) if category else ()) + (listed or guessed)


def _inside(folder: Path, written: str) -> Path:
    """The file that a row names, in the folder or below it. Raises ImageError.

    A manifest may be a stranger's: what it names elsewhere is not even looked at, since a look at a
    Windows share tells its owner the user's name.
    """
    name = _with_slashes(written)
    outside = ImageError(f"{shown(written)}: lies outside the set's folder")
    if not name:
        raise ImageError(f"a row of {shown(folder / MANIFEST)} names no file")
    if PureWindowsPath(name).anchor or PureWindowsPath(name).drive:
        raise outside
    file = folder / name
    try:
        is_inside = file.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError):  # a link to itself; reading it says so
        return file
    if not is_inside:
        raise outside
    return file


def _with_slashes(written: str) -> str:
    """As it was written on Windows, too."""
    return written.strip().replace("\\", "/")


def _rows(manifest: Path) -> list[dict[str, str]]:
    """Column, in small letters → what stands there. Raises SpriteSetError."""
    text = read_text(manifest, MOST_BYTES, SpriteSetError)
    lines = io.StringIO(text.replace("\r\n", "\n").replace("\r", "\n"), newline="")
    first = lines.readline()
    if first.lower().startswith("sep="):  # how a spreadsheet is told its delimiter
        first = lines.readline()
    try:
        for delimiter in _DELIMITERS:
            cells = next(csv.reader([first], delimiter=delimiter), [])
            names = [cell.strip().lower() for cell in cells]
            if set(names) >= _NEEDED:
                break
        else:
            if not text.strip():
                return []
            raise SpriteSetError(
                f"{shown(manifest)} needs the columns file and category in its first line"
            )
        rows = []
        for cells in csv.reader(lines, delimiter=delimiter):
            if len(rows) == MOST_ROWS:
                raise SpriteSetError(f"{shown(manifest)} has more than {MOST_ROWS} rows; split it")
            if any(cells):
                rows.append(dict.fromkeys(names, "") | dict(zip(names, cells, strict=False)))
    except csv.Error as error:
        raise SpriteSetError(
            f"{shown(manifest)} cannot be read ({error}); save it as CSV again"
        ) from error
    return rows
