"""What the window remembers: one frozen value, stored as TOML."""

import logging
import tomllib
from pathlib import Path

import msgspec
import tomli_w

from sprite_studio.atomic_write import atomic_write_bytes

log = logging.getLogger(__name__)


class Settings(msgspec.Struct, frozen=True):
    """Attributes are named for the controls that they restore."""

    device: str = "auto"
    model: str = "base"
    mix: dict[str, float] = msgspec.field(default_factory=lambda: {"hero": 1.0})
    seed: int = 1
    seed_locked: bool = True
    sampler: str = "ddim"
    steps: int = 20
    eta: float = 0.0
    guidance: float = 2.0
    count: int = 16
    colours: int = 12
    page: int = 0
    export_folder: str = ""
    export_columns: int = 4
    export_scale: int = 1
    export_padding: int = 0
    data_folder: str = ""
    train_minutes: float = 10.0


def load_settings(path: Path) -> Settings:
    """The stored settings; the defaults where there are none, or none that can be read.

    A file that cannot be read is kept under another name, so that nothing is lost.
    """
    try:
        return msgspec.convert(tomllib.loads(path.read_text("utf-8")), Settings)
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError) as error:  # bad TOML, bad text and bad types are ValueErrors
        log.warning("settings in %s cannot be read and were set aside: %s", path, error)
        try:
            path.replace(path.with_suffix(".unreadable.toml"))
        except OSError:
            log.exception("could not set %s aside", path)
        return Settings()


def save_settings(path: Path, settings: Settings) -> None:
    """Write beside and replace. Raises OSError."""
    atomic_write_bytes(path, tomli_w.dumps(msgspec.to_builtins(settings)).encode())
