"""Where a model that is made or imported is put among the user's own."""

from collections.abc import Container
from pathlib import Path

from sprite_studio.art.export.file_names import safe_name
from sprite_studio.atomic_write import make_folder, remove_stale_parts
from sprite_studio.plain_text import shortened
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.library.models import BESIDE, SUFFIX


def place_for(name: str, own: Path, taken: Container[str]) -> Path:
    """The file of a new model, whose folder is there now. Raises JobError, OSError.

    Args: own: folder of the user's models; taken: names of those that are installed.
    """
    wanted = free_name(name, taken)
    place = own / f"{wanted}{SUFFIX}"
    if place.exists():
        raise JobError(f"there is a model {wanted!r} already; take another name")
    make_folder(own)
    remove_stale_parts(own)
    return place


def free_name(name: str, taken: Container[str]) -> str:
    """What a model, or a run, can be called: every system takes it for a file's name. Raises
    JobError."""
    wanted = name.strip()
    if not wanted or safe_name(wanted) != wanted or wanted.endswith(BESIDE):
        fit = safe_name(wanted.split(".")[0])
        raise JobError(f"{shortened(name)!r} cannot be a file's name everywhere; take {fit!r}")
    if wanted in taken:
        raise JobError(f"there is a model {wanted!r} already; take another name")
    return wanted
