"""Sprites of one file: a single one, the frames of an animation, or the tiles of a sheet."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from sprite_studio.art.enlarged import as_sprite, own_sizes
from sprite_studio.art.imports.account import Account, SpriteSetError
from sprite_studio.art.imports.cells import open_picture
from sprite_studio.art.imports.layout import known_tiles
from sprite_studio.art.names import words_from_name
from sprite_studio.art.sheet import Grid, guess_grid, slice_sheet
from sprite_studio.art.sprite import SIZE, Pixels, Sprite
from sprite_studio.plain_text import shown


def picture_sprites(path: Path, grid: Grid | None, account: Account) -> Iterator[Sprite]:
    """Cut by `grid`; or by what a sheet says of itself; or as it looks.

    Raises ImageError, and SpriteSetError where nothing fits.
    """
    opened = open_picture(path)
    first, *_ = frames = opened.frames
    has_more = opened.has_more
    if grid is None and _is_sprite(first):
        words = words_from_name(path.stem)
        yield from _moving(frames, has_more, words, path.stem, path.name, account)
        return
    if grid is not None:
        tiles = slice_sheet(first, grid)
    else:
        tiles = known_tiles(path, first) or _guessed_tiles(path, first)
    if len(frames) > 1 or has_more:
        account.rejected.append(f"{shown(path.name)}: of an animation only the first frame is cut")
    yield from _cut(first, tiles, (), path.stem, path.name, account)


def described_sprites(
    path: Path, words: Sequence[str], subject: str, origin: str, account: Account
) -> Iterator[Sprite]:
    """Of one picture among many, of which it is known what it shows: a sprite, the frames of one,
    or the tiles of a sheet that says where they lie.

    Raises ImageError for any other picture.
    """
    opened = open_picture(path)
    first, *_ = frames = opened.frames
    has_more = opened.has_more
    tiles = None if _is_sprite(first) else known_tiles(path, frames[0])
    if tiles is None:
        yield from _moving(frames, has_more, words, subject, origin, account)
    else:
        yield from _cut(first, tiles, words, subject, origin, account)


def _is_sprite(picture: Pixels) -> bool:
    return max(as_sprite(picture).shape[:2]) <= SIZE


def _moving(
    frames: Sequence[Pixels],
    has_more: bool,
    words: Sequence[str],
    subject: str,
    origin: str,
    account: Account,
) -> Iterator[Sprite]:
    """One sprite a frame, all of one subject; most pictures have one frame. Raises ImageError."""
    if has_more:
        account.rejected.append(f"{shown(origin)}: has more frames than the {len(frames)} in use")
    for i, pixels in enumerate(frames):
        name = origin if len(frames) == 1 else f"{origin} frame {i}"
        yield account.sprite(pixels, words, subject, name)


def _cut(
    sheet: Pixels,
    tiles: Sequence[Pixels],
    words: Sequence[str],
    subject: str,
    origin: str,
    account: Account,
) -> Iterator[Sprite]:
    """One sprite a tile, each a subject of its own. Raises ImageError."""
    for i, tile in enumerate(account.of_sheet(sheet, tiles, origin)):
        yield account.described(tile, words, f"{subject}/{i}", f"{origin} tile {i}")


def _guessed_tiles(path: Path, picture: Pixels) -> list[Pixels]:
    """At the smallest size that is a sheet of sprites. Raises SpriteSetError."""
    for own in own_sizes(picture):
        grid = guess_grid(own)
        if grid is not None and max(own.shape[:2]) > SIZE:
            factor = picture.shape[0] // own.shape[0]
            enlarged = Grid(SIZE * factor, grid.margin * factor, grid.spacing * factor)
            return slice_sheet(picture, enlarged)
    height, width = picture.shape[:2]
    raise SpriteSetError(
        f"{shown(path)} is {width}×{height} pixels and no grid of 16-pixel tiles fits it; "
        "give the tile size, margin and spacing"
    )
