"""GIF and APNG: a file for each animation of several frames; where there is none, all sprites one
after another."""

from collections.abc import Callable, Sequence

from sprite_studio.art.export.animation import Animation
from sprite_studio.art.export.apng import encode_apng
from sprite_studio.art.export.collection import Collection
from sprite_studio.art.export.formats.files import Files
from sprite_studio.art.export.gif import encode_gif
from sprite_studio.art.export.steps import Steps, part_of

SHOWN_MILLISECONDS = 500
"""For which a sprite is shown that does not move."""


def encode_gifs(collection: Collection) -> Steps[Files]:
    """NAME.gif, or NAME_CLIP.gif of several."""
    return (yield from _encode(collection, encode_gif, ".gif"))


def encode_apngs(collection: Collection) -> Steps[Files]:
    """NAME.png, or NAME_CLIP.png of several: browsers and engines know an APNG by its contents."""
    return (yield from _encode(collection, encode_apng, ".png"))


def _encode(
    collection: Collection, encode: Callable[[Animation], Steps[bytes]], suffix: str
) -> Steps[Files]:
    moving = [
        (name, clip)
        for name, clip in zip(collection.scoped_clip_names, collection.clips, strict=True)
        if len(clip.frames) > 1
    ]
    wanted: list[tuple[str, Sequence[int], Sequence[int]]] = [
        (name if len(moving) > 1 else collection.stem, clip.frames, clip.milliseconds)
        for name, clip in moving
    ]
    if not wanted:
        everyone = range(len(collection.sprites))
        wanted = [(collection.stem, everyone, [SHOWN_MILLISECONDS] * len(everyone))]
    files: Files = {}
    for number, (name, frames, times) in enumerate(wanted):
        pictures = [collection.cells[i] for i in frames]
        animation = Animation(pictures, times, collection.arrangement.scale)
        share = (number / len(wanted), (number + 1) / len(wanted))
        files[f"{name}{suffix}"] = yield from part_of(encode(animation), *share)
    return files
