"""What several commands share: the device option, the model library, progress with time left."""

import argparse
import signal
import sys
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
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
from sprite_studio.studio.jobs import JobError, Source

if TYPE_CHECKING:
    from sprite_studio.studio.models import ModelLibrary

T = TypeVar("T")


def add_device_option(parser: argparse.ArgumentParser) -> None:
    """`--device`, the same everywhere."""
    parser.add_argument(
        "--device",
        default="auto",
        choices=("auto", "cpu", "cuda", "mps"),
        help="where the network runs (default: the best there is)",
    )


def open_library(device: str) -> "ModelLibrary":
    """The bundled and the user's models on the chosen device; a warning goes to stderr."""
    from sprite_studio.diffusion.device import choose_device
    from sprite_studio.studio.models import ModelLibrary

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


def until_interrupted(events: Generator[T, None, None]) -> Iterator[T]:
    """The events of a job until Ctrl+C, which lets the step in hand end and closes the job.

    An exception in the midst of a step could leave weights half updated, and then saved.
    """
    stopped = False

    def stop(number: int, frame: FrameType | None) -> None:
        nonlocal stopped
        stopped = True

    before = signal.signal(signal.SIGINT, stop)
    try:
        for event in events:
            yield event
            if stopped:
                break
    finally:
        signal.signal(signal.SIGINT, before)
        events.close()
    if stopped:
        raise KeyboardInterrupt
