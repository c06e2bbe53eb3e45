import numpy as np
import pytest

from sprite_studio.art.forge.walking import walking_character
from sprite_studio.art.walk.finish import MOST_COLOURS, finish
from sprite_studio.art.walk.meters import feet_line, palette, upper_move

NOTHING = np.zeros((4, 3), dtype=np.bool_)


@pytest.fixture
def soft() -> np.ndarray:
    """A character as a network draws one: colours that drift, soft edges, feet at odds."""
    frames = walking_character(7).frames.astype(np.int16)
    noise = np.random.default_rng(0).normal(0, 9, frames.shape).round().astype(np.int16)
    drawn = (frames + noise * (frames[..., 3:] > 0)).clip(0, 255).astype(np.uint8)
    drawn[2, 1] = np.roll(drawn[2, 1], -1, axis=0)
    return drawn


def test_what_a_game_needs_holds_whatever_is_drawn(soft):
    noise = np.random.default_rng(1).integers(0, 256, soft.shape, np.uint8)
    for drawn in (soft, noise):
        for mirror in (None, True, False):
            frames = finish(drawn, NOTHING, mirror)
            assert len(palette(frames)) <= MOST_COLOURS
            assert set(np.unique(frames[..., 3])) <= {0, 255}
            assert len({feet_line(frame) for frame in frames.reshape(-1, 16, 16, 4)}) == 1
            if mirror:
                assert np.array_equal(frames[2], frames[1][..., ::-1, :])


def test_given_frames_stay_byte_for_byte_and_lend_their_colours(soft):
    own = walking_character(7).frames
    given = NOTHING.copy()
    given[0, 0] = given[2, 1] = True
    drawn = np.where(given[..., None, None, None], own, soft)
    frames = finish(drawn, given)
    assert np.array_equal(frames[given], own[given])
    kept = {tuple(c) for c in palette(own[given])}
    assert sum(tuple(c) in kept for c in palette(frames)) == len(kept)
    assert len(palette(frames)) <= MOST_COLOURS
    # Not mirrored by force: the right side was given, so left follows it.
    assert np.array_equal(frames[1, 1], own[2, 1][:, ::-1])


def on_lines(lines, given):
    """Bodies that stand on these lines, drawn around the given ones → where they stand then."""
    frames = np.zeros((4, 3, 16, 16, 4), np.uint8)
    for at in np.ndindex(4, 3):
        frames[at][4 : lines[at[0]][at[1]] + 1, 5:11] = 255
    chosen = NOTHING.copy()
    for at in given:
        chosen[at] = True
    done = finish(frames, chosen, mirror=False)
    return [[feet_line(frame) for frame in view] for view in done]


FRONT, LEFT, LEFT_STEP = (0, 0), (1, 0), (1, 1)


@pytest.mark.parametrize(
    ("drawn", "given", "done"),
    [
        # Who steps a pixel lower, or stands a pixel higher from the side, does.
        ([[12, 13, 13]] * 4, [FRONT], [[12, 13, 13]] * 4),
        ([[12] * 3, *[[11, 12, 12]] * 3], [FRONT], [[12] * 3, *[[11, 12, 12]] * 3]),
        # No further, and to one side alone.
        ([[12, 13, 14], [11, 13, 12], [15, 13, 9], [12] * 3], [FRONT],
         [[12, 13, 13], [12, 13, 12], [13, 13, 12], [12] * 3]),
        # Beside a given frame of its own view a frame stands on that one's line.
        ([[12] * 3, [14, 15, 12], [12] * 3, [12] * 3], [FRONT, LEFT],
         [[12] * 3, [14, 15, 14], [12] * 3, [12] * 3]),
        ([[12] * 3, [13, 13, 14], [12] * 3, [12] * 3], [FRONT, LEFT_STEP],
         [[12] * 3, [13, 13, 14], [12] * 3, [12] * 3]),
        # From words all stand on one line.
        ([[12, 13, 13]] * 4, [], [[13] * 3] * 4),
    ],
)  # fmt: skip
def test_who_bobs_in_what_is_given_bobs_in_what_is_drawn(drawn, given, done):
    assert on_lines(drawn, given) == done


@pytest.mark.parametrize(
    ("given_views", "rows", "mirrored"),
    [((), 5, False), ((1,), 5, True), ((2,), 5, True), ((1, 2), 5, False), ((1,), 8, False)],
)
def test_the_other_side_of_a_given_one_is_its_twin_unless_clearly_another(
    given_views, rows, mirrored
):
    """Args: rows: of sixteen in which the sides disagree."""
    frames = np.zeros((4, 3, 16, 16, 4), np.uint8)
    frames[..., 3] = 255
    frames[1, :, 16 - rows :, :, 0] = 255
    given = NOTHING.copy()
    given[list(given_views), 0] = True
    done = finish(frames, given)
    assert np.array_equal(done[2, 1], done[1, 1][:, ::-1]) == mirrored


def test_many_given_colours_leave_no_place_for_others(soft):
    rich = walking_character(7).frames.copy()
    solid = rich[0, 0][..., 3] > 0
    rich[0, 0][solid, 0] = np.arange(solid.sum())
    given = NOTHING.copy()
    given[0, 0] = True
    frames = finish(np.where(given[..., None, None, None], rich, soft), given)
    assert len(palette(frames)) == len(palette(rich[0, 0]))


def test_a_head_is_drawn_once(soft):
    frames = finish(soft, NOTHING)
    for view in frames:
        for step in (1, 2):
            assert upper_move(view[0], view[step]).changed <= 0.08


@pytest.mark.parametrize(
    ("rows", "drawn_stays", "given_stays"), [(1, False, False), (4, True, False), (6, True, True)]
)
def test_beside_a_given_frame_more_of_a_head_is_the_network_s_noise(rows, drawn_stays, given_stays):
    """Rows of the upper eight that the step shows in another colour."""
    frames = np.zeros((4, 3, 16, 16, 4), np.uint8)
    frames[..., 3] = 255
    frames[:, 1, :rows, :, 0] = 255
    given = np.zeros((4, 3), np.bool_)
    given[0, 0] = True
    done = finish(frames, given, mirror=False)
    assert done[1, 1, 0, 0, 0] == (255 if drawn_stays else 0)
    assert done[0, 1, 0, 0, 0] == (255 if given_stays else 0)


def test_blank_frames_stay_blank():
    blank = np.zeros((4, 3, 16, 16, 4), np.uint8)
    assert not finish(blank, NOTHING).any()
