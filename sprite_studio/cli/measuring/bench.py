"""sprite-studio bench: how fast this machine draws and trains."""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from contextlib import nullcontext
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

from sprite_studio.atomic_write import atomic_write_bytes
from sprite_studio.cli.common import add_device_option, open_library
from sprite_studio.studio.evaluate.many_results import fill_history, fill_library
from sprite_studio.studio.evaluate.neighbour import busy_neighbour
from sprite_studio.studio.export.destination import FIGURES
from sprite_studio.studio.export.writable import check, saving
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.drawing import DEFAULT_MODEL

_IMPORT = "import sprite_studio.studio.draw.generate"
_FIRST_SPRITE = "from sprite_studio.cli.self_test import self_test; raise SystemExit(self_test())"
_UI = "import sys; from sprite_studio.app import time_window; "
_UI += "raise SystemExit(time_window(float(sys.argv[1])))"
_SPRITES = "import sys; from pathlib import Path; from sprite_studio.app import time_sprites; "
_SPRITES += "raise SystemExit(time_sprites(Path(sys.argv[1])))"
_WINDOW = "from sprite_studio.app import show_once; raise SystemExit(show_once())"
_WINDOW_OVER = "import sys; from pathlib import Path; from sprite_studio.app import show_once; "
_WINDOW_OVER += "raise SystemExit(show_once(Path(sys.argv[1])))"

RESULTS, STARTS = 20_000, 5
"""How many are kept where the window is opened over a long history, and how often it is."""

SPRITES = 20_000
"""How many the library holds that is opened, searched and scrolled."""


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("bench", help="time this machine", description=__doc__)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here as well")
    parser.add_argument(
        "--ui",
        action="store_true",
        help="drive the window instead: live frames a second, stalls, the time to first sprites, "
        "memory, how it opens over 20,000 kept results, and how 20,000 kept sprites are found",
    )
    parser.add_argument(
        "--busy",
        action="store_true",
        help="with --ui: beside a program, started for the purpose, that keeps one core busy",
    )
    parser.add_argument("--model", default=DEFAULT_MODEL, metavar="NAME_OR_FILE")
    add_device_option(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> None:
    """Print a table; nothing else should run on the machine meanwhile."""
    if getattr(sys, "frozen", False):
        raise JobError("bench starts interpreters of its own; run it from an installation by pip")
    if arguments.json is not None:
        check(arguments.json, FIGURES)
    if arguments.ui:
        with busy_neighbour() if arguments.busy else nullcontext():
            report = _window_times()
        _print(report, arguments.json)
        return
    if arguments.busy:
        raise JobError("--busy goes with --ui; without them bench measures both, as busy_ratio")
    # Programs of their own first, while this one holds no threads.
    report = {
        "import_s": _process_seconds(_IMPORT),
        "first_sprite_s": _process_seconds(_FIRST_SPRITE),
        "window_visible_s": _process_seconds(_WINDOW),
    }
    from sprite_studio.studio.evaluate.bench import bench

    report = {**asdict(bench(open_library(arguments.device), arguments.model)), **report}
    _print(report, arguments.json)


def _print(report: dict[str, object], file: Path | None) -> None:
    for key, value in report.items():
        shown = (
            value
            if not isinstance(value, dict)
            else "  ".join(f"{k}: {v}" for k, v in value.items())
        )
        print(f"{key:18} {shown}")
    if file is not None:
        with saving(file):
            atomic_write_bytes(file, json.dumps(report, indent=2).encode())


def _process_seconds(program: str) -> float:
    """From the start of a fresh interpreter to its end; the quicker of two."""
    times = []
    for _ in range(2):
        start = time.perf_counter()
        _run(program)
        times.append(time.perf_counter() - start)
    return round(min(times), 2)


def _window_times() -> dict[str, object]:
    """A fresh program drives the window, with no settings of the user's."""
    times = json.loads(_run(_UI, str(time.time())).splitlines()[-1])
    return {
        **times,
        "rss_mb": _peak_of_children_mb(),
        "library": _library_times(),
        **_times_with_history(),
    }


def _library_times() -> dict[str, object]:
    """Of the page Sprites over many of them."""
    with TemporaryDirectory() as folder:
        fill_library(Path(folder), SPRITES)
        return json.loads(_run(_SPRITES, folder).splitlines()[-1])


def _peak_of_children_mb() -> float | None:
    """The most memory that a program which has ended held at once; None on Windows."""
    if sys.platform == "win32":
        return None
    import resource

    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return round(peak / (2**20 if sys.platform == "darwin" else 2**10), 1)


def _times_with_history() -> dict[str, object]:
    """When the first paint of a fresh program shows the last of many drawings, or None if it does
    not; and how much later than with none that is. In turn, so that all find the same machine."""
    with TemporaryDirectory() as folder:
        empty, full = Path(folder, "empty"), Path(folder, "full")
        fill_history(full, RESULTS)
        starts = [(_first_paint(full), _first_paint(empty)) for _ in range(STARTS)]
    painted = [statistics.median(start[i][0] for start in starts) for i in range(2)]
    return {
        "last_drawing_s": round(painted[0], 2) if all(full[1] for full, _ in starts) else None,
        f"later_with_{RESULTS}_s": round(painted[0] - painted[1], 2),
    }


def _first_paint(history: Path) -> tuple[float, bool]:
    """Seconds since a program was started, and whether a drawing could be seen."""
    began = time.time()
    seen = json.loads(_run(_WINDOW_OVER, str(history)).splitlines()[-1])
    return seen["painted"] - began, seen["shows_drawing"]


def _run(program: str, *arguments: str) -> str:
    """What a fresh interpreter prints. Raises JobError where it fails."""
    environment = dict(os.environ)
    if sys.platform.startswith("linux") and not environment.get("DISPLAY"):
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no message"])[-1]
        raise JobError(f"a timing failed: {last}")
    return done.stdout
