"""Sets of sprites: how they are imported, what is left out and why, how they are split."""

import hashlib
from collections import Counter
from collections.abc import Generator, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from sprite_studio.art.course_data import SUFFIX as COURSE_SUFFIX
from sprite_studio.art.course_data import course_sprites
from sprite_studio.art.imports.account import Account, Change, SpriteSetError
from sprite_studio.art.imports.folder import folder_sprites
from sprite_studio.art.imports.picture import picture_sprites
from sprite_studio.art.sheet import Grid
from sprite_studio.art.sprite import Sprite
from sprite_studio.plain_text import shown
from sprite_studio.stepwise import completed

Part = Literal["train", "validation", "test"]


@dataclass(frozen=True)
class SpriteSet:
    """Sprites, and an account of what was left out.

    Attributes:
        name: of the folder or file.
        sprites: no blanks, no two with the same pixels.
        blanks: how many were empty.
        duplicates: how many repeated an earlier one pixel for pixel.
        rejected: "file: reason" for each that could not be used.
        unlisted: how many pictures lie beside a manifest that does not name them.
        unused: "file: reason" for those, and for each file of a folder that is blank or a repeat.
        changes: how many sprites are not as they were in their files: "cleared" of a flat
            background, "reduced" from enlarged pixel art to their own size.
    """

    name: str
    sprites: tuple[Sprite, ...]
    blanks: int = 0
    duplicates: int = 0
    rejected: tuple[str, ...] = ()
    changes: Counter[Change] = field(default_factory=Counter)
    unlisted: int = 0
    unused: tuple[str, ...] = ()

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
    return completed(_collecting(name, sprites, Account()))


def _collecting(
    name: str, sprites: Iterable[Sprite | None], account: Account, by_file: bool = False
) -> Generator[int, None, SpriteSet]:
    """As `collect`; yields how many are kept, now and then, so that importing can be stopped.

    Args: by_file: whether sprites are files, each of which its user knows by name.
    """
    seen: dict[bytes, Sprite] = {}
    kept: list[Sprite] = []
    unused: list[str] = []
    blanks = duplicates = 0
    for number, sprite in enumerate(sprites):
        if number % 64 == 0:
            yield len(kept)
        if sprite is None:
            continue
        key = sprite.pixels.tobytes()
        if sprite.is_blank:
            blanks += 1
            if by_file:
                unused.append(f"{sprite.origin}: is blank")
        elif key in seen:
            duplicates += 1
            # The course's array repeats its sprites by the thousand, as the same objects.
            if by_file and seen[key] is not sprite:
                unused.append(f"{sprite.origin}: is the same as {seen[key].origin}")
        else:
            seen[key] = sprite
            kept.append(sprite)
    return SpriteSet(
        name,
        tuple(kept),
        blanks,
        duplicates,
        tuple(account.rejected),
        account.changes,
        len(account.unlisted),
        (*account.unlisted, *unused),
    )


def merge(name: str, sets: Sequence[SpriteSet]) -> SpriteSet:
    """One set of many; a sprite that stands in several is kept from the first."""
    together = (sprite for one in sets for sprite in one.sprites)
    merged = completed(_collecting(name, together, Account(), by_file=True))
    return replace(
        merged,
        blanks=sum(one.blanks for one in sets),
        duplicates=merged.duplicates + sum(one.duplicates for one in sets),
        rejected=tuple(line for one in sets for line in one.rejected),
        changes=sum((one.changes for one in sets), Counter[Change]()),
        unlisted=sum(one.unlisted for one in sets),
        unused=(*(line for one in sets for line in one.unused), *merged.unused),
    )


def load_set(path: Path, grid: Grid | None = None, keep_background: bool = False) -> SpriteSet:
    """Import at once, as `import_set` does step by step."""
    return completed(import_set(path, grid, keep_background))


def import_set(
    path: Path, grid: Grid | None = None, keep_background: bool = False
) -> Generator[int, None, SpriteSet]:
    """Import whatever `path` is; what it is decides how.

    - a folder with a manifest.csv (columns file, category, subtype, group), or a folder of such
    - a folder of category folders ("hero", "nonhero", "food", "spell", "side", or any other)
    - a sheet, cut by `grid`, or by what it says of itself, or by a guess
    - a single sprite of at most 16×16 pixels, or an animation of one
    - the course's sprites_NAME.npy with its labels beside it, or a folder that holds them

    Pixel art that was enlarged by a whole number is read at its own size. A flat background behind
    opaque sprites becomes clear, unless `keep_background` says no.

    Yields how many sprites were found so far and returns the set; to cancel, stop asking.
    Raises SpriteSetError, CourseDataError, or ImageError for a single picture that cannot be read.
    """
    account = Account(keep_background)
    if path.is_dir():
        name, sprites = path.name, folder_sprites(path, account)
    elif not (path.exists() or path.is_symlink()):
        raise SpriteSetError(f"{shown(path)} does not exist; check how its name is written")
    elif path.suffix.lower() == COURSE_SUFFIX:
        name, sprites = path.stem, course_sprites(path)
    else:
        name, sprites = path.stem, picture_sprites(path, grid, account)
    found = yield from _collecting(name, sprites, account, by_file=path.is_dir())
    if not found.sprites:
        why = f"; the first: {found.rejected[0]}" if found.rejected else ""
        raise SpriteSetError(
            f"{shown(path)} holds no sprites that can be used "
            f"({found.blanks} blank, {len(found.rejected)} rejected{why})"
        )
    return found
