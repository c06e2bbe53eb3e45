"""An .aseprite file, read by our own importer and by readers that others wrote: PyPI's `aseprite`,
which needs Python 3.12, and npm's `ase-parser`."""

import json
from pathlib import Path

import numpy as np
import pytest
from engine_sprites import NODE_MODULES, has_node, made, named, node, saved, standing, walking

from sprite_studio.art.export.collection import Arrangement, Collection
from sprite_studio.art.export.formats.aseprite_file import encode
from sprite_studio.art.imports.aseprite import read_aseprite
from sprite_studio.art.palette import Palette
from sprite_studio.art.sprite import Pixels


def shown(collection: Collection) -> list[Pixels]:
    """In the order of the file's frames."""
    numbers = [*collection.still, *(i for clip in collection.clips for i in clip.frames)]
    return [collection.cells[number] for number in numbers]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    saved(made(encode, walking(Arrangement(scale=2))), tmp_path)
    return tmp_path / "knight.aseprite"


def test_our_own_importer_reads_frames_times_and_tags(file: Path) -> None:
    read = read_aseprite(file)
    for frame, cell in zip(read.frames, shown(walking()), strict=True):
        assert (frame[::2, ::2] == cell).all()
    assert read.milliseconds[:6] == (100, 100, 150, 100, 150, 100)
    assert [(tag.name, tag.first, tag.last) for tag in read.tags[:3]] == [
        ("red potion", 0, 0),
        ("shield", 1, 1),
        ("walk_down", 2, 5),
    ]
    assert not read.has_more


def test_one_who_stands_is_a_tag_of_a_frame_of_the_walk(tmp_path: Path) -> None:
    saved(made(encode, standing(walking())), tmp_path)
    read = read_aseprite(tmp_path / "knight.aseprite")
    assert len(read.frames) == 2 + 4 * 4
    tags = {tag.name: (tag.first, tag.last) for tag in read.tags}
    assert (tags["walk_left"], tags["idle_left"]) == ((6, 9), (6, 6))


def test_the_reader_from_pypi_sees_the_same(file: Path) -> None:
    aseprite = pytest.importorskip("aseprite", reason="it needs Python 3.12")
    sprite = aseprite.Sprite.open(file)
    assert sprite.size == (32, 32)
    for number, cell in enumerate(shown(walking())):
        assert (np.asarray(sprite.image(number).convert("RGBA"))[::2, ::2] == cell).all()
    assert [tag.name for tag in sprite.tags][2:] == [clip.name for clip in walking().clips]
    assert [layer.name for layer in sprite.layers] == ["knight"]
    [whole] = sprite.slices
    assert whole.name == "knight"


@pytest.mark.skipif(not has_node("ase-parser"), reason="npm install --prefix tests/node")
def test_the_reader_from_npm_sees_the_same(file: Path) -> None:
    program = f"""
    const Aseprite = require({json.dumps(str(NODE_MODULES / "ase-parser"))});
    const file = new Aseprite(require("fs").readFileSync({json.dumps(str(file))}), "knight");
    file.parse();
    console.log(JSON.stringify({{
      size: [file.width, file.height],
      tags: file.tags.map((tag) => [tag.name, tag.from, tag.to]),
      layers: file.layers.map((layer) => layer.name),
      times: file.frames.map((frame) => frame.frameDuration),
      slices: file.slices.map((slice) => [slice.name, slice.keys[0].pivot]),
      colours: file.palette.colors.length,
      pixels: Array.from(file.frames[3].cels[0].rawCelData),
    }}));
    """
    read = json.loads(node(program))
    assert read["size"] == [32, 32]
    assert read["tags"][2:4] == [["walk_down", 2, 5], ["walk_left", 6, 9]]
    assert read["layers"] == ["knight"]
    assert read["times"][:4] == [100, 100, 150, 100]
    assert read["slices"] == [["knight", {"x": 16, "y": 32}]]
    pixels = np.array(read["pixels"], np.uint8).reshape(32, 32, 4)
    assert (pixels[::2, ::2] == shown(walking())[3]).all()


def test_the_palette_is_the_one_that_was_asked_for(tmp_path: Path) -> None:
    palette = Palette("two", ("ff0000", "00ff00"))
    collection = Collection("x", named("a"), (), palette=palette)
    data = made(encode, collection)["x.aseprite"]
    assert b"\x00\x00\xff\x00\x00\xff\x00\x00\x00\xff\x00\xff" in data


def test_a_frame_that_is_shown_again_takes_no_room() -> None:
    collection = walking()
    many = Collection("x", collection.sprites, collection.clips * 20)
    once, often = (len(made(encode, one)["x.aseprite"]) for one in (
        Collection("x", collection.sprites, collection.clips), many))  # fmt: skip
    assert often - once < 19 * 16 * 80
