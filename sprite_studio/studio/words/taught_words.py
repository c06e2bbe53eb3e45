"""Words that were taught to a model later: a small file each, to keep, to share and to delete."""

import os
import re
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import msgspec
import torch
from torch import Tensor

from sprite_studio.art.words import key
from sprite_studio.diffusion.networks.checkpoint import CheckpointError, load_tensors, save_tensors
from sprite_studio.diffusion.networks.low_rank import MOST_RANK, LowRank
from sprite_studio.diffusion.networks.model import Model
from sprite_studio.diffusion.networks.vocabulary import Shown
from sprite_studio.plain_text import shortened, shown
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.words.grammar import GRAMMAR
from sprite_studio.studio.words.known_words import known_words

WORD_SUFFIX = ".word.safetensors"
STYLE = "style:"
_KEY, _ROW, _DOWN, _UP = "sprite_studio_word", "row", "down.", "up."
MAX_NAME_LENGTH = 40
"""Of a taught word, in characters, without "style:"; its file's name must fit into any folder."""

MOST_BYTES = 2**20
"""Of a word's file; the row of the largest network takes 64,000, a style's difference the rest."""

MOST_LAYERS = 500
MOST_VALUE = 100.0
"""Of a number in a difference; those of a style that was learned stay below 3. Beyond it a layer
could answer with what is no number, and that would spoil the sprites of other styles beside it."""

_DTYPES = (torch.float16, torch.bfloat16, torch.float32, torch.float64)


class TaughtWord(msgspec.Struct, frozen=True):
    """What the file of a taught word says of itself.

    Attributes:
        word: as it is written in a mix.
        model: fingerprint of the model that it was taught to; no other knows what to do with it.
        sprites: how many showed it.
        steps: of the lesson.
        beside: the words that its sprites were shown with.
        near: the model's own style that they are most like, of a style; or "".
        led_away: the share of a style's word that guidance leads away from, as when it was learned:
            what it draws is not to change.
    """

    word: str
    model: str
    sprites: int
    steps: int
    beside: tuple[str, ...] = ()
    near: str = ""
    led_away: Annotated[float, msgspec.Meta(ge=0, le=1)] = 0.75


@dataclass(frozen=True, eq=False)
class KeptWord:
    """Attributes: path: its file; taught: what that says; row: (D,) its vector; difference: what
    it changes in the network, or None."""

    path: Path
    taught: TaughtWord
    row: Tensor
    difference: LowRank | None = None


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


def save_word(
    path: Path, taught: TaughtWord, row: Tensor, difference: LowRank | None = None
) -> None:
    """Write it beside and put it in place. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    tensors = {_ROW: row}
    if difference is not None:
        tensors |= {_DOWN + name: part.half() for name, part in difference.down.items()}
        tensors |= {_UP + name: part.half() for name, part in difference.up.items()}
    save_tensors(path, tensors, {_KEY: msgspec.json.encode(taught).decode()})


def load_word(path: Path) -> KeptWord:
    """Raises CheckpointError."""
    tensors, metadata = load_tensors(path, MOST_BYTES)
    try:
        taught = msgspec.json.decode(metadata[_KEY], type=TaughtWord)
        row = tensors.pop(_ROW)
    except (KeyError, msgspec.DecodeError, ValueError, RecursionError) as error:
        raise CheckpointError(f"{path} holds no taught word") from error
    if not _is_name(taught.word):
        raise CheckpointError(f"{path} holds a word that cannot be written in a mix")
    if row.dim() != 1 or row.dtype not in _DTYPES or not torch.isfinite(row).all():
        raise CheckpointError(f"{path} is damaged: its word is no vector of numbers")
    return KeptWord(path, taught, row.float(), _difference(path, tensors) if tensors else None)


def _difference(path: Path, tensors: Mapping[str, Tensor]) -> LowRank:
    """Raises CheckpointError unless it is one; whether it fits a network is for that to say."""
    down = {n.removeprefix(_DOWN): t for n, t in tensors.items() if n.startswith(_DOWN)}
    up = {n.removeprefix(_UP): t for n, t in tensors.items() if n.startswith(_UP)}
    if down.keys() != up.keys() or len(down) + len(up) != len(tensors) or len(down) > MOST_LAYERS:
        raise CheckpointError(f"{path} is damaged: what it changes in the network is not whole")
    for name, tensor in tensors.items():
        # Compared so that what is no number is refused, too.
        if tensor.dtype not in _DTYPES or not (tensor.float().abs() <= MOST_VALUE).all():
            raise CheckpointError(f"{path} is damaged: {shown(name)} holds values out of bounds")
    for name, way in down.items():
        rank = up[name].shape[-1] if up[name].dim() == 2 else 0
        if way.dim() not in (2, 4) or len(way) != rank or not 1 <= rank <= MOST_RANK:
            raise CheckpointError(f"{path} is damaged: {shown(name)} has an odd shape")
    return LowRank({n: t.float() for n, t in down.items()}, {n: t.float() for n, t in up.items()})


SETTLED = 2_000_000_000
"""Nanoseconds after a folder's last change; before, another may have come by the same clock tick,
which is two seconds long on a FAT drive."""


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
        return load_word(path)
    except (CheckpointError, OSError):
        return None


def list_words(folder: Path) -> list[tuple[Path, TaughtWord]]:
    """Every usable word in a folder; a damaged file is none."""
    return [(kept.path, kept.taught) for kept in WordFolder(folder).words()]


def attach_words(model: Model, fingerprint: str, words: Sequence[KeptWord]) -> None:
    """Let a model know the words that were taught to it, and forget all others.

    Args: model: the one with the fingerprint, or its live student, which may be shallower: it
    takes of a difference what it has the layers for.
    """
    device = model.vocabulary.null.device
    theirs = [kept for kept in words if is_of(kept, model, fingerprint)]
    model.vocabulary.taught = {kept.taught.word: kept.row.to(device) for kept in theirs}
    model.vocabulary.shown = {
        kept.taught.word: Shown(kept.taught.beside, kept.taught.near, kept.taught.led_away)
        for kept in theirs
    }
    model.vocabulary.differences = {
        kept.taught.word: kept.difference.fitting(model.network).to(device)
        for kept in theirs
        if kept.difference is not None
    }


def is_of(kept: KeptWord, model: Model, fingerprint: str) -> bool:
    """Whether the model can be told the word, and has no other of that meaning."""
    return (
        kept.taught.model == fingerprint
        and kept.row.shape == model.vocabulary.null.shape
        and meaning(kept.taught.word, model.vocabulary.words) is None
    )


def add_word(folder: Path, path: Path) -> TaughtWord:
    """Keep a word that somebody else taught. Raises JobError, CheckpointError, OSError."""
    added = load_word(path)
    file = word_file(folder, added.taught.word)
    if file.exists():
        raise JobError(f"there is a word {added.taught.word!r} already; delete it first")
    save_word(file, added.taught, added.row, added.difference)
    return added.taught


def delete_word(folder: Path, word: str) -> None:
    """Raises JobError if there is no such word."""
    path = word_file(folder, key(word))
    if not path.is_file():
        names = ", ".join(taught.word for _, taught in list_words(folder)) or "none"
        raise JobError(f"there is no taught word {word!r}; taught: {names}")
    path.unlink()
