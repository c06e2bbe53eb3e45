"""Undo without bound: of every change no more is kept than the box in which it lies."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sprite_studio.art.paint.painting import Painting


@dataclass(frozen=True, eq=False)
class _Patch:
    """The part of an array that changed. Attributes: box; before, after: of it."""

    box: tuple[slice, slice]
    before: NDArray
    after: NDArray

    @classmethod
    def between(cls, before: NDArray, after: NDArray) -> "_Patch | None":
        differs = before != after
        if differs.ndim == 3:
            differs = differs.any(axis=-1)
        rows, columns = np.flatnonzero(differs.any(axis=1)), np.flatnonzero(differs.any(axis=0))
        if not len(rows):
            return None
        box = slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)
        return cls(box, before[box].copy(), after[box].copy())

    def put(self, array: NDArray, back: bool) -> NDArray:
        changed = array.copy()
        changed[self.box] = self.before if back else self.after
        return changed


@dataclass(frozen=True, eq=False)
class _Change:
    pixels: _Patch | None
    selection: _Patch | None

    def put(self, painting: Painting, back: bool) -> Painting:
        pixels, selection = painting.pixels, painting.selection
        if self.pixels is not None:
            pixels = self.pixels.put(pixels, back)
        if self.selection is not None:
            selection = self.selection.put(selection, back)
        return Painting.of(pixels, selection)

    @property
    def bytes_kept(self) -> int:
        patches = [patch for patch in (self.pixels, self.selection) if patch is not None]
        return sum(patch.before.nbytes + patch.after.nbytes for patch in patches)


class UndoHistory:
    """Attributes: now: what is on the canvas."""

    def __init__(self, painting: Painting) -> None:
        self.now = painting
        self._done: list[_Change] = []
        self._undone: list[_Change] = []

    def add(self, painting: Painting) -> bool:
        """Something new, of the same size; False if nothing differs."""
        change = _Change(
            _Patch.between(self.now.pixels, painting.pixels),
            _Patch.between(self.now.selection, painting.selection),
        )
        self.now = painting
        if change.pixels is None and change.selection is None:
            return False
        self._done.append(change)
        self._undone.clear()
        return True

    @property
    def can_undo(self) -> bool:
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        return bool(self._undone)

    def undo(self) -> None:
        """Take the last change back, if there is one."""
        if self._done:
            change = self._done.pop()
            self._undone.append(change)
            self.now = change.put(self.now, back=True)

    def redo(self) -> None:
        """Bring back what was taken back last, if there is something."""
        if self._undone:
            change = self._undone.pop()
            self._done.append(change)
            self.now = change.put(self.now, back=False)

    @property
    def bytes_kept(self) -> int:
        """Of pixels, for all that can be undone and redone."""
        return sum(change.bytes_kept for change in (*self._done, *self._undone))
