"""Godot's text resources, read by godot-parser, which knows all of them but `&"names"`."""

import warnings

from engine_sprites import made, sprite, standing, walking

from sprite_studio.art.export.atlas import lay_out
from sprite_studio.art.export.collection import Arrangement, Clip, Collection, NamedSprite
from sprite_studio.art.export.formats.godot import encode

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # of the parser's own parser
    import godot_parser


def parse(data: bytes):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return godot_parser.parse(data.decode().replace('&"', '"'))


def test_the_resource_has_a_region_a_sprite_and_an_animation_a_clip() -> None:
    collection = walking(Arrangement(scale=2, padding=1))
    files = made(encode, collection)
    assert set(files) == {"knight.tres", "knight.tscn", "knight.png"}
    frames = parse(files["knight.tres"])
    [sheet] = frames.get_ext_resources()
    assert (sheet.path, sheet.type) == ("knight.png", "Texture2D")
    parts = frames.get_sub_resources()
    for part, place in zip(parts, lay_out(collection).places, strict=True):
        assert part.type == "AtlasTexture"
        assert part["region"].args == [place.x, place.y, place.width, place.height]
        assert part["filter_clip"] is True
    [resource] = frames.get_sections("resource")
    animations = resource["animations"]
    assert [one["name"] for one in animations] == [
        *(f"walk_{way}" for way in ("down", "left", "right", "up")),
        "red potion",
        "shield",
    ]
    down, up = animations[0], animations[3]
    assert (down["loop"], up["loop"]) == (True, False)
    assert [frame["duration"] / down["speed"] for frame in down["frames"]] == [
        0.15, 0.1, 0.15, 0.1
    ]  # fmt: skip
    assert [frame["texture"].id for frame in down["frames"]] == [
        f"AtlasTexture_{number}" for number in (2, 3, 4, 3)
    ]


def test_one_who_stands_has_an_animation_of_one_frame() -> None:
    files = made(encode, standing(walking()))
    [resource] = parse(files["knight.tres"]).get_sections("resource")
    idle = {one["name"]: one for one in resource["animations"]}["idle_left"]
    assert [frame["texture"].id for frame in idle["frames"]] == ["AtlasTexture_5"]
    [node] = parse(files["knight.tscn"]).get_nodes()
    assert node["animation"] == "walk_down"


def test_the_scene_shows_it_without_smoothing() -> None:
    files = made(encode, walking(name='a "b" ❤'))
    stem = "a _b"
    scene = parse(files[f"{stem}.tscn"])
    [frames] = scene.get_ext_resources()
    assert frames.path == f"{stem}.tres"
    [node] = scene.get_nodes()
    assert node.type == "AnimatedSprite2D"
    assert node["texture_filter"] == 1
    assert node["animation"] == "walk_down"


def test_each_sprite_has_a_scene_of_its_own_where_that_is_wanted() -> None:
    together = walking(Arrangement(scale=2, padding=1))
    collection = walking(Arrangement(scale=2, padding=1, scene_each=True))
    files = made(encode, collection)
    still = {f"{name}.{kind}" for name in ("red potion", "shield") for kind in ("tscn", "tres")}
    assert set(files) == {"knight.tres", "knight.png", "knight.tscn", *still}  # the walks in one
    assert files["knight.png"] == made(encode, together)["knight.png"]
    assert files["knight.tres"] == made(encode, together)["knight.tres"]  # for older scenes of it
    [knight] = parse(files["knight.tscn"]).get_nodes()
    assert (knight.type, knight["animation"]) == ("AnimatedSprite2D", "walk_down")
    number = [sprite.name for sprite in collection.sprites].index("shield")
    scene = parse(files["shield.tscn"])
    [shield] = scene.get_nodes()
    assert (shield.type, shield["texture_filter"]) == ("Sprite2D", 1)
    [part] = scene.get_ext_resources()
    assert (part.path, part.type) == ("shield.tres", "Texture2D")
    assert shield["texture"].id == part.id
    region = region_in(files["shield.tres"], "knight.png")
    place = lay_out(collection).places[number]
    assert region == [place.x, place.y, place.width, place.height]


def region_in(texture: bytes, picture: str) -> list[int]:
    """Of an AtlasTexture's file."""
    parsed = parse(texture)
    [sheet] = parsed.get_ext_resources()
    assert (sheet.path, sheet.type) == (picture, "Texture2D")
    [resource] = parsed.get_sections("resource")
    assert (resource["atlas"].id, resource["filter_clip"]) == (sheet.id, True)
    return resource["region"].args


def test_a_sprite_of_the_sheet_s_own_name_does_not_replace_the_animations() -> None:
    sprites = (NamedSprite("shield", sprite(1)), NamedSprite("shield_2", sprite(2)))
    collection = Collection("shield", sprites, (), Arrangement(scene_each=True))
    files = made(encode, collection)
    assert parse(files["shield.tres"]).get_sections("resource")[0]["animations"]
    scenes = [parse(files[name]) for name in ("shield.tscn", "shield_2.tscn")]
    textures = [scene.get_ext_resources()[0].path for scene in scenes]
    assert textures == ["shield_3.tres", "shield_2.tres"]
    assert region_in(files["shield_3.tres"], "shield.png") != region_in(
        files["shield_2.tres"], "shield.png"
    )


def test_figures_are_told_apart_by_whose_their_animations_are() -> None:
    pixels = sprite(1)
    sprites = tuple(NamedSprite(f"f{i}", pixels) for i in range(4))
    clips = tuple(
        Clip(f"{owner}_{way}", (2 * i, 2 * i + 1), (100, 100), owner=owner)
        for i, owner in enumerate(("Imp", "imp"))
        for way in ("up", "down")
    )
    collection = Collection("zoo", sprites, clips, Arrangement(scene_each=True))
    files = made(encode, collection)
    assert set(files) == {"zoo.tres", "zoo.png", "Imp.tscn", "imp_2.tscn"}
    [second] = parse(files["imp_2.tscn"]).get_nodes()
    assert second["animation"] == "imp_up_2"
