"""A folder of forged characters with the walks.csv that lists them."""

import csv
from pathlib import Path

from PIL import Image

from sprite_studio.art.forge.walking import walking_character
from sprite_studio.art.imports.walks import COLUMNS
from sprite_studio.art.walk.character import STEPS, VIEWS


def listed(folder: Path, people: int) -> list[dict[str, str]]:
    """Rows of forged characters, whose pictures are written into the folder."""
    rows = []
    for person in range(people):
        frames = walking_character(person).frames
        for v, view in enumerate(VIEWS):
            for s, step in enumerate(STEPS):
                name = f"p{person}_{view}_{step}.png"
                Image.fromarray(frames[v, s]).save(folder / name)
                values = ("pack", f"archer{person}", f"pack/{person}", "hero", view, step, name)
                rows.append(dict(zip(COLUMNS, values, strict=True)))
    return rows


def write(folder: Path, rows: list[dict[str, str]]) -> None:
    with (folder / "walks.csv").open("w", newline="") as file:
        writer: csv.DictWriter[str] = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
