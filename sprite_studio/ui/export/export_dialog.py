"""A sheet of sprites: which, how it is laid out, and where it goes."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtWidgets import QWidget

from sprite_studio.settings import Settings
from sprite_studio.studio.export.destination import SHEET
from sprite_studio.studio.jobs.export import Sheet
from sprite_studio.studio.jobs.recipe import Recipe
from sprite_studio.ui.export.sheet_options import SheetOptions
from sprite_studio.ui.widgets.save_dialog import SaveDialog, Saving
from sprite_studio.ui.work.job_client import JobClient

NOTE = "The PNG carries the recipe that draws it again"


class ExportDialog(SaveDialog):
    """Saves some or all sprites of a drawing as a sheet."""

    def __init__(
        self,
        jobs: JobClient,
        settings: Settings,
        drawn: Sheet,
        choices: Mapping[str, tuple[int, ...]],
        folder: Path,
        parent: QWidget | None = None,
    ) -> None:
        """Args:
        settings: how sheets were laid out before.
        drawn: all sprites of the drawing.
        choices: in words → the numbers of the sprites that are meant; the first is chosen.
        folder: that is offered.
        """
        self._drawn = drawn
        self._sheet = SheetOptions(settings, drawn.images, choices)
        saving = Saving("Export sheet", SHEET, "sheet.png", drawn, NOTE)
        super().__init__(jobs, saving, folder, self._sheet, parent)

    def content(self) -> Sheet:
        """As the controls are."""
        numbers = list(self._sheet.numbers())
        recipe: Recipe = self._drawn.recipe
        if len(numbers) < len(self._drawn.images):
            recipe = recipe.of_sprites(numbers)
        layout, form = self._sheet.layout_of_sheet(), self._sheet.json_form()
        return Sheet(self._drawn.images[numbers], recipe, layout, form)

    def remember(self, settings: Settings) -> Settings:
        """The settings with how the sheet is laid out."""
        return self._sheet.remember(settings)
