"""Aseprite's JSON beside a sheet: where each sprite lies. Engines and Phaser read it.

Source: the "hash" form of Aseprite's command-line export (--data, --format json-hash).
"""

import json
from pathlib import Path

from sprite_studio.art.sheet import Layout
from sprite_studio.art.sprite import SIZE
from sprite_studio.atomic_write import atomic_write_bytes

APP = "Sprite Studio"
FRAME_MILLISECONDS = 100


def sheet_json(image: str, count: int, layout: Layout, version: str) -> str:
    """The JSON text.

    Args:
        image: file name of the sheet, without folders.
        count: sprites on it.
        layout: how they lie there.
        version: of Sprite Studio.
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
            "duration": FRAME_MILLISECONDS,
        }
    gap = layout.padding * layout.scale
    meta = {
        "app": APP,
        "version": version,
        "image": image,
        "format": "RGBA8888",
        "size": {"w": columns * stride - gap, "h": rows * stride - gap},
        "scale": "1",
        "frameTags": [],
        "slices": [],
    }
    return json.dumps({"frames": frames, "meta": meta}, indent=1)


def json_path(sheet: Path) -> Path:
    """Where a sheet's JSON goes. Raises FileExistsError if something else lies there."""
    path = sheet.with_suffix(".json")
    if path.exists() and f'"app": "{APP}"' not in path.read_text("utf-8", errors="replace"):
        raise FileExistsError(f"{path} is not a sheet's JSON; give the sheet another name")
    return path


def save_sheet_json(sheet: Path, count: int, layout: Layout, version: str) -> Path:
    """Write the JSON beside the sheet, under its name; return its path.

    Raises FileExistsError rather than replace a JSON file of something else, and OSError.
    """
    path = json_path(sheet)
    atomic_write_bytes(path, sheet_json(sheet.name, count, layout, version).encode())
    return path
