"""What the window stands on: a log, and a display."""

import errno
import logging
import os
import sys
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

from PySide6.QtCore import QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from sprite_studio import paths
from sprite_studio.atomic_write import make_folder
from sprite_studio.errors import plain
from sprite_studio.ui.app_icon import app_icon

NO_DISPLAY = 2
"""The status that the program ends with where no window can be opened."""

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def open_log(file: Path, tell: Callable[[str], object]) -> None:
    """Write to the log from now on. Where it cannot be opened nothing is written down.

    Args: tell: is given a sentence about that.
    """
    logging.raiseExceptions = False  # a disk that is full is said by what is lost, not here
    try:
        make_folder(file.parent)
        if file.exists() and not file.is_file():
            raise OSError(errno.EINVAL, "it is no file; move it away", str(file))
        handler: logging.Handler = RotatingFileHandler(
            file, maxBytes=1_000_000, backupCount=1, encoding="utf-8"
        )
    except OSError as error:
        tell(f"There is no log: {plain(error)}")
        handler = logging.NullHandler()
    logging.basicConfig(
        handlers=[handler],
        level=logging.INFO,
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
    )


def make_application() -> QApplication:
    """Qt's application. Without a display that it can use, the process ends with `NO_DISPLAY`
    after a line that says why, where Qt itself would abort."""
    said: list[str] = []

    def end_without_display(kind: QtMsgType, context: Any, message: str) -> None:
        said.append(message)
        if kind == QtMsgType.QtFatalMsg:
            told = f"sprite-studio: error: {why_no_display(os.environ, said)}"
            logging.getLogger(__name__).critical("%s\n%s", told, "\n".join(said))
            if sys.stderr is not None:
                print(told, file=sys.stderr, flush=True)
            os._exit(NO_DISPLAY)  # what is returned to aborts

    qInstallMessageHandler(end_without_display)
    app = QApplication(sys.argv[:1])
    qInstallMessageHandler(_log_message)
    app.setApplicationName("sprite-studio")
    app.setApplicationDisplayName("Sprite Studio")
    app.setDesktopFileName("sprite-studio")
    app.setWindowIcon(app_icon(paths.resources() / "icons"))
    return app


def why_no_display(environment: "os._Environ[str] | dict[str, str]", said: list[str]) -> str:
    """One sentence of the cause and one of the remedy.

    Args: said: Qt's own messages.
    """
    missing = next((line for line in said if "is needed to load" in line), None)
    if missing is not None:
        return f"the window cannot be opened: {missing.strip()} Install that library."
    for name in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY", "DISPLAY"):
        if value := environment.get(name):
            cause = f"the display that {name}={value} names cannot be used"
            break
    else:
        cause = "there is no display: neither DISPLAY nor WAYLAND_DISPLAY is set"
    return (
        f"{cause}. Start the window on a desktop, or set the variable to a display that is "
        "there; the command line needs none: sprite-studio --help"
    )


def _log_message(kind: QtMsgType, context: Any, message: str) -> None:
    logging.getLogger("qt").log(_LEVELS[kind], "%s", message)
