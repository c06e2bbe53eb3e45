"""The chunks of a PNG, walked before anything is unpacked.

A file may hold hundreds of megabytes of text, a text that unpacks to as much, or millions of empty
chunks, and a decoder reads them all. Pixels need eight kinds of them.
"""

import struct
import zlib
from collections.abc import Iterator

SIGNATURE = b"\x89PNG\r\n\x1a\n"
MOST_CHUNKS = 65_536
"""64 MiB of pixels, a kilobyte each; encoders write eight of them at once or more."""

MOST_TEXT = 2**22
"""Bytes of one text, unpacked: twice the recipe of a sheet of 4,096 sprites in blended styles."""

_PIXELS = frozenset(
    (
        *(b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"),
        *(b"acTL", b"fcTL", b"fdAT"),  # of the frames of an animation
    )
)
_FRAME = 12
"""Bytes of a chunk beside its data: the length before it, its kind, and the checksum after it."""


def bit_depth(data: bytes) -> int:
    """Bits a sample, of a PNG; 0 where it is cut short before it tells."""
    return data[24] if len(data) > 24 else 0


def pixels_only(data: bytes) -> bytes:
    """The same picture without texts, profiles and whatever else is no pixel.

    Raises ValueError if there are too many chunks. What is damaged is left to the decoder to find.
    """
    kept = [SIGNATURE]
    kept += (data[start:end] for kind, start, end in _chunks(data) if kind in _PIXELS)
    return b"".join(kept)


def text_of(data: bytes, key: str) -> str | None:
    """The text that a whole PNG holds under a keyword, packed or not; None if there is none.

    Raises ValueError where the text is damaged or longer than `MOST_TEXT`, or the file is cut
    short.
    """
    found, last = None, b""
    head = key.encode("latin-1") + b"\0"
    for kind, start, end in _chunks(data):
        last = kind if end <= len(data) else b""
        body = start + 8
        if kind in _TEXTS and data.startswith(head, body) and last:
            if zlib.crc32(data[start + 4 : end - 4]) != struct.unpack(">I", data[end - 4 : end])[0]:
                raise ValueError("the checksum of its text is wrong")
            found = _TEXTS[kind](data[body + len(head) : end - 4])
    if last != b"IEND":
        raise ValueError("its end is missing")
    return found


def _chunks(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Kind, and where the whole chunk begins and ends, up to the end of the picture. The last end
    may lie beyond that of the data. Raises ValueError."""
    start = len(SIGNATURE)
    for _ in range(MOST_CHUNKS):
        if start + 8 > len(data):
            return
        length, kind = struct.unpack_from(">I4s", data, start)
        end = start + length + _FRAME
        yield kind, start, end
        if kind == b"IEND":
            return
        start = end
    raise ValueError(f"it is made of more than {MOST_CHUNKS} chunks")


def _plain(body: bytes) -> str:
    if len(body) > MOST_TEXT:
        raise ValueError(f"its text has more than {MOST_TEXT} bytes")
    return body.decode("latin-1")


def _packed(body: bytes) -> str:
    return _unpacked(body[1:]).decode("latin-1")


def _international(body: bytes) -> str:
    """Flags, a language, the keyword in that language, and the text in UTF-8."""
    is_packed = body[:1] == b"\1"
    _, _, text = body[2:].partition(b"\0")[2].partition(b"\0")
    if is_packed:
        text = _unpacked(text)
    elif len(text) > MOST_TEXT:
        raise ValueError(f"its text has more than {MOST_TEXT} bytes")
    return text.decode("utf-8")


def _unpacked(body: bytes) -> bytes:
    try:
        text = zlib.decompressobj().decompress(body, MOST_TEXT + 1)
    except zlib.error as error:
        raise ValueError(f"its text cannot be unpacked ({error})") from error
    if len(text) > MOST_TEXT:
        raise ValueError(f"its text unpacks to more than {MOST_TEXT} bytes")
    return text


_TEXTS = {b"tEXt": _plain, b"zTXt": _packed, b"iTXt": _international}
