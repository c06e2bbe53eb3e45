import numpy as np
import pytest
import torch

from sprite_studio.art.forge.walking import walking_character
from sprite_studio.art.spriteset import split_of
from sprite_studio.art.walk.character import mirrored
from sprite_studio.studio.draw.casting.cast import encoded
from sprite_studio.studio.train.casting import variety
from sprite_studio.studio.train.casting.draws import (
    characters_encoded,
    draws_from_characters,
    draws_from_walking_forge,
)
from sprite_studio.studio.train.casting.variety import stretched

WORDS = ("hero", "recoloured", "style:forge", "hat-colour:red")


def seen(x0: torch.Tensor) -> set[bytes]:
    return {one.numpy().tobytes() for one in x0}


@pytest.fixture
def no_wider(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is told by pixels that a wider or a thinner one has too."""
    monkeypatch.setattr(variety, "WIDENED", 0.0)


@pytest.mark.usefixtures("no_wider")
def test_characters_come_as_they_are_mirrored_moved_stretched_and_in_other_colours():
    one = walking_character(4)
    x0, words = draws_from_characters([one], WORDS)(64, torch.Generator().manual_seed(0))
    assert x0.shape == (64, 48, 16, 16)
    found = seen(x0)
    assert encoded(one.frames)[0].numpy().tobytes() in found
    assert encoded(mirrored(one.frames))[0].numpy().tobytes() in found
    turned = words[:, 1] > 0
    assert 0.4 < turned.float().mean() < 0.9
    assert words[:, 0].all()
    outlines = (x0[turned].view(-1, 12, 4, 16, 16)[:, :, 3] > 0).sum(dim=(1, 2, 3))
    rng = np.random.default_rng(0)
    stretches = [stretched(one.frames, rng) for _ in range(200)]
    solid = {int((frames[..., 3] > 0).sum()) for frames in (one.frames, *stretches)}
    assert {int((one.frames[..., 3] > 0).sum())} < set(outlines.tolist()) <= solid


@pytest.mark.usefixtures("no_wider")
def test_two_looks_of_one_subject_are_not_drawn_twice_as_often():
    people = [walking_character(seed) for seed in (1, 2, 3)]
    people[1] = type(people[1])(people[1].frames, people[1].words, people[0].subject)
    x0, _ = draws_from_characters(people, WORDS)(600, torch.Generator().manual_seed(0))
    # Whoever's legs they are; heads may be another's.
    legs = (x0.view(600, 12, 4, 16, 16)[:, :, 3, 12:] > 0).sum(dim=(1, 2, 3))
    third = {int((people[2].frames[:, :, row : row + 4, :, 3] > 0).sum()) for row in (11, 12, 13)}
    share = sum(int(one) in third for one in legs) / 600
    assert 0.33 < share < 0.5  # 1 / (1 + √2)


def test_the_forge_draws_people_that_train_by_the_steps_stream():
    draw = draws_from_walking_forge(WORDS)
    x0, words = draw(6, torch.Generator().manual_seed(3))
    again, _ = draw(6, torch.Generator().manual_seed(3))
    assert torch.equal(x0, again)
    assert len(seen(x0)) == 6
    assert words[:, 2].all()


def test_some_of_the_forges_people_are_varied_and_say_so():
    _, words = draws_from_walking_forge(WORDS)(120, torch.Generator().manual_seed(1))
    assert 0.04 < words[:, 1].mean() < 0.26  # three in four of the varied ones are recoloured


def test_encoding_goes_frame_by_frame():
    frames = walking_character(2).frames
    x0 = characters_encoded([walking_character(2)])[0].view(4, 3, 4, 16, 16)
    alpha = x0[2, 1, 3] > 0
    assert np.array_equal(alpha.numpy(), frames[2, 1, ..., 3] > 0)
    assert split_of(walking_character(2).subject) in ("train", "validation", "test")
