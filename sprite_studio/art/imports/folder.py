"""A folder of sprites, whose folders are their categories; or of sets with manifests."""

import os
import re
import stat
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from sprite_studio.art.course_data import PICTURES, course_sprites
from sprite_studio.art.image_file import ImageError
from sprite_studio.art.imports.account import Account, SpriteSetError
from sprite_studio.art.imports.aseprite import SUFFIXES as ASEPRITE
from sprite_studio.art.imports.manifest import MANIFEST, as_listed, manifest_sprites
from sprite_studio.art.imports.picture import described_sprites
from sprite_studio.art.names import words_from_name
from sprite_studio.art.sprite import Sprite, category_word
from sprite_studio.art.words import spell
from sprite_studio.plain_text import shown

MOST_FILES = 200_000
"""In a folder and those below it; nobody's sprites, but perhaps their whole disk."""

MOST_FRAMES = 32
"""Files of one folder that differ in their last number only: more are no frames of one figure."""

READ = frozenset((".png", ".apng", ".gif", ".bmp", ".webp", ".jpg", ".jpeg", *ASEPRITE))
UNREAD = frozenset(
    (
        *(".kra", ".ora", ".piskel", ".psd", ".pxo", ".xcf"),
        *(".pcx", ".svg", ".tga", ".tif", ".tiff", ".zip"),
    )
)
"""What may hold sprites and is not read; other files beside sprites are none of our business."""

_OTHERS_FOLDERS = frozenset(("__macosx", "@eadir", "$recycle.bin"))
"""Where systems keep thumbnails, the second halves of files, and what was thrown away."""


def folder_sprites(folder: Path, account: Account) -> Iterator[Sprite | None]:
    """Yields None now and then: a large folder takes long, and whoever waits may give up.

    Raises SpriteSetError, CourseDataError.
    """
    manifests = _manifests(folder)
    listed: set[str] = set()
    for manifest in manifests:
        yield from manifest_sprites(manifest, account, listed)
    if manifests:
        yield from _unlisted(folder, account, listed)
        return
    for pictures in sorted(folder.glob(PICTURES)):
        yield from course_sprites(pictures)
    files: list[Path] = []
    for file in _walk(folder, account):
        if file is not None:
            files.append(file)
        yield None
    files.sort()
    figures = Counter(_figure(file) for file in files)
    for file in files:
        name = file.relative_to(folder)
        words = [category_word(part) or spell(part) for part in name.parts[:-1]]
        # "walk_0" and "walk_1" show one subject. "0" and "1" name none and are two, and so are
        # "sprite_001" and "sprite_002" where there are more of them than any figure has frames.
        _, subject = _figure(file)
        if not subject or figures[_figure(file)] > MOST_FRAMES:
            subject = name.with_suffix("").as_posix()
        try:
            yield from described_sprites(
                file,
                (*filter(None, words), *words_from_name(name.stem)),
                f"{folder.resolve().name}/{subject}",
                str(name),
                account,
            )
        except ImageError as error:
            account.rejected.append(str(error))


def _unlisted(folder: Path, account: Account, listed: set[str]) -> Iterator[None]:
    """Tell of pictures beside manifests that none of them names: a folder of the user's own among
    packs, say, which would be left out without a word."""
    beside = Account()
    try:
        for file in _walk(folder, beside):
            yield None
            if file is not None and as_listed(file) not in listed:
                name = shown(file.relative_to(folder))
                account.unlisted.append(f"{name}: no {MANIFEST} names it")
    except SpriteSetError:  # too many to look at; what the manifests name has been read
        return


def _manifests(folder: Path) -> list[Path]:
    """The folder's own, or else those of the folders in it."""
    own = folder / MANIFEST
    if own.is_file():
        return [own]
    return [found for found in sorted(folder.glob(f"*/{MANIFEST}")) if not _is_hidden(found.parent)]


def _walk(folder: Path, account: Account) -> Iterator[Path | None]:
    """The pictures in a folder and below it, links to folders among them; None for other files.

    Raises SpriteSetError.
    """
    # Links come last: a folder that lies in the set and is linked there as well keeps its own name.
    waiting, links, seen, count = [folder], [], set(), 0
    while waiting or links:
        inside = waiting.pop() if waiting else links.pop()
        try:
            known = inside.stat()
            entries = sorted(inside.iterdir())
        except OSError as error:
            account.rejected.append(f"{shown(inside)}: cannot be looked into ({error.strerror})")
            continue
        if (known.st_dev, known.st_ino) in seen:  # a link to a folder that was there already
            continue
        seen.add((known.st_dev, known.st_ino))
        for entry in entries:
            count += 1
            if count > MOST_FILES:
                raise SpriteSetError(
                    f"{shown(folder)} holds more than {MOST_FILES} files; "
                    "choose the folder of the sprites"
                )
            if _is_hidden(entry):
                continue
            if _is_folder(entry):
                (links if entry.is_symlink() else waiting).append(entry)
                continue
            suffix = entry.suffix.lower()
            if suffix in READ or (suffix == "" and entry.is_symlink()):
                yield entry  # a link without a suffix was one to a folder, and reading it says so
                continue
            if suffix in UNREAD:
                account.rejected.append(
                    f"{shown(entry)} is a {suffix} file, which is not read here; export it as PNG"
                )
            yield None


def _is_folder(entry: Path) -> bool:
    """Or a link to one; what may not be looked at says so when it is read."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def _is_hidden(entry: Path) -> bool:
    if entry.name.startswith(".") or entry.name.lower() in _OTHERS_FOLDERS:
        return True
    if os.name != "nt":
        return False
    attributes = getattr(entry.lstat(), "st_file_attributes", 0)
    return bool(attributes & stat.FILE_ATTRIBUTE_HIDDEN)


def _figure(file: Path) -> tuple[Path, str]:
    """The file's folder, and its name less the number of its frame."""
    return file.parent, re.sub(r"([_-]f?)?\d+$", "", file.stem)
