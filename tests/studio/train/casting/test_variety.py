import numpy as np
import pytest

from sprite_studio.art.colour.recolour import RECOLOURED
from sprite_studio.art.forge.walking import walking_character
from sprite_studio.art.walk.character import Character
from sprite_studio.studio.train.casting.variety import (
    dyed,
    joined,
    moved,
    stretched,
    told_colours,
    varied,
    widened,
)

ONE, OTHER = walking_character(3), walking_character(8)


def test_whoever_has_the_head_of_another_has_his_own_body_and_no_word_that_may_be_false():
    both = joined(ONE, OTHER, 9)
    assert np.array_equal(both.frames[:, :, :9], ONE.frames[:, :, :9])
    assert np.array_equal(both.frames[:, :, 9:], OTHER.frames[:, :, 9:])
    assert {"hero", "style:forge", RECOLOURED} <= set(both.words)
    assert not [word for word in both.words if word.startswith(("kind:", "hat", "clothes"))]
    assert both.subject == OTHER.subject


def test_of_two_styles_neither_is_told():
    stranger = Character(ONE.frames, ("hero", "style:a"), "a/1")
    assert not [word for word in joined(stranger, OTHER, 8).words if word.startswith("style:")]


def test_new_colours_are_told_and_old_ones_are_not():
    words = told_colours(("hero", "colour:red", "hat-colour:blue", "kind:mage"), ONE.frames)
    assert words[:2] == ("hero", "kind:mage")
    assert words[-1] == RECOLOURED
    assert "hat-colour:blue" not in words


@pytest.mark.parametrize("seed", range(5))
def test_the_same_chance_makes_the_same_character(seed):
    one, again = (varied(ONE, OTHER, np.random.default_rng(seed)) for _ in range(2))
    assert np.array_equal(one.frames, again.frames)
    assert one.words == again.words
    assert set(np.unique(one.frames[..., 3])) <= {0, 255}


@pytest.mark.parametrize(("top", "ways"), [(4, 5), (0, 4)])
def test_one_that_is_moved_goes_all_ways_that_leave_it_whole(top, ways):
    frames = np.zeros((4, 3, 16, 16, 4), np.uint8)
    frames[:, :, top : top + 6, 5:9] = 255
    rng = np.random.default_rng(0)
    found = {moved(frames, rng).tobytes() for _ in range(200)}
    assert len(found) == ways  # one of them stays
    assert {one.count(255) for one in found} == {frames.tobytes().count(255)}


def test_one_that_is_stretched_is_a_row_taller_or_shorter_and_stands_where_it_stood():
    frames = np.zeros((4, 3, 16, 16, 4), np.uint8)
    frames[..., 4:15, 5:9, :] = np.arange(1, 12, dtype=np.uint8)[:, None, None]  # every row its own
    rng = np.random.default_rng(0)
    found = [stretched(frames, rng) for _ in range(60)]
    rows = [one[0, 0, :, 5, 0].tolist() for one in found]
    assert {16 - row.count(0) for row in rows} == {10, 12}
    for one, row in zip(found, rows, strict=True):
        assert (one == one[0, 0]).all()  # all frames alike
        assert row[14] == 11
        assert row[15] == 0
        assert row[:15] == sorted(row[:15])  # in their order


def test_one_without_room_above_only_shrinks():
    frames = np.full((4, 3, 16, 16, 4), 255, np.uint8)
    found = [stretched(frames, np.random.default_rng(seed)) for seed in range(20)]
    assert {int(one[0, 0, :, 0, 3].sum()) // 255 for one in found} == {15, 16}


def test_one_that_is_widened_is_a_column_wider_or_thinner_alike_from_opposite_sides():
    frames = np.zeros((4, 3, 16, 16, 4), np.uint8)
    columns = np.arange(1, 9, dtype=np.uint8)[:, None]  # every column its own
    frames[:2, ..., 4:15, 4:12, :] = columns
    frames[2:, ..., 4:15, 4:12, :] = columns[::-1]
    found = [widened(frames, np.random.default_rng(seed)) for seed in range(60)]
    assert {np.count_nonzero(one[0, 0, 8, :, 0]) for one in found} == {7, 9}
    for one in found:
        down, left, right, up = one[:, 0, 8, :, 0]
        assert (one == one[:, :1]).all()  # all steps alike
        assert np.array_equal(left, right[::-1])
        assert np.array_equal(down, up[::-1])
        seen = down[down > 0]
        assert sorted(seen) == list(seen)  # in their order
        assert (seen[0], seen[-1]) == (1, 8)


def test_who_fills_a_view_grows_no_wider():
    frames = np.full((4, 3, 16, 16, 4), 255, np.uint8)
    found = [widened(frames, np.random.default_rng(seed)) for seed in range(20)]
    assert {int(np.count_nonzero(one[0, 0, 8, :, 3])) for one in found} == {15, 16}


def test_dyes_change_colours_and_nothing_else():
    found = dyed(ONE.frames, np.random.default_rng(0))
    assert np.array_equal(found[..., 3], ONE.frames[..., 3])
    seen = ONE.frames[..., 3] > 0
    before, after = ONE.frames[seen][:, :3], found[seen][:, :3]
    assert (before != after).any(axis=1).mean() > 0.5
    pairs = np.unique(np.concatenate([before, after], axis=1), axis=0)
    assert len(pairs) == len(np.unique(before, axis=0))  # what had one colour has one


def test_nobody_stays_nobody_in_any_dye():
    nobody = np.zeros((4, 3, 16, 16, 4), np.uint8)
    assert not dyed(nobody, np.random.default_rng(0)).any()
