"""One sprite's noise under every category: its relatives."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sprite_studio.art.sprite import CATEGORIES
from sprite_studio.studio.jobs.field import FieldJob, FieldResult
from sprite_studio.studio.jobs.recipes.recipe import Recipe
from sprite_studio.ui.widgets.page_frame import titled
from sprite_studio.ui.widgets.sprite_grid import SpriteGrid
from sprite_studio.ui.work.job_client import JobClient
from sprite_studio.ui.work.latest_job import LatestJob
from sprite_studio.ui.work.worker import Worker

_HEIGHT = 88
"""Four device pixels a sprite pixel, and the names."""


class FamilyRow(QWidget):
    """Draws itself where it is seen.

    Signals:
        category_chosen(str): a relative was clicked.
        failed(str): the relatives were not drawn, and why.
    """

    category_chosen = Signal(str)
    failed = Signal(str)

    def __init__(self, worker: Worker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._relatives: LatestJob[FieldJob] = LatestJob(
            JobClient(worker, self),
            self._on_drawn,
            lambda failure: self.failed.emit(failure.message),
        )
        self._grid = SpriteGrid("Draw something first.", named=True)
        self._grid.setAccessibleName("Family")
        self._grid.setFixedHeight(_HEIGHT)
        told = "Family: the same noise under each category"
        row = titled(told, self._grid, "Click one to draw its category")
        row.setContentsMargins(0, 0, 0, 0)
        self.setLayout(row)
        self._grid.picked.connect(lambda i: self.category_chosen.emit(CATEGORIES[i]))

    def show_relatives(self, recipe: Recipe) -> None:
        """Of one sprite, which began as noise, unless they are those that it shows.

        Args: recipe: of that sprite by itself.
        """
        mixes = tuple(mix_as(recipe, category) for category in CATEGORIES)
        self._relatives.send(FieldJob(mixes, recipe.drawing))

    def _on_drawn(self, result: FieldResult) -> None:
        self._grid.show_images(result.images, list(CATEGORIES))


def mix_as(recipe: Recipe, category: str) -> dict[str, float]:
    """A recipe's words, with another category instead of its own."""
    others = {word: weight for word, weight in recipe.drawing.mix.items() if word not in CATEGORIES}
    return {category: 1.0, **others}
