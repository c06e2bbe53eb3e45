"""What the window remembers: one frozen value, stored as TOML."""

import logging
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
import tomli_w

from sprite_studio.atomic_write import atomic_write_bytes, make_folder
from sprite_studio.errors import UserError
from sprite_studio.regular_file import read_regular
from sprite_studio.studio.jobs.cast import CAST_DRAWING
from sprite_studio.studio.jobs.compare import Lane
from sprite_studio.studio.jobs.drawing import Drawing
from sprite_studio.studio.jobs.library.finding import Order
from sprite_studio.studio.jobs.tune import TUNE_DRAWING

log = logging.getLogger(__name__)

MOST_BYTES, MOST_POINTS = 2**17, 1000
"""Of the file, and of a line of it; ours takes 2,000 bytes. The parser's memory grows with the
square of the points in a name: 100,000 (a.a.a…) would take all there is."""

_OF_NAMES = "surrogatepass"
"""A folder's name may hold bytes that are no UTF-8, which Python keeps as lone surrogates."""

# Within these bounds every control can show a stored value; outside them the file is set aside.
Whole = Annotated[int, msgspec.Meta(ge=0, le=2**31 - 1)]

AGAIN = "again"
"""Instead of an engine's format: a sheet that carries its recipe."""

FIRST_DRAWING = Drawing(mix={"hero": 1.0}, seed=100)
FIRST_WATCHED = Drawing(sampler="ddim", steps=20, count=1, seed=100)
FIRST_CAST = msgspec.structs.replace(CAST_DRAWING, mix={"hero": 1.0, "kind:knight": 1.0}, seed=100)
FIRST_TUNE = msgspec.structs.replace(TUNE_DRAWING, mix={"calm": 1.0}, seed=100)
"""What is drawn, watched (also from inside), walks and is heard when the program is opened for the
first time."""


MOST_LESSONS = 100
"""That are remembered."""

Key = Annotated[str, msgspec.Meta(max_length=100)]


class Learned(msgspec.Struct, frozen=True):
    """How far somebody is on the page Learn. Attributes: lesson: that is open, by its key; seen:
    whose answers were seen; guesses: lesson → the key of a choice, or a number."""

    lesson: Key = ""
    seen: Annotated[tuple[Key, ...], msgspec.Meta(max_length=MOST_LESSONS)] = ()
    guesses: Annotated[dict[Key, Key | float], msgspec.Meta(max_length=MOST_LESSONS)] = {}


class Settings(msgspec.Struct, frozen=True):
    """Attributes are named for the controls that they restore; `run` is the folder of one
    that waits, paused or stopped, `window` its place on the screen as Qt writes it, in hexadecimal
    digits."""

    device: str = "auto"
    theme: Literal["dark", "light"] = "dark"
    window: Annotated[str, msgspec.Meta(max_length=1000)] = ""
    drawing: Drawing = FIRST_DRAWING
    seed_locked: bool = True
    style_kept: bool = False
    folded: bool = True
    pad: bool = False
    family: bool = False
    watch_prompt: str = "hero"
    watch: Drawing = FIRST_WATCHED
    compare_prompt: str = "hero"
    compare: Drawing = FIRST_DRAWING
    compare_lanes: tuple[Lane, ...] = (
        Lane("ddim", 50),
        Lane("ddpm", 50),
        Lane("ddpm-no-noise", 50),
        Lane("dpm++", 12),
        Lane("live", 4),
    )
    network_prompt: str = "hero"
    network: Drawing = FIRST_WATCHED
    cast: Drawing = FIRST_CAST
    cast_seed_locked: bool = False
    export_folder: str = ""
    export_format: str = AGAIN
    export_columns: Whole = 4
    export_scale: Whole = 1
    export_padding: Whole = 0
    export_extrude: Whole = 0
    export_power_of_two: bool = False
    export_scene_each: bool = False
    export_palette: tuple[str, ...] = ()
    sprites_order: Order = "newest"
    learn_draws: Annotated[int, msgspec.Meta(ge=0, le=64)] = 8
    data_folder: str = ""
    train_minutes: Annotated[float, msgspec.Meta(gt=0, le=24 * 60)] = 10.0
    run: str = ""
    learned: Learned = Learned()
    tune: Drawing = FIRST_TUNE


_IN_DRAWING = (
    *("model", "mix", "seed", "sampler", "steps", "eta", "guidance", "count", "colours"),
    *("symmetric", "palette", "palette_inside"),
)


def _from_0_1_0(raw: dict[str, object]) -> dict[str, object]:
    """What 0.1.0 stored, where a drawing's fields stood among the others."""
    if "drawing" in raw or not {"seed", "sampler"} & raw.keys():
        return raw
    drawing = {name: raw[name] for name in _IN_DRAWING if name in raw}
    watched = {"sampler": "ddim", "count": 1, "model": raw.get("model", "base")} | {
        name: raw[f"watch_{name}"]
        for name in ("sampler", "steps", "count")
        if f"watch_{name}" in raw
    }
    compared = {name: raw[name] for name in ("seed", "guidance") if name in raw}
    compared["count"] = raw.get("compare_count", 16)
    return raw | {"drawing": drawing, "watch": watched, "compare": compared}


def load_settings(path: Path, tell: Callable[[str], object] = log.warning) -> Settings:
    """The stored settings; the defaults where there are none, or none that can be read.

    A file that cannot be read is kept under another name, so that nothing is lost.

    Args: tell: is given a sentence about such a file.
    """
    try:
        if not path.exists():
            return Settings()
        text = read_regular(path, MOST_BYTES, UserError).decode("utf-8", _OF_NAMES)
        if any(line.count(".") > MOST_POINTS for line in text.splitlines()):
            raise UserError(f"a line has more than {MOST_POINTS} points")
        return msgspec.convert(_from_0_1_0(tomllib.loads(text)), Settings)
    except RecursionError:
        why = "its brackets are nested too deeply"
    except (OSError, ValueError) as error:  # bad TOML, bad text and bad types are ValueErrors
        why = str(error)
    aside = path.with_suffix(".unreadable.toml")
    try:
        path.replace(aside)
    except OSError:
        tell(f"The settings in {path} cannot be read, and these are the defaults: {why}")
    else:
        tell(f"The settings could not be read and lie in {aside} now: {why}")
    return Settings()


def save_settings(path: Path, settings: Settings) -> None:
    """Write beside and replace; the folder is made where it is missing. Raises OSError."""
    make_folder(path.parent)
    text = tomli_w.dumps(_without_none(msgspec.to_builtins(settings)))
    atomic_write_bytes(path, text.encode("utf-8", _OF_NAMES))


def _without_none(value: Any) -> Any:
    """TOML has no word for nothing: a field that is None is left out, and is None when read."""
    if isinstance(value, dict):
        return {name: _without_none(one) for name, one in value.items() if one is not None}
    return [_without_none(one) for one in value] if isinstance(value, list) else value
