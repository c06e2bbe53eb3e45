import numpy as np
import pytest
import torch

from sprite_studio.art.forge.walking import walking_character
from sprite_studio.art.walk.finish import MOST_COLOURS
from sprite_studio.art.walk.meters import palette
from sprite_studio.diffusion.networks.checkpoint import Card, save_checkpoint
from sprite_studio.stepwise import completed
from sprite_studio.studio.draw.casting.cast import Known, draw_cast, encoded, frames_of, of_a_person
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.drawing import Drawing

HOW = Drawing(steps=3)
KNIGHT = {"hero": 1.0, "colour:red": 1.0}


@pytest.fixture
def cast(library, small_cast, tmp_path):
    save_checkpoint(tmp_path / "bundled" / "cast.safetensors", small_cast, Card(name="cast"))
    return library.load("cast")


def drawn(cast, seeds, known=None, mixes=None, how=HOW, **options):
    mixes = mixes or [KNIGHT] * len(seeds)
    return completed(draw_cast(cast, mixes, seeds, how, known, **options))


def given(*frames):
    which = np.zeros((4, 3), dtype=np.bool_)
    for frame in frames:
        which[frame] = True
    return which


def test_a_character_is_the_same_in_every_party(cast):
    party = drawn(cast, [1, 2, 3, 4, 5])
    assert party.shape == (5, 4, 3, 16, 16, 4)
    assert np.array_equal(drawn(cast, [4])[0], party[3])
    assert not np.array_equal(party[0], party[1])
    assert all(len(palette(one)) <= MOST_COLOURS for one in party)


def test_given_frames_stay_and_the_others_answer_to_them(cast):
    one, other = walking_character(1).frames, walking_character(2).frames
    first = drawn(cast, [7], Known(one, given((0, 0))))[0]
    assert np.array_equal(first[0, 0], one[0, 0])
    second = drawn(cast, [7], Known(other, given((0, 0))))[0]
    assert not np.array_equal(first[1:], second[1:])


def test_what_is_not_given_does_not_matter_where_it_is_drawn_anew(cast):
    one = walking_character(1).frames
    front = np.zeros_like(one)
    front[0, 0] = one[0, 0]
    given_front = given((0, 0))
    whole = drawn(cast, [7], Known(one, given_front))
    assert np.array_equal(whole, drawn(cast, [7], Known(front, given_front)))


def test_others_follow_a_changed_frame_from_what_they_were(cast):
    """The less they may go, the nearer they stay."""
    one = walking_character(1).frames
    how = Drawing(steps=10, sampler="ddim", guidance=1.0)
    near, far = (
        drawn(cast, [7], Known(one, given((0, 0)), strength), how=how)[0] for strength in (0.1, 1)
    )
    apart = [(encoded(f) - encoded(one)).square().mean().item() for f in (near, far)]
    assert apart[0] < apart[1] / 2
    assert np.array_equal(near[0, 0], one[0, 0])


def test_frames_and_tensors_are_one():
    frames = walking_character(3).frames
    assert np.array_equal(frames_of(encoded(frames))[0], frames)
    assert encoded(frames).shape == (1, 48, 16, 16)
    assert torch.equal(encoded(frames)[0, 4:8], encoded(frames).view(12, 4, 16, 16)[1])


def test_a_model_of_sprites_says_what_to_choose(library):
    with pytest.raises(JobError, match="choose the model 'cast'"):
        drawn(library.load("base"), [1])


def test_a_person_has_no_side_and_things_do_not_walk():
    mix = {"side-facing": 1.0, "facing:left": 1.0, "pose:walking": 1.0, "colour:red": 0.5}
    assert of_a_person(mix) == {"hero": 1.0, "colour:red": 0.5}
    assert of_a_person({}) == {"hero": 1.0}
    with pytest.raises(JobError, match="items do not walk; people and creatures do"):
        of_a_person({"spell": 1.0, "kind:potion": 1.0})
    with pytest.raises(JobError, match="food does not walk"):
        of_a_person({"food": 1.0})


def test_with_less_noise_characters_are_more_alike(cast):
    def apart(temperature: float) -> float:
        frames = drawn(cast, range(6), temperature=temperature).astype(float)
        return float(np.abs(frames - frames.mean(axis=0)).mean())

    assert apart(0.05) < 0.8 * apart(1.0)
