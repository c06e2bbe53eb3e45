"""Phaser 3 and 4: a texture atlas, and its animations.

    this.load.atlas("NAME", "NAME.png", "NAME.json");
    this.load.animation("NAME-animations", "NAME-animations.json");

Source: https://docs.phaser.io/phaser/concepts/loader (`atlas`, `animation`) and the loader's own
code (`TextureManager.addAtlasJSONHash`, `AnimationManager.fromJSON`) in 3.90 and 4.2.
"""

import json

from sprite_studio.art.export.aseprite_json import PlacedFrame, frames_json
from sprite_studio.art.export.atlas import lay_out
from sprite_studio.art.export.collection import STILL_MILLISECONDS, Clip, Collection
from sprite_studio.art.export.formats.files import Files
from sprite_studio.art.export.steps import Steps

FOREVER = -1


def encode(collection: Collection) -> Steps[Files]:
    """NAME.png, NAME.json and, where there are any, NAME-animations.json."""
    atlas = lay_out(collection)
    picture = f"{collection.stem}.png"
    files = {picture: (yield from atlas.png())}
    frames = [
        PlacedFrame(name, place.x, place.y, place.width, place.height, STILL_MILLISECONDS)
        for name, place in zip(collection.sprite_names, atlas.places, strict=True)
    ]
    size = (atlas.width, atlas.height)
    files[f"{collection.stem}.json"] = frames_json(
        picture, size, frames, collection.version
    ).encode()
    if collection.clips:
        animations = [
            _animation(collection, name, clip)
            for name, clip in zip(collection.scoped_clip_names, collection.clips, strict=True)
        ]
        told = {"anims": animations, "globalTimeScale": 1}
        files[f"{collection.stem}-animations.json"] = json.dumps(told, indent=1).encode()
    return files


def _animation(collection: Collection, name: str, clip: Clip) -> dict[str, object]:
    even = len(set(clip.milliseconds)) == 1
    frames = [
        {"key": collection.stem, "frame": collection.sprite_names[number]}
        | ({} if even else {"duration": time})
        for number, time in zip(clip.frames, clip.milliseconds, strict=True)
    ]
    return {
        "key": name,
        "type": "frame",
        "frames": frames,
        "frameRate": round(1000 * len(clip.frames) / sum(clip.milliseconds), 3),
        "repeat": FOREVER if clip.loops else 0,
    }
