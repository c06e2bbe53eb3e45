"""A real `sprite-studio train`, killed at random moments and resumed, over and over.

SPRITE_STUDIO_KILLS=40 kills it forty times.
"""

import json
import os
import random
import re
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sprite_studio.diffusion.networks.checkpoint import load_checkpoint, load_tensors
from sprite_studio.studio.train.runs.files import (
    BEFORE_DECAY,
    FILM,
    MODEL,
    ORDER,
    STATE,
    list_runs,
)
from sprite_studio.studio.train.runs.state import load_state

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")

KILLS = int(os.environ.get("SPRITE_STUDIO_KILLS", "8"))
HELPERS = str(Path(__file__).resolve().parents[2] / "helpers")
STEPS = 100_000
OPERATIONS = 80
"""On files, in which the fifth save or so of a run is reached."""

OWN = {ORDER, STATE, MODEL, BEFORE_DECAY, "model.seen.safetensors", FILM}

PROGRAM = """
import json, os, sys
import torch
from kills import die_at
from sprite_studio.cli.main import parse, run_command
from sprite_studio.diffusion.networks.unet import UNetConfig
from sprite_studio.diffusion.training.compiler import compiler_loaded
from sprite_studio.studio.train.runs import autosave
from sprite_studio.studio.train import sitting, train

torch.set_num_threads(1)
for _ in compiler_loaded():  # or every child would load it anew
    pass
train.UNetConfig = lambda **_: UNetConfig(
    widths=(8, 8, 8), blocks=(1, 1, 1), embedding=8, context=8)
def one_thread(*_):
    yield
    return 1
train.tune_threads = one_thread
sitting.VALIDATE_EVERY = 1  # a line is printed for each
autosave.AUTOSAVE_SECONDS = 0.0

for line in sys.stdin:
    command, operation, run = json.loads(line)
    child = os.fork()
    if child == 0:
        die_at(operation, run)
        os._exit(run_command(parse(command)))
    print(child, flush=True)
    os.waitpid(child, 0)
    print("\\nended", flush=True)  # the last line may be half a one
"""


class Trainings:
    """A process that has torch loaded and forks a training when it is asked to."""

    def __init__(self, process: subprocess.Popen[str], data: Path, run: Path) -> None:
        self._process, self._data, self._run = process, data, run

    def start(self, *options: str, die_at: int = 0) -> int:
        """Args: die_at: which operation on a file of the run is the last. Returns its process."""
        command = ["train", "--data", str(self._data), "--out", str(self._run), *options]
        assert self._process.stdin is not None
        order = json.dumps([[*command, "--device", "cpu"], die_at, str(self._run)])
        self._process.stdin.write(order + "\n")
        self._process.stdin.flush()
        return int(self.line())

    def line(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()

    def rest(self) -> list[str]:
        """What it has still said, once it is dead."""
        return list(iter(self.line, "ended"))

    def wait_at_most(self, seconds: float) -> None:
        assert self._process.stdout is not None
        select.select([self._process.stdout], [], [], seconds)


@pytest.fixture
def trainings(data, tmp_path) -> Iterator[Trainings]:
    environment = os.environ | {
        "OMP_NUM_THREADS": "1",
        "PYTHONPATH": os.pathsep.join([HELPERS, *sys.path]),
        "XDG_DATA_HOME": str(tmp_path / "home"),
    }
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=environment,
    ) as process:
        yield Trainings(process, data[0].path, tmp_path / "runs" / "run-1")
        process.kill()


def last_step(lines: list[str]) -> int:
    """The last one that was told of; it was saved before that."""
    told = [found[1] for line in lines if (found := re.match(r"step (\d+)/", line))]
    return int(told[-1]) if told else 0


@pytest.mark.timeout(120 + 30 * KILLS)
def test_a_training_may_be_killed_at_any_moment(trainings, tmp_path):
    run = tmp_path / "runs" / "run-1"
    run.parent.mkdir()
    seed = random.randrange(2**32)
    print("the seed of this test:", seed)
    rng = random.Random(seed)
    saved = 0
    for kill in range(KILLS):
        options = ["--resume"] if list_runs(run.parent) else ["--steps", str(STEPS)]
        lines: list[str] = []
        if kill % 2:
            trainings.start(*options, die_at=rng.randrange(1, OPERATIONS))
        else:
            child = trainings.start(*options)
            lines += [trainings.line() for _ in range(rng.randrange(8))]
            assert "ended" not in lines, lines
            trainings.wait_at_most(rng.random() / 50)
            os.kill(child, signal.SIGKILL)
        lines += trainings.rest()
        check_what_was_said(lines, saved)
        saved = check_what_is_there(run, lines, saved)
    trainings.start("--resume", "--steps", str(saved + 3))
    lines = trainings.rest()
    check_what_was_said(lines, saved)
    (found,) = list_runs(run.parent)
    assert (found.state, found.step) == ("finished", saved + 3)
    assert {file.name for file in run.iterdir()} <= OWN, "a kill has left something behind"
    frames = [int(file.stem) for file in (run / FILM).iterdir()]  # nothing else is there either
    assert max(frames) == found.step


def check_what_was_said(lines: list[str], saved: int) -> None:
    """No error, and the first step follows the last that was saved."""
    assert not [line for line in lines if "rror" in line]
    begun = [line.split()[1] for line in lines if line.startswith("steps ")]
    assert begun in ([], [str(saved)])


def check_what_is_there(run: Path, lines: list[str], saved: int) -> int:
    """After a kill: every file can be read, and at most the step in hand is lost. Returns the last
    step that is saved."""
    if not (run / ORDER).exists():
        assert last_step(lines) == 0
        return 0
    (found,) = list_runs(run.parent)
    assert found.state == "stopped", found.problem
    assert found.step >= max(saved, last_step(lines))
    for file in run.glob("*.safetensors"):
        load_tensors(file)
    if (run / STATE).exists():
        assert load_state(run / STATE)[1].step == found.step
    if (run / MODEL).exists():
        load_checkpoint(run / MODEL)
    return found.step
