"""The JSON beside a sheet: each rectangle cut from the sheet is the sprite, and strict readers that
go about it as Aseprite's own format, Phaser and LÖVE's libraries do find every frame and tag."""

import json
from typing import Annotated, Literal

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sprite_studio.art.export.aseprite_json import FrameTag, JsonForm, sheet_json
from sprite_studio.art.sheet import Layout, pack_sheet

Natural = Annotated[int, msgspec.Meta(ge=0)]
Positive = Annotated[int, msgspec.Meta(ge=1)]


class Size(msgspec.Struct, forbid_unknown_fields=True):
    w: Positive
    h: Positive


class Place(msgspec.Struct, forbid_unknown_fields=True):
    x: Natural
    y: Natural
    w: Positive
    h: Positive


class Frame(msgspec.Struct, forbid_unknown_fields=True):
    frame: Place
    rotated: bool
    trimmed: bool
    sprite_source_size: Place = msgspec.field(name="spriteSourceSize")
    source_size: Size = msgspec.field(name="sourceSize")
    duration: Positive


class NamedFrame(Frame, forbid_unknown_fields=True):
    filename: str


class Tag(msgspec.Struct, forbid_unknown_fields=True):
    name: Annotated[str, msgspec.Meta(min_length=1)]
    first: Natural = msgspec.field(name="from")
    last: Natural = msgspec.field(name="to")
    direction: Literal["forward", "reverse", "pingpong", "pingpong_reverse"]


class Meta(msgspec.Struct, forbid_unknown_fields=True):
    app: str
    version: str
    image: str
    format: Literal["RGBA8888"]
    size: Size
    scale: str
    frame_tags: list[Tag] = msgspec.field(name="frameTags")
    slices: list[object]


class Hash(msgspec.Struct, forbid_unknown_fields=True):
    frames: dict[str, Frame]
    meta: Meta


class Array(msgspec.Struct, forbid_unknown_fields=True):
    frames: list[NamedFrame]
    meta: Meta


def phaser_animations(data: dict) -> dict[str, list[tuple[str, int]]]:
    """As Phaser's JSONHash and JSONArray parsers name the texture's frames, and as its
    createFromAseprite then looks for them: tag → (frame, ms)."""
    frames = data["frames"]
    listed = isinstance(frames, list)
    textures = {frame["filename"] for frame in frames} if listed else set(frames)
    made = {}
    for tag in data["meta"]["frameTags"]:
        keys = [str(i) for i in range(tag["from"], tag["to"] + 1)]
        if tag["direction"] == "reverse":
            keys.reverse()
        found = [(key, frames[int(key)] if listed else frames[key]) for key in keys]
        assert all(key in textures for key, _ in found)
        made[tag["name"]] = [(key, frame["duration"]) for key, frame in found]
    return made


def love_animations(data: dict) -> dict[str, list[tuple[int, int, int, int, float]]]:
    """As peachy and other readers for LÖVE do it: only a list has a length there, so frames by name
    are none; tag → quads with their seconds."""
    frames = data["frames"]
    listed = frames if isinstance(frames, list) else []
    quads = [(*(f["frame"][key] for key in "xywh"), f["duration"] / 1000) for f in listed]
    return {tag["name"]: quads[tag["from"] : tag["to"] + 1] for tag in data["meta"]["frameTags"]}


LAYOUTS = st.builds(
    Layout, columns=st.integers(1, 12), scale=st.integers(1, 3), padding=st.integers(0, 3)
)


@given(st.integers(1, 20), LAYOUTS, st.sampled_from(["hash", "array"]))
@settings(max_examples=60, deadline=None)
def test_every_rectangle_is_its_sprite(count: int, layout: Layout, form: JsonForm) -> None:
    tiles = np.random.default_rng(count).integers(0, 256, (count, 16, 16, 4), dtype=np.uint8)
    sheet = pack_sheet(list(tiles), layout.columns, layout.scale, layout.padding)
    text = sheet_json("sheet.png", count, layout, "1.2.3", form=form)
    if form == "hash":
        read = msgspec.json.decode(text, type=Hash)
        names, frames = list(read.frames), list(read.frames.values())
    else:
        read = msgspec.json.decode(text, type=Array)
        names, frames = [frame.filename for frame in read.frames], list(read.frames)
    assert names == [str(i) for i in range(count)]
    for tile, entry in zip(tiles, frames, strict=True):
        x, y, w, h = (getattr(entry.frame, key) for key in "xywh")
        big = tile.repeat(layout.scale, axis=0).repeat(layout.scale, axis=1)
        np.testing.assert_array_equal(sheet[y : y + h, x : x + w], big)
        assert (entry.source_size.w, entry.source_size.h) == (w, h)
        whole = entry.sprite_source_size
        assert (whole.x, whole.y, whole.w, whole.h) == (0, 0, w, h)
        assert not entry.rotated
        assert not entry.trimmed
    assert (read.meta.size.h, read.meta.size.w) == sheet.shape[:2]
    assert read.meta.image == "sheet.png"
    assert read.meta.version == "1.2.3"


TAGS = (FrameTag("walk", 0, 3), FrameTag("hurt", 4, 4))


@pytest.mark.parametrize("form", ["hash", "array"])
def test_phaser_finds_every_animation_in_either_form(form: JsonForm) -> None:
    data = json.loads(sheet_json("s.png", 5, Layout(2), "1", TAGS, form, milliseconds=120))
    assert phaser_animations(data) == {
        "walk": [(str(i), 120) for i in range(4)],
        "hurt": [("4", 120)],
    }


def test_readers_of_love_find_every_animation_in_the_array() -> None:
    layout = Layout(columns=2, scale=3, padding=1)
    data = json.loads(sheet_json("s.png", 5, layout, "1", TAGS, "array", milliseconds=120))
    found = love_animations(data)
    assert found["walk"] == [
        (0, 0, 48, 48, 0.12),
        (51, 0, 48, 48, 0.12),
        (0, 51, 48, 48, 0.12),
        (51, 51, 48, 48, 0.12),
    ]
    assert found["hurt"] == [(0, 102, 48, 48, 0.12)]
