"""Godot 4: a SpriteFrames resource of AtlasTextures, and a scene that shows it without smoothing.

A sprite that is in no animation is one of a single frame, under its own name; where each has a
scene of its own, it is a Sprite2D of an AtlasTexture. Scenes only point at resources, which say
where a sprite lies on the sheet: so a scene that somebody changed is right after another export.
Paths are relative: the files may lie anywhere in a project, as long as they lie together.

Source: https://docs.godotengine.org/en/stable/engine_details/file_formats/tscn.html and
`ResourceLoaderText` (4.x), which reads a path without "://" from the file's own folder.
"""

from collections.abc import Sequence
from typing import TypeAlias

from sprite_studio.art.export.atlas import lay_out
from sprite_studio.art.export.collection import STILL_MILLISECONDS, Clip, Collection
from sprite_studio.art.export.file_names import safe_names
from sprite_studio.art.export.formats.files import Files
from sprite_studio.art.export.steps import Steps

NEAREST = 1
"""`CanvasItem.TEXTURE_FILTER_NEAREST`."""

Region: TypeAlias = tuple[int, int, int, int]
"""Left, top, width and height on the sheet."""


def encode(collection: Collection) -> Steps[Files]:
    """NAME.tres, NAME.png and NAME.tscn; where each sprite is to have a scene, one .tscn under the
    name of each instead. NAME.tres holds everything then, too: an older NAME.tscn shows it."""
    atlas = lay_out(collection)
    stem = collection.stem
    picture = yield from atlas.png()
    regions = [(place.x, place.y, place.width, place.height) for place in atlas.places]
    clips = list(collection.clips)
    for number in collection.still:
        clips.append(Clip(collection.sprites[number].name, (number,), (STILL_MILLISECONDS,)))
    names = safe_names(clip.name for clip in clips)
    files: Files = {f"{stem}.tres": _frames(stem, regions, names, clips).encode()}
    if collection.arrangement.scene_each:
        files |= _scenes(collection, regions, names)
    else:
        files[f"{stem}.tscn"] = _scene(stem, stem, names[0]).encode()
    return {**files, f"{stem}.png": picture}


def _scenes(collection: Collection, regions: list[Region], names: Sequence[str]) -> Files:
    """One for everybody who moves, and for every sprite that does not, whose place is a file beside
    it. Args: names: of the clips, and more."""
    stem = collection.stem
    first: dict[str, str] = {}  # whose clips → the first of them
    for clip, name in zip(collection.clips, names, strict=False):
        first.setdefault(clip.owner or stem, name)
    still = collection.still
    titles = safe_names([*first, *(collection.sprites[number].name for number in still)])
    moving, standing = titles[: len(first)], titles[len(first) :]
    _, *places = safe_names([stem, *standing])  # NAME.tres is that of the animations
    files = {
        f"{title}.tscn": _scene(title, stem, clip)
        for title, clip in zip(moving, first.values(), strict=True)
    }
    for title, place, number in zip(standing, places, still, strict=True):
        files[f"{place}.tres"] = _place(stem, regions[number])
        files[f"{title}.tscn"] = _still_scene(title, place)
    return {name: text.encode() for name, text in files.items()}


def _frames(stem: str, regions: list[Region], names: Sequence[str], clips: list[Clip]) -> str:
    parts = [
        f'[gd_resource type="SpriteFrames" load_steps={len(regions) + 2} format=3]\n',
        f'[ext_resource type="Texture2D" path={_text(f"{stem}.png")} id="1_sheet"]\n',
    ]
    parts += [
        f'[sub_resource type="AtlasTexture" id="AtlasTexture_{number}"]\n{_placed(region)}'
        for number, region in enumerate(regions)
    ]
    animations = ", ".join(_animation(name, clip) for name, clip in zip(names, clips, strict=True))
    parts.append(f"[resource]\nanimations = [{animations}]\n")
    return "\n".join(parts)


def _animation(name: str, clip: Clip) -> str:
    """A frame's duration is told in frames of the animation's speed."""
    shortest = min(clip.milliseconds)
    frames = ", ".join(
        f'{{\n"duration": {time / shortest:.6g},\n'
        f'"texture": SubResource("AtlasTexture_{number}")\n}}'
        for number, time in zip(clip.frames, clip.milliseconds, strict=True)
    )
    return (
        f'{{\n"frames": [{frames}],\n"loop": {"true" if clip.loops else "false"},\n'
        f'"name": &{_text(name)},\n"speed": {1000 / shortest:.6g}\n}}'
    )


def _scene(title: str, stem: str, first: str) -> str:
    """Somebody who moves. Args: stem: of the resource; first: the animation that is played."""
    return (
        "[gd_scene load_steps=2 format=3]\n\n"
        f'[ext_resource type="SpriteFrames" path={_text(f"{stem}.tres")} id="1_frames"]\n\n'
        f'[node name={_text(_node_name(title))} type="AnimatedSprite2D"]\n'
        f"texture_filter = {NEAREST}\n"
        'sprite_frames = ExtResource("1_frames")\n'
        f"animation = &{_text(first)}\n"
        f"autoplay = {_text(first)}\n"
    )


def _still_scene(title: str, place: str) -> str:
    """Somebody who does not. Args: place: the AtlasTexture's name."""
    return (
        "[gd_scene load_steps=2 format=3]\n\n"
        f'[ext_resource type="Texture2D" path={_text(f"{place}.tres")} id="1_place"]\n\n'
        f'[node name={_text(_node_name(title))} type="Sprite2D"]\n'
        f"texture_filter = {NEAREST}\n"
        'texture = ExtResource("1_place")\n'
    )


def _place(stem: str, region: Region) -> str:
    return (
        '[gd_resource type="AtlasTexture" load_steps=2 format=3]\n\n'
        f'[ext_resource type="Texture2D" path={_text(f"{stem}.png")} id="1_sheet"]\n\n'
        f"[resource]\n{_placed(region)}"
    )


def _placed(region: Region) -> str:
    """What an AtlasTexture says of its place on the sheet."""
    return (
        'atlas = ExtResource("1_sheet")\n'
        f"region = Rect2({', '.join(map(str, region))})\n"
        "filter_clip = true\n"
    )


def _node_name(title: str) -> str:
    """Without what a path of nodes is written with."""
    return title.replace(".", "_")


def _text(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
