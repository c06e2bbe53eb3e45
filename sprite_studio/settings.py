"""What the window remembers: one frozen value, stored as TOML."""

import logging
import tomllib
from pathlib import Path
from typing import Annotated, Literal

import msgspec
import tomli_w

from sprite_studio.atomic_write import atomic_write_bytes

log = logging.getLogger(__name__)


# Within these bounds every control can show a stored value; outside them the file is set aside.
Whole = Annotated[int, msgspec.Meta(ge=0, le=2**31 - 1)]
Weight = Annotated[float, msgspec.Meta(ge=-100, le=100)]


class SavedLane(msgspec.Struct, frozen=True):
    """A way to draw, on the Compare page."""

    sampler: str
    steps: Whole
    eta: Weight = 0.0
    model: str = "base"


class Settings(msgspec.Struct, frozen=True):
    """Attributes are named for the controls that they restore; `run` is a paused one's folder."""

    device: str = "auto"
    theme: Literal["dark", "light"] = "dark"
    model: str = "base"
    mix: dict[str, Weight] = msgspec.field(default_factory=lambda: {"hero": 1.0})
    seed: Whole = 100
    seed_locked: bool = True
    sampler: str = "dpm++"
    steps: Whole = 12
    eta: Weight = 0.0
    guidance: Weight = 2.0
    count: Whole = 16
    colours: Whole = 12
    symmetric: bool = False
    palette: tuple[str, ...] = ()
    palette_inside: bool = False
    pad: bool = False
    family: bool = False
    watch_prompt: str = "hero"
    watch_sampler: str = "ddim"
    watch_steps: Whole = 20
    watch_count: Whole = 1
    compare_prompt: str = "hero"
    compare_count: Whole = 16
    compare_lanes: tuple[SavedLane, ...] = (
        SavedLane("ddim", 50),
        SavedLane("ddpm", 50),
        SavedLane("ddpm-no-noise", 50),
        SavedLane("dpm++", 12),
        SavedLane("live", 4),
    )
    export_folder: str = ""
    export_columns: Whole = 4
    export_scale: Whole = 1
    export_padding: Whole = 0
    data_folder: str = ""
    train_minutes: Annotated[float, msgspec.Meta(gt=0, le=24 * 60)] = 10.0
    run: str = ""


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
