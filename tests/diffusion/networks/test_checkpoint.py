import json
import os
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
from sprite_studio.plain_text import is_word

PRINTABLE = st.text(max_size=40).filter(str.isprintable)
WORD = st.text(min_size=1, max_size=12).filter(is_word)

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
    words=st.lists(WORD, min_size=1, max_size=8, unique=True),
    schedule=st.one_of(
        st.builds(CosineSchedule, shift=st.floats(-3, 3)),
        st.builds(LinearBetaSchedule, timesteps=st.integers(2, 600)),
    ),
    note=PRINTABLE,
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
        ({"words": [f"w{i}" for i in range(100_000)]}, "list of words: 100000 of them"),
        ({"words": []}, "list of words: 0 of them; a model has 1 to 10000"),
        ({"words": ["hero", "\x1b[2Jfood"]}, r"list of words: '\\x1b\[2Jfood' is none"),
        ({"words": ["<img src='/etc/passwd'>"]}, "malformed list of words"),
        ({"words": ["two\nlines"]}, "malformed list of words"),
        ({"words": ["w" * 10_000]}, "malformed list of words"),
        ({"words": [""]}, "malformed list of words"),
        ({"card": {"name": "x", "styles": {"style:a": {"hero": 2**63}}}}, "malformed header"),
        ({"card": {"name": "x", "note": "n" * 5_000_000}}, "header of 5000"),
        ({"config": {"channels": 1, "widths": [8, 8, 8]}}, "draws 1 channels; only RGB or RGBA"),
        ({"config": {"channels": -4}}, "not a usable network"),
        ({"config": {"embedding": 0}}, "not a usable network"),
        ({"config": None}, "names no network"),
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


@pytest.mark.parametrize(
    ("tensor", "why"),
    [
        (torch.full((8,), torch.inf), "not numbers"),
        (torch.full((8,), 1e300, dtype=torch.float64), "not numbers"),  # more than a float holds
        (torch.zeros(8, dtype=torch.complex64), "not numbers"),
        (torch.zeros(8, dtype=torch.bool), "not numbers"),
        (torch.zeros(0), "has the shape"),
    ],
)
def test_values_that_no_network_can_reckon_with_are_refused(saved, tensor, why):
    with pytest.raises(CheckpointError, match=why):
        load_checkpoint(tampered(saved, {"network.inputs.bias": tensor}))


def test_texts_of_a_stranger_s_card_are_shown_on_one_line(saved):
    record = {"data": ["a\nb"], "sprites": 1, "steps": 1, "minutes": 1, "batch_size": 1, "loss": 1}
    card = {"name": "\x1b[31m", "note": "a\tb", "credits": ["\u202eevil"], "history": [record]}
    read = read_header(tampered(saved, card=card)).card
    assert (read.name, read.note, read.credits) == (r"\x1b[31m", r"a\tb", (r"\u202eevil",))
    assert read.history[0].data == (r"a\nb",)


def raw_file(path: Path, header: bytes, length: int | None = None) -> Path:
    path.write_bytes(struct.pack("<Q", len(header) if length is None else length) + header)
    return path


@pytest.mark.parametrize(
    "header",
    [
        b"[]",
        b"null",
        b'{"__metadata__": []}',
        b'{"__metadata__": null}',
        b'{"__metadata__": {"sprite_studio": 1}}',
        b'{"__metadata__": {"sprite_studio": {}}}',
        b'{"__metadata__": ' + b"[" * 100_000,
        b"[" * 100_000,
        b"\xff\xfe",
        b"{" + b" " * 100,
    ],
)
def test_a_header_that_is_none_is_refused(tmp_path, header):
    with pytest.raises(CheckpointError, match="not a safetensors file"):
        read_header(raw_file(tmp_path / "a.safetensors", header))


@pytest.mark.parametrize(
    "model", [b"", b"null", b"[" * 100_000, b'{"format": "2"}', b'{"format": 2}', b"{" * 9]
)
def test_a_card_that_is_none_is_refused(tmp_path, model):
    header = json.dumps({"__metadata__": {"sprite_studio": model.decode()}}).encode()
    with pytest.raises(CheckpointError, match="malformed header"):
        read_header(raw_file(tmp_path / "a.safetensors", header))


def test_a_long_header_is_not_read(tmp_path):
    path = raw_file(tmp_path / "a.safetensors", b"{}", 2**26)
    os.truncate(path, 2**27)  # which takes no room
    with pytest.raises(
        CheckpointError, match="has a header of 67108864 bytes, more than any model"
    ):
        read_header(path)


def test_a_large_file_is_not_read(tmp_path):
    path = raw_file(tmp_path / "a.safetensors", b"{}")
    os.truncate(path, 2**30 + 1)
    with pytest.raises(CheckpointError, match=r"larger than any file of its kind \(1024 MB\)"):
        read_header(path)


@pytest.mark.parametrize(
    "place",
    [
        {"dtype": "F32", "shape": [-1], "data_offsets": [0, 4]},
        {"dtype": "F32", "shape": [1], "data_offsets": [4, 0]},
        {"dtype": "F32", "shape": [2**62, 4], "data_offsets": [0, 4]},
        {"dtype": "F32", "shape": [1], "data_offsets": [0, 2**40]},
        {"dtype": "F99", "shape": [1], "data_offsets": [0, 4]},
    ],
)
def test_tensors_that_lie_nowhere_are_refused(tmp_path, place):
    header = json.dumps({"a": place, "__metadata__": {"x": "y"}}).encode()
    path = raw_file(tmp_path / "a.safetensors", header)
    path.write_bytes(path.read_bytes() + bytes(4))
    with pytest.raises(CheckpointError, match="is damaged"):
        checkpoint.load_tensors(path)


@pytest.mark.skipif(os.name == "nt", reason="no pipes in folders there")
def test_what_is_no_plain_file_is_refused_at_once(tmp_path):
    os.mkfifo(tmp_path / "pipe.safetensors")
    (tmp_path / "folder.safetensors").mkdir()
    (tmp_path / "dangling.safetensors").symlink_to("gone")
    for name, why in (("pipe", "is a pipe"), ("folder", "is a folder"), ("dangling", "is a link")):
        for read in (read_header, load_checkpoint, checkpoint.load_tensors):
            with pytest.raises(CheckpointError, match=why):
                read(tmp_path / f"{name}.safetensors")


@settings(
    max_examples=300,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    damage=st.lists(st.tuples(st.integers(0, 8000), st.integers(0, 255)), max_size=4),
    place=st.integers(0, 3000),
    inserted=st.binary(max_size=6),
    end=st.none() | st.integers(0, 8000),
)
def test_a_damaged_model_is_read_or_refused_and_nothing_else(saved, damage, place, inserted, end):
    data = bytearray(saved.read_bytes())
    for at, value in damage:
        data[at % len(data)] = value
    data[place:place] = inserted
    bent = saved.with_name("bent.safetensors")
    bent.write_bytes(data[:end])
    told = str(bent)
    try:
        model, card = load_checkpoint(bent)
    except CheckpointError as error:
        told = str(error)
    else:
        assert all(torch.isfinite(p).all() for p in model.parameters())
        assert card.name.isprintable()
    assert str(bent) in told
    assert told.isprintable()
