"""Two windows use one history, and a window is killed: nothing is lost, nothing is left behind."""

import random
import subprocess
import threading

import numpy as np
import pytest

from sprite_studio.studio.jobs.recipes.history import SHELVES, SweepResult
from sprite_studio.studio.library.history.sweep import sweep

ADD = """
sys.stdin.readline()
for seed in range({first}, {first} + {count}):
    print(add(seed).id)
"""

BUSY = """
for _ in sweep(history):
    pass
for seed in range({first}, {first} + 10_000):
    id_ = add(seed).id
    print(id_, seed, flush=True)
    history.move(id_, ("starred", "bin", "recent")[seed % 3])
"""


def start(command: list[str]) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    )


def test_two_windows_at_full_speed_lose_nothing(program, history):
    """FAULTS 3 and 30: of 150 results 58 were lost, and some showed the other's sprites."""
    count, firsts = 60, (0, 1000)
    windows = [start(program(ADD.format(first=first, count=count))) for first in firsts]
    for window in windows:  # the folder is made by both at once, too
        assert window.stdin is not None
        window.stdin.write("go\n")
        window.stdin.flush()
    seeds = {}
    for window, first in zip(windows, firsts, strict=True):
        out, _ = window.communicate(timeout=120)
        assert window.returncode == 0
        seeds |= dict(zip(map(int, out.split()), range(first, first + count), strict=True))
    assert len(seeds) == 2 * count  # no id was given twice
    assert {id_ for id_, _ in history.find(("recent",))} == set(seeds)
    for id_, seed in seeds.items():
        entry, images = history.read(id_)
        assert entry.recipe.drawing.seed == seed
        assert np.all(images == seed % 256)
    assert list(sweep(history)) == [SweepResult(found=0, gone=0)]


@pytest.mark.parametrize("seed", range(4))
def test_a_window_that_is_killed_leaves_a_history_that_is_whole(program, folder, opened, seed):
    """FAULTS 35: what was half written stayed for ever. Two kills, the second one sometimes amid
    what mends the first one's traces."""
    chance = random.Random(seed)
    told: dict[int, int] = {}
    for first in (0, 20_000):
        window = start(program(BUSY.format(first=first)))
        assert window.stdout is not None
        lines = [window.stdout.readline() for _ in range(chance.randrange(1, 40))]
        threading.Event().wait(chance.uniform(0, 0.02))  # anywhere between two lines
        window.kill()
        lines += window.stdout
        window.communicate()
        told |= {int(id_): int(number) for id_, number in map(str.split, lines)}
    history = opened()
    *_, _ = sweep(history)
    assert not [path for path in folder.rglob("*") if path.suffix in (".part", ".tmp")]
    listed = dict(history.find(SHELVES))
    assert listed == history.pictures.survey()[0]
    assert set(told) <= set(listed)
    assert len(listed) <= len(told) + 2  # what was kept in the moment of a kill
    for id_, number in told.items():
        entry, images = history.read(id_)
        assert entry.recipe.drawing.seed == number
        assert np.all(images == number % 256)
    with history.database.reading() as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert list(sweep(history)) == [SweepResult(found=0, gone=0)]
