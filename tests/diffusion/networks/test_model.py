import hashlib

import pytest
import torch

from sprite_studio import paths
from sprite_studio.diffusion.networks.checkpoint import load_checkpoint
from sprite_studio.diffusion.networks.course import CourseConfig
from sprite_studio.diffusion.networks.model import COURSE_SCHEDULE, HOUSE_SCHEDULE, Model
from sprite_studio.diffusion.networks.unet import UNetConfig
from sprite_studio.diffusion.schedule import CosineSchedule, LinearBetaSchedule


def fresh(model: Model, words: tuple[str, ...]) -> Model:
    torch.manual_seed(9)
    return Model(model.config, words, CosineSchedule())


def test_known_words_keep_their_rows_and_new_ones_keep_their_own(small_model):
    model = fresh(small_model, ("food", "dragon", "hero"))
    dragon = model.vocabulary.rows[1].clone()
    model.adopt(small_model)
    for word in ("food", "hero"):
        ours = model.vocabulary.rows[model.vocabulary.index[word]]
        theirs = small_model.vocabulary.rows[small_model.vocabulary.index[word]]
        assert torch.equal(ours, theirs)
    assert torch.equal(model.vocabulary.rows[1], dragon)
    x, level = torch.randn(1, 4, 16, 16), torch.zeros(1)
    with torch.inference_mode():
        ours = model(x, level, model.vocabulary.weights([{"food": 1.0}]))
        theirs = small_model(x, level, small_model.vocabulary.weights([{"food": 1.0}]))
    torch.testing.assert_close(ours, theirs, atol=1e-5, rtol=1e-5)


def test_other_shapes_are_refused(small_model):
    other = Model(UNetConfig(widths=(8, 8, 8)), ("hero",), CosineSchedule())
    with pytest.raises(ValueError, match="different network shapes"):
        other.adopt(small_model)


def test_a_model_that_only_grew_predicts_what_it_did(small_model):
    blocks = small_model.config.blocks
    grown = small_model.with_blocks((blocks[0] + 2, blocks[1], blocks[2] + 1)).eval()
    x, level = torch.randn(2, 4, 16, 16), torch.zeros(2)
    weights = small_model.vocabulary.weights([{"hero": 1.0}, {}])
    with torch.inference_mode():
        torch.testing.assert_close(grown(x, level, weights), small_model(x, level, weights))
    back = grown.with_blocks(blocks)
    assert back.fingerprint() == small_model.fingerprint()


def test_the_courses_network_has_no_blocks_to_spare():
    course = Model(CourseConfig(), ("a", "b"), LinearBetaSchedule())
    with pytest.raises(ValueError, match="fixed depth"):
        course.with_blocks((1, 1, 1))


def test_the_fingerprint_names_weights_and_words(small_model):
    before = small_model.fingerprint()
    assert before == small_model.fingerprint()
    with torch.no_grad():
        small_model.vocabulary.null[0] += 1e-6
    assert small_model.fingerprint() != before


SMALL_COURSE = CourseConfig(3, 8, "zero")


@pytest.mark.parametrize(
    ("config", "usual", "others"),
    [
        (
            UNetConfig(widths=(8, 8, 8), blocks=(1, 1, 1), embedding=8, context=4),
            HOUSE_SCHEDULE,
            [CosineSchedule(), CosineSchedule(1.0, -9.0), LinearBetaSchedule()],
        ),
        (
            SMALL_COURSE,
            COURSE_SCHEDULE,
            [LinearBetaSchedule(400), LinearBetaSchedule(beta_last=0.03)],
        ),
    ],
)
def test_the_same_weights_on_other_levels_are_another_model(config, usual, others):
    torch.manual_seed(0)
    first = Model(config, ("a", "b"), usual)
    found = {first.fingerprint()}
    for schedule in others:
        other = Model(config, ("a", "b"), schedule)
        other.load_state_dict(first.state_dict())
        found.add(other.fingerprint())
    assert len(found) == 1 + len(others)


def test_models_of_the_first_version_keep_their_fingerprint():
    """The recipes and taught words that name it must go on finding it."""
    model, _ = load_checkpoint(paths.resources() / "models" / "base.safetensors")
    digest = hashlib.sha256("\n".join(model.vocabulary.words).encode())
    for name, tensor in sorted(model.state_dict().items()):
        digest.update(name.encode() + tensor.contiguous().numpy().tobytes())
    assert model.fingerprint() == digest.hexdigest()[:12]


def test_pictures_add_up_like_words():
    torch.manual_seed(0)
    config = UNetConfig(widths=(8, 8, 8), blocks=(1, 1, 1), embedding=8, context=4, pictures=True)
    model = Model(config, ("hero", "colour:red"), CosineSchedule())
    with torch.no_grad():
        model.vocabulary.rows.normal_()
        model.vocabulary.null.normal_()
    mixes = [{}, {"hero": 1.0}, {"colour:red": 1.0}, {"hero": 0.5, "colour:red": -1.0}]
    pictures = model.picture(model.vocabulary.weights(mixes))
    assert pictures is not None
    nothing, hero, red, both = pictures
    torch.testing.assert_close(both - nothing, 0.5 * (hero - nothing) - (red - nothing))
    other = fresh(model, ("colour:red", "hero"))
    other.adopt(model)
    theirs = other.picture(other.vocabulary.weights(mixes))
    assert theirs is not None
    torch.testing.assert_close(theirs, pictures)


def test_a_network_without_pictures_promises_none(small_model):
    assert small_model.picture(small_model.vocabulary.weights([{"hero": 1.0}])) is None


@pytest.mark.parametrize("words", [3, 400])
@pytest.mark.parametrize(
    "config",
    [
        UNetConfig(),
        UNetConfig(pictures=True),
        UNetConfig(widths=(64, 128, 256), blocks=(1, 4, 2), embedding=64, context=16),
        CourseConfig(),
        CourseConfig(features=128, shortcut="zero"),
    ],
)
def test_how_large_a_network_is_at_least_is_known_without_building_it(config, words):
    model = Model(config, [f"word {i}" for i in range(words)], LinearBetaSchedule())
    size = sum(parameter.numel() for parameter in model.parameters())
    assert 0.7 * size < config.least_parameters(words) < size
