"""Where an export goes: the file that is meant by what was asked, or why none can have that name.

Whether it can be written there is another question (`writable`).
"""

import mimetypes
import os
import unicodedata
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sprite_studio.art.export.aseprite_json import APP
from sprite_studio.art.export.file_names import WINDOWS_DEVICES
from sprite_studio.errors import UserError

_OF_OTHER_PROGRAMS = frozenset(
    {
        *(".ase", ".aseprite", ".kra", ".ora", ".piskel", ".psd", ".pxo", ".xcf"),
        *(".apng", ".avif", ".jfif", ".jxl", ".qoi", ".tga", ".webm", ".webp"),
        *(".7z", ".bz2", ".gz", ".rar", ".xz", ".zst"),
        *(".gpl", ".hex", ".pal", ".safetensors", ".toml"),
    }
)
_KNOWN_SUFFIXES = frozenset(mimetypes.MimeTypes().types_map[True]) | _OF_OTHER_PROGRAMS
"""What is no suffix of ours but certainly one: "hero.jpg" is a mistake, "hero.v2" a name."""

_LONGEST_SHOWN = 60


class DestinationError(UserError):
    """A file cannot be written as asked; the message names it, the cause and a remedy."""


@dataclass(frozen=True)
class Companion:
    """A file that is written beside another, under its name.

    Attributes: suffix; mark: bytes that are in it wherever it was written here. What lacks them is
    somebody else's and is not replaced.
    """

    suffix: str
    mark: bytes


@dataclass(frozen=True)
class Kind:
    """What is written. Attributes: name: in words; suffixes: those that work, of which the first is
    added where there is none; companion: what stands beside it."""

    name: str
    suffixes: tuple[str, ...]
    companion: Companion | None = None

    def files(self, path: Path) -> tuple[Path, ...]:
        """All that is written for `path`."""
        beside = self.companion
        return (path,) if beside is None else (path, path.with_suffix(beside.suffix))


SHEET = Kind("a sheet", (".png",), Companion(".json", f'"app": "{APP}"'.encode()))
PICTURE = Kind("a picture", (".png",))
GIF = Kind("an animation", (".gif",))
RUN = Kind("a run", (".gif", ".apng", ".png"))
REPORT = Kind("a report", (".png",), Companion(".csv", b"model,sampler,steps,"))
LOSSES = Kind("a loss curve", (".png",), Companion(".csv", b"step,loss,smoothed,"))
SOUND = Kind("a sound", (".wav",))
NOTES = Kind("a MIDI file", (".mid", ".midi"))
FIGURES = Kind("figures", (".json",))
MODEL = Kind("a model", (".safetensors",))


def destination(asked: str, kind: Kind, folder: Path | None = None) -> Path:
    """The file that is meant. Raises DestinationError for a name that no such file can have.

    Args: folder: where a name without one belongs; without it that is the current one.
    """
    example = f"sprites{kind.suffixes[0]}"
    if not asked.strip(" "):
        raise DestinationError(f"give {kind.name} a file name, such as {example}")
    path = _path_of(asked)
    if folder is not None:
        path = folder / path
    with suppress(OSError):  # what is wrong with it is said where it is written
        if _names_a_folder(asked) or (not path.suffix and path.is_dir()):
            raise DestinationError(
                f"{shown(path)} is a folder; name a file in it: {shown(path / example)}"
            )
    return path.with_name(_file_name(path.name, kind))


def folder_named(asked: str, may_be_made: bool = False) -> Path | None:
    """The folder that is meant, or None for a file.

    Args: may_be_made: whether a name without a suffix means one that is not there yet.

    Raises DestinationError for the name of a folder that is not there and may not be made.
    """
    path = _path_of(asked)
    with suppress(OSError):
        if path.is_dir():
            return path
    if may_be_made and path.name and not path.suffix:
        _check_device(path.name)
        return path
    if _names_a_folder(asked):
        raise DestinationError(f"the folder {shown(path)} does not exist; make it first")
    return None


def _path_of(asked: str) -> Path:
    text = asked.strip(" ")
    if any(unicodedata.category(letter) == "Cc" for letter in text):
        raise DestinationError(f"the name {shown(text)} has a control character; leave it out")
    try:
        text.encode()
    except UnicodeEncodeError:
        told = f"the name {shown(text)} is no text that all systems read; choose another"
        raise DestinationError(told) from None
    return _at_home(text)


def _names_a_folder(asked: str) -> bool:
    text = asked.strip(" ")
    return text.endswith((os.sep, os.altsep or os.sep)) or Path(text).name in ("", "..")


def _at_home(text: str) -> Path:
    """With ~ and ~somebody resolved. A file's own name may begin with that sign, too."""
    path = Path(text)
    try:
        return path.expanduser()
    except RuntimeError:
        if len(path.parts) == 1 or Path(path.parts[0]).is_dir():
            return path
        told = f"{shown(text)}: nobody's folder is {path.parts[0]}; write the whole path"
        raise DestinationError(told) from None


def _file_name(name: str, kind: Kind) -> str:
    suffix, works = Path(name).suffix, " or ".join(kind.suffixes)
    if name.lower() in kind.suffixes:
        raise DestinationError(f"{name} is only a suffix; put a name before it")
    if suffix.lower() not in kind.suffixes:
        if suffix.lower() in _KNOWN_SUFFIXES:
            raise DestinationError(
                f"{shown(name)}: {kind.name} must end in {works}, not in {suffix}"
            )
        bare = name.rstrip(". ")
        if not bare:
            raise DestinationError(
                f"{name} names no file; write sprites{kind.suffixes[0]}, or another"
            )
        name = bare + kind.suffixes[0]
    _check_device(name)
    return name


def _check_device(name: str) -> None:
    device = name.split(".")[0].rstrip(" ")
    if device.upper() in WINDOWS_DEVICES:
        raise DestinationError(
            f"{shown(name)}: Windows keeps the name {device} for a device and could not open it; "
            "choose another"
        )


def shown(path: Path | str) -> str:
    """For a message: shortened in the middle, control characters written out."""
    text = str(path)
    if not text.isprintable():
        text = ascii(text)
    if len(text) <= _LONGEST_SHOWN * 4:
        return text
    return f"{text[:_LONGEST_SHOWN]} … {text[-_LONGEST_SHOWN:]}"
