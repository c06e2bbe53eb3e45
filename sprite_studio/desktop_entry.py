"""Puts the program into the applications menu of a Linux desktop, for this user alone."""

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from sprite_studio.atomic_write import (
    atomic_write,
    atomic_write_bytes,
    make_folder,
    remove_stale_parts,
)

NAME = "sprite-studio"
WINDOW_PROGRAM = "sprite-studio-window"


def start_command() -> list[str]:
    """What opens the window of this installation: its own program, or Python with our package."""
    here = Path(sys.executable)
    program = here.with_name(WINDOW_PROGRAM)
    if program.is_file():
        return [str(program)]
    return [str(here)] if getattr(sys, "frozen", False) else [str(here), "-m", "sprite_studio"]


def add_to_menu(resources: Path, data: Path, command: Sequence[str]) -> list[Path]:
    """Write the entry and its icons; returns the files. Raises OSError.

    Args:
        resources: ours.
        data: of the user; desktops look into its `applications` and `icons`.
        command: as of `start_command`.
    """
    icons = resources / "icons"
    theme = data / "icons" / "hicolor"
    files = {
        theme / picture.relative_to(icons / "hicolor"): picture
        for picture in sorted((icons / "hicolor").rglob("*.png"))
    }
    files[theme / "scalable" / "apps" / f"{NAME}.svg"] = icons / f"{NAME}.svg"
    for target, source in files.items():
        make_folder(target.parent)
        remove_stale_parts(target.parent)
        atomic_write(target, lambda part, source=source: _copy(source, part))
    # Last: what a desktop shows then has its icon.
    entry = data / "applications" / f"{NAME}.desktop"
    make_folder(entry.parent)
    remove_stale_parts(entry.parent)
    template = (resources / f"{NAME}.desktop").read_text("utf-8")
    atomic_write_bytes(entry, entry_text(template, command).encode("utf-8", "surrogateescape"))
    return [entry, *files]


def entry_text(template: str, command: Sequence[str]) -> str:
    """The entry as it is installed for everybody, but that it starts `command`."""
    lines = {
        "TryExec": _escaped(command[0]),
        "Exec": _escaped(" ".join(_quoted(word) for word in command)),
    }
    return "".join(
        f"{key}={lines[key]}\n" if (key := line.partition("=")[0]) in lines else f"{line}\n"
        for line in template.splitlines()
    )


def _copy(source: Path, part: Path) -> None:
    shutil.copyfile(source, part)


def _quoted(word: str) -> str:
    """An argument, as the Desktop Entry Specification quotes it."""
    for sign in ("\\", '"', "`", "$"):
        word = word.replace(sign, f"\\{sign}")
    return '"' + word.replace("%", "%%") + '"'


def _escaped(value: str) -> str:
    """A string, as the specification writes it on one line."""
    for sign, written in (("\\", "\\\\"), ("\n", "\\n"), ("\t", "\\t"), ("\r", "\\r")):
        value = value.replace(sign, written)
    return value
