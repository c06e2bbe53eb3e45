import os
import warnings
import zipfile
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sprite_studio.diffusion.networks import course_weights
from sprite_studio.diffusion.networks.checkpoint import CheckpointError
from sprite_studio.diffusion.networks.course import CourseConfig, CourseUNet
from sprite_studio.diffusion.networks.course_weights import load_course_weights
from sprite_studio.diffusion.networks.model import Model
from sprite_studio.diffusion.schedule import LinearBetaSchedule

COURSE = Path(__file__).resolve().parents[4] / "shared" / "course"
WORDS = ("hero", "non-hero", "food", "spell", "side-facing")


def weights(features: int = 8, words: tuple[str, ...] = WORDS, channels: int = 3):
    """A state dict in the course's layout."""
    torch.manual_seed(0)
    shape = CourseConfig(channels, features, shortcut="zero")
    return Model(shape, words, LinearBetaSchedule()).network.state_dict()


@pytest.fixture
def path(tmp_path) -> Path:
    return tmp_path / "x.pth"


def test_it_computes_what_the_courses_own_network_does():
    if not COURSE.is_dir():
        pytest.skip("the course's weights are not here")
    network = load_course_weights(COURSE / "course_n16.pth", WORDS).model.network.double()
    assert isinstance(network, CourseUNet)
    with np.load(COURSE / "course_n16_io.npz") as io:
        x, t, context = (torch.from_numpy(io[name]).double() for name in ("x", "t", "context"))
        wanted = torch.from_numpy(io["eps"]).double()
    with torch.inference_mode():
        eps = network.noise(x, t / 500, context)
    torch.testing.assert_close(eps, wanted, atol=1e-5, rtol=1e-5)


@pytest.mark.parametrize("features", [8, 24])
@pytest.mark.parametrize("words", [WORDS, ("cat",), tuple("abcdefghij")])
@pytest.mark.parametrize("channels", [3, 4])
def test_any_width_any_number_of_classes_and_half_precision(path, features, words, channels):
    state = weights(features, words, channels)
    torch.save({name: t.half() if t.is_floating_point() else t for name, t in state.items()}, path)
    model = load_course_weights(path, words).model
    assert model.config == CourseConfig(channels, features, "zero")
    assert model.vocabulary.words == words
    for name, tensor in model.network.state_dict().items():
        torch.testing.assert_close(tensor, state[name], atol=1e-3, rtol=1e-3)


def test_what_is_no_weights_of_the_course_is_refused(path):
    torch.save({"other.weight": torch.zeros(3)}, path)
    with pytest.raises(CheckpointError, match="not the course's network"):
        load_course_weights(path, WORDS)
    torch.save([torch.zeros(3)], path)
    with pytest.raises(CheckpointError, match="no weights by name"):
        load_course_weights(path, WORDS)
    for data in (b"", b"not a checkpoint", b"PK\x03\x04", b"PK\x05\x06" + bytes(18)):
        path.write_bytes(data)
        with pytest.raises(CheckpointError, match=r"cannot be read.*state_dict\(\)"):
            load_course_weights(path, WORDS)


def test_another_number_of_classes_is_refused_with_the_remedy(path):
    torch.save(weights(words=WORDS[:3]), path)
    with pytest.raises(CheckpointError, match=r"3 context classes, and 5 are named.*--words"):
        load_course_weights(path, WORDS)


@pytest.mark.parametrize(
    ("name", "tensor", "reason"),
    [
        ("up0.0.bias", torch.zeros(3), r"up0\.0\.bias has the shape"),
        ("up0.0.weight", torch.zeros(16, 16, 7, 7), "sprites of 28 pixels; only 16"),
        ("init_conv.conv1.0.weight", torch.zeros(8, 1, 3, 3), "draws 1 channels"),
        ("init_conv.conv1.0.weight", torch.zeros(12, 3, 3, 3), "not a usable network"),
        ("init_conv.conv1.0.weight", torch.zeros(8), "not the course's network"),
        ("contextembed1.model.0.weight", torch.tensor(0.0), "not the course's network"),
        ("contextembed1.model.0.weight", "five", "not the course's network"),
        ("out.3.bias", None, r"lacks the tensor out\.3\.bias"),
        ("out.3.bias", torch.zeros(3).to_sparse(), r"lacks the tensor out\.3\.bias"),
        ("out.3.bias", torch.zeros(3, device="meta"), r"lacks the tensor out\.3\.bias"),
        ("out.3.bias", torch.full((3,), torch.nan), "not numbers"),
        ("out.3.bias", torch.zeros(3, dtype=torch.complex64), "not numbers"),
    ],
)
def test_a_tensor_that_does_not_fit_is_refused(path, name, tensor, reason):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # torch calls its own sparse tensors a beta
        torch.save({**weights(), name: tensor}, path)
    with pytest.raises(CheckpointError, match=reason):
        load_course_weights(path, WORDS)


class Trap:
    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, ("trap-was-sprung",)


def test_a_whole_pickled_network_or_worse_is_never_opened(path, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    torch.save(Trap(), path)
    with pytest.raises(CheckpointError, match=r"more than tensors, which is not opened; save it"):
        load_course_weights(path, WORDS)
    torch.save({**weights(), "trap": Trap()}, path)
    with pytest.raises(CheckpointError, match="more than tensors"):
        load_course_weights(path, WORDS)
    assert not Path("trap-was-sprung").exists()


def test_a_small_file_cannot_ask_for_much_memory(path):
    state = weights()
    wide = {name: t.flatten()[:1].expand(1) for name, t in state.items()}
    wide["init_conv.conv1.0.weight"] = torch.zeros(1).expand(1024, 3, 3, 3)
    wide["contextembed1.model.0.weight"] = torch.zeros(1).expand(2048, 5)
    wide["up0.0.weight"] = torch.zeros(1).expand(2048, 2048, 4, 4)
    torch.save(wide, path)
    with pytest.raises(CheckpointError, match="too small for the widths"):
        load_course_weights(path, WORDS)


def test_a_file_that_unpacks_to_very_much_is_refused(path, monkeypatch):
    monkeypatch.setattr(course_weights, "MAX_BYTES", 2**20)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("x/data.pkl", bytes(2**21))
    assert path.stat().st_size < 2**12
    with pytest.raises(CheckpointError, match="cannot be read") as caught:
        load_course_weights(path, WORDS)
    assert "unpacks to 2097152 bytes" in str(caught.value.__cause__)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data())
def test_a_damaged_file_is_read_or_refused_and_nothing_else(path: Path, data: st.DataObject):
    if not path.exists():
        torch.save(weights(), path)
    damaged = bytearray(path.read_bytes())
    # The list of parts stands at the end, the pickle at the beginning.
    places = st.integers(0, 4000) | st.integers(-9000, -1)
    for _ in range(data.draw(st.integers(0, 6))):
        damaged[data.draw(places)] = data.draw(st.integers(0, 255))
    bent = path.with_suffix(".bent")
    bent.write_bytes(damaged[: data.draw(st.integers(0, 2 * len(damaged)))])
    try:
        model = load_course_weights(bent, WORDS).model
    except CheckpointError:
        return
    assert all(torch.isfinite(p).all() for p in model.parameters())


def behind(prefix: str, state: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    return {prefix + name: tensor for name, tensor in state.items()}


@pytest.mark.parametrize(
    "wrap",
    [
        lambda state: behind("module.", state),
        lambda state: behind("_orig_mod.", state),
        lambda state: behind("_orig_mod.module.", state),
        lambda state: behind("model.", state),
        lambda state: {"model": state, "optimizer": {"state": {0: {"step": torch.tensor(1.0)}}}},
        lambda state: {"state_dict": behind("model.", state), "epoch": 31, "loss": 0.1},
        lambda state: {"model_state_dict": behind("module.", state), "args": [1, None, "x"]},
        lambda state: {"ema": state},
        lambda state: {"checkpoint": {"nets": {"unet": behind("_orig_mod.", state)}}},
        lambda state: {"n_averaged": torch.tensor(3), **behind("module.", state)},
    ],
)
def test_what_trainers_wrap_around_weights_is_taken_off(path, wrap):
    plain = weights()
    torch.save(wrap(plain), path)
    loaded = load_course_weights(path, WORDS)
    assert loaded.taken == ""
    for name, tensor in loaded.model.network.state_dict().items():
        torch.testing.assert_close(tensor, plain[name])


@pytest.mark.parametrize(
    ("wrap", "taken"),
    [
        (lambda plain, mean: {"model": plain, "ema": mean}, "ema"),
        (lambda plain, mean: {"EMA": mean, "model": plain}, "EMA"),
        (lambda plain, mean: {"net": plain, "params_ema": mean}, "params_ema"),
        (lambda plain, mean: {**plain, "averaged_model": behind("module.", mean)}, None),
        (lambda plain, mean: {**behind("model.", plain), **behind("ema_model.", mean)}, None),
        (lambda plain, mean: {"state_dict": plain, "swa": {"module": mean}}, "swa.module"),
    ],
)
def test_of_both_the_averaged_weights_are_taken(path, wrap, taken):
    plain = weights()
    mean = {name: tensor + 1 for name, tensor in plain.items()}
    torch.save(wrap(plain, mean), path)
    loaded = load_course_weights(path, WORDS)
    assert loaded.taken == (taken or loaded.taken)
    assert loaded.taken
    state = loaded.model.network.state_dict()
    torch.testing.assert_close(state["out.3.bias"], plain["out.3.bias"] + 1)


def test_averages_of_what_is_learned_take_the_rest_from_beside_them(path):
    plain = weights()
    learned = {n: t + 1 for n, t in plain.items() if "running_" not in n and "num_b" not in n}
    assert len(learned) < len(plain)
    torch.save({"model": plain, "ema": {"shadow": learned}}, path)
    loaded = load_course_weights(path, WORDS)
    assert loaded.taken == "ema.shadow"
    state = loaded.model.network.state_dict()
    torch.testing.assert_close(state["out.3.bias"], plain["out.3.bias"] + 1)
    name = "down1.model.0.conv1.1.running_var"
    torch.testing.assert_close(state[name], plain[name])


def test_dictionaries_that_hold_themselves_or_each_other_end(path):
    endless: dict[str, object] = {"a": torch.zeros(1)}
    endless["self"] = endless
    torch.save(endless, path)
    with pytest.raises(CheckpointError, match="not the course's network"):
        load_course_weights(path, WORDS)
    many: dict[str, object] = {"a": torch.zeros(1)}
    for _ in range(6):
        many = {f"d{i}": many for i in range(20)}
    torch.save(many, path)
    with pytest.raises(CheckpointError, match="holds more than 100000 things"):
        load_course_weights(path, WORDS)


def test_odd_names_are_passed_over(path):
    odd = {1: torch.zeros(1), ("a",): {"b": 1}, None: {}, "x" * 10_000: {}, "\x1b[2J": {}}
    torch.save({**odd, **weights()}, path)
    assert load_course_weights(path, WORDS).taken == ""


def test_a_large_pickle_is_not_unpickled(path):
    torch.save({**weights(), "notes": "n" * 5_000_000}, path)
    with pytest.raises(CheckpointError, match="cannot be read") as caught:
        load_course_weights(path, WORDS)
    assert "bytes that are no numbers" in str(caught.value.__cause__)


@pytest.mark.parametrize("value", [-1.0, -1e-30])
def test_a_variance_below_zero_is_refused(path, value):
    state = weights()
    state["down1.model.0.conv1.1.running_var"][3] = value
    torch.save(state, path)
    with pytest.raises(CheckpointError, match="a variance below zero"):
        load_course_weights(path, WORDS)


@pytest.mark.skipif(os.name == "nt", reason="no pipes in folders there")
def test_what_is_no_plain_file_is_refused_at_once(path, tmp_path):
    os.mkfifo(path)
    with pytest.raises(CheckpointError, match="is a pipe"):
        load_course_weights(path, WORDS)
    with pytest.raises(CheckpointError, match="is a folder"):
        load_course_weights(tmp_path, WORDS)
