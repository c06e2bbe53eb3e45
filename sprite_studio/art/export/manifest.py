"""A labelled set on disk: one folder a category, and a manifest.csv that lists words and subjects.

`art.spriteset.load_set` reads it back.
"""

import csv
import io
from collections.abc import Generator, Sequence
from contextlib import suppress
from pathlib import Path

from sprite_studio.art.export.png import save_png
from sprite_studio.art.sprite import Sprite
from sprite_studio.atomic_write import atomic_write_bytes, remove_stale_parts

COLUMNS = ("file", "category", "subtype", "group", "source", "words")


def save_set(folder: Path, sprites: Sequence[Sprite]) -> Generator[int, None, None]:
    """Write every sprite, then the manifest; yields how many are written. Raises OSError.

    Where it is given up, or fails, it takes away what it wrote.

    Args:
        folder: made if it is not there; holds no manifest yet.
        sprites: each with a category; none of its words may hold a space.
    """
    manifest = folder / "manifest.csv"
    if manifest.exists():
        raise FileExistsError(f"{folder} holds a set already; choose another folder")
    table = io.StringIO()
    rows = csv.writer(table, lineterminator="\n")
    rows.writerow(COLUMNS)
    made: list[Path] = []
    try:
        categories = dict.fromkeys(sprite.category or "other" for sprite in sprites)
        for place in (folder, *(folder / category for category in categories)):
            _make(place, made)
            remove_stale_parts(place)
        for number, sprite in enumerate(sprites):
            category = sprite.category or "other"
            kind = next((w[5:] for w in sprite.words if w.startswith("kind:")), category)
            file = Path(category) / f"{kind}_{number:05}.png"
            save_png(folder / file, sprite.pixels)
            made.append(folder / file)
            words = " ".join(word for word in sprite.words if word != sprite.category)
            rows.writerow([file.as_posix(), category, kind, sprite.subject, sprite.origin, words])
            yield number + 1
        atomic_write_bytes(manifest, table.getvalue().encode())
    except BaseException:
        for path in reversed(made):
            with suppress(OSError):  # something else may lie there by now
                path.rmdir() if path.is_dir() else path.unlink()
        raise


def _make(folder: Path, made: list[Path]) -> None:
    if not folder.is_dir():
        folder.mkdir()
        made.append(folder)
