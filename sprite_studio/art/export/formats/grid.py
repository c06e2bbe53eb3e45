"""A plain grid for LÖVE, pygame and everything that is programmed by hand: a sheet, and a table of
what lies where, as Lua and as Python.

    local hero = require("NAME")     -- hero.sprites["knight"] is {x, y, width, height}
    import NAME                      #  NAME.SPRITES["knight"] is (x, y, width, height)
"""

from collections.abc import Iterable

from sprite_studio.art.export.atlas import lay_out
from sprite_studio.art.export.collection import Collection
from sprite_studio.art.export.file_names import identifiers
from sprite_studio.art.export.formats.files import Files
from sprite_studio.art.export.steps import Steps

MADE_HERE = "made by Sprite Studio; the next export of this name replaces it"


def encode(collection: Collection) -> Steps[Files]:
    """NAME.png, NAME.lua and NAME.py, NAME as code takes it."""
    atlas = lay_out(collection)
    picture = yield from atlas.png()
    [stem] = identifiers([collection.name])
    places = [
        (name, (place.x, place.y, place.width, place.height))
        for name, place in zip(collection.sprite_names, atlas.places, strict=True)
    ]
    clips = [
        (
            name,
            [collection.sprite_names[number] for number in clip.frames],
            [time / 1000 for time in clip.milliseconds],
            clip.loops,
        )
        for name, clip in zip(collection.clip_names, collection.clips, strict=True)
    ]
    return {
        f"{stem}.png": picture,
        f"{stem}.lua": _lua(f"{stem}.png", atlas.cell, places, clips).encode(),
        f"{stem}.py": _python(f"{stem}.png", atlas.cell, places, clips).encode(),
    }


_Places = list[tuple[str, tuple[int, int, int, int]]]
_Clips = list[tuple[str, list[str], list[float], bool]]


def _lua(picture: str, cell: tuple[int, int], places: _Places, clips: _Clips) -> str:
    lines = [
        f"-- {MADE_HERE}",
        "-- x, y, width and height in pixels from the upper left corner; durations in seconds.",
        "-- Before the picture is loaded: love.graphics.setDefaultFilter('nearest', 'nearest')",
        "return {",
        f"  image = {_lua_text(picture)},",
        f"  cell = {{{cell[0]}, {cell[1]}}},",
        "  sprites = {",
        *(f"    [{_lua_text(name)}] = {{{', '.join(map(str, place))}}}," for name, place in places),
        "  },",
        f"  order = {{{_listed(_lua_text(name) for name, _ in places)}}},",
        "  animations = {",
    ]
    for name, frames, seconds, loops in clips:
        lines += [
            f"    [{_lua_text(name)}] = {{",
            f"      frames = {{{_listed(map(_lua_text, frames))}}},",
            f"      durations = {{{_listed(f'{time:g}' for time in seconds)}}},",
            f"      loop = {'true' if loops else 'false'},",
            "    },",
        ]
    return "\n".join([*lines, "  },", "}", ""])


def _python(picture: str, cell: tuple[int, int], places: _Places, clips: _Clips) -> str:
    lines = [
        f"# {MADE_HERE}",
        '"""x, y, width and height in pixels from the upper left corner; durations in seconds."""',
        "",
        f"IMAGE = {picture!r}",
        f"CELL = {cell!r}",
        "SPRITES = {",
        *(f"    {name!r}: {place!r}," for name, place in places),
        "}",
        "ANIMATIONS = {",
    ]
    for name, frames, seconds, loops in clips:
        told = {"frames": frames, "durations": seconds, "loop": loops}
        lines.append(f"    {name!r}: {told!r},")
    return "\n".join([*lines, "}", ""])


def _listed(texts: Iterable[str]) -> str:
    return ", ".join(texts)


def _lua_text(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
