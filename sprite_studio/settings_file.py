"""The file of settings that several windows share: each writes what it has changed itself."""

from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path

import msgspec

from sprite_studio.atomic_write import make_folder, remove_stale_parts
from sprite_studio.file_lock import HeldError, held
from sprite_studio.settings import Settings, load_settings, save_settings

_TRIES = 10
"""Some tenths of a second each; no window takes so long to save."""


class SettingsFile:
    """Of two windows the last one to change a setting wins, but for that setting alone."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known = Settings()

    def load(self, tell: Callable[[str], object]) -> Settings:
        """What is stored. Args: as of `load_settings`."""
        self._known = load_settings(self._path, tell)
        return self._known

    def save(self, settings: Settings) -> None:
        """Store what differs from what this window loaded or saved last, and take away what a kill
        has left beside it. Raises OSError."""
        changed = {
            name: value
            for name in settings.__struct_fields__
            if (value := getattr(settings, name)) != getattr(self._known, name)
        }
        make_folder(self._path.parent)
        with ExitStack() as stack:
            self._lock(stack)
            remove_stale_parts(self._path.parent)
            stored = load_settings(self._path)
            save_settings(self._path, msgspec.structs.replace(stored, **changed))
        self._known = settings

    def _lock(self, stack: ExitStack) -> None:
        """No other window saves until the end of `stack`, but one that hangs."""
        for _ in range(_TRIES):
            with suppress(HeldError):
                # Where no lock can be made nothing can be saved either, and that says why.
                with suppress(OSError):
                    stack.enter_context(held(self._path.with_suffix(".lock"), "they are saved"))
                return
