"""Aseprite's JSON beside a sheet: where each sprite lies, and which of them belong together.

Source: Aseprite's command-line export (--data, --format json-hash and json-array, --list-tags).
Phaser reads both forms and finds a frame by its number ("0", "1", …), so those are the names;
readers of LÖVE want the array.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from sprite_studio.art.sheet import Layout
from sprite_studio.art.sprite import SIZE

APP = "Sprite Studio"
FRAME_MILLISECONDS = 100

JsonForm = Literal["hash", "array"]
"""Frames by their names, or in a list."""
JSON_FORMS: tuple[JsonForm, ...] = get_args(JsonForm)


@dataclass(frozen=True)
class FrameTag:
    """Frames that belong together: an animation, or one sprite that has a name.

    Attributes: name; first, last: numbers of its frames, both among them.
    """

    name: str
    first: int
    last: int


def sheet_json(
    image: str,
    count: int,
    layout: Layout,
    version: str,
    tags: Sequence[FrameTag] = (),
    form: JsonForm = "hash",
    milliseconds: int = FRAME_MILLISECONDS,
) -> str:
    """The JSON text.

    Args:
        image: file name of the sheet, without folders.
        count: sprites on it.
        layout: how they lie there.
        version: of Sprite Studio.
        milliseconds: for which each frame is shown.
    """
    columns = min(layout.columns, count)
    side, stride = SIZE * layout.scale, (SIZE + layout.padding) * layout.scale
    rows = -(-count // columns)
    frames = {}
    for i in range(count):
        place = {"x": i % columns * stride, "y": i // columns * stride, "w": side, "h": side}
        frames[str(i)] = {
            "frame": place,
            "rotated": False,
            "trimmed": False,
            "spriteSourceSize": {"x": 0, "y": 0, "w": side, "h": side},
            "sourceSize": {"w": side, "h": side},
            "duration": milliseconds,
        }
    gap = layout.padding * layout.scale
    meta = {
        "app": APP,
        "version": version,
        "image": image,
        "format": "RGBA8888",
        "size": {"w": columns * stride - gap, "h": rows * stride - gap},
        "scale": "1",
        "frameTags": [
            {"name": tag.name, "from": tag.first, "to": tag.last, "direction": "forward"}
            for tag in tags
        ],
        "slices": [],
    }
    listed = [{"filename": name, **frame} for name, frame in frames.items()]
    return json.dumps({"frames": listed if form == "array" else frames, "meta": meta}, indent=1)
