"""Kept sprites, painted on or drawn anew: what comes of it is kept beside them, as new versions."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from sprite_studio.studio.jobs.base import Images
from sprite_studio.studio.jobs.drawing import DEFAULT_MODEL
from sprite_studio.studio.jobs.library.sprites import (
    KeepSpritesJob,
    KeepSpritesResult,
    KeptSprite,
    NewSprite,
    ReadSpritesJob,
    ReadSpritesResult,
)
from sprite_studio.studio.jobs.models import ModelSummary
from sprite_studio.studio.jobs.recipes.recipe import Painted, Recipe
from sprite_studio.studio.jobs.training.lesson import MOST_SHOWN
from sprite_studio.ui.edit.editing import Editing
from sprite_studio.ui.sprites.actions import SpriteActions
from sprite_studio.ui.sprites.card_grid import CardGrid
from sprite_studio.ui.work.job_client import JobClient
from sprite_studio.ui.work.worker import Failure, Worker

FIGURE = "“{}” has several frames; only sprites of one can be edited"


class Reworking(QObject):
    """Signals:
    kept(str, int): there is a new version; in words, and its id.
    refused(str): what cannot be edited, and why. failed(Failure): it could not be read or kept.
    taught(): a model knows a word more.
    """

    kept = Signal(str, int)
    refused = Signal(str)
    failed = Signal(object)
    taught = Signal()

    def __init__(
        self,
        worker: Worker,
        tools: SpriteActions,
        grid: CardGrid,
        open_set: Callable[[], int | None],
        page: QWidget,
    ) -> None:
        """Args: grid: what is selected there; open_set: into which new versions go, if any."""
        super().__init__(page)
        self._jobs, self._grid, self._open_set = JobClient(worker, self), grid, open_set
        self._models: Sequence[ModelSummary] = ()
        self._of: KeptSprite | None = None  # what is edited
        self._editing = Editing(worker, lambda: self._models, page)
        self._editing.made.connect(self._keep)
        self._editing.taught.connect(self.taught)
        tools.paint.connect(lambda: self._read(self._paint))
        tools.redraw.connect(lambda: self._read(self._redraw))
        tools.teach.connect(lambda: self._read(self._teach))

    def show_models(self, models: Sequence[ModelSummary]) -> None:
        """That can draw."""
        self._models = models

    def _read(self, then: Callable[[tuple[KeptSprite, ...]], None]) -> None:
        def tell(result: ReadSpritesResult) -> None:
            if result.sprites:
                then(result.sprites)

        job = ReadSpritesJob(self._grid.chosen[:MOST_SHOWN])
        self._jobs.send(job, tell, failed=self._on_failed)

    def _paint(self, kept: tuple[KeptSprite, ...]) -> None:
        if (one := self._single(kept)) is not None:
            self._editing.paint(one.images[0], one.recipe, one.name, one.palette)

    def _redraw(self, kept: tuple[KeptSprite, ...]) -> None:
        if (one := self._single(kept)) is not None:
            self._editing.change(one.images[0], one.recipe, one.palette)

    def _single(self, kept: tuple[KeptSprite, ...]) -> NewSprite | None:
        self._of = kept[0]
        if len(self._of.sprite.images) == 1:
            return self._of.sprite
        self.refused.emit(FIGURE.format(self._of.sprite.name))
        return None

    def _teach(self, kept: tuple[KeptSprite, ...]) -> None:
        images = np.concatenate([one.sprite.images for one in kept])
        common = set.intersection(*(set(one.sprite.words) for one in kept))
        models = {one.sprite.recipe.drawing.model for one in kept if one.sprite.recipe is not None}
        model = models.pop() if len(models) == 1 else DEFAULT_MODEL
        self._editing.teach({f"The {len(images)} selected": images}, common, model)

    def _keep(self, images: Images, recipe: Recipe, name: str) -> None:
        assert self._of is not None  # or nothing was edited
        was = self._of.sprite
        made = replace(
            was,
            images=images,
            source="painted" if isinstance(recipe.edit, Painted) else "drawn",
            recipe=recipe,
            name="" if name == was.name else name,  # two of one name could not be told apart
            frames=("",),
        )
        job = KeepSpritesJob((made,), set=self._open_set())
        self._jobs.send(job, self._on_kept, failed=self._on_failed)

    def _on_kept(self, result: KeepSpritesResult) -> None:
        told = "Kept as a new version" if result.new else "It is kept here already"
        self.kept.emit(told, result.ids[0])

    def _on_failed(self, failure: Failure) -> None:
        self.failed.emit(failure)
