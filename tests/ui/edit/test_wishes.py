import msgspec
import numpy as np
import pytest
from stage import WORDS, recipe_of, sprites

from sprite_studio.studio.jobs.drawing import BEST, MIXED, Drawing
from sprite_studio.studio.jobs.edit import Origin, live_frame_of
from sprite_studio.studio.jobs.recipes.recipe import Inpaint, Interpolate, Near, Redress, Vary
from sprite_studio.ui.edit.wishes import PROPOSALS, Kind, Wish, job_of, missing

HEAD = np.zeros((16, 16), np.bool_)
HEAD[:5] = True
NOWHERE = np.zeros((16, 16), np.bool_)
HERO = Origin(
    sprites(1)[0],
    msgspec.structs.replace(
        recipe_of(Drawing(mix={"hero": 1.0, "colour:red": 1.0}, seed=7, count=1)),
        styles=({"style:a": 1.0},),
    ),
)
STRANGER = Origin(sprites(1)[0])


def wish(kind: Kind, words: str = "", style: str = BEST, category: str = "food") -> Wish:
    return Wish(kind, words, style, 0.3, category)


def test_a_part_is_drawn_anew_under_the_words_and_the_sprites_category():
    job = job_of(wish(Kind.REDRAW, "red"), HERO, HEAD, WORDS)
    assert job.edit == Inpaint(HERO.tile, HEAD.astype(np.uint8).tobytes())
    assert (job.drawing.mix, job.prompt, job.drawing.count) == ({"hero": 1.0}, "red", PROPOSALS)
    unsaid = job_of(wish(Kind.REDRAW), HERO, HEAD, WORDS)
    assert unsaid.drawing.mix == {"hero": 1.0, "colour:red": 1.0, "style:a": 1.0}


def test_words_that_name_a_category_take_the_place_of_the_sprites_own():
    assert job_of(wish(Kind.REDRESS, "food"), HERO, NOWHERE, WORDS).drawing.mix == {}
    assert job_of(wish(Kind.REDRESS, "??"), HERO, NOWHERE, WORDS).drawing.mix == {"hero": 1.0}


@pytest.mark.parametrize(
    ("style", "told", "count"), [(BEST, MIXED, PROPOSALS), ("style:a", "style:a", 1)]
)
def test_a_new_dress_is_of_many_styles_or_of_one(style, told, count):
    job = job_of(wish(Kind.REDRESS, "red", style), HERO, NOWHERE, WORDS)
    assert job.edit == Redress(HERO.tile, HERO.told)
    assert (job.drawing.style, job.drawing.count) == (told, count)


def test_each_edit_begins_at_a_sprite_of_any_origin():
    kinds = (Kind.VARY, Kind.MORE, Kind.TURN)
    drawn = [job_of(wish(kind), HERO, NOWHERE, WORDS).edit for kind in kinds]
    turned = {"food": 1.0, "colour:red": 1.0}
    assert drawn == [Vary(HERO.tile, 0.3), Near(7, 0.3), Interpolate(7, 7, turned)]
    found = [job_of(wish(kind), STRANGER, NOWHERE, WORDS).edit for kind in kinds]
    tile = STRANGER.tile
    assert found == [Vary(tile, 0.3), Near(tile, 0.3), Interpolate(tile, tile, {"food": 1.0})]


def test_what_has_to_be_done_before_is_said():
    assert "Brush" in missing(wish(Kind.REDRAW, "hat"), NOWHERE)
    assert "Say" in missing(wish(Kind.REDRESS, "  "), HEAD)
    for kind in (Kind.VARY, Kind.MORE, Kind.TURN):
        assert missing(wish(kind), NOWHERE) == ""


def test_a_live_frame_is_the_same_job_in_few_steps():
    job = job_of(wish(Kind.VARY), HERO, NOWHERE, WORDS)
    frame = live_frame_of(job)
    assert frame.edit == job.edit
    assert frame.drawing.seed == job.drawing.seed
    assert frame.drawing.steps_taken < job.drawing.steps_taken
