"""Sets of sprites: how they are imported, what is left out and why, how they are split."""

import csv
import hashlib
import re
from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import numpy as np

from sprite_studio.art.colour_words import colour_words
from sprite_studio.art.course_data import PICTURES, course_sprites
from sprite_studio.art.course_data import SUFFIX as COURSE_SUFFIX
from sprite_studio.art.image_file import ImageError, read_rgba
from sprite_studio.art.names import words_from_name
from sprite_studio.art.sheet import Grid, guess_grid, slice_sheet
from sprite_studio.art.sprite import SIZE, Pixels, Sprite, category_word
from sprite_studio.errors import UserError

Part = Literal["train", "validation", "test"]
MANIFEST = "manifest.csv"
MOST_FILES = 200_000
"""In a folder and those below it; nobody's sprites, but perhaps their whole disk."""

MOST_FRAMES = 32
"""Files of one folder that differ in their last number only: more are no frames of one figure."""


class SpriteSetError(UserError):
    """Nothing could be imported; the message says from where, why, and what to do."""


@dataclass(frozen=True)
class SpriteSet:
    """Sprites, and an account of what was left out.

    Attributes:
        name: of the folder or file.
        sprites: no blanks, no two with the same pixels.
        blanks: how many were empty.
        duplicates: how many repeated an earlier one pixel for pixel.
        rejected: "file: reason" for each that could not be used.
    """

    name: str
    sprites: tuple[Sprite, ...]
    blanks: int = 0
    duplicates: int = 0
    rejected: tuple[str, ...] = ()

    def categories(self) -> Counter[str]:
        """How many sprites each category has; those without one count under ""."""
        return Counter(sprite.category or "" for sprite in self.sprites)

    def part(self, part: Part) -> "SpriteSet":
        """The sprites whose subjects belong to one part of the split."""
        return replace(self, sprites=tuple(s for s in self.sprites if split_of(s.subject) == part))


def split_of(subject: str) -> Part:
    """Where a subject belongs: eight in ten train, one validates, one tests.

    The SHA-256 of its name decides, so that a test subject is one in every command, in every
    version, and in every set that holds it.
    """
    share = int.from_bytes(hashlib.sha256(subject.encode()).digest()[:8]) / 2**64
    if share < 0.8:
        return "train"
    return "validation" if share < 0.9 else "test"


def collect(name: str, sprites: Iterable[Sprite]) -> SpriteSet:
    """A set of `sprites` less blanks and repeats, which are counted."""
    return _exhaust(_collecting(name, sprites, []))


def _collecting(
    name: str, sprites: Iterable[Sprite | None], rejected: list[str]
) -> Generator[int, None, SpriteSet]:
    """As `collect`; yields how many are kept, now and then, so that importing can be stopped."""
    seen: set[bytes] = set()
    kept: list[Sprite] = []
    blanks = duplicates = 0
    for number, sprite in enumerate(sprites):
        if number % 64 == 0:
            yield len(kept)
        if sprite is None:
            continue
        key = sprite.pixels.tobytes()
        if sprite.is_blank:
            blanks += 1
        elif key in seen:
            duplicates += 1
        else:
            seen.add(key)
            kept.append(sprite)
    return SpriteSet(name, tuple(kept), blanks, duplicates, tuple(rejected))


def merge(name: str, sets: Sequence[SpriteSet]) -> SpriteSet:
    """One set of many; a sprite that stands in several is kept from the first."""
    merged = collect(name, (sprite for one in sets for sprite in one.sprites))
    return replace(
        merged,
        blanks=sum(one.blanks for one in sets),
        duplicates=merged.duplicates + sum(one.duplicates for one in sets),
        rejected=tuple(line for one in sets for line in one.rejected),
    )


def _exhaust(importing: Generator[int, None, SpriteSet]) -> SpriteSet:
    while True:
        try:
            next(importing)
        except StopIteration as stop:
            return stop.value


def load_set(path: Path, grid: Grid | None = None) -> SpriteSet:
    """Import at once, as `import_set` does step by step."""
    return _exhaust(import_set(path, grid))


def import_set(path: Path, grid: Grid | None = None) -> Generator[int, None, SpriteSet]:
    """Import whatever `path` is; what it is decides how.

    - a folder with a manifest.csv (columns file, category, subtype, group), or a folder of such
    - a folder of category folders ("hero", "nonhero", "food", "spell", "side", or any other)
    - a sheet, cut by `grid`, or by a guessed one
    - a single sprite of at most 16×16 pixels
    - the course's sprites_NAME.npy with its labels beside it, or a folder that holds them

    Yields how many sprites were found so far and returns the set; to cancel, stop asking.
    Raises SpriteSetError, CourseDataError, or ImageError for a single picture that cannot be read.
    """
    if path.is_dir():
        rejected: list[str] = []
        found = yield from _collecting(path.name, _folder_sprites(path, rejected), rejected)
    elif path.is_file():
        found = yield from _collecting(path.stem, _file_sprites(path, grid), [])
    else:
        raise SpriteSetError(f"{path} does not exist")
    if not found.sprites:
        why = f"; the first: {found.rejected[0]}" if found.rejected else ""
        raise SpriteSetError(
            f"{path} holds no sprites that can be used "
            f"({found.blanks} blank, {len(found.rejected)} rejected{why})"
        )
    return found


def _folder_sprites(folder: Path, rejected: list[str]) -> Iterator[Sprite | None]:
    own = folder / MANIFEST
    manifests = [own] if own.is_file() else sorted(folder.glob(f"*/{MANIFEST}"))
    for manifest in manifests:
        yield from _manifest_sprites(manifest, rejected)
    if manifests:
        return
    for pictures in sorted(folder.glob(PICTURES)):
        yield from course_sprites(pictures)
    files: list[Path] = []
    for number, file in enumerate(folder.rglob("*")):
        if number > MOST_FILES:
            raise SpriteSetError(
                f"{folder} holds more than {MOST_FILES} files; choose the folder of the sprites"
            )
        if file.suffix.lower() == ".png":
            files.append(file)
        yield None  # a large folder takes long, and whoever waits may give up
    files.sort()
    figures = Counter(_figure(file) for file in files)
    for file in files:
        name = file.relative_to(folder)
        words = [category_word(part) or part.lower() for part in name.parts[:-1]]
        # "walk_0" and "walk_1" show one subject. "0" and "1" name none and are two, and so are
        # "sprite_001" and "sprite_002" where there are more of them than any figure has frames.
        _, subject = _figure(file)
        if not subject or figures[_figure(file)] > MOST_FRAMES:
            subject = name.with_suffix("").as_posix()
        yield from _usable(
            file,
            f"{folder.resolve().name}/{subject}",
            (*words, *words_from_name(name.stem)),
            str(name),
            rejected,
        )


def _figure(file: Path) -> tuple[Path, str]:
    """The file's folder, and its name less the number of its frame."""
    return file.parent, re.sub(r"([_-]f?)?\d+$", "", file.stem)


def _manifest_sprites(manifest: Path, rejected: list[str]) -> Iterator[Sprite]:
    folder = manifest.parent
    try:
        text = manifest.read_text(encoding="utf-8-sig")
        rows = list(csv.DictReader(text.splitlines()))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise SpriteSetError(f"{manifest} cannot be read: {error}") from error
    if "\0" in text:
        raise SpriteSetError(f"{manifest} is not a text file; save it as UTF-8")
    if rows and not {"file", "category"} <= rows[0].keys():
        raise SpriteSetError(f"{manifest} needs the columns file and category")
    for row in rows:
        file = folder / (row["file"] or "")
        if not file.resolve().is_relative_to(folder.resolve()):
            rejected.append(f"{row['file']}: lies outside the set's folder")
            continue
        category = category_word(row["category"] or "")
        listed = tuple(filter(None, (row.get("words") or "").split()))
        guessed = (f"style:{folder.name}", *words_from_name(file.stem, row.get("subtype") or ""))
        words = ((category,) if category else ()) + (listed or guessed)
        subject = row.get("group") or f"{folder.name}/{file.stem}"
        yield from _usable(file, subject, words, f"{folder.name}/{row['file']}", rejected)


def _usable(
    file: Path, subject: str, words: tuple[str, ...], origin: str, rejected: list[str]
) -> Iterator[Sprite]:
    try:
        pixels = _to_size(read_rgba(file), origin)
    except ImageError as error:
        rejected.append(str(error))
        return
    yield _described(pixels, words, subject, origin)


def _file_sprites(path: Path, grid: Grid | None) -> Iterator[Sprite]:
    if path.suffix == COURSE_SUFFIX:
        yield from course_sprites(path)
        return
    pixels = read_rgba(path)
    if grid is None and max(pixels.shape[:2]) <= SIZE:
        yield _described(
            _to_size(pixels, path.name), words_from_name(path.stem), path.stem, path.name
        )
        return
    grid = grid or guess_grid(pixels)
    if grid is None:
        height, width = pixels.shape[:2]
        raise SpriteSetError(
            f"{path} is {width}×{height} pixels and no grid of 16-pixel tiles fits it; "
            "give the tile size, margin and spacing"
        )
    for i, tile in enumerate(slice_sheet(pixels, grid)):
        place = f"{path.name} tile {i}"
        yield _described(_to_size(tile, place), (), f"{path.stem}/{i}", place)


def _described(pixels: Pixels, words: Sequence[str], subject: str, origin: str) -> Sprite:
    """A sprite whose colours are measured where its words name none."""
    named = any(word.startswith("colour:") for word in words)
    colours = () if named else colour_words(pixels)
    return Sprite(pixels, tuple(dict.fromkeys((*words, *colours))), subject, origin)


def _to_size(pixels: Pixels, name: str) -> Pixels:
    """Centred on 16×16 if smaller. Raises ImageError if larger."""
    height, width = pixels.shape[:2]
    if max(height, width) > SIZE:
        raise ImageError(f"{name} is {width}×{height} pixels; a sprite is at most {SIZE}×{SIZE}")
    top, left = (SIZE - height) // 2, (SIZE - width) // 2
    result = np.zeros((SIZE, SIZE, 4), np.uint8)
    result[top : top + height, left : left + width] = pixels
    return result
