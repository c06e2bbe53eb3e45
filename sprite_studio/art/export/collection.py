"""What an engine gets: named sprites, the animations among them, how they are to lie on a sheet.

Every format is a pure function of one `Collection` (`formats`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated

import msgspec
import numpy as np

from sprite_studio.art.export.file_names import safe_name, safe_names
from sprite_studio.art.palette import Palette
from sprite_studio.art.sheet import MAX_SCALE
from sprite_studio.art.sprite import Pixels
from sprite_studio.errors import UserError

MOST_SPRITES = 4096
MOST_FRAMES = 65_535
"""Of all clips together: what an .aseprite file can number."""

STILL_MILLISECONDS = 100
"""For which a sprite that is in no clip is shown, where a format must say."""


class ExportError(UserError):
    """Sprites cannot be exported as asked; the message says why."""


@dataclass(frozen=True, eq=False)
class NamedSprite:
    """Attributes: name: as its maker calls it, two may be called the same; pixels: (H, W, 4)."""

    name: str
    pixels: Pixels


@dataclass(frozen=True)
class Clip:
    """An animation.

    Attributes:
        name: "walk_down", say; two may be called the same.
        frames: numbers of sprites, in the order in which they are shown, at least one.
        milliseconds: for which each of them is shown, 1 to 65,535.
        loops: whether it begins again after the last.
        owner: name of the figure that it is of, or "" where there is only one.
    """

    name: str
    frames: tuple[int, ...]
    milliseconds: tuple[int, ...]
    loops: bool = True
    owner: str = ""


class Arrangement(msgspec.Struct, frozen=True):
    """How sprites lie on a sheet; a set keeps it.

    Attributes:
        scale: pixels of the file along each side of a sprite's pixel.
        padding: clear pixels, before scaling, between two sprites.
        extrude: how many times a sprite's edge is repeated around it, so that engines which smooth
            or round do not let a neighbour shine through.
        columns: of the sheet; with 0 a row is an animation where all are as long, or else the
            sheet is nearly square.
        power_of_two: whether the sheet's sides are rounded up to powers of two.
        scene_each: whether, in a format of scenes, each sprite and each figure has one of its own.
    """

    scale: Annotated[int, msgspec.Meta(ge=1, le=MAX_SCALE)] = 1
    padding: Annotated[int, msgspec.Meta(ge=0, le=64)] = 0
    extrude: Annotated[int, msgspec.Meta(ge=0, le=8)] = 0
    columns: Annotated[int, msgspec.Meta(ge=0, le=MOST_SPRITES)] = 0
    power_of_two: bool = False
    scene_each: bool = False


PLAIN = Arrangement()


@dataclass(frozen=True, eq=False)
class Collection:
    """What is exported together.

    Attributes:
        name: of files and resources.
        sprites: 1 to 4,096.
        clips: their animations, perhaps none.
        arrangement: on sheets.
        palette: that the sprites are drawn in, for formats that keep one, or None.
        version: of Sprite Studio.

    Raises ExportError for what is out of bounds.
    """

    name: str
    sprites: tuple[NamedSprite, ...]
    clips: tuple[Clip, ...] = ()
    arrangement: Arrangement = PLAIN
    palette: Palette | None = None
    version: str = ""

    def __post_init__(self) -> None:
        if not 1 <= len(self.sprites) <= MOST_SPRITES:
            raise ExportError(
                f"{len(self.sprites)} sprites cannot be exported at once; "
                f"choose 1 to {MOST_SPRITES}"
            )
        for clip in self.clips:
            _check_clip(clip, len(self.sprites))
        if sum(len(clip.frames) for clip in self.clips) + len(self.sprites) > MOST_FRAMES:
            raise ExportError(f"the animations have more than {MOST_FRAMES} frames; export fewer")
        try:
            msgspec.convert(msgspec.to_builtins(self.arrangement), Arrangement)
        except msgspec.ValidationError as error:
            raise ExportError(
                f"a sheet has a scale of 1 to {MAX_SCALE}, a padding of 0 to 64, an extrusion of 0 "
                f"to 8 and at most {MOST_SPRITES} columns"
            ) from error

    @cached_property
    def stem(self) -> str:
        """Its name, as a file's without a suffix."""
        return safe_name(self.name)

    @cached_property
    def sprite_names(self) -> tuple[str, ...]:
        """One for each sprite, each once, as files can be called."""
        return safe_names(sprite.name for sprite in self.sprites)

    @cached_property
    def clip_names(self) -> tuple[str, ...]:
        """One for each clip, each once, as files can be called."""
        return safe_names(clip.name for clip in self.clips)

    @cached_property
    def scoped_clip_names(self) -> tuple[str, ...]:
        """The same where clips of many collections lie together: "knight_walk_down"."""
        own = self.stem.casefold()
        return safe_names(
            clip.name if clip.name.casefold().startswith(own) else f"{self.stem}_{clip.name}"
            for clip in self.clips
        )

    @cached_property
    def cell(self) -> tuple[int, int]:
        """Width and height that every sprite fits into."""
        shapes = [sprite.pixels.shape for sprite in self.sprites]
        return max(shape[1] for shape in shapes), max(shape[0] for shape in shapes)

    @cached_property
    def cells(self) -> tuple[Pixels, ...]:
        """Every sprite at the size of a cell, on its ground line and in its middle."""
        width, height = self.cell
        return tuple(standing(sprite.pixels, width, height) for sprite in self.sprites)

    @cached_property
    def row(self) -> int | None:
        """As of `row_of`."""
        return row_of(self.clips, len(self.sprites))

    @cached_property
    def still(self) -> tuple[int, ...]:
        """The sprites that are in no clip."""
        moving = {number for clip in self.clips for number in clip.frames}
        return tuple(i for i in range(len(self.sprites)) if i not in moving)


def row_of(clips: Sequence[Clip], count: int) -> int | None:
    """How many sprites each animation shows, where all show as many, one after the other, and no
    sprite is left over: a row of a sheet. What shows a part of another's lies in its row. Else, or
    of one animation alone, None.

    Args: count: of sprites.
    """
    sets = {frozenset(clip.frames) for clip in clips}
    shown = {tuple(sorted(one)) for one in sets if not any(one < other for other in sets)}
    length = len(next(iter(shown), ()))
    if length < 2 or count < 2 * length:
        return None
    return (
        length if shown == {tuple(range(i, i + length)) for i in range(0, count, length)} else None
    )


def standing(pixels: Pixels, width: int, height: int) -> Pixels:
    """(height, width, 4) with a sprite that is no larger in the middle of the lower edge."""
    if pixels.shape[:2] == (height, width):
        return pixels
    cell = np.zeros((height, width, 4), np.uint8)
    left = (width - pixels.shape[1]) // 2
    cell[height - pixels.shape[0] :, left : left + pixels.shape[1]] = pixels
    return cell


def enlarged(pixels: Pixels, scale: int) -> Pixels:
    """Every pixel as a square of `scale` × `scale`."""
    return pixels.repeat(scale, axis=0).repeat(scale, axis=1)


def in_a_row(cells: Sequence[Pixels]) -> Pixels:
    """Cells of one size from left to right."""
    return np.concatenate(list(cells), axis=1)


def _check_clip(clip: Clip, sprites: int) -> None:
    if not clip.frames or len(clip.frames) != len(clip.milliseconds):
        raise ExportError(f"the animation {clip.name[:40]!r} has no frames, or not a time for each")
    if not all(0 <= number < sprites for number in clip.frames):
        raise ExportError(f"the animation {clip.name[:40]!r} has a frame that is not exported")
    if not all(1 <= time <= 65_535 for time in clip.milliseconds):
        raise ExportError(
            f"the animation {clip.name[:40]!r} shows a frame for less than 1 or more than 65535 "
            "milliseconds"
        )
