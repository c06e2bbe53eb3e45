"""Reading pictures that anybody may have made: every failure is one clear ImageError."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image, UnidentifiedImageError

from sprite_studio.art import png_chunks
from sprite_studio.art.enlarged import as_sprite
from sprite_studio.art.sprite import SIZE, Pixels
from sprite_studio.errors import UserError
from sprite_studio.plain_text import shown
from sprite_studio.regular_file import read_regular

MAX_BYTES = 2**26
MAX_SIDE = 8192
"""Pixels; a larger sheet is refused before any of it is unpacked."""

MAX_PIXELS = 2**24
"""Of other formats than PNG, which unpack up to six times as slowly: a second for so many."""

MOST_FRAMES = 256
"""Of an animation that are read."""

FORMATS = ("PNG", "GIF", "BMP", "WEBP", "JPEG")
"""What sprites come in. Pillow reads more, but some of it through other programs (EPS)."""


_BEGINNINGS = (png_chunks.SIGNATURE, b"GIF87a", b"GIF89a", b"\xff\xd8\xff")
_NO_PICTURE = "not a picture that can be read; export it as PNG"


class ImageError(UserError):
    """A picture cannot be used; the message names the file, the reason and a remedy."""


def open_image(path: Path) -> Image.Image:
    """The picture with its size checked and the pixels of its first frame read.

    Raises ImageError.
    """
    data = read_regular(path, MAX_BYTES, ImageError)
    with _told_clearly(path, data.startswith(_BEGINNINGS)):
        is_png = data.startswith(png_chunks.SIGNATURE)
        file = BytesIO(png_chunks.pixels_only(data) if is_png else data)
        image = Image.open(file, formats=FORMATS)
        _check_size(path, image)
        image.load()
        if is_png:
            _scale_clear_shade(image, png_chunks.bit_depth(data))
        return image


def read_rgba(path: Path) -> Pixels:
    """(H, W, 4) uint8 straight RGBA of a picture, of its first frame if it moves.

    Raises ImageError.
    """
    image = open_image(path)
    with _told_clearly(path):
        return _rgba(image)


def read_frames(path: Path) -> tuple[list[Pixels], bool]:
    """(H, W, 4) of every frame of a picture, one if it does not move; and whether it has more than
    are read. Raises ImageError."""
    image = open_image(path)
    most = min(MOST_FRAMES, max(1, MAX_PIXELS // (image.width * image.height)))
    frames = []
    with _told_clearly(path):
        # One by one: to count the frames of a GIF is to walk through all of it.
        while _seek(image, len(frames)):
            if len(frames) == most:
                return frames, True
            frames.append(_rgba(image))
    return frames, False


def read_tile(path: Path) -> Pixels:
    """(16, 16, 4) of a picture of one sprite, enlarged or not. Raises ImageError."""
    pixels = read_rgba(path)
    tile = as_sprite(pixels)
    if tile.shape[:2] != (SIZE, SIZE):
        height, width = pixels.shape[:2]
        raise ImageError(
            f"{shown(path)} is a picture of {width}×{height} pixels, not one sprite; "
            f"cut a tile of {SIZE}×{SIZE} out of it"
        )
    return tile


def read_embedded_text(path: Path, key: str) -> str | None:
    """The text that a picture holds under a keyword; None if there is none. No pixel is unpacked
    for it where the picture is a PNG, the only kind that can have one. Raises ImageError."""
    data = read_regular(path, MAX_BYTES, ImageError)
    if not data.startswith(png_chunks.SIGNATURE):
        open_image(path)  # another picture has no text, and what is no picture says so
        return None
    with _told_clearly(path):
        return png_chunks.text_of(data, key)


@contextmanager
def _told_clearly(path: Path, begins_well: bool = False) -> Iterator[None]:
    """Args: begins_well: whether its first bytes are a picture's."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # decoders' hints to programmers, on a damaged file
            yield
    except ImageError:
        raise
    except Image.DecompressionBombError as error:
        raise ImageError(
            f"{shown(path)} is far too large to be a sprite sheet; cut it into smaller ones"
        ) from error
    except UnidentifiedImageError as error:
        told = "damaged or cut short; export it again" if begins_well else _NO_PICTURE
        raise ImageError(f"{shown(path)} is {told}") from error
    except Exception as error:  # decoders fail on damaged and hostile files in a dozen ways
        raise ImageError(
            f"{shown(path)} is damaged or cut short ({shown(error)}); export it again"
        ) from error


def _check_size(path: Path, image: Image.Image) -> None:
    if max(image.size) > MAX_SIDE:
        raise ImageError(
            f"{shown(path)} is {image.width}×{image.height} pixels; "
            f"the largest side allowed is {MAX_SIDE}: cut it into smaller sheets"
        )
    if image.format != "PNG" and image.width * image.height > MAX_PIXELS:
        raise ImageError(
            f"{shown(path)} is {image.width}×{image.height} pixels; as {image.format} at most "
            f"{MAX_PIXELS} are read: export it as PNG"
        )


def _scale_clear_shade(image: Image.Image, depth: int) -> None:
    """The one shade or colour that is clear, told in the file's own depth, brought to 8 bits.

    Pillow brings the pixels there, and not what it compares them with.
    """
    clear = image.info.get("transparency")
    if image.mode == "L" and isinstance(clear, int):
        most = 2**depth - 1
        image.info["transparency"] = (clear & most) * 255 // most
    elif image.mode == "RGB" and isinstance(clear, tuple) and depth == 16:
        image.info["transparency"] = tuple(part >> 8 for part in clear)


def _seek(image: Image.Image, frame: int) -> bool:
    """Whether there is such a frame."""
    try:
        image.seek(frame)
    except EOFError:
        return False
    return True


def _rgba(image: Image.Image) -> Pixels:
    if image.mode == "I;16":
        return _rgba_of_deep_grey(image)
    return np.asarray(image if image.mode == "RGBA" else image.convert("RGBA"))


def _rgba_of_deep_grey(image: Image.Image) -> Pixels:
    """Of 16 bits a pixel, the higher eight. Pillow would make white of all above 255."""
    values = np.asarray(image)  # (H, W) uint16
    rgba = np.repeat((values >> 8).astype(np.uint8)[..., None], 4, axis=-1)
    rgba[..., 3] = np.where(values == image.info.get("transparency", -1), 0, 255)
    return rgba
