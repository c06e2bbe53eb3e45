from dataclasses import replace

import msgspec
import numpy as np
import pytest

from sprite_studio.art.export.collection import Arrangement
from sprite_studio.art.forge.walking import walking_character
from sprite_studio.art.palette import Palette
from sprite_studio.errors import UserError
from sprite_studio.studio.export.model_credits import ModelCredits
from sprite_studio.studio.export.origins import merged
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.drawing import Drawing
from sprite_studio.studio.jobs.export import ExportSetting, setting_text
from sprite_studio.studio.jobs.library.changes import MakeSetJob, SetFacts
from sprite_studio.studio.jobs.library.exporting import GatherJob
from sprite_studio.studio.jobs.library.sprites import NewSprite
from sprite_studio.studio.jobs.recipes.recipe import Cast, Recipe
from sprite_studio.studio.library.sprites.drawn import kept_character
from sprite_studio.studio.library.sprites.gathering import gather, gather_set

RECIPE = Recipe(
    version="1",
    model_hash="abc",
    styles=({},),
    drawing=Drawing(mix={"hero": 1.0}, seed=5, count=1),
)


def learned(name: str) -> ModelCredits:
    return ModelCredits((f"{name}'s pack",), is_public_domain=True)


@pytest.fixture
def ids(library, sprite) -> tuple[int, ...]:
    new = [sprite(0, name="knight"), sprite(1, name="mage", recipe=RECIPE), sprite(2, name="slime")]
    return library.keep(new).ids


def made_set(library, ids, **facts) -> int:
    return library.change(MakeSetJob(SetFacts("Forest", sprites=ids, **facts))).set


def test_sprites_are_exported_by_their_names_and_those_selected_are_meant_first(library, ids):
    found = gather(GatherJob(ids, chosen=ids[1:]), library, learned)
    assert [one.name for one in found.sprites] == ["knight", "mage", "slime"]
    assert found.choices == {"The 2 selected": (1, 2), "All 3 sprites": (0, 1, 2)}
    assert found.set is None
    assert found.palette is None


def test_it_is_said_where_each_comes_from(library, ids):
    found = gather(GatherJob(ids), library, learned)
    drawn, *others = sorted(merged(found.origins), key=lambda one: not one.model)
    assert (drawn.model, drawn.packs, drawn.sprites) == ("base", ("base's pack",), 1)
    assert drawn.is_public_domain
    assert [(one.model, one.sprites) for one in others] == [("", 2)]
    one = found.only([1])
    assert [(origin.model, origin.sprites) for origin in one.origins] == [("base", 1)]


def test_imported_art_that_was_drawn_anew_is_said_to_be_redrawn(library, sprite):
    new = [sprite(0, recipe=RECIPE, origin="own.png"), sprite(1, recipe=RECIPE)]
    found = gather(GatherJob(library.keep(new).ids), library, learned)
    [origin] = merged(found.origins)
    assert (origin.sprites, origin.redrawn) == (2, 1)


def test_a_set_brings_its_palette_and_how_it_was_exported_last(library, ids):
    setting = ExportSetting("godot", Arrangement(scale=3))
    set_ = made_set(library, ids[:2], palette=("ff0000", "000000"), export=setting_text(setting))
    found = gather(GatherJob(ids[:2], set=set_), library, learned)
    assert (found.name, found.set) == ("Forest", set_)
    assert found.palette == Palette("Forest", ("ff0000", "000000"))
    assert found.setting == setting
    gathered = gather_set("forest", library, learned)
    assert [one.name for one in gathered.sprites] == ["knight", "mage"]
    assert gathered.arrangement == setting.arrangement


def test_a_setting_that_cannot_be_read_is_none(library, ids):
    set_ = made_set(library, ids, export=msgspec.json.encode({"format": 3}).decode())
    assert gather(GatherJob(ids, set=set_), library, learned).setting is None


def test_the_frames_of_a_figure_are_an_animation(library):
    images = np.zeros((2, 16, 16, 4), np.uint8)
    images[0, 0, 0] = images[1, 1, 1] = 255
    figure = NewSprite(images, "imported", name="ghost", frames=("a", "b"))
    found = gather(GatherJob(library.keep([figure]).ids), library, learned)
    assert [one.name for one in found.sprites] == ["ghost_a", "ghost_b"]
    assert [(clip.name, clip.frames) for clip in found.clips] == [("ghost", (0, 1))]


def test_where_nothing_is_kept_or_no_set_has_the_name_that_is_said(library, ids):
    with pytest.raises(JobError, match="no sprite to export"):
        gather(GatherJob((9999,)), library, learned)
    with pytest.raises(UserError, match="there is no set 'Dungeon'"):
        gather_set("Dungeon", library, learned)


def test_a_character_that_walks_has_its_four_walks(library):
    frames = walking_character(1).frames
    [id_] = library.keep([replace(kept_character(frames, None), name="knight")]).ids
    found = gather(GatherJob((id_,)), library, learned)
    assert [clip.name for clip in found.clips] == [
        f"knight_{how}_{view}"
        for how in ("walk", "idle")
        for view in ("down", "left", "right", "up")
    ]
    assert found.clips[1].frames == (3, 4, 3, 5)
    assert found.sprites[4].name == "knight_left_a"


def test_a_character_is_counted_in_frames_whoever_drew_it(library, sprite):
    frames = walking_character(1).frames
    walking = msgspec.structs.replace(RECIPE, edit=Cast())
    new = [kept_character(frames, None), kept_character(frames[::-1], walking), sprite(0)]
    found = gather(GatherJob(library.keep(new).ids), library, learned)
    counted = {one.model: (one.sprites, one.frames) for one in merged(found.origins)}
    assert counted == {"": (13, 12), "base": (12, 12)}
