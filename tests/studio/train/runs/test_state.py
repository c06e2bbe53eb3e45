"""States on disk, of this version and of the first."""

import shutil
from pathlib import Path

import msgspec
import numpy as np
import pytest
import torch
from PIL import Image

from sprite_studio.diffusion.training import trainer
from sprite_studio.diffusion.training.trainer import TrainConfig
from sprite_studio.studio.jobs.training.train import (
    LevelLoss,
    Source,
    TrainJob,
    TrainProgress,
    TrainStarted,
)
from sprite_studio.studio.train.runs.files import STATE, list_runs
from sprite_studio.studio.train.runs.state import RunInfo, _info_of, as_followed, load_state

OLD = Path(__file__).with_name("run_of_0_1_0")
"""A run of ten steps that version 0.1.0 stopped after the fifth."""

OLD_LOSSES = (0.4912039041519165, 0.4859696626663208, 0.4779529273509979, 0.47069188952445984)
"""Of the steps after that, as version 0.1.0 took them."""


def write_old_data(folder: Path) -> Path:
    """Forty apples, which crowded out eight pears in version 0.1.0."""
    (folder / "food").mkdir(parents=True)
    for kind, count in (("apple", 40), ("pear", 8)):
        for i in range(count):
            pixels = np.random.default_rng([i, count]).integers(0, 256, (16, 16, 4), np.uint8)
            letters = f"{chr(97 + i // 26)}{chr(97 + i % 26)}"
            Image.fromarray(pixels).save(folder / "food" / f"{kind}_{letters}.png")
    return folder


def test_a_run_of_the_first_version_goes_on_as_it_would_have_there(training, tmp_path, monkeypatch):
    # That version told its losses weighted; now they are told without weights.
    weighted: list[torch.Tensor] = []
    velocity_losses = trainer.velocity_losses

    def heard(model, x0, noise, log_snr, *others):
        found = velocity_losses(model, x0, noise, log_snr, *others)
        if torch.is_grad_enabled():
            weighted.append(found.detach() * trainer.level_weights(log_snr, "min-snr"))
        return found

    monkeypatch.setattr(trainer, "velocity_losses", heard)
    run = tmp_path / "runs" / "run-1"
    shutil.copytree(OLD, run)
    (found,) = list_runs(run.parent)
    assert (found.state, found.step, found.steps, found.job) == ("stopped", 5, 10, None)
    job = TrainJob((Source(write_old_data(tmp_path / "data")),), run, resume=True)
    started, *steps, _ = training(job)
    assert isinstance(started, TrainStarted)
    assert started.step == 5
    assert started.losses == ()
    taken = [step for step in steps if isinstance(step, TrainProgress)]
    losses = torch.cat(weighted).reshape(len(taken), -1).mean(dim=1).tolist()
    # In bfloat16, where a processor has it, a loss differs by a hundredth.
    assert losses[:4] == pytest.approx(OLD_LOSSES, rel=0.02)
    assert load_state(run / STATE)[1].config.weighting == "min-snr"


@pytest.mark.parametrize(
    ("most_weight", "weighting"), [(6.0, "min-snr"), (None, "snr"), (1e9, "v"), (6, "min-snr")]
)
def test_a_weight_that_the_first_version_told_by_a_number_has_a_name(most_weight, weighting):
    info = RunInfo(TrainConfig(10), 3, ("data",), "abc", 1, 0.5, "", ((3, 0.5),))
    told = msgspec.to_builtins(info)
    del told["config"]["weighting"]
    told["config"]["most_weight"] = most_weight
    found = _info_of(msgspec.json.encode(told).decode())
    assert found.config == TrainConfig(10, weighting=weighting)


def test_of_this_version_it_is_read_back_as_it_is():
    info = RunInfo(TrainConfig.course(10), 3, ("data",), "abc", 1, 0.5, "", ((3, 0.5),))
    assert _info_of(msgspec.json.encode(info).decode()) == info


@pytest.mark.parametrize("text", ["", "null", "[1]", '{"config": 3}', '{"config": {"steps": "x"}}'])
def test_what_is_no_run_is_refused(text):
    with pytest.raises((msgspec.DecodeError, ValueError)):
        _info_of(text)


def test_levels_are_kept_as_they_are_followed_and_old_ones_become_so_once():
    measured = LevelLoss(5, (0.0, -50.0), (0.5, 20.0), (0.25, 10.0))
    assert as_followed(measured, "v") == measured
    followed = as_followed(measured, "snr")
    assert followed.held_out == pytest.approx((0.25, 0.0))  # ᾱ is a half at λ = 0
    assert followed.trained == pytest.approx((0.125, 0.0))
    config = TrainConfig(9, weighting="snr")
    info = RunInfo(config, 5, (), "0", 1, 0.0, "", (), (measured,))
    assert _info_of(msgspec.json.encode(info).decode()) == info
    told = msgspec.to_builtins(info)
    del told["followed"]
    old = _info_of(msgspec.json.encode(told).decode())
    assert (old.levels, old.weighted_steps, old.followed) == ((followed,), 5, True)
