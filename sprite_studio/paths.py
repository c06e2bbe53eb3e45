"""Where things lie: the bundled resources and the user's folders."""

import sys
from pathlib import Path

import platformdirs

APP = "sprite-studio"


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
    return platformdirs.user_data_path(APP, appauthor=False) / "models"


def user_runs() -> Path:
    """Where the window puts training runs."""
    return platformdirs.user_data_path(APP, appauthor=False) / "runs"


def user_history() -> Path:
    """Where the window keeps what was drawn."""
    return platformdirs.user_data_path(APP, appauthor=False) / "history"


def settings_file() -> Path:
    """The stored settings."""
    return platformdirs.user_config_path(APP, appauthor=False, ensure_exists=True) / "settings.toml"


def log_file() -> Path:
    """The window's log."""
    return (
        platformdirs.user_log_path(APP, appauthor=False, ensure_exists=True) / "sprite-studio.log"
    )
