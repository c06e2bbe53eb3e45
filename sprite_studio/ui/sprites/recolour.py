"""A palette for selected sprites: chosen in its dialog, done as a change that can be taken back."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from sprite_studio.art.palette import Palette
from sprite_studio.art.sprite import Pixels
from sprite_studio.studio.jobs.library.changes import Look, RepaintSpritesJob
from sprite_studio.studio.jobs.library.sprites import (
    KeptSprite,
    ReadSpritesJob,
    ReadSpritesResult,
)
from sprite_studio.ui.palettes.recolour_dialog import RecolourDialog
from sprite_studio.ui.sprites.card_grid import CardGrid
from sprite_studio.ui.sprites.past import Changes
from sprite_studio.ui.sprites.set_panel import SetPanel
from sprite_studio.ui.work.job_client import JobClient


class Recolouring(QObject):
    """Opens the dialog, and does what was chosen."""

    def __init__(
        self, jobs: JobClient, grid: CardGrid, sets: SetPanel, changes: Changes, page: QWidget
    ) -> None:
        super().__init__(page)
        self._jobs, self._grid, self._sets = jobs, grid, sets
        self._changes, self._page = changes, page

    def open(self) -> None:
        """For what is selected; the open set's palette is offered first."""
        self._jobs.send(
            ReadSpritesJob(self._grid.chosen), self._on_read, failed=self._changes.failed.emit
        )

    def _on_read(self, result: ReadSpritesResult) -> None:
        if not (kept := result.sprites):
            return
        own = self._sets.open_set
        colours = own.facts.palette if own is not None else ()
        palette = Palette(own.facts.name, colours) if own is not None and colours else None
        frames = [pixels for one in kept for pixels in one.sprite.images]
        dialog = RecolourDialog(frames, palette, self._page)
        dialog.recoloured.connect(lambda sprites, chosen: self._repaint(kept, sprites, chosen))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _repaint(
        self, kept: tuple[KeptSprite, ...], frames: tuple[Pixels, ...], chosen: Palette | None
    ) -> None:
        colours = () if chosen is None else chosen.colours
        looks, first = [], 0
        for one in kept:
            images = one.sprite.images.copy()
            for number in range(len(images)):
                images[number] = frames[first + number]
            first += len(images)
            looks.append(Look(one.id, images, one.sprite.source, colours, one.sprite.recipe))
        count = f"{len(kept):,} sprite{'s' * (len(kept) > 1)}"
        name = chosen.name if chosen is not None else "other colours"
        self._changes.send(RepaintSpritesJob(tuple(looks), f"Put {count} into {name}"))
        if {one.id for one in kept} == set(self._grid.ids):
            self._sets.keep_palette(colours)  # all of the open set is in it, and so is the set
