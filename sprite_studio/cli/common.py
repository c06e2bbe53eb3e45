"""What several commands share: the device option, the model library, progress with time left."""

import argparse
import math
import re
import sys
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)

from sprite_studio import paths
from sprite_studio.art.export.aseprite_json import JSON_FORMS
from sprite_studio.art.palettes.palette_file import load_palette
from sprite_studio.art.sheet import Layout
from sprite_studio.art.words import MAX_WORDS, key
from sprite_studio.plain_text import shortened
from sprite_studio.signals import Ended, on_ending
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.drawing import BEST, MIXED, NONE, Drawing, check_weight
from sprite_studio.studio.jobs.prompt_reading import LeftOut
from sprite_studio.studio.jobs.training.train import Source, TrainProgress
from sprite_studio.studio.words.styles import SLOT

if TYPE_CHECKING:
    from sprite_studio.studio.library.models import ModelLibrary

T = TypeVar("T")

_NUMBER = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?", re.ASCII | re.IGNORECASE)
"""As people write one; Python's own would take "nan" and "1_0"."""

USUAL = Drawing()
"""Whose defaults are the options' defaults."""


def add_device_option(parser: argparse.ArgumentParser) -> None:
    """`--device`, the same everywhere."""
    parser.add_argument(
        "--device",
        default="auto",
        choices=("auto", "cpu", "cuda", "mps"),
        help="where the network runs (default: the best there is)",
    )


def add_colour_options(
    parser: argparse.ArgumentParser, count: str = "at most, a sprite; 0: as drawn"
) -> None:
    """The model, and what becomes of its colours. Args: count: what their number is, in words."""
    parser.add_argument("--model", default=USUAL.model, metavar="NAME_OR_FILE")
    parser.add_argument("--colours", type=int, default=USUAL.colours, help=count)
    parser.add_argument(
        "--palette",
        type=Path,
        metavar="FILE",
        help="a .gpl, .hex, .pal, .ase (swatches) or .txt file, or a picture",
    )


def add_style_option(parser: argparse.ArgumentParser, default: str) -> None:
    """Args: default: what is drawn in without it, in words."""
    parser.add_argument(
        "--style",
        action="append",
        metavar="NAME[=WEIGHT]",
        help=f"one for the whole drawing: a pack's name, {BEST}, {MIXED} (a style a sprite) or "
        f"{NONE}; several, or with weights, are mixed (default: {default})",
    )


def add_layout_options(parser: argparse.ArgumentParser) -> None:
    """How sprites lie on a sheet."""
    parser.add_argument("--columns", type=int, help="of the sheet (default: nearly square)")
    parser.add_argument("--scale", type=int, default=1, help="screen pixels a sprite pixel")
    parser.add_argument("--padding", type=int, default=0, help="pixels between sprites")
    parser.add_argument("--background", default="", metavar="RRGGBB", help="default: transparent")
    parser.add_argument(
        "--json-form",
        choices=JSON_FORMS,
        default=JSON_FORMS[0],
        help="of the frames in the JSON beside the sheet; readers of LÖVE want the array",
    )


def add_background_option(parser: argparse.ArgumentParser) -> None:
    """For sprites that are imported."""
    parser.add_argument(
        "--keep-background",
        action="store_true",
        help="leave a flat colour behind opaque sprites (magenta, say) as it is",
    )


def layout_of(arguments: argparse.Namespace) -> Layout:
    """The sheet that was asked for; nearly square if its columns were not. Raises JobError."""
    square = math.ceil(math.sqrt(max(1, arguments.count)))
    columns = square if arguments.columns is None else arguments.columns
    return Layout(columns, arguments.scale, arguments.padding, parse_colour(arguments.background))


def palette_of(arguments: argparse.Namespace) -> tuple[str, ...]:
    """The colours of --palette, "rrggbb" each; none without it. Raises PaletteError."""
    return load_palette(arguments.palette).colours if arguments.palette else ()


def parse_mix(text: str) -> dict[str, float]:
    """ "hero=1,spell=0.4" → {"hero": 1.0, "spell": 0.4}; a word alone has the weight 1.

    Raises JobError for a part that is not one word and its weight, or a word that stands twice.
    """
    mix: dict[str, float] = {}
    if not text.strip():
        return mix
    parts = [part.strip() for part in text.split(",", MAX_WORDS)]
    if len(parts) > MAX_WORDS:
        raise JobError(f"a mix has at most {MAX_WORDS} words")
    named: set[str] = set()
    for before, part in zip(["", *parts], parts, strict=False):
        if part.isdecimal() and re.fullmatch(r".*=\s*[-+]?\d+", before, re.DOTALL):
            raise JobError(
                f"'{shortened(before)},{shortened(part)}' may have a decimal comma: write "
                f"{shortened(before)}.{shortened(part)}, or {shortened(part)}=1 if that is a word"
            )
        word, weight = _word_and_weight(part)
        if key(word) in named:
            raise JobError(f"the mix names {shortened(word)!r} twice; give it one weight")
        named.add(key(word))
        mix[word] = weight
    return mix


def _word_and_weight(part: str) -> tuple[str, float]:
    word, equals, weight = (piece.strip() for piece in part.partition("="))
    shown = repr(shortened(part))
    if not part:
        raise JobError("a part of the mix is empty; write it as hero=1,spell=0.4")
    if not word:
        raise JobError(f"{shown} has no word before its weight: write hero=1")
    if not equals:
        return word, 1.0
    if not _NUMBER.fullmatch(weight):
        raise JobError(f"{shown} is not a word and a weight, which is a number: write hero=1")
    check_weight(word, float(weight))
    return word, float(weight)


def parse_styles(written: Sequence[str] | None) -> tuple[str | None, dict[str, float]]:
    """The values of --style: one for a whole drawing, if there is one; and styles to be mixed.

    Raises JobError.
    """
    mix: dict[str, float] = {}
    for text in written or ():
        name, weight = _word_and_weight(text.strip())
        word = name if name.lower().startswith(SLOT) else f"{SLOT}{name}"
        if key(word) in map(key, mix):
            raise JobError(f"--style names {shortened(name)!r} twice; give it one weight")
        mix[word] = weight
    if len(mix) == 1 and "=" not in (written or [""])[0]:
        return (written or [""])[0].strip(), {}
    for style in (BEST, MIXED, NONE):
        if f"{SLOT}{style}" in mix:
            raise JobError(f"--style {style} stands alone and without a weight: it is no style")
    return None, mix


def asked_style(
    arguments: argparse.Namespace, mix: Mapping[str, float], default: str
) -> tuple[str, dict[str, float]]:
    """The style of a whole drawing, and the mix with the styles that are mixed. Raises JobError.

    Args: mix: of --mix; default: where no style is asked for.
    """
    style, styles = parse_styles(arguments.style)
    named = [word for word in mix if word.lower().startswith(SLOT)]
    if arguments.style and named:
        raise JobError(
            f"--mix names the style {shortened(named[0])!r}, and --style another; give all of "
            "them to one of the two"
        )
    return style or default, {**mix, **styles}


def print_left_out(left_out: Iterable[LeftOut]) -> None:
    """A line on stderr for all that a prompt says and the model does not know."""
    for left in left_out:
        print(f"sprite-studio: {left.line}", file=sys.stderr)


def parse_colour(text: str) -> tuple[int, int, int, int]:
    """ "rrggbb" → opaque RGBA; nothing is clear."""
    if not text:
        return (0, 0, 0, 0)
    try:
        red, green, blue = bytes.fromhex(text.removeprefix("#"))
    except ValueError:
        raise JobError(f"{text!r} is not a colour: write it rrggbb") from None
    return (red, green, blue, 255)


def open_library(device: str) -> "ModelLibrary":
    """The bundled and the user's models on the chosen device; a warning goes to stderr."""
    from sprite_studio.diffusion.device import choose_device
    from sprite_studio.studio.library.models import ModelLibrary

    chosen = choose_device(device)
    if chosen.warning:
        print(f"sprite-studio: {chosen.warning}", file=sys.stderr)
    return ModelLibrary(
        paths.resources() / "models", paths.user_models(), paths.user_runs(), chosen
    )


def parse_source(text: str) -> Source:
    """ "DIR" or "DIR=0.6". A path that holds an equals sign is taken whole if it exists."""
    path, equals, weight = text.rpartition("=")
    if not equals or Path(text).exists():
        return Source(Path(text))
    try:
        share = float(weight)
    except ValueError:
        raise JobError(f"{weight!r} is not a weight: write SOURCE=0.6") from None
    if not 0 < share < float("inf"):
        raise JobError(f"the weight of {path} must be more than zero")
    return Source(Path(path), share)


@contextmanager
def progress_bar(label: str, shown: bool = True) -> Iterator[Progress]:
    """A bar on stderr with the time left; silent where stderr is no terminal."""
    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
    )
    with Progress(
        *columns,
        console=console,
        disable=not (shown and console.is_terminal),
        redirect_stdout=sys.stdout.isatty(),  # a log file must get what is printed
    ) as progress:
        progress.add_task(label, total=None)
        yield progress


def tell_unsaved(event: TrainProgress, before: str) -> str:
    """A line on stderr where saving begins to fail, or works again. Returns what was told.

    Args: before: what was told last.
    """
    if event.unsaved != before:
        told = event.unsaved or "saving works again"
        print(f"sprite-studio: step {event.step}: {told}", file=sys.stderr, flush=True)
    return event.unsaved


def until_interrupted(events: Generator[T | None, None, None]) -> Iterator[T]:
    """The events of a job until Ctrl+C or the like, which lets the step in hand end and closes
    the job.

    An exception in the midst of a step could leave weights half updated, and then saved.
    """
    asked: list[int] = []
    with on_ending(asked.append):
        try:
            for event in events:
                if event is not None:
                    yield event
                if asked:
                    break
        finally:
            events.close()
    if asked:
        raise Ended(asked[0])
