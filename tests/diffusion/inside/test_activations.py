import pytest
import torch

from sprite_studio.diffusion.inside.activations import change, opened, strength
from sprite_studio.diffusion.inside.parts import ANSWER
from sprite_studio.diffusion.networks.course import CourseConfig
from sprite_studio.diffusion.networks.low_rank import fresh
from sprite_studio.diffusion.networks.model import COURSE_SCHEDULE, Model
from sprite_studio.diffusion.networks.named_parts import named_parts
from sprite_studio.diffusion.sampling.denoiser import guided_denoiser


def test_strength_is_the_root_mean_square_over_channels():
    said = torch.zeros(1, 2, 2, 2)
    said[0, :, 0, 1] = torch.tensor([3.0, -4.0])
    wanted = torch.zeros(1, 2, 2)
    wanted[0, 0, 1] = 12.5**0.5
    torch.testing.assert_close(strength(said), wanted)


def test_a_change_is_0_of_the_same_1_of_silence_and_2_of_the_opposite():
    said = torch.randn(3, 4, 4)
    assert change(said, said) == 0
    assert change(said, torch.zeros_like(said)) == pytest.approx(1)
    assert change(torch.zeros_like(said), said) == pytest.approx(1)
    assert change(said, -said) == pytest.approx(2)
    assert change(torch.zeros(1), torch.zeros(1)) == 0


def test_every_part_is_heard_and_the_answer_is_the_sprite_that_a_run_would_believe(small_model):
    weights = small_model.vocabulary.weights([{"hero": 1.0}, {"food": 0.5}])
    x = torch.randn(2, 4, 16, 16)
    with torch.inference_mode():
        found = opened(small_model, weights, x, 0.7)
        believed = guided_denoiser(small_model, weights, clip=False, exact=False)(x, 0.7).x0
    assert found.said.keys() == {*named_parts(small_model.network), ANSWER}
    assert all(said.dim() == 4 and len(said) == 2 for said in found.said.values())
    torch.testing.assert_close(found.said[ANSWER], believed)
    assert found.given["noise_level"].flatten().tolist() == pytest.approx([0.7, 0.7])
    assert torch.equal(found.given["context"], small_model.vocabulary(weights))
    assert found.given.keys() == {"noise_level", "context"}
    assert found.attention["attention"].shape == (2, 4, 16, 16)
    torch.testing.assert_close(found.attention["attention"].sum(dim=-1), torch.ones(2, 4, 16))


def test_a_learned_style_is_in_force_as_far_as_its_word_has_weight(small_model):
    vocabulary = small_model.vocabulary
    difference = fresh(small_model.network, 2, torch.Generator().manual_seed(1))
    for up in difference.up.values():
        up.normal_()
    vocabulary.taught["style:mine"] = torch.randn(8)
    vocabulary.differences["style:mine"] = difference
    weights = vocabulary.weights([{"style:mine": 1.0}, {"hero": 1.0}])
    x = torch.randn(1, 4, 16, 16).expand(2, -1, -1, -1)
    with torch.inference_mode():
        both = opened(small_model, weights, x, 0.0)
        believed = guided_denoiser(small_model, weights, clip=False, exact=False)(x, 0.0).x0
        vocabulary.differences.clear()
        without = opened(small_model, weights, x, 0.0)
    torch.testing.assert_close(both.said[ANSWER], believed)
    assert change(both.said[ANSWER][0], without.said[ANSWER][0]) > 0.01
    torch.testing.assert_close(both.said[ANSWER][1], without.said[ANSWER][1])
    # The attention too is heard as it is in force.
    assert not torch.allclose(both.attention["attention"][0], without.attention["attention"][0])


def test_the_courses_network_has_no_attention():
    model = Model(CourseConfig(features=8), ("hero", "food"), COURSE_SCHEDULE).eval()
    with torch.inference_mode():
        found = opened(model, torch.eye(2), torch.randn(2, 4, 16, 16), -2.0)
    assert found.attention == {}
    assert found.said["timeembed1"].shape == (2, 16, 1, 1)
    assert torch.equal(found.given["contextembed2"], torch.eye(2))
    t = COURSE_SCHEDULE.time(torch.tensor(-2.0)).item()
    assert found.given["timeembed1"].flatten().tolist() == pytest.approx([t, t])
