import pytest
import torch

from sprite_studio.diffusion.networks.checkpoint import Card, load_checkpoint, save_checkpoint
from sprite_studio.diffusion.networks.course import CourseConfig, CourseUNet
from sprite_studio.diffusion.networks.model import Model
from sprite_studio.diffusion.schedule import CosineSchedule, LinearBetaSchedule, add_noise
from sprite_studio.diffusion.training.trainer import velocity_losses

SMALL = CourseConfig(features=8)
WORDS = ("hero", "food", "spell")


@pytest.fixture
def model() -> Model:
    torch.manual_seed(0)
    return Model(SMALL, WORDS, LinearBetaSchedule()).placed_on("cpu").eval()


def test_the_full_network_has_the_courses_number_of_parameters():
    shape = CourseConfig(channels=3, features=64, shortcut="zero")
    network = CourseUNet(shape, 5, LinearBetaSchedule())
    assert sum(p.numel() for p in network.parameters()) == pytest.approx(1.48e6, rel=0.003)


def test_velocity_and_noise_agree(model):
    x0, noise = torch.randn(2, 2, 4, 16, 16, dtype=torch.float64)
    network = model.network.double()
    level = torch.tensor([-3.0, 2.0], dtype=torch.float64)
    x = add_noise(x0, noise, level)
    context = torch.zeros(2, len(WORDS), dtype=torch.float64)
    alpha = torch.sigmoid(level).sqrt()[:, None, None, None]
    sigma = torch.sigmoid(-level).sqrt()[:, None, None, None]
    velocity = network(x, level, context)
    eps = network.noise(x, model.schedule.time(level), context)
    torch.testing.assert_close(sigma * x + alpha * velocity, eps)


def test_unweighted_the_loss_is_the_squared_error_in_the_noise(model):
    x0, noise = torch.randn(2, 3, 4, 16, 16)
    level, weights = torch.tensor([-4.0, 0.0, 5.0]), torch.eye(3)
    losses = velocity_losses(model, x0, noise, level, weights, "snr")
    eps = model.network.noise(add_noise(x0, noise, level), model.schedule.time(level), weights)
    wanted = (eps - noise).square().mean(dim=(1, 2, 3))
    torch.testing.assert_close(losses, wanted, rtol=1e-3, atol=1e-5)


def test_words_are_axes_and_nothing_of_them_is_learned(model):
    weights = model.vocabulary.weights([{"food": 0.5, "spell": 1.0}])
    assert torch.equal(model.vocabulary(weights), torch.tensor([[0.0, 0.5, 1.0]]))
    assert not [name for name, _ in model.named_parameters() if name.startswith("vocabulary")]


def test_a_model_of_the_course_is_saved_and_read(model, tmp_path):
    path = tmp_path / "course.safetensors"
    save_checkpoint(path, model, Card(name="course"))
    again, _ = load_checkpoint(path)
    assert again.config == SMALL
    assert again.fingerprint() == model.fingerprint()


def test_it_draws_on_no_other_schedule():
    with pytest.raises(ValueError, match="the course's schedule"):
        Model(SMALL, WORDS, CosineSchedule())


def test_it_cannot_take_over_another_number_of_words(model):
    with pytest.raises(ValueError, match="different network shapes"):
        Model(SMALL, WORDS[:2], LinearBetaSchedule()).adopt(model)


@pytest.mark.parametrize("features", [4, 12, 5000])
def test_impossible_widths_are_refused(features):
    with pytest.raises(ValueError, match="not a usable network"):
        CourseConfig(features=features)
