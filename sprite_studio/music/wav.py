"""WAV files: mono, 16 bits, with a text in their INFO chunk."""

import io
import struct
import wave

import numpy as np

from sprite_studio.music.sound.waves import RATE, Samples

MOST_TEXT = 1_000_000
"""Bytes of a text in a file."""


def encode_wav(samples: Samples, text: str = "") -> bytes:
    """A file. Args: samples: -1 to 1, beyond which they are clipped; text: a comment (ICMT)."""
    file = io.BytesIO()
    with wave.open(file, "wb") as wav:
        wav.setnchannels(1)
        wav.setsampwidth(2)
        wav.setframerate(RATE)
        wav.writeframes((np.clip(samples, -1, 1) * 32767).round().astype("<i2").tobytes())
    whole = file.getvalue()
    if not text:
        return whole
    # Python's module knows no such chunk; it lies behind the samples, where all readers skip it.
    info = b"INFO" + _chunk(b"ICMT", text.encode() + b"\0")
    body = whole[8:] + _chunk(b"LIST", info)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def text_in_wav(data: bytes) -> str | None:
    """The comment of a file, or None where there is none, or no WAV file."""
    if data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        return None
    listed = _chunks(data[12:]).get(b"LIST", b"")
    if listed[:4] != b"INFO":
        return None
    found = _chunks(listed[4:]).get(b"ICMT")
    if found is None or len(found) > MOST_TEXT:
        return None
    return found.rstrip(b"\0").decode(errors="replace")


def _chunk(name: bytes, data: bytes) -> bytes:
    return name + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2)


def _chunks(data: bytes) -> dict[bytes, bytes]:
    """Name → what is in it; of several of one name the first. What is cut short ends there."""
    found: dict[bytes, bytes] = {}
    at = 0
    while at + 8 <= len(data):
        name, size = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        found.setdefault(name, data[at + 8 : at + 8 + size])
        at += 8 + size + size % 2
    return found
