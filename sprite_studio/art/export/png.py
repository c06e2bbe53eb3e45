"""PNG: a sprite or a sheet, with text chunks that say what made it."""

import io
from collections.abc import Mapping
from pathlib import Path

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from sprite_studio.art.sprite import Pixels
from sprite_studio.atomic_write import atomic_write_bytes


def save_png(path: Path, pixels: Pixels, texts: Mapping[str, str] | None = None) -> None:
    """Write beside `path` and put it in place. Raises OSError. Args: as of `png_bytes`."""
    atomic_write_bytes(path, png_bytes(pixels, texts))


def png_bytes(pixels: Pixels, texts: Mapping[str, str] | None = None) -> bytes:
    """The file itself.

    Args:
        pixels: (H, W, 4) uint8.
        texts: keyword → text, a chunk each (iTXt: https://www.w3.org/TR/png-3/#11iTXt).
    """
    chunks = PngInfo()
    for keyword, text in (texts or {}).items():
        chunks.add_itxt(keyword, text)
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "PNG", pnginfo=chunks, optimize=True)
    return file.getvalue()
