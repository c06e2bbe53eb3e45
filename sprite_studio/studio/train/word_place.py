"""Where a taught word is to lie: looked at before a minute of learning, filled at its end."""

import errno
import tempfile
from contextlib import suppress
from pathlib import Path

from torch import Tensor

from sprite_studio.diffusion.networks.checkpoint import CheckpointError
from sprite_studio.diffusion.networks.low_rank import LowRank
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.words.taught_words import TaughtWord, load_word, save_word


def check_place(file: Path, word: str, replace: bool, room: int) -> None:
    """Raises JobError where another word lies there that is not to be replaced, OSError where there
    is no room for so many bytes."""
    if file.exists() and not replace:
        raise JobError(f"there is a word {word!r} already; delete it, or ask to replace it")
    try:
        with tempfile.TemporaryFile(dir=file.parent) as tried:
            tried.write(bytes(room))
            tried.flush()
    except OSError as error:
        error.filename = str(file)
        raise


def put_word(
    file: Path, taught: TaughtWord, row: Tensor, difference: LowRank | None, replace: bool
) -> str:
    """Keep the word, somewhere else if it must be. Returns what it took the place of, in words.

    Raises OSError that says where it is instead.
    """
    replaced = _told_of(file, taught.model) if file.exists() else ""
    try:
        if replaced and not replace:
            raise FileExistsError(errno.EEXIST, "another word of that name was added", str(file))
        save_word(file, taught, row, difference)
    except OSError as error:
        told = "the lesson is lost"
        with suppress(OSError):
            elsewhere = Path(tempfile.mkdtemp(prefix="sprite-studio-")) / file.name
            save_word(elsewhere, taught, row, difference)
            told = f"the word is kept as {elsewhere}: add it from there (words --add)"
        raise OSError(error.errno, f"{error.strerror or error}; {told}", str(file)) from error
    return replaced


def _told_of(file: Path, model: str) -> str:
    try:
        before = load_word(file).taught
    except (CheckpointError, OSError):
        return "a word that could not be read"
    whose = "" if before.model == model else " that another model was taught"
    return f"a word of {before.sprites} sprites{whose}"
