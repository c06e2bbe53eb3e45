"""Aseprite's JSON beside a sheet, in both of its forms: frames by name, and frames in a list."""

from collections.abc import Mapping

from sprite_studio.art.export.aseprite_json import JSON_FORMS, FrameTag, PlacedFrame, frames_json
from sprite_studio.art.export.atlas import Atlas, lay_out
from sprite_studio.art.export.collection import STILL_MILLISECONDS, Clip, Collection
from sprite_studio.art.export.formats.files import Files
from sprite_studio.art.export.steps import Steps


def encode(collection: Collection) -> Steps[Files]:
    """NAME.png, NAME.json (hash) and NAME-array.json.

    A tag is a range of frames. So the frames of an animation follow each other, and a sprite that
    is shown again is named again, at the same place of the sheet. One that stands still in what an
    animation shows is a tag of that frame.
    """
    atlas = lay_out(collection)
    picture = f"{collection.stem}.png"
    files = {picture: (yield from atlas.png())}
    frames, tags = _told(collection, atlas)
    for form in JSON_FORMS:
        name = f"{collection.stem}{'' if form == 'hash' else f'-{form}'}.json"
        size = (atlas.width, atlas.height)
        text = frames_json(picture, size, frames, collection.version, tags, form)
        files[name] = text.encode()
    return files


def _told(collection: Collection, atlas: Atlas) -> tuple[list[PlacedFrame], list[FrameTag]]:
    frames = [
        _placed(atlas, number, collection.sprite_names[number], STILL_MILLISECONDS)
        for number in collection.still
    ]
    tags, told = [], set(collection.sprite_names)
    first_at: dict[int, int] = {}  # sprite → its first frame
    for name, clip in zip(collection.clip_names, collection.clips, strict=True):
        if (there := still_in(clip, first_at)) is not None:
            tags.append(FrameTag(name, there, there))
            continue
        tags.append(FrameTag(name, len(frames), len(frames) + len(clip.frames) - 1))
        named = {frame.name for frame in frames}
        for place, (number, time) in enumerate(zip(clip.frames, clip.milliseconds, strict=True)):
            own = collection.sprite_names[number]
            if own in named:
                own = f"{name} {place}"
                while own in told:
                    own = f"{own} again"
            named.add(own)
            told.add(own)
            first_at.setdefault(number, len(frames))
            frames.append(_placed(atlas, number, own, time))
    return frames, tags


def still_in(clip: Clip, first_at: Mapping[int, int]) -> int | None:
    """The frame at which a clip of one sprite is shown already, or None. Args: first_at: sprite →
    the first frame in which an animation shows it."""
    return first_at.get(clip.frames[0]) if len(clip.frames) == 1 else None


def _placed(atlas: Atlas, number: int, name: str, time: int) -> PlacedFrame:
    place = atlas.places[number]
    return PlacedFrame(name, place.x, place.y, place.width, place.height, time)
