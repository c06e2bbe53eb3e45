import json
import os

import numpy as np
import pytest
from safetensors.numpy import save_file

from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.train.runs.files import STATE, STATE_KEY, read_run
from sprite_studio.studio.train.runs.runs import CurveJob, RunsJob, curve, runs

LEVELS = {"step": 2, "log_snr": [-1.0, 1.0], "held_out": [0.25, 0.25], "trained": [0.25, 0.0]}


def state(folder, losses, **told) -> None:
    folder.mkdir()
    run = {"config": {"steps": 9}, "step": 3, "data_fingerprint": "0", "validation": []}
    save_file({"losses": losses}, folder / STATE, {STATE_KEY: json.dumps(run | told)})


def test_runs_are_listed(tmp_path):
    state(tmp_path / "run-1", np.ones(3, np.float32))
    (found,) = runs(RunsJob(), tmp_path)
    assert [(run.name, run.step, run.steps) for run in found.runs] == [("run-1", 3, 9)]


def test_a_curve_is_read_without_the_rest(tmp_path):
    state(
        tmp_path / "run-1", np.arange(3, dtype=np.float32), validation=[[2, 0.25]], levels=[LEVELS]
    )
    (found,) = curve(CurveJob(tmp_path / "run-1", 3))
    assert found.losses.tolist() == [0, 1, 2]
    (one,) = found.levels
    assert (one.step, one.validation, one.training) == (2, 0.25, 0.125)


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ({"config": {"steps": 9, "weighting": "snr"}}, 0),
        ({"config": {"steps": 9, "most_weight": 6.0}}, 0),
        ({"config": {"steps": 9, "most_weight": None}}, 0),
        ({"config": {"steps": 9, "most_weight": 1e9}}, 3),
        ({"config": {"steps": 9, "weighting": "snr"}, "weighted_steps": 0}, 0),
        ({"config": {"steps": 9, "weighting": "snr"}, "weighted_steps": 2, "followed": True}, 0),
        ({"config": {"steps": 9, "weighting": "snr"}, "weighted_steps": 0, "followed": True}, 3),
        ({"config": {"steps": 9, "weighting": "v"}}, 3),
    ],
)
def test_losses_that_were_weighted_otherwise_are_not_shown_beside_others(tmp_path, told, shown):
    state(tmp_path / "run-1", np.ones(3, np.float32), **told)
    (found,) = curve(CurveJob(tmp_path / "run-1", 3))
    assert len(found.losses) == shown


@pytest.mark.parametrize(
    ("config", "weighting", "held_out"),
    [
        ({"weighting": "snr"}, "snr", 0.125),  # at log-SNR −1 and 1 the shares of a half add to 1
        ({"most_weight": None}, "snr", 0.125),
        ({"most_weight": 1e9}, "v", 0.25),
    ],
)
def test_what_an_older_version_measured_is_shown_as_it_is_followed_now(
    tmp_path, config, weighting, held_out
):
    state(
        tmp_path / "run-1", np.ones(3, np.float32), config={"steps": 9, **config}, levels=[LEVELS]
    )
    (found,) = curve(CurveJob(tmp_path / "run-1", 3))
    assert found.weighting == weighting
    (one,) = found.levels
    assert one.validation == pytest.approx(held_out)
    listed = read_run(tmp_path / "run-1")
    assert listed is not None
    assert listed.held_out == (0.25 if weighting == "v" else None), "it would be another figure"


@pytest.mark.parametrize(
    ("losses", "told"),
    [
        (np.ones((3, 2), np.float32), {}),
        (np.ones(3, np.int64), {}),
        (np.ones(3, np.float32), {"levels": "much"}),
        (np.ones(3, np.float32), {"config": {"steps": 9, "weighting": "much"}}),
        (
            np.ones(3, np.float32),
            {"config": {"steps": 9, "weighting": "snr"}, "levels": [LEVELS | {"held_out": [0.25]}]},
        ),
    ],
)
def test_a_curve_that_is_none_says_so(tmp_path, losses, told):
    state(tmp_path / "run-1", losses, **told)
    with pytest.raises(JobError, match="how its loss fell"):
        list(curve(CurveJob(tmp_path / "run-1", 3)))


def test_a_damaged_or_missing_state_has_no_curve(tmp_path):
    with pytest.raises(OSError, match="No such file"):
        list(curve(CurveJob(tmp_path, 3)))
    (tmp_path / STATE).write_bytes(b"x" * 99)
    with pytest.raises(JobError, match="how its loss fell"):
        list(curve(CurveJob(tmp_path, 3)))


@pytest.mark.skipif(os.name == "nt", reason="no pipes in folders there")
def test_a_state_that_is_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / STATE)
    with pytest.raises(JobError, match="is a pipe, not a file"):
        list(curve(CurveJob(tmp_path, 3)))
