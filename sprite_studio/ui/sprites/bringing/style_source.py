"""The sprites that a style is to be learned from: selected, or imported for it, and read whole."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from sprite_studio.art.sprite import Sprite
from sprite_studio.studio.jobs.library.sprites import ReadSpritesJob, ReadSpritesResult
from sprite_studio.studio.jobs.training.adapt import LEAST_SPRITES
from sprite_studio.ui.actions import LEARN_STYLE
from sprite_studio.ui.sprites.bringing.bring_in import BringIn
from sprite_studio.ui.sprites.bringing.import_notice import ImportNotice
from sprite_studio.ui.work.job_client import JobClient
from sprite_studio.ui.work.worker import Ticket


class StyleSource(QObject):
    """Signals:
    read(tuple, str): of `Sprite`, and what their style may be called: as the file that they came
        from, or "".
    failed(Failure): they could not be read.
    """

    read = Signal(object, str)
    failed = Signal(object)

    def __init__(
        self,
        jobs: JobClient,
        chosen: Callable[[], tuple[int, ...]],
        notice: ImportNotice,
        bring_in: BringIn,
        parent: QObject,
    ) -> None:
        """Args: chosen: ids of the selected sprites that can be learned from."""
        super().__init__(parent)
        self._jobs, self._chosen = jobs, chosen
        self._notice, self._bring_in = notice, bring_in
        self._imported: tuple[int, ...] = ()  # since a style was asked for
        self._reading: Ticket | None = None
        notice.style_wanted.connect(lambda ids: self._read(ids or chosen()))
        notice.import_wanted.connect(self._import)

    def begin(self) -> None:
        """From what is selected, if it is enough; else sprites are asked for."""
        chosen = self._chosen()
        if len(chosen) >= LEAST_SPRITES:
            self._read(chosen)
        else:
            self._ask(() if not self._notice.is_asking else self._imported)

    def fit(self) -> None:
        """To what is selected by now."""
        if self._notice.is_asking:
            self._ask(self._imported)

    def tell(self, told: str, ids: Sequence[int]) -> None:
        """Sprites were imported. If that was done for a style, it is learned as soon as they are
        enough. Args: told: how many, in words."""
        if not self._notice.is_asking:
            self._notice.tell(told, ids)
            return
        imported = tuple(dict.fromkeys((*self._imported, *ids)))
        if len(imported) < LEAST_SPRITES:
            self._ask(imported)
        else:
            self._notice.tell(f"Imported for a style: {len(imported):,} sprites", imported)
            self._read(imported)

    def _ask(self, imported: tuple[int, ...]) -> None:
        self._imported = imported
        self._notice.ask(len(self._chosen()), len(imported))

    def _import(self, told_of: tuple[int, ...]) -> None:
        """Pictures, for a style. Args: told_of: sprites that are one half of it already."""
        if not self._notice.is_asking:
            self._ask(told_of)
        self._bring_in.choose(LEARN_STYLE.rstrip(" …"), "Go on with")

    def _read(self, ids: tuple[int, ...]) -> None:
        """All their frames, once."""
        if not self._jobs.is_open(self._reading):
            job = ReadSpritesJob(ids)
            self._reading = self._jobs.send(job, self._tell, failed=self.failed.emit)

    def _tell(self, result: ReadSpritesResult) -> None:
        self._notice.end_asking()
        shown = tuple(
            Sprite(pixels, one.sprite.words, origin=one.sprite.name)
            for one in result.sprites
            for pixels in one.sprite.images
        )
        files = {Path(one.sprite.origin).stem for one in result.sprites}
        self.read.emit(shown, files.pop() if len(files) == 1 else "")
