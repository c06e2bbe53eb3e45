"""A collection as the files of engines: where they lie, and what must not be replaced."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from sprite_studio.art.export.credits import CREDITS_NAME, credits_text, with_credits
from sprite_studio.art.export.formats.catalogue import Format, encode_formats, find_format
from sprite_studio.art.export.formats.grid import MADE_HERE
from sprite_studio.art.export.steps import Steps
from sprite_studio.studio.export.destination import (
    DestinationError,
    Kind,
    destination,
    folder_named,
    shown,
)
from sprite_studio.studio.export.sheet import Files
from sprite_studio.studio.export.sources import in_colours
from sprite_studio.studio.jobs.export import Content, EngineFiles

_CODE = (".lua", ".py")
_CHANGED_BY_HAND = (".tscn",)
"""A scene only says where the rest lies; people put scripts and nodes into it."""

_MOST_READ = 1_000_000


def engine_destination(asked: str, formats: Sequence[Format], name: str) -> tuple[Path, str]:
    """The folder that is meant, and the name of what is put there.

    A file may be asked for where there is one format and that has one: "hero.tres" is the folder
    above and the name "hero". Anything else is a folder, which need not be there.

    Args: name: of the collection, where the file does not give it another.

    Raises DestinationError.
    """
    suffix = Path(asked.strip()).suffix.lower()
    if len(formats) == 1 and suffix in formats[0].suffixes and not Path(asked).is_dir():
        path = destination(asked, Kind(formats[0].title, formats[0].suffixes))
        return path.parent, path.stem
    folder = folder_named(asked, may_be_made=True)
    if folder is None:
        takes = [one for form in formats for one in form.suffixes]
        file = f", or a file that ends in {' or '.join(takes)}" if len(formats) == 1 else ""
        raise DestinationError(
            f"{shown(asked)} ends in {suffix}, and "
            f"{' and '.join(form.title for form in formats)} cannot be one file called so; "
            f"name a folder{file if takes else ''}"
        )
    return folder, name


def encode_engine_files(folder: Path, asked: EngineFiles) -> Steps[Files]:
    """Raises ExportError."""
    formats = [find_format(name) for name in asked.formats]
    collection = asked.collection
    if asked.recolour and collection.palette is not None:
        collection = replace(collection, sprites=in_colours(collection.sprites, collection.palette))
    credit = credits_text(collection.name, collection.version, asked.origins)
    made = yield from encode_formats(collection, formats)
    files = {folder / path: data for path, data in made.items()}
    text = with_credits(_text(folder / CREDITS_NAME), credit)
    if text is None:
        files[folder / f"{collection.stem}-{CREDITS_NAME}"] = credit.encode()
    else:
        files[folder / CREDITS_NAME] = text.encode()
    return files


def apart_from_kept(files: Files) -> tuple[Files, tuple[Path, ...]]:
    """Those to write, and those that are there already and are left to their owner."""
    kept = tuple(path for path in files if path.suffix in _CHANGED_BY_HAND and path.exists())
    return {path: data for path, data in files.items() if path not in kept}, kept


def check_sources(files: Mapping[Path, bytes], content: Content) -> None:
    """Raises DestinationError rather than have an export replace what it reads, or code that was
    not made here."""
    sources = content.sources if isinstance(content, EngineFiles) else ()
    read = {_identity(path) for path in sources}
    for path in files:
        if path.is_dir():
            raise DestinationError(f"{shown(path)} is a folder; choose another name or place")
        if not path.exists():
            continue
        if _identity(path) in read:
            raise DestinationError(
                f"this would replace {shown(path)}, which it reads; choose another folder or name"
            )
        if path.suffix in _CODE and MADE_HERE not in _text(path):
            raise DestinationError(
                f"{shown(path)} is there already and was not made here; choose another name"
            )


def _identity(path: Path) -> tuple[int, int] | str:
    try:
        facts = path.stat()
    except OSError:
        return os.path.normcase(os.path.realpath(path))
    return facts.st_dev, facts.st_ino


def _text(path: Path) -> str:
    """What is in a small text file; of any other, and of none, nothing that was made here."""
    try:
        with path.open("rb") as file:
            return file.read(_MOST_READ).decode("utf-8", errors="replace")
    except FileNotFoundError:
        return ""
    except OSError:
        return "?"
