"""Strips: the frames of an animation side by side, and how many they are in the file's name.

GameMaker, Construct and many importers cut `name_strip4.png` into four by itself.
"""

from collections.abc import Sequence

from sprite_studio.art.export.collection import Collection, in_a_row
from sprite_studio.art.export.formats.files import Files
from sprite_studio.art.export.png import encode_png
from sprite_studio.art.export.steps import Steps
from sprite_studio.art.image_file import MAX_SIDE
from sprite_studio.stepwise import completed


def encode(collection: Collection) -> Steps[Files]:
    """NAME_CLIP_stripN.png for each animation, NAME_stripN.png of the sprites that do not move."""
    strips = [
        (name, clip.frames)
        for name, clip in zip(collection.scoped_clip_names, collection.clips, strict=True)
    ]
    most = max(1, MAX_SIDE // (collection.cell[0] * collection.arrangement.scale))
    still = collection.still
    for part, first in enumerate(range(0, len(still), most), start=1):
        name = collection.stem if len(still) <= most else f"{collection.stem}_{part}"
        strips.append((name, still[first : first + most]))
    files: Files = {}
    for number, (name, frames) in enumerate(strips, start=1):
        files[strip_name(name, len(frames))] = strip(collection, frames)
        yield number / len(strips)
    return files


def strip_name(name: str, frames: int) -> str:
    """The file's."""
    return f"{name}_strip{frames}.png"


def strip(collection: Collection, frames: Sequence[int]) -> bytes:
    """The PNG of some sprites side by side, without gaps: what cuts it counts on that."""
    row = in_a_row([collection.cells[number] for number in frames])
    return completed(encode_png(row, scale=collection.arrangement.scale))
