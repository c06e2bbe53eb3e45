"""The window as a program of its own, with a script that plays in it."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

PROGRAM = """
import sys
from PySide6.QtCore import QTimer
import sprite_studio.app as app
from sprite_studio.ui.main_window import MainWindow

def when(condition, then):
    "Call `then` as soon as `condition()` holds; it is asked every millisecond."
    timer = QTimer(app.QApplication.instance())
    def look():
        if condition():
            timer.stop()
            then()
    timer.timeout.connect(look)
    timer.start(1)

def at_show(window):
    pass

def at_start(window):
    pass

# {script}

show, start = MainWindow.show, MainWindow.start

def show_and(window):
    at_show(window)
    show(window)

def start_and(window):
    start(window)
    at_start(window)

MainWindow.show, MainWindow.start = show_and, start_and
raise SystemExit(app.run_window())
"""


def environment(home: Path, **changes: str | None) -> dict[str, str]:
    """Of a user whose home is `home`; a variable that is None is not set."""
    names = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
    folders: dict[str, str | None] = {name: str(home / name.lower()) for name in names}
    values = {**os.environ, **folders, "HOME": str(home), "QT_QPA_PLATFORM": "offscreen", **changes}
    return {name: value for name, value in values.items() if value is not None}


def run(
    script: str,
    home: Path,
    prefix: tuple[str, ...] = (),
    folder: Path | None = None,
    **changes: str | None,
) -> subprocess.CompletedProcess[str]:
    """The window with a script that may define `at_show` and `at_start`, until it ends."""
    return subprocess.run(
        [*prefix, sys.executable, "-c", PROGRAM.replace("# {script}", script)],
        env=environment(home, **changes),
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )


def settings(home: Path) -> dict:
    return tomllib.loads((home / "xdg_config_home/sprite-studio/settings.toml").read_text("utf-8"))
