"""The tables beside a grid, run by Lua and by Python themselves."""

from typing import Any

import lupa
from engine_sprites import made, standing, walking

from sprite_studio.art.export.atlas import lay_out
from sprite_studio.art.export.collection import Arrangement, Collection, NamedSprite
from sprite_studio.art.export.formats.grid import encode


def test_lua_and_python_hold_every_place_and_animation() -> None:
    collection = walking(Arrangement(scale=2, padding=1), name="2 knights")
    files = made(encode, standing(collection))
    assert set(files) == {"_2_knights.png", "_2_knights.lua", "_2_knights.py"}
    table: Any = lupa.LuaRuntime(unpack_returned_tuples=True).execute(
        files["_2_knights.lua"].decode()
    )
    python: dict = {}
    exec(files["_2_knights.py"], python)
    assert table.image == python["IMAGE"] == "_2_knights.png"
    assert list(table.order.values()) == list(collection.sprite_names)
    for name, place in zip(collection.sprite_names, lay_out(collection).places, strict=True):
        told = (place.x, place.y, place.width, place.height)
        assert tuple(table.sprites[name].values()) == python["SPRITES"][name] == told
    down, up = table.animations["walk_down"], table.animations["walk_up"]
    assert list(down.frames.values()) == ["down 0", "down 1", "down 2", "down 1"]
    assert python["ANIMATIONS"]["walk_down"] == {
        "frames": ["down 0", "down 1", "down 2", "down 1"],
        "durations": [0.15, 0.1, 0.15, 0.1],
        "loop": True,
    }
    assert (down.loop, up.loop) == (True, False)
    assert list(table.animations["idle_up"].frames.values()) == ["up 0"]
    assert python["ANIMATIONS"]["idle_up"]["frames"] == ["up 0"]


def test_a_name_cannot_become_code() -> None:
    wild = NamedSprite('"] = os.exit(), ["', walking().sprites[0].pixels)
    files = made(encode, Collection("x", (wild, NamedSprite("\\", wild.pixels))))
    table: Any = lupa.LuaRuntime(unpack_returned_tuples=True).execute(files["x.lua"].decode())
    assert len(list(table.sprites.keys())) == 2
