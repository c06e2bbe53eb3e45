"""Small sprites that a model has drawn before, kept on the disk for each model's exact weights.

A file is a PNG of one row of sprites, which names what each shows. It can be deleted at any time.
"""

import logging
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import msgspec
import numpy as np

from sprite_studio.art.export.png import save_png
from sprite_studio.art.image_file import ImageError, read_embedded_text, read_rgba
from sprite_studio.art.sprite import SIZE, Pixels
from sprite_studio.atomic_write import make_folder, remove_stale_parts
from sprite_studio.studio.words.examples import Example

log = logging.getLogger(__name__)

MOST_FILES = 12
"""Those of models that were not looked at for longest are deleted."""

_KEY = "sprite_studio_examples"


def name_of(example: Example) -> str:
    """The same for the same mix and seed, whatever the order of its words."""
    return msgspec.json.encode(example, order="sorted").decode()


class PictureCache:
    """Attributes: folder: made by the first who writes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def read(self, model_hash: str) -> dict[str, Pixels]:
        """Name of an example → (16, 16, 4); empty where nothing is kept, or it cannot be read."""
        file = self._file(model_hash)
        if not file.is_file():
            return {}
        try:
            names = msgspec.json.decode(read_embedded_text(file, _KEY) or "[]", type=list[str])
            row = read_rgba(file)
        except (ImageError, OSError, msgspec.DecodeError) as error:
            log.info("small pictures are drawn anew: %s", error)
            return {}
        if row.shape[:2] != (SIZE, SIZE * len(names)):
            return {}
        return dict(zip(names, np.split(row, len(names), axis=1), strict=True))

    def write(self, model_hash: str, pictures: Mapping[str, Pixels]) -> None:
        """All that are known by now. Where nothing can be written, they are drawn again."""
        if not pictures:
            return
        texts = {_KEY: msgspec.json.encode(list(pictures)).decode()}
        try:
            make_folder(self.folder)
            remove_stale_parts(self.folder)
            save_png(self._file(model_hash), np.concatenate(list(pictures.values()), 1), texts)
            self._sweep()
        except OSError as error:
            log.info("small pictures are not kept: %s", error)

    def _file(self, model_hash: str) -> Path:
        return self.folder / f"{model_hash}.png"

    def _sweep(self) -> None:
        files = sorted(self.folder.glob("*.png"), key=lambda file: file.stat().st_mtime_ns)
        for file in files[:-MOST_FILES]:
            with suppress(OSError):
                file.unlink()
