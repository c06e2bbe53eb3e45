"""Words that were taught to a model later: a small file each, to keep, to share and to delete."""

import os
import re
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec
import torch
from torch import Tensor

from sprite_studio.art.words import key
from sprite_studio.diffusion.networks.checkpoint import CheckpointError, load_tensors, save_tensors
from sprite_studio.diffusion.networks.model import Model
from sprite_studio.plain_text import shortened
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.words.grammar import GRAMMAR
from sprite_studio.studio.words.known_words import known_words

WORD_SUFFIX = ".word.safetensors"
STYLE = "style:"
_KEY, _ROW = "sprite_studio_word", "row"
MAX_NAME_LENGTH = 40
"""Of a taught word, in characters, without "style:"; its file's name must fit into any folder."""

MOST_BYTES = 2**20
"""Of a word's file; the row of the largest network takes 64,000."""

_DTYPES = (torch.float16, torch.bfloat16, torch.float32, torch.float64)


class TaughtWord(msgspec.Struct, frozen=True):
    """What the file of a taught word says of itself.

    Attributes:
        word: as it is written in a mix.
        model: fingerprint of the model that it was taught to; no other knows what to do with it.
        sprites: how many showed it.
        steps: of the lesson.
        beside: the words that its sprites were shown with.
    """

    word: str
    model: str
    sprites: int
    steps: int
    beside: tuple[str, ...] = ()


def meaning(word: str, known: Sequence[str]) -> str | None:
    """What a model with these words takes it for already: "red" is "colour:red"."""
    return known_words(tuple(known)).find(word)


def _is_name(word: str) -> bool:
    """Whether a mix and a prompt mean exactly this word by its name, and a file can be called so.

    Letters and digits of any script, in small letters, with single hyphens between.
    """
    name = word.removeprefix(STYLE)
    is_plain = key(word) == word and re.fullmatch(r"[^\W_]+(-[^\W_]+)*", name) is not None
    return is_plain and len(name) <= MAX_NAME_LENGTH and word not in GRAMMAR


def word_file(folder: Path, word: str) -> Path:
    """Where a word is kept. Raises JobError for a name that could not be written in a mix."""
    if not _is_name(word):
        written = key(word).replace(".", "-")
        hint = f"; write {written}" if written != word and _is_name(written) else ""
        raise JobError(
            f"{shortened(word)!r} cannot be a word: use small letters, digits and hyphens, at most "
            f"{MAX_NAME_LENGTH}, with style: before a style's, and no word such as 'with' that "
            f"joins others{hint}"
        )
    return folder / (word.replace(":", ".") + WORD_SUFFIX)


def save_word(path: Path, taught: TaughtWord, row: Tensor) -> None:
    """Write it beside and put it in place. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    save_tensors(path, {_ROW: row}, {_KEY: msgspec.json.encode(taught).decode()})


def load_word(path: Path) -> tuple[TaughtWord, Tensor]:
    """The word and its (D,) row. Raises CheckpointError."""
    tensors, metadata = load_tensors(path, MOST_BYTES)
    try:
        taught = msgspec.json.decode(metadata[_KEY], type=TaughtWord)
        row = tensors[_ROW]
    except (KeyError, msgspec.DecodeError, ValueError, RecursionError) as error:
        raise CheckpointError(f"{path} holds no taught word") from error
    if not _is_name(taught.word):
        raise CheckpointError(f"{path} holds a word that cannot be written in a mix")
    if row.dim() != 1 or row.dtype not in _DTYPES or not torch.isfinite(row).all():
        raise CheckpointError(f"{path} is damaged: its word is no vector of numbers")
    return taught, row.float()


SETTLED = 2_000_000_000
"""Nanoseconds after a folder's last change; before, another may have come by the same clock tick,
which is two seconds long on a FAT drive."""


@dataclass(frozen=True, eq=False)
class KeptWord:
    """Attributes: path: its file; taught: what that says; row: (D,) its vector."""

    path: Path
    taught: TaughtWord
    row: Tensor


class WordFolder:
    """The taught words in a folder; a file is read again only when it has changed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._changed: int | None = None
        self._is_settled = False
        self._read: dict[tuple[str, int, int, int], KeptWord | None] = {}
        self._kept: tuple[KeptWord, ...] = ()

    def words(self, glance: bool = False) -> tuple[KeptWord, ...]:
        """Every usable word, by file name; the same object until something changes.

        Args: glance: look only whether files came, went or were replaced. One that was written
        over in place is seen by the next closer look, which asks for the size and time of each
        and with 300 words takes some milliseconds, too long for a live frame.
        """
        changed = _changed(self._folder)
        if not (glance and self._is_settled and changed == self._changed):
            self._is_settled = changed is None or time.time_ns() - changed > SETTLED
            stamps = [] if changed is None else _stamps(self._folder)
            if stamps != list(self._read):
                self._read = {
                    stamp: self._read[stamp]
                    if stamp in self._read
                    else _load_usable(self._folder / stamp[0])
                    for stamp in stamps
                }
                self._kept = tuple(kept for kept in self._read.values() if kept is not None)
            self._changed = changed
        return self._kept


def _changed(folder: Path) -> int | None:
    """When files last came or went, in ns; None where there is no folder to read."""
    try:
        return folder.stat().st_mtime_ns
    except OSError:
        return None


def _stamps(folder: Path) -> list[tuple[str, int, int, int]]:
    """Name, inode, size and time of each word's file, by name."""
    found = []
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(WORD_SUFFIX):
                with suppress(OSError):  # a link that leads nowhere
                    stat = entry.stat()
                    found.append((entry.name, stat.st_ino, stat.st_size, stat.st_mtime_ns))
    return sorted(found)


def _load_usable(path: Path) -> KeptWord | None:
    """A damaged file is no word."""
    try:
        return KeptWord(path, *load_word(path))
    except (CheckpointError, OSError):
        return None


def list_words(folder: Path) -> list[tuple[Path, TaughtWord]]:
    """Every usable word in a folder; a damaged file is none."""
    return [(kept.path, kept.taught) for kept in WordFolder(folder).words()]


def attach_words(model: Model, fingerprint: str, words: Sequence[KeptWord]) -> None:
    """Let a model know the words that were taught to it, and forget all others."""
    vocabulary = model.vocabulary
    vocabulary.taught = {
        kept.taught.word: kept.row.to(vocabulary.null.device)
        for kept in words
        if kept.taught.model == fingerprint
        and kept.row.shape == vocabulary.null.shape
        and meaning(kept.taught.word, vocabulary.words) is None
    }


def add_word(folder: Path, path: Path) -> TaughtWord:
    """Keep a word that somebody else taught. Raises JobError, CheckpointError, OSError."""
    taught, row = load_word(path)
    kept = word_file(folder, taught.word)
    if kept.exists():
        raise JobError(f"there is a word {taught.word!r} already; delete it first")
    save_word(kept, taught, row)
    return taught


def delete_word(folder: Path, word: str) -> None:
    """Raises JobError if there is no such word."""
    path = word_file(folder, key(word))
    if not path.is_file():
        names = ", ".join(taught.word for _, taught in list_words(folder)) or "none"
        raise JobError(f"there is no taught word {word!r}; taught: {names}")
    path.unlink()
