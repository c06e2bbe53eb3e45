"""Others follow a changed frame, with the installed network of characters."""

import msgspec
import numpy as np
import pytest

from sprite_studio.art.forge.walking import walking_character
from sprite_studio.art.walk.follow import Change
from sprite_studio.art.walk.meters import differing
from sprite_studio.diffusion.networks.checkpoint import Card, save_checkpoint
from sprite_studio.studio.draw.casting.characters import draw_characters, draw_characters_again
from sprite_studio.studio.draw.casting.follow import draw_followers
from sprite_studio.studio.jobs.cast import (
    CAST_DRAWING,
    CastJob,
    CastProgress,
    CastResult,
    change_in,
    following,
)
from sprite_studio.studio.jobs.drawing import Drawing
from sprite_studio.studio.jobs.recipes.recipe import from_json, to_json

HOW = Drawing(steps=3)
FRONT = np.zeros((4, 3), np.bool_)
FRONT[0, 0] = True


@pytest.fixture
def cast(library, small_cast, tmp_path):
    save_checkpoint(tmp_path / "bundled" / "cast.safetensors", small_cast, Card(name="cast"))
    return library


def with_a_feather(frames: np.ndarray) -> np.ndarray:
    after = frames.copy()
    after[0, 0, :2, 12:14] = (255, 0, 0, 255)
    return after


def in_other_colours(frames: np.ndarray) -> np.ndarray:
    after = frames.copy()
    solid = after[0, 0, ..., 3] > 0
    after[0, 0][solid, :3] = after[0, 0][solid][:, [1, 2, 0]]
    return after


def run(cast, change, seeds=(7,)):
    steps = draw_followers(cast.load("cast"), [{"hero": 1.0}] * len(seeds), seeds, HOW, change, 0.7)
    told = []
    while True:
        try:
            told.append(next(steps))
        except StopIteration as end:
            return told, end.value


def test_colours_alone_need_no_network(cast):
    before = walking_character(1).frames
    told, frames = run(cast, Change(before, in_other_colours(before), FRONT))
    assert told == []
    assert differing(frames[0, 3], before[3]).any()


def test_another_shape_is_drawn_only_in_its_rows_and_given_frames_stay(cast):
    before = walking_character(1).frames
    after = with_a_feather(before)
    told, [frames] = run(cast, Change(before, after, FRONT))
    assert len(told) > 1
    assert np.array_equal(frames[0, 0], after[0, 0])
    assert np.array_equal(frames[..., 4:, :, :], before[..., 4:, :, :])
    _, both = run(cast, Change(before, after, FRONT), seeds=(6, 7))
    assert np.array_equal(both[1], frames)


@pytest.mark.parametrize("change", [with_a_feather, in_other_colours])
def test_a_recipe_follows_again(cast, change):
    before = walking_character(1).frames
    edit = following(change(before), FRONT, before, 0.7)
    how = msgspec.structs.replace(CAST_DRAWING, steps=3, seed=5)
    *reports, result = [e for e in draw_characters(CastJob(how, cast=edit), cast) if e is not None]
    assert isinstance(result, CastResult)
    assert {r.steps for r in reports if isinstance(r, CastProgress)} <= {len(reports)}
    saved = from_json(to_json(result.recipe))
    *_, again = [e for e in draw_characters_again(saved, "cast", cast) if e is not None]
    assert isinstance(again, CastResult)
    assert np.array_equal(again.frames, result.frames)


def test_what_nobody_changed_is_followed_by_nothing_in_particular():
    frames = walking_character(1).frames[:, [0, 0, 0]]
    edit = following(frames, FRONT, None, 0.5)
    assert edit.before is None
    assert change_in(edit) is None
    assert edit.strength == 0.5
