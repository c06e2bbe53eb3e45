"""Sprites for an engine: which, in which format, how they are laid out, and where they go."""

from contextlib import suppress
from pathlib import Path

import numpy as np
from PySide6.QtWidgets import QFileDialog, QWidget

from sprite_studio.art.export.atlas import columns_of
from sprite_studio.art.export.file_names import safe_name
from sprite_studio.art.export.formats.catalogue import find_format
from sprite_studio.art.sheet import Layout
from sprite_studio.settings import AGAIN, Settings
from sprite_studio.studio.export.destination import (
    SHEET,
    DestinationError,
    destination,
    folder_named,
    shown,
)
from sprite_studio.studio.export.origins import merged
from sprite_studio.studio.jobs.export import Content, EngineFiles, Exportable, Sheet, setting_text
from sprite_studio.ui.export.export_options import ExportOptions
from sprite_studio.ui.widgets.save_dialog import SaveDialog, Saving, Target
from sprite_studio.ui.work.job_client import JobClient


class ExportDialog(SaveDialog):
    """Asks for all of it at once; what was chosen last is offered."""

    def __init__(
        self,
        jobs: JobClient,
        settings: Settings,
        found: Exportable,
        folder: Path,
        parent: QWidget | None = None,
    ) -> None:
        """Args: folder: that is offered."""
        self._options_ = ExportOptions(settings, found)
        saving = Saving("Export", SHEET, "", None, "")
        super().__init__(jobs, saving, folder, self._options_, parent)
        self._options_.failed.connect(self._errors.show_reason)

    def content(self) -> Content:
        """As the controls are. Raises ExportError."""
        options, found = self._options_, self._options_.chosen
        if options.format_name == AGAIN:
            assert found.recipe is not None  # or it is not offered
            arranged = options.arrangement()
            images = np.stack([sprite.pixels for sprite in found.sprites])
            layout = Layout(columns_of(options.collection()), arranged.scale, arranged.padding)
            return Sheet(images, found.recipe, layout)
        form = find_format(options.format_name)
        origins = merged(found.origins)
        return EngineFiles(options.collection(), (form.name,), origins, recolour=True)

    def remember(self, settings: Settings) -> Settings:
        """The settings with what was chosen."""
        return self._options_.remember(settings)

    @property
    def folder(self) -> Path:
        """Where the files are put. Raises DestinationError."""
        return self._target().folder

    @property
    def name(self) -> str:
        """Of the files."""
        return self._options_.name

    @property
    def found(self) -> Exportable:
        """The sprites that are meant."""
        return self._options_.chosen

    @property
    def set(self) -> tuple[int, str] | None:
        """Whose sprites these are, and what it is to keep of this."""
        id_ = self._options_.chosen.set
        return None if id_ is None else (id_, setting_text(self._options_.setting()))

    def show_folder(self, folder: Path) -> None:
        """Offer another one."""
        self._file.setText(str(folder))

    # -- where

    def _offered(self) -> str:
        return str(self._folder)

    def _label(self) -> str:
        return "F&older"

    def _target(self) -> Target:
        again = self._options_.format_name == AGAIN
        form = None if again else find_format(self._options_.format_name)
        asked = Path(self._file.text().strip())
        if asked.suffix.lower() in (SHEET.suffixes if form is None else form.suffixes):
            self._options_.show_name(asked.stem)  # a file was typed: its folder, and its name
            self.show_folder(asked.parent)
        folder = folder_named(self._file.text(), may_be_made=True)
        if folder is None:
            raise DestinationError(f"{shown(asked)} is not a folder; name one for the files")
        if form is None:
            path = destination(safe_name(self._options_.name), SHEET, folder)
            return Target(path, folder, _there(folder, path.stem))
        return Target(folder, folder, _there(folder, self._options_.collection().stem))

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "Export to", self._file.text())
        if chosen:
            self.show_folder(Path(chosen))


def _there(folder: Path, stem: str) -> str:
    """What lies there by that name already, in words."""
    with suppress(OSError):
        found = sorted(path.name for path in folder.iterdir() if path.stem.startswith(stem))
        if found:
            more = f" and {len(found) - 1} more" if len(found) > 1 else ""
            return f"{found[0]}{more}"
    return ""
