"""Aseprite's JSON beside a sheet: where each sprite lies, and which of them belong together.

Source: Aseprite's command-line export (--data, --format json-hash and json-array, --list-tags).
Phaser's `createFromAseprite` finds a frame by its number ("0", "1", …), so those are the names on a
sheet of drawings (`sheet_json`); readers of LÖVE want the array.
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


@dataclass(frozen=True)
class PlacedFrame:
    """Attributes: name; x, y, width, height: on the sheet, in its pixels; milliseconds: for which
    it is shown."""

    name: str
    x: int
    y: int
    width: int
    height: int
    milliseconds: int = FRAME_MILLISECONDS


def sheet_json(
    image: str,
    count: int,
    layout: Layout,
    version: str,
    tags: Sequence[FrameTag] = (),
    form: JsonForm = "hash",
    milliseconds: int = FRAME_MILLISECONDS,
) -> str:
    """The JSON text of a sheet whose frames are numbered.

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
    frames = [
        PlacedFrame(str(i), i % columns * stride, i // columns * stride, side, side, milliseconds)
        for i in range(count)
    ]
    gap = layout.padding * layout.scale
    return frames_json(
        image, (columns * stride - gap, rows * stride - gap), frames, version, tags, form
    )


def frames_json(
    image: str,
    size: tuple[int, int],
    frames: Sequence[PlacedFrame],
    version: str,
    tags: Sequence[FrameTag] = (),
    form: JsonForm = "hash",
) -> str:
    """The JSON text. Args: as of `sheet_json`; size: width and height of the sheet; frames: no two
    of one name."""
    told = {frame.name: _frame(frame) for frame in frames}
    meta = {
        "app": APP,
        "version": version,
        "image": image,
        "format": "RGBA8888",
        "size": {"w": size[0], "h": size[1]},
        "scale": "1",
        "frameTags": [
            {"name": tag.name, "from": tag.first, "to": tag.last, "direction": "forward"}
            for tag in tags
        ],
        "slices": [],
    }
    listed = [{"filename": name, **frame} for name, frame in told.items()]
    return json.dumps({"frames": listed if form == "array" else told, "meta": meta}, indent=1)


def _frame(frame: PlacedFrame) -> dict[str, object]:
    size = {"w": frame.width, "h": frame.height}
    return {
        "frame": {"x": frame.x, "y": frame.y, **size},
        "rotated": False,
        "trimmed": False,
        "spriteSourceSize": {"x": 0, "y": 0, **size},
        "sourceSize": size,
        "duration": frame.milliseconds,
    }
