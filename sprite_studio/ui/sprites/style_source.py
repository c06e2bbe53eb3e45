"""The sprites that a style is to be learned from: selected, or imported for it, and read whole."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from sprite_studio.art.sprite import Sprite
from sprite_studio.studio.jobs.library.sprites import ReadSpritesJob, ReadSpritesResult
from sprite_studio.studio.jobs.training.adapt import LEAST_SPRITES
from sprite_studio.ui.actions import LEARN_STYLE
from sprite_studio.ui.sprites.bring_in import BringIn
from sprite_studio.ui.sprites.card_grid import CardGrid
from sprite_studio.ui.sprites.import_notice import ImportNotice
from sprite_studio.ui.work.job_client import JobClient


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
        grid: CardGrid,
        notice: ImportNotice,
        bring_in: BringIn,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._jobs, self._grid = jobs, grid
        self._notice, self._bring_in = notice, bring_in
        grid.chosen_changed.connect(lambda: notice.fit(len(grid.chosen)))
        notice.style_wanted.connect(lambda ids: self._read(ids or grid.chosen))
        notice.import_wanted.connect(self._import)

    def begin(self) -> None:
        """From what is selected, if it is enough; else sprites are asked for, and where there are
        not enough of them yet, pictures."""
        chosen = self._grid.chosen
        if len(chosen) >= LEAST_SPRITES:
            self._read(chosen)
            return
        self._notice.ask(len(chosen))
        if self._grid.count() < LEAST_SPRITES:
            self._import()

    def tell(self, told: str, ids: Sequence[int]) -> None:
        """Sprites were imported. If that was done for a style, it is learned at once. Args: told:
        how many, in words."""
        asked = self._notice.is_asking
        self._notice.tell(told, ids)
        if asked and len(ids) >= LEAST_SPRITES:
            self._read(tuple(ids))

    def _import(self) -> None:
        self._bring_in.choose(LEARN_STYLE.rstrip(" …"), "Go on with")

    def _read(self, ids: tuple[int, ...]) -> None:
        """All their frames."""
        self._jobs.send(ReadSpritesJob(ids), self._tell, failed=self.failed.emit)

    def _tell(self, result: ReadSpritesResult) -> None:
        shown = tuple(
            Sprite(pixels, one.sprite.words, origin=one.sprite.name)
            for one in result.sprites
            for pixels in one.sprite.images
        )
        files = {Path(one.sprite.origin).stem for one in result.sprites}
        self.read.emit(shown, files.pop() if len(files) == 1 else "")
