"""All that the window saves for the user: a dialog at a time, which offers the last folder."""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from sprite_studio.settings import Settings
from sprite_studio.studio.jobs.export import Exportable, ExportResult
from sprite_studio.ui.export.export_dialog import ExportDialog
from sprite_studio.ui.widgets.save_dialog import SaveDialog, Saving
from sprite_studio.ui.work.job_client import JobClient


class Exports(QObject):
    """Opens the dialogs. They do not hold up the window: drawing goes on while a file is written.

    Signals:
        saved(str, Path): what was written, in a line, and the first file.
        exported(Exportable, str): sprites, and the name of their files.
        set_exported(int, str): which set, and how, as it keeps that.
    """

    saved = Signal(str, object)
    exported = Signal(object, str)
    set_exported = Signal(int, str)

    def __init__(self, jobs: JobClient, settings: Settings, parent: QWidget) -> None:
        """Args: settings: where and how was saved last; parent: of the dialogs."""
        super().__init__(parent)
        self._jobs, self._settings, self._window = jobs, settings, parent
        self._dialog: SaveDialog | None = None
        self._name = ""  # under which was exported last

    def save(self, saving: Saving) -> None:
        """Ask where to save something."""
        self._open(SaveDialog(self._jobs, saving, self._folder(), parent=self._window))

    def export(self, found: Exportable) -> None:
        """Ask how and where to save sprites."""
        self._open(ExportDialog(self._jobs, self._settings, found, self._folder(), self._window))

    def export_again(self, found: Exportable) -> None:
        """As last time, into the same folder, and over what the last time left there; only what is
        not known yet is asked."""
        self.export(replace(found, name=self._name or found.name))
        if isinstance(self._dialog, ExportDialog) and self._settings.export_folder:
            self._dialog.save(replace=True)

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
            export_format=last.export_format,
            export_columns=last.export_columns,
            export_scale=last.export_scale,
            export_padding=last.export_padding,
            export_extrude=last.export_extrude,
            export_power_of_two=last.export_power_of_two,
            export_scene_each=last.export_scene_each,
            export_palette=last.export_palette,
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
        first = result.files[0]
        folder = first.parent
        if isinstance(self._dialog, ExportDialog):
            folder, self._name = self._dialog.folder, self._dialog.name
            self._settings = self._dialog.remember(self._settings)
            self.exported.emit(self._dialog.found, self._name)
            if (set_ := self._dialog.set) is not None:
                self.set_exported.emit(*set_)
        self._settings = msgspec.structs.replace(self._settings, export_folder=str(folder))
        self.saved.emit(_told(result, folder), first)

    def _on_closed(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None


def _told(result: ExportResult, folder: Path) -> str:
    names = [file.name for file in result.files]
    if len(names) > 3:
        names = [*names[:2], f"{len(names) - 2} more files"]
    *some, last = names
    told = f"Saved {', '.join(some)} and {last}" if some else f"Saved {last}"
    kept = f"; left {result.kept[0].name} as it was" if result.kept else ""
    return f"{told} in {folder}{kept}"
