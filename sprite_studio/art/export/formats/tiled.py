"""Tiled: a tileset, as XML (.tsx) and as JSON (.tsj). A tile's class is its sprite's name.

An animation sits on the tile of its first frame; a tile has one at most, so of two that begin with
the same sprite the first is kept. One that stands still is its tile alone.

Source: https://doc.mapeditor.org/en/stable/reference/tmx-map-format/ and json-map-format/.
"""

import json
from xml.etree import ElementTree

from sprite_studio.art.export.atlas import Atlas, lay_out
from sprite_studio.art.export.collection import Clip, Collection
from sprite_studio.art.export.formats.files import Files
from sprite_studio.art.export.steps import Steps

FORMAT = "1.10"
"""In which a tile's kind is called class in Tiled and written "type" in its files."""


def encode(collection: Collection) -> Steps[Files]:
    """NAME.tsx, NAME.tsj and NAME.png."""
    atlas = lay_out(collection)
    picture = yield from atlas.png()
    stem = collection.stem
    facts: dict[str, str | int] = {
        "name": stem,
        "tilewidth": atlas.cell[0],
        "tileheight": atlas.cell[1],
        "spacing": atlas.spacing,
        "margin": atlas.margin,
        "tilecount": _tiles_across(atlas) * _tiles_down(atlas),
        "columns": _tiles_across(atlas),
    }
    clips: dict[int, tuple[str, Clip]] = {}
    for name, clip in zip(collection.clip_names, collection.clips, strict=True):
        if len(clip.frames) > 1:
            clips.setdefault(_tile(atlas, clip.frames[0]), (name, clip))
    return {
        f"{stem}.tsx": _xml(collection, atlas, facts, clips),
        f"{stem}.tsj": _json(collection, atlas, facts, clips),
        f"{stem}.png": picture,
    }


def _tiles_across(atlas: Atlas) -> int:
    """As Tiled counts: all that fit on the picture, also where it was filled up."""
    inner = atlas.width - 2 * atlas.margin + atlas.spacing
    return inner // (atlas.cell[0] + atlas.spacing)


def _tiles_down(atlas: Atlas) -> int:
    inner = atlas.height - 2 * atlas.margin + atlas.spacing
    return inner // (atlas.cell[1] + atlas.spacing)


def _tile(atlas: Atlas, number: int) -> int:
    """The tile's number, of a sprite's."""
    row, column = divmod(number, atlas.columns)
    return row * _tiles_across(atlas) + column


def _xml(
    collection: Collection,
    atlas: Atlas,
    facts: dict[str, str | int],
    clips: dict[int, tuple[str, Clip]],
) -> bytes:
    told = {name: str(value) for name, value in facts.items() if value != 0}
    root = ElementTree.Element("tileset", {"version": FORMAT, **told})
    image = {"source": f"{collection.stem}.png"}
    image |= {"width": str(atlas.width), "height": str(atlas.height)}
    ElementTree.SubElement(root, "image", image)
    for number, name in enumerate(collection.sprite_names):
        tile = _tile(atlas, number)
        node = ElementTree.SubElement(root, "tile", id=str(tile), type=name)
        if tile in clips:
            title, clip = clips[tile]
            properties = ElementTree.SubElement(node, "properties")
            ElementTree.SubElement(properties, "property", name="animation", value=title)
            animation = ElementTree.SubElement(node, "animation")
            for frame, time in zip(clip.frames, clip.milliseconds, strict=True):
                shown = {"tileid": str(_tile(atlas, frame)), "duration": str(time)}
                ElementTree.SubElement(animation, "frame", shown)
    ElementTree.indent(root, " ")
    return ElementTree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"


def _json(
    collection: Collection,
    atlas: Atlas,
    facts: dict[str, str | int],
    clips: dict[int, tuple[str, Clip]],
) -> bytes:
    tiles: list[dict[str, object]] = []
    for number, name in enumerate(collection.sprite_names):
        tile = _tile(atlas, number)
        told: dict[str, object] = {"id": tile, "type": name}
        if tile in clips:
            title, clip = clips[tile]
            told["properties"] = [{"name": "animation", "type": "string", "value": title}]
            told["animation"] = [
                {"tileid": _tile(atlas, frame), "duration": time}
                for frame, time in zip(clip.frames, clip.milliseconds, strict=True)
            ]
        tiles.append(told)
    tileset = facts | {
        "type": "tileset",
        "version": FORMAT,
        "image": f"{collection.stem}.png",
        "imagewidth": atlas.width,
        "imageheight": atlas.height,
        "tiles": tiles,
    }
    return json.dumps(tileset, indent=1).encode() + b"\n"
