"""Exports into a folder without end, kills that with SIGKILL at random moments, and looks.

`python killed_exports.py FOLDER KILLS`; a program of its own, since it forks. Prints what is wrong.
"""

import os
import random
import signal
import sys
import time
from pathlib import Path

import numpy as np

from sprite_studio.art.sheet import Layout
from sprite_studio.studio.export.export import export
from sprite_studio.studio.jobs.drawing import Drawing
from sprite_studio.studio.jobs.export import ExportJob, ExportResult, Sheet, SpriteAnimation
from sprite_studio.studio.jobs.recipes.recipe import Recipe

LONGEST_SECONDS = 0.25


def rounds(folder: Path) -> list[list[ExportJob]]:
    """A sheet and an animation, twice under the same names."""
    images = np.random.default_rng(0).integers(0, 256, (40, 16, 16, 4), dtype=np.uint8)
    recipe = Recipe(
        version="1",
        model_hash="0",
        styles=({},) * 40,
        drawing=Drawing(
            model="base",
            mix={"hero": 1.0},
            seed=10,
            count=40,
            sampler="ddim",
            steps=20,
            eta=0.0,
            guidance=2.0,
        ),
    )
    grounds = ((1, 2, 3, 255), 8), ((4, 5, 6, 255), 9)
    return [
        [
            ExportJob(Sheet(images, recipe, Layout(8, scale, 1, ground)), folder / "s.png"),
            ExportJob(SpriteAnimation(images[:, None], 1, scale, 0.1, ground), folder / "a.gif"),
        ]
        for ground, scale in grounds
    ]


def export_all(jobs: list[ExportJob]) -> dict[str, bytes]:
    """What is in the files then."""
    files = []
    for job in jobs:
        *_, result = export(job)
        assert isinstance(result, ExportResult)
        files += result.files
    return {file.name: file.read_bytes() for file in files}


def export_for_ever(folder: Path) -> None:
    while True:
        for jobs in rounds(folder):
            export_all(jobs)


def main(folder: Path, kills: int) -> None:
    old, new = (export_all(jobs) for jobs in rounds(folder))
    for _ in range(kills):
        child = os.fork()
        if child == 0:
            export_for_ever(folder)
        seconds = random.uniform(0, LONGEST_SECONDS)
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        for name in old:
            if (folder / name).read_bytes() not in (old[name], new[name]):
                print(f"{name} is neither, killed after {seconds:.4f} s")
        export_all(rounds(folder)[0])
        if left := {path.name for path in folder.iterdir()} - set(old):
            print(f"left behind, killed after {seconds:.4f} s: {left}")
    print(f"{kills} killed, nothing broken")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
