import torch

from sprite_studio.art.forge.walking import walking_character
from sprite_studio.stepwise import completed
from sprite_studio.studio.evaluate.casting.pairs import (
    MISSED,
    calibrate,
    mistaken,
    same_person,
    standing,
    trained_judge,
)


def test_a_judge_learns_who_is_who():
    """People that it was trained on it knows again after a few steps, more than it mistakes."""
    people = [walking_character(seed) for seed in range(24)]
    judge = completed(trained_judge(people, steps=60))
    views = [standing(one.frames) for one in people]
    assert same_person(judge, views) > mistaken(judge, people) + 0.3


def test_it_is_trained_the_same_way_each_time():
    people = [walking_character(seed) for seed in range(4)]
    one, other = (completed(trained_judge(people, steps=2)) for _ in range(2))
    for name, weight in one.state_dict().items():
        assert torch.equal(weight, other.state_dict()[name])


def test_a_calibrated_judge_knows_all_but_a_few_pairs_again():
    """Whatever it was before: here one that calls nobody, or everybody, the same."""
    people = [walking_character(seed) for seed in range(20)]
    views = [standing(one.frames) for one in people]
    for bias in (-50.0, 50.0):
        judge = completed(trained_judge(people, steps=5))
        with torch.no_grad():
            judge.bias.fill_(bias)
        calibrate(judge, people)
        assert 1 - MISSED - 0.02 <= same_person(judge, views) <= 1 - MISSED + 0.02
        assert mistaken(judge, people) < 1 - MISSED
