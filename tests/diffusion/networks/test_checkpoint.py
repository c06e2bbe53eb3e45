import json
import pickle
import struct
from pathlib import Path

import msgspec
import pytest
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from safetensors.torch import load_file, save_file

from sprite_studio.diffusion.networks import checkpoint
from sprite_studio.diffusion.networks.checkpoint import (
    Card,
    CheckpointError,
    RunRecord,
    load_checkpoint,
    read_header,
    save_checkpoint,
)
from sprite_studio.diffusion.networks.model import Model
from sprite_studio.diffusion.networks.unet import UNetConfig
from sprite_studio.diffusion.schedule import CosineSchedule, LinearBetaSchedule

CARD = Card(
    name="a model",
    history=(RunRecord(("packs=0.6",), 120, 3000, 12.5, 64, 0.05, 0.3, "abc"),),
    credits=("someone",),
    styles={"style:a": {"hero": 3}},
)


@pytest.fixture
def saved(tmp_path: Path, small_model: Model) -> Path:
    path = tmp_path / "model.safetensors"
    save_checkpoint(path, small_model, CARD)
    return path


def test_everything_comes_back(saved, small_model):
    model, card = load_checkpoint(saved)
    assert card == CARD
    assert model.config == small_model.config
    assert model.schedule == small_model.schedule
    assert model.vocabulary.words == small_model.vocabulary.words
    assert model.fingerprint() == small_model.fingerprint()


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    words=st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=8, unique=True),
    schedule=st.one_of(
        st.builds(CosineSchedule, shift=st.floats(-3, 3)),
        st.builds(LinearBetaSchedule, timesteps=st.integers(2, 600)),
    ),
    note=st.text(max_size=40),
)
def test_any_words_schedule_and_card_survive(tmp_path, words, schedule, note):
    model = Model(UNetConfig(widths=(8, 8, 8), embedding=8, context=4), words, schedule)
    card = Card(name="x", note=note)
    path = tmp_path / "any.safetensors"
    save_checkpoint(path, model, card)
    again, again_card = load_checkpoint(path)
    assert again.vocabulary.words == tuple(words)
    assert again.schedule == schedule
    assert again_card == card
    assert again.fingerprint() == model.fingerprint()


def test_the_header_is_read_without_the_weights(saved):
    assert read_header(saved).card == CARD


def tampered(path: Path, tensors=None, **header) -> Path:
    """The saved file with some of its tensors or header fields replaced."""
    raw = checkpoint.load_tensors(path)[1]["sprite_studio"]
    values = msgspec.json.decode(raw) | header
    save_file({**load_file(path), **(tensors or {})}, path, {"sprite_studio": json.dumps(values)})
    return path


def test_a_wrong_tensor_shape_is_named(saved):
    with pytest.raises(CheckpointError, match=r"network\.inputs\.bias has the shape \(3,\)"):
        load_checkpoint(tampered(saved, {"network.inputs.bias": torch.zeros(3)}))


def test_weights_that_are_not_numbers_are_refused(saved):
    with pytest.raises(CheckpointError, match="not numbers"):
        load_checkpoint(tampered(saved, {"network.inputs.bias": torch.full((8,), torch.nan)}))


def test_a_missing_tensor_is_named(saved):
    tensors = load_file(saved)
    del tensors["network.place"]
    save_file(tensors, saved, checkpoint.load_tensors(saved)[1])
    with pytest.raises(CheckpointError, match=r"lacks the tensor network\.place"):
        load_checkpoint(saved)


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        ({"config": {"widths": [10**9, 8, 8]}}, "not a usable network"),
        ({"config": {"widths": "wide"}}, "malformed header"),
        ({"words": ["hero", "hero"]}, "malformed list of words"),
        ({"words": ["w"] * 20_000}, "malformed list of words"),
        ({"format": 99}, "newer Sprite Studio"),
        ({"schedule": {"type": "linear-beta", "timesteps": 10**12}}, "malformed header"),
        (
            {
                "schedule": {
                    "type": "cosine",
                    "shift": 0.0,
                    "log_snr_min": 1.0,
                    "log_snr_max": 1.0000000000000002,
                }
            },
            "not a usable schedule",
        ),
        (
            {
                "schedule": {
                    "type": "linear-beta",
                    "timesteps": 10**12,
                    "beta_first": 0.1,
                    "beta_last": 0.2,
                }
            },
            "not a usable schedule",
        ),
    ],
)
def test_hostile_headers_are_refused(saved, header, reason):
    with pytest.raises(CheckpointError, match=reason):
        load_checkpoint(tampered(saved, **header))


def test_a_network_that_its_file_cannot_hold_is_refused_before_memory_is_taken(saved):
    config = {"widths": [1024, 1024, 1024], "blocks": [16, 16, 16], "groups": 4}
    with pytest.raises(CheckpointError, match="too small for the network"):
        load_checkpoint(tampered(saved, config=config))


class Bomb:
    """Unpickling it would leave a trace."""

    def __reduce__(self):
        return (Path.touch, (Path("unpickled"),))


def test_a_pickle_by_another_name_is_refused_and_never_opened(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "model.safetensors"
    path.write_bytes(pickle.dumps(Bomb()))
    with pytest.raises(CheckpointError, match="not a safetensors file"):
        load_checkpoint(path)
    assert not Path("unpickled").exists()


@pytest.mark.parametrize("keep", [0, 4, 100, 5000])
def test_a_file_that_was_cut_short_is_refused(saved, keep):
    saved.write_bytes(saved.read_bytes()[:keep])
    with pytest.raises(CheckpointError, match="not a safetensors file"):
        load_checkpoint(saved)


def test_a_header_that_claims_to_be_enormous_is_refused(tmp_path):
    path = tmp_path / "model.safetensors"
    path.write_bytes(struct.pack("<Q", 2**62) + b"{}")
    with pytest.raises(CheckpointError, match="not a safetensors file"):
        load_checkpoint(path)


def test_tensors_of_something_else_are_refused(tmp_path):
    path = tmp_path / "other.safetensors"
    save_file({"weight": torch.zeros(2)}, path)
    with pytest.raises(CheckpointError, match="not a Sprite Studio model"):
        load_checkpoint(path)


def test_a_full_disk_leaves_the_old_model_whole(saved, small_model, monkeypatch):
    before = saved.read_bytes()

    def full(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space left"):
        save_checkpoint(saved, small_model, Card(name="new"))
    assert saved.read_bytes() == before
    assert [p.name for p in saved.parent.iterdir()] == [saved.name]


def test_a_model_of_the_first_format_is_refused_by_name(saved):
    with pytest.raises(CheckpointError, match=r"before version 0\.1\.0; train it again"):
        load_checkpoint(tampered(saved, format=1))
