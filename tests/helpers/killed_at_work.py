"""Writes all that the program writes, mixed, and is killed with SIGKILL at seeded random moments:
half of them by the clock, half before an operation on a file.

`python killed_at_work.py FOLDER KILLS --seed SEED`; a program of its own, since it forks. Prints
what is wrong. It trains with autosaves, keeps results in the history and moves them, exports a
sheet and an animation, and saves the settings on a thread of their own.
"""

import argparse
import os
import random
import re
import signal
import time
import traceback
from collections.abc import Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from itertools import count
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import torch
from killed_exports import export_all, rounds
from kills import die_at
from PIL import Image

from sprite_studio.diffusion.device import Device
from sprite_studio.diffusion.networks.checkpoint import load_checkpoint, load_tensors
from sprite_studio.diffusion.networks.unet import UNetConfig
from sprite_studio.diffusion.training.compiler import compiler_loaded
from sprite_studio.settings import Settings, load_settings
from sprite_studio.settings_file import SettingsFile
from sprite_studio.studio.export.export import export
from sprite_studio.studio.jobs.drawing import Drawing
from sprite_studio.studio.jobs.recipes.history import SHELVES, KeepJob, KeepResult
from sprite_studio.studio.jobs.recipes.recipe import Recipe
from sprite_studio.studio.jobs.training.train import Source, TrainJob, TrainProgress
from sprite_studio.studio.library.history import serve
from sprite_studio.studio.library.history.store import History
from sprite_studio.studio.library.history.sweep import sweep
from sprite_studio.studio.library.models import ModelLibrary
from sprite_studio.studio.train import sitting, train
from sprite_studio.studio.train.film.frame_file import read_frames
from sprite_studio.studio.train.runs import autosave
from sprite_studio.studio.train.runs.files import BEFORE_DECAY, MODEL, ORDER, STATE, list_runs
from sprite_studio.studio.train.runs.state import load_state

LONGEST_SECONDS = 1.5
OPERATIONS = 150
"""On files, of which a kill is before one; a round of all work has some sixty."""

INTERVAL = 2
"""Steps from one checkpoint to the next: here the clock of the autosave counts steps."""

STEPS = 100_000
TINY = UNetConfig(widths=(8, 8, 8), blocks=(1, 1, 1), embedding=8, context=8)

OWN = {
    *(f"run-1/{name}" for name in (ORDER, STATE, MODEL, BEFORE_DECAY, "model.seen.safetensors")),
    *("settings.toml", "history.sqlite", "s.png", "s.json", "a.gif"),
}
"""What lies in the folders when nothing is left behind, beside the history's pictures and the
frames of the run's film."""

FRAME = re.compile(r"runs/run-1/film/[0-9]{8}\.safetensors")


class Told:
    """What a child has done by its own account, when it is dead.

    Attributes: kept: id of a result → its seed; step, saved, settings: the last of each, or 0.
    """

    def __init__(self, lines: list[str]) -> None:
        self.kept: dict[int, int] = {}
        self.step = self.saved = self.settings = 0
        self.rest: list[str] = []
        for line in lines:
            match line.split():
                case ["kept", id_, seed]:
                    self.kept[int(id_)] = int(seed)
                case ["step" | "saved" | "settings" as what, number]:
                    setattr(self, what, int(number))
                case _:
                    self.rest.append(line)


class Work:
    """All kinds of work, a step of each in turn. Args: home: where all is written; pipe: where it
    is told what was done."""

    def __init__(self, home: Path, first: int, pipe: int) -> None:
        self._home, self._first, self._pipe = home, first, pipe
        self._steps = 0

    def do(self, is_endless: bool) -> None:
        """For ever, or until each kind was done once, which ends in order."""
        training = self._train()
        kinds = [training, self._keep(), training, self._export(), training, self._save_settings()]
        for done in count():
            if done == 1 and not is_endless:
                break
            for kind in kinds:
                while next(kind) is None:  # in its midst
                    if is_endless:
                        break
        for kind in kinds:
            kind.close()

    def _tell(self, line: str) -> None:
        os.write(self._pipe, f"{line}\n".encode())

    def _train(self) -> Generator[str | None, None, None]:
        attempt = autosave.Autosave.attempt

        def told(saver: autosave.Autosave) -> Generator[None, None, None]:
            yield from attempt(saver)
            self._tell(f"saved {saver.step}")

        autosave.Autosave.attempt = told  # pyright: ignore[reportAttributeAccessIssue]
        autosave.AUTOSAVE_SECONDS = INTERVAL
        autosave.time = SimpleNamespace(  # pyright: ignore[reportAttributeAccessIssue]
            monotonic=lambda: self._steps
        )
        runs = self._home / "runs"
        new = TrainJob((Source(self._home / "data"),), runs / "run-1", steps=STEPS)
        job = TrainJob((), runs / "run-1", resume=True) if list_runs(runs) else new
        device = Device("cpu", "CPU, for tests")
        library = ModelLibrary(self._home / "models", self._home / "own", runs, device)
        with closing(train.train(job, library)) as events:
            for event in events:
                if isinstance(event, TrainProgress):
                    self._steps += 1
                    self._tell(f"step {event.step}")
                    yield "trained"
                else:
                    yield None

    def _keep(self) -> Generator[str | None, None, None]:
        with closing(History(self._home / "history")) as history:
            for _ in sweep(history):
                yield None
            for seed in count(self._first):
                drawing = Drawing(mix={"hero": 1.0}, seed=seed, count=1)
                recipe = Recipe(version="1", model_hash="00", drawing=drawing, styles=({},))
                images = np.full((1, 16, 16, 4), seed % 256, np.uint8)
                for result in serve.keep(KeepJob(images, recipe), history):
                    assert isinstance(result, KeepResult)
                    self._tell(f"kept {result.entry.id} {seed}")
                    yield None
                    history.move(result.entry.id, SHELVES[seed % 3])
                yield "kept"

    def _export(self) -> Generator[str | None, None, None]:
        while True:
            for jobs in rounds(self._home / "exports"):
                for job in jobs:
                    for _ in export(job):
                        yield None
                yield "exported"

    def _save_settings(self) -> Generator[str | None, None, None]:
        file = SettingsFile(self._home / "settings" / "settings.toml")
        file.load(self._tell)
        with ThreadPoolExecutor(1) as thread:
            for seed in count(self._first):
                saved = thread.submit(file.save, Settings(drawing=Drawing(seed=seed)))
                while not saved.done():
                    yield None
                saved.result()
                self._tell(f"settings {seed}")
                yield "saved"


class Killing:
    """Attributes: problems: what was wrong, in words."""

    def __init__(self, home: Path, seed: int) -> None:
        self._home, self._chance = home, random.Random(seed)
        self._first = 1  # number of the next child's first result and settings
        self._saved = 0  # step of the training
        self._files = [export_all(jobs) for jobs in rounds(home / "exports")]
        self.problems: list[str] = []

    def kill(self, number: int) -> None:
        """Start a child, kill it, look, and start another that ends in order."""
        if number % 2:
            operation = self._chance.randrange(1, OPERATIONS)
            told = self._child(operation=operation)
            when = f"before operation {operation}"
        else:
            seconds = self._chance.uniform(0, LONGEST_SECONDS)
            told = self._child(seconds=seconds)
            when = f"after {seconds:.3f} s"
        found = [*told.rest, *self._look(told)]
        told = self._child()
        found += [*told.rest, *self._look(told), *self._left_behind()]
        self.problems += [f"kill {number}, {when}: {problem}" for problem in found]

    def _child(self, operation: int = 0, seconds: float | None = None) -> Told:
        read, write = os.pipe()
        self._first += 1000
        child = os.fork()
        if child == 0:
            os.close(read)
            status = 1
            try:
                if operation:
                    die_at(operation, str(self._home))
                Work(self._home, self._first, write).do(operation > 0 or seconds is not None)
                status = 0
            except BaseException:
                os.write(write, traceback.format_exc().encode())
            os._exit(status)
        os.close(write)
        if seconds is not None:
            time.sleep(seconds)
            os.kill(child, signal.SIGKILL)
        with os.fdopen(read, encoding="utf-8") as pipe:
            lines = pipe.read().splitlines()
        os.waitpid(child, 0)
        return Told(lines)

    def _look(self, told: Told) -> Iterator[str]:
        """What is wrong with what is there, after what was told."""
        yield from self._look_at_settings(told)
        yield from self._look_at_history(told)
        yield from self._look_at_run(told)
        for name, old in self._files[0].items():
            if (self._home / "exports" / name).read_bytes() not in (old, self._files[1][name]):
                yield f"{name} is neither the old one nor the new one"

    def _look_at_settings(self, told: Told) -> Iterator[str]:
        said: list[str] = []
        path = self._home / "settings" / "settings.toml"
        seed = load_settings(path, said.append).drawing.seed
        yield from said
        if told.settings and seed not in (told.settings, told.settings + 1):
            yield f"settings {told.settings} were saved, and {seed} are there"

    def _look_at_history(self, told: Told) -> Iterator[str]:
        with closing(History(self._home / "history")) as history:
            *_, _ = sweep(history)
            listed = dict(history.find(SHELVES))
            if listed != history.pictures.survey()[0]:
                yield "the history's index is not what its pictures are"
            for id_, seed in told.kept.items():
                found = history.read(id_)
                if found is None or not np.all(found[1] == seed % 256):
                    yield f"result {id_} is lost"
                elif found[0].recipe.drawing.seed != seed:
                    yield f"result {id_} is another"
            if history.database.exists:
                with history.database.reading() as connection:
                    said = connection.execute("PRAGMA integrity_check").fetchall()
                if said != [("ok",)]:
                    yield f"the history's index: {said}"

    def _look_at_run(self, told: Told) -> Iterator[str]:
        runs = list_runs(self._home / "runs")
        if not runs:
            if told.step or self._saved:
                yield "the run is gone"
            return
        (run,) = runs
        if run.state != "stopped":
            yield f"the run is {run.state}: {run.problem}"
        if run.step < max(self._saved, told.saved, told.step - INTERVAL - 1):
            yield f"step {told.step} was taken, {told.saved} saved, and {run.step} is there"
        self._saved = run.step
        for file in run.folder.glob("*.safetensors"):
            load_tensors(file)
        if any(frame is None for frame in read_frames(run.folder)):
            yield "a frame of the film cannot be read"
        if run.step:
            load_state(run.folder / STATE)
        if run.has_model:
            load_checkpoint(run.folder / MODEL)

    def _left_behind(self) -> Iterator[str]:
        for name in ("runs", "history", "exports", "settings"):
            for path in (self._home / name).rglob("*"):
                is_picture = path.parent.name in SHELVES and path.suffix == ".png"
                known = path.relative_to(self._home / name).as_posix() in OWN
                is_frame = FRAME.fullmatch(path.relative_to(self._home).as_posix())
                if path.is_file() and not (known or is_picture or is_frame):
                    yield f"left behind: {path.relative_to(self._home)}"


def one_thread(*_: object) -> Generator[None, None, int]:
    """In place of a timing."""
    yield
    return 1


def prepare(home: Path) -> None:
    """A folder of noise to train on, and the folders that are there when the program starts."""
    torch.set_num_threads(1)
    for _ in compiler_loaded():  # or every child would load it anew
        pass
    train.UNetConfig = lambda **_: TINY  # pyright: ignore[reportAttributeAccessIssue]
    train.tune_threads = one_thread
    sitting.VALIDATE_EVERY = 50
    for category in ("hero", "food"):
        (home / "data" / category).mkdir(parents=True)
        for number in range(10):
            pixels = np.random.default_rng([number, len(category)]).integers(
                0, 256, (16, 16, 4), np.uint8
            )
            Image.fromarray(pixels).save(home / "data" / category / f"{number}.png")
    for name in ("runs", "exports"):
        (home / name).mkdir()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("kills", type=int)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    prepare(asked.folder)
    killing = Killing(asked.folder, asked.seed)
    for number in range(asked.kills):
        killing.kill(number)
    for problem in killing.problems:
        print(problem)
    broken = f"{len(killing.problems)} problems, seed {asked.seed}"
    print(f"{asked.kills} killed, {broken if killing.problems else 'nothing broken'}")


if __name__ == "__main__":
    main()
