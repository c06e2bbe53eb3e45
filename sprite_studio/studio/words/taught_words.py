"""Words that were taught to a model later: a small file each, to keep, to share and to delete."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
import torch
from torch import Tensor

from sprite_studio.diffusion.networks.checkpoint import CheckpointError, load_tensors, save_tensors
from sprite_studio.diffusion.networks.model import Model
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.words.contexts import resolve_word
from sprite_studio.studio.words.prompt import GRAMMAR

WORD_SUFFIX = ".word.safetensors"
STYLE = "style:"
_KEY, _ROW = "sprite_studio_word", "row"
_NAME = re.compile(r"(style:)?[a-z0-9][a-z0-9-]{0,39}")

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
    try:
        return resolve_word(word, known)
    except JobError:
        return None


def _is_name(word: str) -> bool:
    return _NAME.fullmatch(word) is not None and word not in GRAMMAR


def word_file(folder: Path, word: str) -> Path:
    """Where a word is kept. Raises JobError for a name that could not be written in a mix."""
    if not _is_name(word):
        raise JobError(
            f"{word!r} cannot be a word: use small letters, digits and hyphens, at most 40, "
            "with style: before a style's, and no word such as 'with' that joins others"
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


def list_words(folder: Path) -> list[tuple[Path, TaughtWord]]:
    """Every usable word in a folder; a damaged file is none."""
    return [(path, taught) for path, taught, _ in _usable(folder)]


def _usable(folder: Path) -> Iterator[tuple[Path, TaughtWord, Tensor]]:
    for path in sorted(folder.glob(f"*{WORD_SUFFIX}")):
        try:
            taught, row = load_word(path)
        except (CheckpointError, OSError):
            continue
        yield path, taught, row


def attach_words(model: Model, fingerprint: str, folder: Path) -> None:
    """Let a model know the words in a folder that were taught to it, and forget deleted ones."""
    vocabulary = model.vocabulary
    vocabulary.taught = {}
    for _, taught, row in _usable(folder):
        fits = taught.model == fingerprint and row.shape == vocabulary.null.shape
        if fits and meaning(taught.word, vocabulary.words) is None:
            vocabulary.taught[taught.word] = row.to(vocabulary.null.device)


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
    path = word_file(folder, word)
    if not path.is_file():
        names = ", ".join(taught.word for _, taught in list_words(folder)) or "none"
        raise JobError(f"there is no taught word {word!r}; taught: {names}")
    path.unlink()
