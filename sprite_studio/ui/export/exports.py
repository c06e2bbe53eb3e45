"""All that the window saves for the user: a dialog at a time, which offers the last folder."""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from sprite_studio.art.sheet import Layout
from sprite_studio.settings import Settings
from sprite_studio.studio.jobs.base import Images
from sprite_studio.studio.jobs.export import ExportResult, Sheet
from sprite_studio.studio.jobs.recipe import Recipe
from sprite_studio.ui.export.export_dialog import ExportDialog
from sprite_studio.ui.widgets.save_dialog import SaveDialog, Saving
from sprite_studio.ui.work.job_client import JobClient


class Exports(QObject):
    """Opens the dialogs. They do not hold up the window: drawing goes on while a file is written.

    Signals:
        status(str): one line for the status bar.
    """

    status = Signal(str)

    def __init__(self, jobs: JobClient, settings: Settings, parent: QWidget) -> None:
        """Args: settings: where and how was saved last; parent: of the dialogs."""
        super().__init__(parent)
        self._jobs, self._settings, self._window = jobs, settings, parent
        self._dialog: SaveDialog | None = None

    def save(self, saving: Saving) -> None:
        """Ask where to save something."""
        self._open(SaveDialog(self._jobs, saving, self._folder(), parent=self._window))

    def save_sheet(
        self, images: Images, recipe: Recipe, choices: Mapping[str, tuple[int, ...]]
    ) -> None:
        """Ask how and where to save sprites of a drawing. Args: choices: as of `ExportDialog`."""
        drawn = Sheet(images, recipe, Layout())
        self._open(
            ExportDialog(self._jobs, self._settings, drawn, choices, self._folder(), self._window)
        )

    def close(self) -> None:
        """With the window; what is being saved is given up by the worker."""
        if self._dialog is not None:
            self._dialog.hide()

    def remember(self, settings: Settings) -> Settings:
        """The settings with where and how was saved last."""
        last = self._settings
        return msgspec.structs.replace(
            settings,
            export_folder=last.export_folder,
            export_columns=last.export_columns,
            export_scale=last.export_scale,
            export_padding=last.export_padding,
            export_json=last.export_json,
        )

    def _folder(self) -> Path:
        last = self._settings.export_folder
        with suppress(OSError):
            if last and Path(last).is_dir():
                return Path(last)
        return Path.home()

    def _open(self, dialog: SaveDialog) -> None:
        if self._dialog is not None:
            if self._dialog.is_saving:  # that one is to be seen, and can be cancelled there
                dialog.deleteLater()
                self._dialog.raise_()
                self._dialog.activateWindow()
                return
            self._dialog.close()
        self._dialog = dialog
        dialog.saved.connect(self._on_saved)
        dialog.finished.connect(self._on_closed)
        dialog.show()

    def _on_saved(self, result: ExportResult) -> None:
        assert self._dialog is not None
        folder = str(result.files[0].parent)
        self._settings = msgspec.structs.replace(self._settings, export_folder=folder)
        if isinstance(self._dialog, ExportDialog):
            self._settings = self._dialog.remember(self._settings)
        names = " and ".join(file.name for file in result.files)
        self.status.emit(f"Saved {names} in {result.files[0].parent}")

    def _on_closed(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None
