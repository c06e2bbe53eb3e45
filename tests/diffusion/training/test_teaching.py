from dataclasses import replace

import torch

from sprite_studio.diffusion.networks.model import Model
from sprite_studio.diffusion.training.dataset import Batch
from sprite_studio.diffusion.training.teaching import Lesson, LessonConfig
from sprite_studio.diffusion.training.trainer import velocity_losses

WORDS = ("hero", "non-hero", "food", "spell", "side-facing", "colour:red", "style:a", "style:b")


def of_one_colour(step: int) -> Batch:
    return Batch(torch.full((16, 4, 16, 16), 0.8), torch.eye(len(WORDS))[:1].repeat(16, 1))


@torch.no_grad()
def loss_of(lesson: Lesson) -> float:
    """Always of the same sprites, noise and levels."""
    batch, rng = of_one_colour(0), torch.Generator().manual_seed(9)
    noise = torch.randn(batch.x0.shape, generator=rng)
    levels = torch.linspace(-6, 6, len(batch.x0))
    return velocity_losses(lesson, batch.x0, noise, levels, batch.weights, "min-snr").mean().item()


def test_a_lesson_lowers_the_loss_and_moves_only_the_word(small_model):
    before = {name: tensor.clone() for name, tensor in small_model.state_dict().items()}
    lesson = Lesson(small_model, LessonConfig(60))
    ignorant = loss_of(lesson)
    assert len(list(lesson.learn(of_one_colour))) == 60
    assert loss_of(lesson) < 0.98 * ignorant
    assert lesson.word.abs().max() > 0
    for name, tensor in small_model.state_dict().items():
        assert torch.equal(tensor, before[name]), name


def test_of_a_style_only_a_share_of_the_picture_is_kept(small_model):
    config = replace(small_model.config, pictures=True)
    model = Model(config, small_model.vocabulary.words, small_model.schedule)
    for parameter in model.parameters():  # so that no part of it is without effect
        torch.nn.init.normal_(parameter, std=0.1)
    whole, half = (Lesson(model, LessonConfig(5, picture=share)) for share in (1.0, 0.5))
    for lesson in (whole, half):
        list(lesson.learn(of_one_colour))
    width = config.context
    assert whole.word[width:].abs().max() > 0
    assert torch.equal(half.word[:width], whole.word[:width])
    assert torch.equal(half.word[width:], 0.5 * whole.word[width:])


def test_a_lesson_is_the_same_every_time(small_model):
    words = []
    for _ in range(2):
        lesson = Lesson(small_model, LessonConfig(5, seed=3))
        assert [step.step for step in lesson.learn(of_one_colour)] == [1, 2, 3, 4, 5]
        words.append(lesson.word)
    assert torch.equal(*words)


def test_a_taught_word_leaves_every_other_context_as_it_was(small_model):
    vocabulary = small_model.vocabulary
    mixes = [{"hero": 1.0}, {"hero": 0.3, "food": -0.7}, {}]
    before = vocabulary(vocabulary.weights(mixes))
    row = torch.randn(8)
    vocabulary.taught = {"mine": row}
    assert torch.equal(vocabulary(vocabulary.weights(mixes)), before)
    with_it = vocabulary(vocabulary.weights([{"hero": 1.0, "mine": 0.5}]))
    torch.testing.assert_close(with_it[0], before[0] + 0.5 * row)
