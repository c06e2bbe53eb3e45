"""Where things lie: the bundled resources and the user's folders. Nothing is made here."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import platformdirs

APP = "sprite-studio"

NO_HOME = Path(os.devnull).absolute() / "HOME is not set"
"""Where nothing can be, since what lies above it is no folder. It is seen in messages."""


def resources() -> Path:
    """The bundled resources: in a frozen build, an installed wheel, or the source tree."""
    package = Path(__file__).resolve().parent
    frozen = getattr(sys, "_MEIPASS", None)
    places = [Path(frozen) / "resources"] if frozen else []
    places += [package / "resources", package.parent / "resources"]
    for place in places:
        if (place / "models").is_dir():
            return place
    raise FileNotFoundError("the resources folder is missing; install Sprite Studio again")


def user_models() -> Path:
    """The user's own models."""
    return _own(platformdirs.user_data_path) / "models"


def user_runs() -> Path:
    """Where the window puts training runs."""
    return _own(platformdirs.user_data_path) / "runs"


def user_history() -> Path:
    """Where the window keeps what was drawn."""
    return _own(platformdirs.user_data_path) / "history"


def user_sprites() -> Path:
    """The library of single sprites."""
    return _own(platformdirs.user_data_path) / "sprites"


def user_word_pictures() -> Path:
    """Where small pictures of words lie, which can be drawn again."""
    return _own(platformdirs.user_cache_path) / "words"


def user_share() -> Path:
    """On Linux: where desktops look for the user's own programs and icons."""
    return _own(platformdirs.user_data_path, None)


def settings_file() -> Path:
    """The stored settings."""
    return _own(platformdirs.user_config_path) / "settings.toml"


def log_file() -> Path:
    """The window's log."""
    return _own(platformdirs.user_log_path) / "sprite-studio.log"


def _own(folder_of: Callable[..., Path], name: str | None = APP) -> Path:
    """A folder of the user's, which need not exist and may be one that cannot be made.

    Whoever has no home (no HOME, and no entry in the system's list of users) must not find their
    files in a folder called ~ where the program was started.
    """
    try:
        folder = folder_of(name, appauthor=False)
    except RuntimeError:  # an older platformdirs returns a folder that begins with ~ instead
        return NO_HOME / APP
    return folder if folder.is_absolute() else NO_HOME / folder
