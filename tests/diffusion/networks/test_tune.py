from dataclasses import replace

import pytest
import torch

from sprite_studio.diffusion.networks.checkpoint import (
    Card,
    load_checkpoint,
    read_header,
    save_checkpoint,
)
from sprite_studio.diffusion.networks.tune import TuneConfig
from sprite_studio.diffusion.networks.unet import UNetConfig


def test_a_saved_network_of_tunes_is_one_when_it_is_read(small_tune, tmp_path):
    path = tmp_path / "tune.safetensors"
    save_checkpoint(path, small_tune, Card(name="tune"))
    header = read_header(path)
    assert header.tune == small_tune.config
    assert header.config is header.course is header.cast is None
    model, _ = load_checkpoint(path)
    assert isinstance(model.config, TuneConfig)
    assert model.fingerprint() == small_tune.fingerprint()


def test_inside_it_is_the_sprites_network(small_tune):
    x, level = torch.randn(2, 4, 16, 16), torch.zeros(2)
    weights = small_tune.vocabulary.weights([{"calm": 1.0}, {"calm": 0.5, "chord:1": 1.0}])
    with torch.no_grad():
        told = small_tune(x, level, weights)
        again = small_tune.network(x, level, small_tune.vocabulary(weights))
    assert told.shape == (2, 4, 16, 16)
    torch.testing.assert_close(told, again, rtol=0, atol=0)
    picture = small_tune.picture(weights)
    assert picture is not None
    assert picture.shape == (2, 4, 16, 16)


def test_it_has_four_voices():
    with pytest.raises(ValueError, match="not a usable network"):
        TuneConfig(replace(UNetConfig(), channels=3))


def test_its_size_is_known_before_it_is_built(small_tune):
    parameters = sum(parameter.numel() for parameter in small_tune.parameters())
    least = small_tune.config.least_parameters(len(small_tune.vocabulary.words))
    assert 0.5 * parameters < least <= parameters
