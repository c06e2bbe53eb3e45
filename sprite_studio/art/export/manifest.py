"""A labelled set on disk: one folder a category, and a manifest.csv that lists words and subjects.

`art.spriteset.load_set` reads it back.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from sprite_studio.art.export.png import save_png
from sprite_studio.art.sprite import Sprite
from sprite_studio.atomic_write import atomic_write_bytes

COLUMNS = ("file", "category", "subtype", "group", "source", "words")


def save_set(folder: Path, sprites: Sequence[Sprite]) -> Iterator[int]:
    """Write every sprite, then the manifest; yields how many are written. Raises OSError.

    Args:
        folder: must exist and hold no manifest yet.
        sprites: each with a category; none of its words may hold a space.
    """
    manifest = folder / "manifest.csv"
    if manifest.exists():
        raise FileExistsError(f"{folder} holds a set already; choose another folder")
    table = io.StringIO()
    rows = csv.writer(table, lineterminator="\n")
    rows.writerow(COLUMNS)
    for number, sprite in enumerate(sprites):
        category = sprite.category or "other"
        kind = next((w[5:] for w in sprite.words if w.startswith("kind:")), category)
        file = Path(category) / f"{kind}_{number:05}.png"
        (folder / category).mkdir(exist_ok=True)
        save_png(folder / file, sprite.pixels)
        words = " ".join(word for word in sprite.words if word != sprite.category)
        rows.writerow([file.as_posix(), category, kind, sprite.subject, sprite.origin, words])
        yield number + 1
    atomic_write_bytes(manifest, table.getvalue().encode())
