"""PNGs written by the standard, and not by the library that reads them."""

import struct
import zlib

import numpy as np

PASSES = (
    *((0, 0, 8, 8), (0, 4, 8, 8), (4, 0, 8, 4), (0, 2, 4, 4)),
    *((2, 0, 4, 2), (0, 1, 2, 2), (1, 0, 2, 1)),
)
"""Of an interlaced picture: first row and column, and the steps between them."""


def chunk(kind: bytes, data: bytes) -> bytes:
    checked = kind + data
    return struct.pack(">I", len(data)) + checked + struct.pack(">I", zlib.crc32(checked))


def packed(samples: np.ndarray, depth: int) -> bytes:
    """(H, W, samples a pixel) as rows without a filter."""
    rows = []
    for row in samples:
        bits = (row.reshape(-1, 1) >> np.arange(depth - 1, -1, -1)) & 1
        rows.append(b"\0" + np.packbits(bits.astype(np.uint8)).tobytes())
    return b"".join(rows)


def written_png(
    samples: np.ndarray, colour: int, depth: int, extra: bytes, interlaced: bool
) -> bytes:
    """By the standard, and not by the library that reads it."""
    passes = PASSES if interlaced else ((0, 0, 1, 1),)
    parts = [samples[top::down, left::right] for top, left, down, right in passes]
    body = b"".join(packed(part, depth) for part in parts if part.size)
    height, width = samples.shape[:2]
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, int(interlaced))
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + extra
        + chunk(b"IDAT", zlib.compress(body))
        + chunk(b"IEND", b"")
    )


def header_only_png(width: int, height: int) -> bytes:
    """A few bytes that claim to be a picture of this size."""
    ihdr = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    body = chunk(b"IHDR", ihdr) + chunk(b"IDAT", zlib.compress(b"\0" * 64)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body
