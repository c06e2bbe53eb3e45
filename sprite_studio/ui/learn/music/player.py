"""Plays a WAV file round and round: in the window by Qt's multimedia, if that is installed, and
else by whatever the system plays such files with."""

from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices

FRAME_MS = 33

OPENED = "The loop is opened in the program that plays sounds on this system; stop it there"

ELSEWHERE = (
    "Play opens the loop, a WAV file, in the program that plays sounds on this system: stop it "
    "there. With Qt's multimedia (pip install PySide6) and a sound device it plays here."
)

NOTHING_PLAYS = (
    "No program plays sounds here; save the loop and open it elsewhere, or install Qt's "
    "multimedia: pip install PySide6"
)


@cache
def _multimedia() -> Any:
    """Qt's, or None: PySide6-Essentials, with which this program is installed, comes without."""
    try:
        return import_module("PySide6.QtMultimedia")
    except ImportError:
        return None


def plays_here() -> bool:
    """Whether Qt's multimedia is there, and a device for it."""
    multimedia = _multimedia()
    return multimedia is not None and not multimedia.QMediaDevices.defaultAudioOutput().isNull()


class Player(QObject):
    """Signals:
    moved(object): where it plays, 0 to 1, or None where it has stopped.
    opened(): it was handed to another program, which alone can stop it.
    failed(str): why nothing is heard.
    """

    moved = Signal(object)
    opened = Signal()
    failed = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._effect: Any = None  # a QSoundEffect
        self._seconds = 1.0
        self._since = QElapsedTimer()
        self._clock = QTimer(self)
        self._clock.setInterval(FRAME_MS)
        self._clock.timeout.connect(self._tell)

    @property
    def is_playing(self) -> bool:
        """In the window; of another program nobody knows."""
        return self._clock.isActive()

    def play(self, path: Path, seconds: float) -> None:
        """Round and round, from the begin. Args: seconds: for which it lasts."""
        self.stop()
        url = QUrl.fromLocalFile(str(path))
        if not plays_here():
            if QDesktopServices.openUrl(url):
                self.opened.emit()
            else:
                self.failed.emit(NOTHING_PLAYS)
            return
        # Of Qt's players this one goes on from the end to the begin without a gap.
        effect = _multimedia().QSoundEffect(self)
        effect.setSource(url)
        effect.setLoopCount(_multimedia().QSoundEffect.Loop.Infinite.value)
        effect.play()
        self._effect, self._seconds = effect, seconds
        self._since.start()
        self._clock.start()

    def stop(self) -> None:
        """What plays in the window."""
        if self._effect is not None:
            self._effect.stop()
            self._effect.deleteLater()
            self._effect = None
        if self._clock.isActive():
            self._clock.stop()
            self.moved.emit(None)

    def _tell(self) -> None:
        self.moved.emit(self._since.elapsed() / 1000 % self._seconds / self._seconds)
