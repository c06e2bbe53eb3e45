"""The sprites of the course "How Diffusion Models Work": two arrays that numpy saved.

`sprites_NAME.npy` holds the pictures, (N, 16, 16, 3) uint8, and `sprite_labels_nc_NAME.npy` beside
it their categories, (N, 5) with a single 1 in each row. Nothing is unpickled, and headers are
checked before memory is reserved.
"""

import hashlib
import math
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from sprite_studio.art.background import clear_background
from sprite_studio.art.colour.words import colour_words
from sprite_studio.art.sprite import CATEGORIES, SIZE, Sprite
from sprite_studio.errors import UserError
from sprite_studio.plain_text import shown
from sprite_studio.regular_file import open_regular

SUFFIX = ".npy"
PICTURES = "sprites_*.npy"
STYLE = "style:course"
MOST_SPRITES = 200_000
"""More than twice as many as the course's file holds."""

_MAGIC = b"\x93NUMPY\x01\x00"
_HEADER = re.compile(
    r"\{'descr': '([\w<>|=\[\]]{1,9})', 'fortran_order': (False|True), "
    r"'shape': \(((?:\d{1,15}, )*(?:\d{1,15},?)?)\), \}\s*",
    re.ASCII,
)


class CourseDataError(UserError):
    """An array is not the course's; the message names the file, the reason and a remedy."""


def course_sprites(path: Path) -> Iterator[Sprite]:
    """Every sprite of `sprites_NAME.npy`, opaque; one that is repeated is the same object again.

    Its subject is named by its pixels, so that it stays in its part of the split in any selection
    of the course's sprites, and its mirror image with it. Colour words are of the drawing, not of
    the colour that it stands on. Raises CourseDataError, OSError.
    """
    beside = _labels_of(path)
    rgb = _load(path, (SIZE, SIZE, 3), r"\|u1", "uint8")
    labels = _load_labels(beside)
    if len(labels) != len(rgb):
        raise CourseDataError(
            f"{shown(beside)} labels {len(labels)} sprites, but {shown(path)} holds {len(rgb)}"
        )
    known: dict[bytes, Sprite] = {}
    for i, (picture, label) in enumerate(zip(rgb, labels, strict=True)):
        key = picture.tobytes()
        if key not in known:
            pixels = np.full((SIZE, SIZE, 4), 255, np.uint8)
            pixels[..., :3] = picture
            figure = hashlib.sha256(min(key, picture[:, ::-1].tobytes())).hexdigest()[:16]
            known[key] = Sprite(
                pixels,
                (CATEGORIES[label], STYLE, *colour_words(clear_background(pixels))),
                f"course/{figure}",
                f"{path.name} sprite {i}",
            )
        yield known[key]


def _labels_of(pictures: Path) -> Path:
    """The file of labels that belongs to one of pictures. Raises CourseDataError."""
    name = pictures.name.removeprefix("sprites_")
    path = pictures.with_name(f"sprite_labels_nc_{name}")
    if name == pictures.name or not path.is_file():
        raise CourseDataError(
            f"{shown(pictures)} has no labels beside it: pictures are named sprites_NAME.npy and "
            "their labels sprite_labels_nc_NAME.npy, as the course names them"
        )
    return path


def _load_labels(path: Path) -> NDArray[np.int64]:
    """(N,) index into `CATEGORIES`."""
    rows = _load(path, (len(CATEGORIES),), r"[<>|](?:f[248]|[iu][1248]|b1)", "numbers")
    one_hot = ((rows == 1).sum(axis=1) == 1) & ((rows == 0).sum(axis=1) == len(CATEGORIES) - 1)
    if not one_hot.all():
        raise CourseDataError(
            f"{shown(path)}: row {int(one_hot.argmin())} does not choose one of the five "
            "categories; each row has a single 1 and is 0 elsewhere"
        )
    return (rows == 1).argmax(axis=1)


def _load(path: Path, row: tuple[int, ...], dtype: str, dtype_name: str) -> NDArray[np.generic]:
    """An array of shape (N, *row). Args: dtype: a pattern for numpy's own names, as "<f8"."""
    with open_regular(path, CourseDataError) as file:
        return _read(file, shown(path), row, dtype, dtype_name)


def _read(
    file: BinaryIO, name: str, row: tuple[int, ...], dtype: str, dtype_name: str
) -> NDArray[np.generic]:
    size = os.fstat(file.fileno()).st_size
    start = file.read(len(_MAGIC) + 2)
    if not start.startswith(b"\x93NUMPY"):
        raise CourseDataError(f"{name} is no array that numpy saved; save it by np.save")
    length = int.from_bytes(start[len(_MAGIC) :], "little")
    header = _HEADER.fullmatch(file.read(length).decode("latin-1"))
    if not start.startswith(_MAGIC) or header is None:
        raise CourseDataError(
            f"{name} is damaged, or more than one plain array; save it by np.save"
        )
    if header[1] == "|O":
        raise CourseDataError(
            f"{name} holds Python objects, which could run a program and are not opened; "
            "save it as an array of numbers"
        )
    shape = tuple(int(side) for side in header[3].split(",") if side.strip())
    if shape[1:] != row or not re.fullmatch(dtype, header[1]):
        wanted = ", ".join(map(str, ("N", *row)))
        raise CourseDataError(
            f"{name} holds ({header[3]}) of type {header[1]}; "
            f"the course's file has ({wanted}) of {dtype_name}"
        )
    if not 1 <= shape[0] <= MOST_SPRITES:
        raise CourseDataError(
            f"{name} holds {shape[0]} sprites; 1 to {MOST_SPRITES} can be used: save a part of them"
        )
    wanted = len(start) + length + math.prod(shape) * np.dtype(header[1]).itemsize
    if size != wanted:
        raise CourseDataError(
            f"{name} is damaged or cut short: its header speaks of {wanted} bytes, "
            f"but it has {size}; download or save it again"
        )
    # Not by numpy's reader, which evaluates the header as Python and refuses some white space.
    order = "F" if header[2] == "True" else "C"
    return np.fromfile(file, header[1]).reshape(shape, order=order)
