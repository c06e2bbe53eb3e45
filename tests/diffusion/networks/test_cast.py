import pytest
import torch

from sprite_studio.diffusion.networks.cast import FRAMES, STEPS, VIEWS, CastConfig
from sprite_studio.diffusion.networks.checkpoint import Card, load_checkpoint, save_checkpoint


def velocity(model, x, given=None, mix=None):
    weights = model.vocabulary.weights([mix or {}] * len(x))
    given = torch.zeros(len(x), FRAMES) if given is None else given
    with torch.inference_mode():
        return model(x, torch.zeros(len(x)), torch.cat([weights, given], dim=1))


@pytest.fixture
def x() -> torch.Tensor:
    return torch.randn(2, 48, 16, 16, generator=torch.Generator().manual_seed(1))


def test_every_view_sees_every_other(small_cast, x):
    """A pixel of the back changes the front, and nothing of another character."""
    before = velocity(small_cast, x)
    x[0, -1, 8, 8] += 3
    after = velocity(small_cast, x)
    views = (after - before).abs().view(2, VIEWS, -1).amax(dim=2)
    assert (views[0] > 1e-4).all()
    assert views[1].max() < 1e-5


def test_it_is_told_words_and_which_frames_are_given(small_cast, x):
    plain = velocity(small_cast, x)
    assert not torch.allclose(velocity(small_cast, x, mix={"hero": 1.0}), plain, atol=1e-3)
    given = torch.zeros(2, FRAMES)
    given[:, 0] = 1
    assert not torch.allclose(velocity(small_cast, x, given), plain, atol=1e-3)


def test_a_words_picture_stands_in_every_step_and_right_is_left_mirrored(small_cast):
    with torch.no_grad():
        small_cast.network.frames.zero_()
    picture = small_cast.picture(small_cast.vocabulary.weights([{"hero": 1.0}]))
    frames = picture.view(VIEWS, STEPS, 4, 16, 16)
    assert torch.equal(frames[0, 0], frames[1, 2])
    assert torch.equal(frames[2, 1], frames[1, 1].flip(-1))


def test_what_is_given_is_said_channel_by_channel(small_cast):
    weights = torch.zeros(1, len(small_cast.vocabulary.words) + FRAMES)
    weights[0, -FRAMES + 3] = 1  # the second view's first step
    assert small_cast.given(weights)[0, :, 0, 0].nonzero()[:, 0].tolist() == [12, 13, 14, 15]


def test_on_disk_and_back(small_cast, x, tmp_path):
    path = tmp_path / "cast.safetensors"
    save_checkpoint(path, small_cast, Card(name="small"))
    loaded, _ = load_checkpoint(path)
    assert loaded.config == small_cast.config
    assert loaded.fingerprint() == small_cast.fingerprint()
    torch.testing.assert_close(velocity(loaded, x), velocity(small_cast, x))


@pytest.mark.parametrize("options", [{"heads": 3}, {"heads": 0}, {"widths": (9, 16, 16)}])
def test_what_no_network_has_is_refused(options):
    with pytest.raises(ValueError, match="not a usable network"):
        CastConfig(**options)


@pytest.mark.parametrize(
    ("given", "asked", "source", "turned"),
    [
        ([0], 1, 0, False),  # of its own view
        ([0, 3], 4, 3, False),
        ([1, 3, 2], 0, 1, False),  # another step, before another view
        ([0, 3], 6, 3, True),  # right is left turned round
        ([0, 4], 7, 4, True),  # and so in the same step
        ([0, 3], 9, 0, True),  # front and back share a silhouette
        ([3], 0, 3, False),
        ([0], 3, 0, False),
    ],
)
def test_a_frame_begins_with_the_given_one_that_is_likest(
    small_cast, x, given, asked, source, turned
):
    """Believed wholly, it is what the noisiest level shows where the layers add nothing."""
    network = small_cast.network
    with torch.no_grad():
        network.outputs.weight.zero_()
        network.outputs.bias.zero_()
        network.trust.fill_(1.0)
    told = torch.zeros(2, FRAMES)
    told[0, given] = 1
    weights = small_cast.vocabulary.weights([{"hero": 1.0}] * 2)
    with torch.inference_mode():
        said = -small_cast(x, torch.full((2,), -30.0), torch.cat([weights, told], dim=1))
    frames, shown = said.view(2, FRAMES, 4, 16, 16), x.view(2, FRAMES, 4, 16, 16)
    expected = shown[0, source].flip(-1) if turned else shown[0, source]
    torch.testing.assert_close(frames[0, asked], expected)
    # Of the other character nothing is given, and its words' picture counts.
    with torch.inference_mode():
        promised = small_cast.picture(weights).view(2, FRAMES, 4, 16, 16)
    torch.testing.assert_close(frames[1, asked], promised[1, asked])
