import msgspec
import numpy as np
import pytest

from sprite_studio.art.forge.walking import walking_character
from sprite_studio.diffusion.networks.checkpoint import Card, save_checkpoint
from sprite_studio.diffusion.training.distill import student_of
from sprite_studio.studio.draw.casting.characters import draw_characters, draw_characters_again
from sprite_studio.studio.draw.generate import generate
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.cast import (
    CAST_DRAWING,
    CastJob,
    CastProgress,
    CastResult,
    cast_of,
    frames_in,
    given_in,
)
from sprite_studio.studio.jobs.drawing import Drawing
from sprite_studio.studio.jobs.generate import GenerateJob
from sprite_studio.studio.jobs.recipes.recipe import Cast, from_json, to_json

HOW = msgspec.structs.replace(CAST_DRAWING, mix={"hero": 1.0}, steps=3, seed=3)


@pytest.fixture
def cast(library, small_cast, tmp_path):
    save_checkpoint(tmp_path / "bundled" / "cast.safetensors", small_cast, Card(name="cast"))
    return library


def done(events):
    *before, result = [event for event in events if event is not None]
    assert isinstance(result, CastResult)
    reports = [event for event in before if isinstance(event, CastProgress)]
    assert len(reports) == len(before)
    return reports, result


def given(view=0):
    which = np.zeros((4, 3), np.bool_)
    which[view, 0] = True
    return which


def test_it_tells_how_far_it_is_and_ends_with_characters(cast):
    how = msgspec.structs.replace(HOW, count=13)
    reports, result = done(draw_characters(CastJob(how), cast))
    assert result.frames.shape == (13, 4, 3, 16, 16, 4)
    assert result.images.shape == (156, 16, 16, 4)
    assert not result.frames.flags.writeable
    assert [r.step for r in reports] == list(range(1, 7))
    assert {r.steps for r in reports} == {6}
    assert [(r.first, len(r.frames)) for r in reports][2:4] == [(0, 12), (12, 1)]


def test_a_recipe_draws_the_same_again(cast):
    frames = walking_character(1).frames
    job = CastJob(HOW, "red", cast_of(frames, given(), 0.6, mirror=True))
    reports, first = done(draw_characters(job, cast))
    assert isinstance(reports[-1], CastProgress)
    assert reports[-1].step == reports[-1].steps < 3  # it begins in the midst of the way
    saved = from_json(to_json(first.recipe))
    assert saved.drawing.mix == {"hero": 1.0, "colour:red": 1.0}
    _, again = done(draw_characters_again(saved, "cast", cast))
    assert np.array_equal(again.frames, first.frames)
    assert again.recipe == first.recipe


def test_one_of_a_party_is_drawn_again_by_itself(cast):
    _, party = done(draw_characters(CastJob(msgspec.structs.replace(HOW, count=3)), cast))
    _, one = done(draw_characters_again(party.recipe.of_sprite(1), "cast", cast))
    assert np.array_equal(one.frames[0], party.frames[1])


def test_a_palette_takes_what_is_drawn_and_not_what_is_given(cast):
    frames = walking_character(1).frames
    how = msgspec.structs.replace(HOW, palette=("ff0000", "00ff00"))
    _, result = done(draw_characters(CastJob(how, cast=cast_of(frames, given())), cast))
    assert np.array_equal(result.frames[0, 0, 0], frames[0, 0])
    others = result.frames[0][~given()]
    colours = {tuple(colour) for colour in others[others[..., 3] > 0][:, :3]}
    assert colours <= {(255, 0, 0), (0, 255, 0)}


def test_what_is_there_comes_back_from_its_bytes():
    frames = walking_character(1).frames
    there = cast_of(frames, given(2))
    assert np.array_equal(frames_in(there), frames)
    assert np.array_equal(given_in(there), given(2))
    assert not frames_in(Cast()).any()


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"sampler": "live"}, "no live student"),
        ({"colours": 0}, "1 to 16 colours"),
        ({"count": 97}, "too many at once"),
        ({"symmetric": True}, "without symmetry"),
        ({"mix": {"spell": 1.0}}, "people and creatures do"),
        ({"model": "base"}, "draws single sprites"),
        ({"model": "nobody"}, "there is no model 'nobody'"),
    ],
)
def test_what_cannot_be_drawn_is_said_before(cast, changed, told):
    with pytest.raises(JobError, match=told):
        done(draw_characters(CastJob(msgspec.structs.replace(HOW, **changed)), cast))


def test_frames_that_cannot_be_given_are_refused(cast):
    frames = walking_character(1).frames.copy()
    every = np.ones((4, 3), np.bool_)
    for there, told in (
        (cast_of(frames, every), "all twelve frames are given"),
        (Cast(given=bytes([1] + [0] * 11)), "none are there"),
        (cast_of(frames, given(), 0.0), "strength must be above 0"),
    ):
        with pytest.raises(JobError, match=told):
            done(draw_characters(CastJob(HOW, cast=there), cast))
    frames[0, 0, ..., :3] = np.arange(768).reshape(16, 16, 3) % 251
    frames[0, 0, ..., 3] = 255
    with pytest.raises(JobError, match=r"colours together.*merge them first"):
        done(draw_characters(CastJob(HOW, cast=cast_of(frames, given())), cast))


def test_without_the_network_it_says_plainly_that_there_is_none(library):
    with pytest.raises(JobError, match="there is no cast network here"):
        done(draw_characters(CastJob(HOW), library))


def test_a_strangers_recipe_is_checked(cast):
    _, result = done(draw_characters(CastJob(HOW), cast))
    for styles, told in (
        (({"style:nobody": 1.0},), "does not know 'style:nobody'"),
        (({"style:a": float("nan")},), "the recipe is damaged"),
    ):
        recipe = msgspec.structs.replace(result.recipe, styles=styles)
        with pytest.raises(JobError, match=told):
            done(draw_characters_again(recipe, "cast", cast))


def test_single_sprites_are_not_drawn_by_a_network_of_characters(cast):
    job = GenerateJob(Drawing(model="cast", count=1, sampler="ddim", steps=3))
    with pytest.raises(JobError, match="the model 'cast' draws characters that walk"):
        list(generate(job, cast))
    assert [model.walks for model in cast.all()] == [False, True]


def test_the_live_student_draws_in_two_steps_and_again(cast, small_cast, tmp_path):
    how = msgspec.structs.replace(HOW, sampler="live", steps=2)
    with pytest.raises(JobError, match="no live student"):
        done(draw_characters(CastJob(how), cast))
    student = student_of(small_cast)
    live = tmp_path / "bundled" / "cast.live.safetensors"
    save_checkpoint(live, student, Card(name="cast, live"))
    frames = walking_character(1).frames
    reports, result = done(draw_characters(CastJob(how, cast=cast_of(frames, given())), cast))
    assert len(reports) == 2
    assert np.array_equal(result.frames[0, 0, 0], frames[0, 0])
    assert result.recipe.model_hash == student.fingerprint() != cast.load("cast").hash
    _, again = done(draw_characters_again(result.recipe, "cast", cast))
    assert np.array_equal(again.frames, result.frames)
