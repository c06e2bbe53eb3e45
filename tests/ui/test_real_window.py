"""The real program in a real window: Xvfb, a window manager, and a pointer that drags."""

import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sprite_studio.art.image_file import read_rgba
from sprite_studio.art.recipe import read_recipe

BREATH = threading.Event()  # between two looks at another process, which sends no signals
TOOLS = ("Xvfb", "openbox", "xdotool")

pytestmark = pytest.mark.skipif(
    not all(map(shutil.which, TOOLS)), reason=f"needs {', '.join(TOOLS)}"
)


@pytest.fixture
def display() -> Iterator[str]:
    """A screen of its own with a window manager, without which no shortcut would fire."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1400x900x24"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as number:
        name = f":{number.readline().strip()}"
    manager = subprocess.Popen(
        ["openbox"], env=os.environ | {"DISPLAY": name}, stderr=subprocess.DEVNULL
    )
    yield name
    for process in (manager, server):
        process.terminate()
        process.wait()


# The program as it is started, but for one line on standard output: where, in pixels of the
# screen, the pointer finds the handle of the Food slider. Fonts and window managers move it.
PROGRAM = """
from PySide6.QtWidgets import QSlider, QStyle, QStyleOptionSlider
import sprite_studio.app as app
from sprite_studio.ui.main_window import MainWindow

start = MainWindow.start

def start_and_tell(window):
    slider = next(
        s for s in window.findChildren(QSlider) if s.accessibleName() == "Food weight")
    option = QStyleOptionSlider()
    slider.initStyleOption(option)
    handle = slider.style().subControlRect(
        QStyle.ComplexControl.CC_Slider, option, QStyle.SubControl.SC_SliderHandle, slider)
    place = slider.mapToGlobal(handle.center())
    print(place.x(), place.y(), flush=True)
    start(window)

MainWindow.start = start_and_tell
raise SystemExit(app.run_window())
"""


class Program:
    """The running window, and the hand that drives it."""

    def __init__(self, display: str, home: Path) -> None:
        folders = {
            name: str(home / name)
            for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
        }
        self._environment = os.environ | folders | {"DISPLAY": display, "HOME": str(home)}
        self._environment["QT_QPA_PLATFORM"] = "xcb"
        self.process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM],
            env=self._environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        self.food_handle = self.process.stdout.readline().split()
        self.window = wait_for(self._find, 60)

    def do(self, *words: str) -> str:
        """One xdotool command."""
        done = subprocess.run(
            ["xdotool", *words], env=self._environment, capture_output=True, text=True, check=True
        )
        return done.stdout.strip()

    def _find(self) -> str:
        done = subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--name", "^Sprite Studio$"],
            env=self._environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert self.process.poll() is None, "the program has ended"
        return done.stdout.split("\n")[0]

    def dialog(self) -> str:
        """The export dialog, or "" while it is not up."""
        done = subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--name", "Export sheet"],
            env=self._environment,
            capture_output=True,
            text=True,
            check=False,
        )
        return done.stdout.split("\n")[0]


def wait_for(look: Callable[[], str], seconds: float) -> str:
    """What `look` finds, asked again until it finds something."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if found := look():
            return found
        BREATH.wait(0.05)
    raise AssertionError("waited in vain")


def test_launch_drag_a_slider_generate_and_export(display, tmp_path):
    program = Program(display, tmp_path)
    try:
        program.do("windowactivate", "--sync", program.window)
        program.do("mousemove", *program.food_handle, "mousedown", "1")
        for step in range(1, 6):
            program.do("mousemove_relative", "--", str(8 * step), "0")
        program.do("mouseup", "1")
        program.do("key", "ctrl+Return")

        def exported() -> str:
            # Until the first sprites are drawn there is nothing to export, and no dialog comes.
            program.do("key", "ctrl+e")
            return program.dialog()

        dialog = wait_for(exported, 120)
        program.do("windowactivate", "--sync", dialog)
        sheet = tmp_path / "sheet.png"
        program.do("key", "ctrl+a")
        program.do("type", "--delay", "5", str(sheet))
        program.do("key", "Return")
        wait_for(lambda: "there" if sheet.with_suffix(".json").is_file() else "", 60)
        recipe = read_recipe(sheet)
        assert recipe.mix["hero"] == 1.0
        assert recipe.mix["food"] > 0.2
        pixels = read_rgba(sheet)
        assert pixels.shape == (64, 64, 4)
        assert set(pixels[..., 3].flatten().tolist()) == {0, 255}
        program.do("windowactivate", "--sync", program.window)
        program.do("key", "ctrl+q")
        assert program.process.wait(timeout=60) == 0
    finally:
        assert program.process.stdout is not None
        program.process.stdout.close()
        if program.process.poll() is None:
            program.process.kill()
            program.process.wait()
