"""PNG: a sprite or a sheet, with text chunks that say what made it."""

from collections.abc import Mapping
from pathlib import Path

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from sprite_studio.art.sprite import Pixels
from sprite_studio.atomic_write import atomic_write


def save_png(path: Path, pixels: Pixels, texts: Mapping[str, str] | None = None) -> None:
    """Write beside `path` and put it in place. Raises OSError.

    Args:
        pixels: (H, W, 4) uint8.
        texts: keyword → text, a chunk each (iTXt: https://www.w3.org/TR/png-3/#11iTXt).
    """
    chunks = PngInfo()
    for keyword, text in (texts or {}).items():
        chunks.add_itxt(keyword, text)

    def write(beside: Path) -> None:
        Image.fromarray(pixels).save(beside, "PNG", pnginfo=chunks, optimize=True)

    atomic_write(path, write)
