import msgspec
import pytest

from sprite_studio.art.export.aseprite_json import FrameTag
from sprite_studio.studio.export.frame_tags import frame_milliseconds, frame_tags
from sprite_studio.studio.jobs.drawing import Drawing
from sprite_studio.studio.jobs.recipes.recipe import Interpolate, Recipe, Vary

RECIPE = Recipe(
    version="1",
    model_hash="0",
    styles=({},) * 3,
    drawing=Drawing(
        model="base",
        mix={"colour:red": 1.5, "food": 0.4, "spell": 1.0},
        seed=7,
        count=3,
        sampler="ddim",
        steps=20,
        eta=0.0,
        guidance=2.0,
    ),
)


def drawn_with(**fields: object) -> Recipe:
    drawing = msgspec.structs.replace(RECIPE.drawing, **fields)
    return msgspec.structs.replace(RECIPE, drawing=drawing)


def test_each_sprite_is_named_by_what_it_most_is_and_its_seed() -> None:
    names = ("spell-7", "spell-8", "spell-9")
    assert frame_tags(RECIPE) == tuple(FrameTag(name, i, i) for i, name in enumerate(names))
    vary = msgspec.structs.replace(RECIPE, edit=Vary(bytes(1024), 0.5))
    assert frame_tags(vary) == frame_tags(RECIPE)


@pytest.mark.parametrize(
    ("mix", "name"),
    [({}, "sprite-7"), ({"hero": -1.0}, "sprite-7"), ({"kind:potion": 0.2}, "potion-7")],
)
def test_without_a_category_a_word_will_do(mix: dict[str, float], name: str) -> None:
    assert frame_tags(drawn_with(mix=mix))[0].name == name


def test_no_two_sprites_have_one_name() -> None:
    tags = frame_tags(drawn_with(seeds=(5, 9, 5)))
    assert [tag.name for tag in tags] == ["spell-5", "spell-9", "spell-5-2"]


@pytest.mark.parametrize(("stop", "name"), [("food", "spell-to-food"), ("spell", "spell")])
def test_a_way_is_one_animation(stop: str, name: str) -> None:
    way = msgspec.structs.replace(RECIPE, edit=Interpolate(7, 9, {stop: 1.0}))
    assert frame_tags(way) == (FrameTag(name, 0, 2),)
    assert frame_milliseconds(way) > frame_milliseconds(RECIPE)
    assert frame_tags(way.of_sprite(1)) == (FrameTag(name, 0, 0),)
