"""The program in a real window, and the hand that drives it."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

BREATH = threading.Event()  # between two looks at another process, which sends no signals


@contextmanager
def running(
    words: list[str], environment: Mapping[str, str], pass_fds: Sequence[int] = ()
) -> Iterator[subprocess.Popen[bytes]]:
    """A program that is ended afterwards, whatever happens."""
    process = subprocess.Popen(words, env=environment, stderr=subprocess.DEVNULL, pass_fds=pass_fds)
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


# The program as it is started, but that it answers on standard output where, in pixels of the
# screen, the pointer finds what a line on standard input names: fonts and window managers move
# it. A slider is found at its handle, and what lies below the fold is scrolled to. Nothing is
# found that cannot be seen or is not enabled. After a question mark stands a text that some label
# must show.
PROGRAM = """
import sys
from PySide6.QtCore import QSocketNotifier
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QSlider, QStyle, QStyleOptionSlider
import sprite_studio.app as app
from sprite_studio.ui.main_window import MainWindow

start = MainWindow.start

def names(widget):
    yield widget.accessibleName()
    if hasattr(widget, "text"):
        yield widget.text()

def where(widget):
    if not isinstance(widget, QSlider):
        return widget.rect().center()
    option = QStyleOptionSlider()
    widget.initStyleOption(option)
    return widget.style().subControlRect(
        QStyle.ComplexControl.CC_Slider, option, QStyle.SubControl.SC_SliderHandle, widget
    ).center()

def answer():
    asked = sys.stdin.readline().strip()
    modal = QApplication.activeModalWidget()
    seen = [
        w
        for w in QApplication.allWidgets()
        if w.isVisible() and w.isEnabled() and (modal is None or modal.isAncestorOf(w))
    ]
    if asked.startswith("?"):
        said = any(isinstance(w, QLabel) and asked[1:] in w.text() for w in seen)
        print("yes" if said else "", flush=True)
        return
    found = next((w for w in seen if asked in names(w)), None)
    for area in QApplication.allWidgets() if found else ():
        if isinstance(area, QScrollArea) and area.isAncestorOf(found):
            area.ensureWidgetVisible(found)
    place = found and found.mapToGlobal(where(found))
    print(f"{place.x()} {place.y()}" if place else "", flush=True)

def start_and_answer(window):
    window.notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    window.notifier.activated.connect(answer)
    start(window)

MainWindow.start = start_and_answer
raise SystemExit(app.run_window())
"""


def settings_file(home: Path) -> Path:
    """Of a program that lives there."""
    return home / "XDG_CONFIG_HOME" / "sprite-studio" / "settings.toml"


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
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.window = ""

    def wait_until_seen(self) -> None:
        """And in front."""
        self.window = wait_for(lambda: self.find("Sprite Studio"), 120)
        self.activate(self.window)

    def end(self) -> None:
        """Whatever it is doing."""
        for pipe in (self.process.stdin, self.process.stdout):
            assert pipe is not None
            pipe.close()
        self.process.kill()
        self.process.wait()

    def do(self, *words: str) -> str:
        """One xdotool command."""
        done = subprocess.run(
            ["xdotool", *words], env=self._environment, capture_output=True, text=True, check=True
        )
        return done.stdout.strip()

    def activate(self, window: str) -> None:
        """As soon as the window manager, which may start later than the window, can do it."""

        def tried() -> str:
            words = ["xdotool", "windowactivate", "--sync", window]
            try:
                done = subprocess.run(
                    words, env=self._environment, capture_output=True, check=False, timeout=10
                )
            except subprocess.TimeoutExpired:  # it was asked before the window was managed
                return ""
            return "" if done.returncode else window

        wait_for(tried, 90)

    def find(self, title: str) -> str:
        """The window of that title, or "" while it is not up."""
        done = subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--name", f"^{title}$"],
            env=self._environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert self.process.poll() is None, "the program has ended"
        return done.stdout.split("\n")[0]

    def ask(self, line: str) -> str:
        """Where something is, or whether something is said; see `PROGRAM`."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().strip()

    def wait_for(self, line: str, seconds: float = 120) -> list[str]:
        """Until it can be clicked, or is said."""
        return wait_for(lambda: self.ask(line), seconds).split()

    def click(self, name: str) -> None:
        """As soon as that can be done."""
        self.do("mousemove", *self.wait_for(name), "click", "1")

    def drag(self, name: str, right: int) -> None:
        """A slider's handle, by as many pixels."""
        self.do("mousemove", *self.wait_for(name), "mousedown", "1")
        for _ in range(5):
            self.do("mousemove_relative", "--", str(right // 5), "0")
        self.do("mouseup", "1")

    def save_as(self, title: str, file: Path) -> None:
        """Fill in the dialog of that title, once it is up."""
        dialog = wait_for(lambda: self.find(title), 60)
        self.activate(dialog)
        self.do("key", "ctrl+a")
        self.do("type", "--delay", "5", str(file))
        self.do("key", "Return")
        wait_for(lambda: "there" if file.is_file() else "", 60)
        self.activate(self.window)


def wait_for(look: Callable[[], str], seconds: float) -> str:
    """What `look` finds, asked again until it finds something."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if found := look():
            return found
        BREATH.wait(0.05)
    raise AssertionError("waited in vain")
