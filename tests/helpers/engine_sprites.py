"""A collection as tests of exports use it, and where readers that others wrote are found."""

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np

from sprite_studio.art.export.collection import (
    PLAIN,
    Arrangement,
    Clip,
    Collection,
    NamedSprite,
)
from sprite_studio.art.export.formats.files import Files
from sprite_studio.art.export.steps import Steps
from sprite_studio.art.sprite import Pixels
from sprite_studio.stepwise import completed

NODE_MODULES = Path(__file__).parents[1] / "node" / "node_modules"
"""Where `npm install --prefix tests/node` puts its readers."""


def sprite(seed: int, width: int = 16, height: int = 16) -> Pixels:
    """Few colours on nothing, drawn to its lower edge."""
    rng = np.random.default_rng(seed)
    table = rng.integers(0, 256, (6, 4), dtype=np.uint8)
    table[:, 3] = 255
    table[0] = 0
    pixels = table[rng.integers(0, 6, (height, width))]
    pixels[-1] = table[1]
    return pixels


def named(*names: str) -> tuple[NamedSprite, ...]:
    return tuple(NamedSprite(name, sprite(number)) for number, name in enumerate(names))


def walking(arrangement: Arrangement = PLAIN, name: str = "knight") -> Collection:
    """Two items, and a character whose walks each have three pictures, shown 1-2-3-2."""
    sprites = list(named("red potion", "shield"))
    clips = []
    for number, direction in enumerate(("down", "left", "right", "up")):
        first = len(sprites)
        sprites += [
            NamedSprite(f"{direction} {step}", sprite(10 * number + step + 100))
            for step in range(3)
        ]
        frames = (first, first + 1, first + 2, first + 1)
        clips.append(Clip(f"walk_{direction}", frames, (150, 100, 150, 100), direction != "up"))
    return Collection(name, tuple(sprites), tuple(clips), arrangement, None, "1.2")


def standing(collection: Collection) -> Collection:
    """With an animation of one frame beside each walk: "idle_down"."""
    idle = [
        Clip(clip.name.replace("walk", "idle"), clip.frames[:1], (150,))
        for clip in collection.clips
    ]
    return replace(collection, clips=(*collection.clips, *idle))


def made(encode: Callable[[Collection], Steps[Files]], collection: Collection) -> Files:
    return completed(encode(collection))


def saved(files: Files, folder: Path) -> None:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def has_node(package: str) -> bool:
    return shutil.which("node") is not None and (NODE_MODULES / package).is_dir()


def node(program: str) -> str:
    """What a program of JavaScript prints."""
    done = subprocess.run(
        ["node", "-e", program],
        capture_output=True,
        text=True,
        check=True,
        cwd=NODE_MODULES.parent,
        timeout=60,
    )
    return done.stdout
