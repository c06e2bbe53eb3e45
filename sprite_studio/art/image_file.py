"""Reading pictures that anybody may have made: every failure is one clear ImageError."""

import warnings
from pathlib import Path

import numpy as np
from PIL import Image, UnidentifiedImageError

from sprite_studio.art.sprite import SIZE, Pixels
from sprite_studio.errors import UserError

MAX_SIDE = 8192
"""Pixels; a larger sheet is refused before any of it is unpacked."""

FORMATS = ("PNG", "GIF", "BMP", "WEBP", "JPEG")
"""What sprites come in. Pillow reads more, but some of it through other programs (EPS)."""


class ImageError(UserError):
    """A picture cannot be used; the message names the file, the reason and a remedy."""


def open_image(path: Path) -> Image.Image:
    """The picture with its size checked and its pixels read. Raises ImageError."""
    try:
        with warnings.catch_warnings():
            # Of a large picture; MAX_SIDE below is stricter.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(path, formats=FORMATS)
        with image:
            if max(image.size) > MAX_SIDE:
                raise ImageError(
                    f"{path} is {image.width}×{image.height} pixels; "
                    f"the largest side allowed is {MAX_SIDE}: cut it into smaller sheets"
                )
            image.load()
    except FileNotFoundError as error:
        raise ImageError(f"{path} does not exist") from error
    except Image.DecompressionBombError as error:
        raise ImageError(f"{path} is far too large to be a sprite sheet") from error
    except UnidentifiedImageError as error:
        raise ImageError(f"{path} is not a picture that can be read; export it as PNG") from error
    except (OSError, SyntaxError, ValueError) as error:
        if isinstance(error, ImageError):
            raise
        raise ImageError(f"{path} is damaged or cut short ({error})") from error
    return image


def read_rgba(path: Path) -> Pixels:
    """(H, W, 4) uint8 straight RGBA of a picture. Raises ImageError."""
    return np.asarray(open_image(path).convert("RGBA"))


def read_tile(path: Path) -> Pixels:
    """(16, 16, 4) of a picture of one sprite. Raises ImageError."""
    pixels = read_rgba(path)
    height, width = pixels.shape[:2]
    if (height, width) != (SIZE, SIZE):
        raise ImageError(
            f"{path} is a picture of {width}×{height} pixels, not one sprite; "
            f"cut a tile of {SIZE}×{SIZE} out of it"
        )
    return pixels
