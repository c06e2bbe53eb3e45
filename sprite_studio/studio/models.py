"""The model library: the bundled models, the user's own, and any file named outright."""

from dataclasses import dataclass
from pathlib import Path

import torch

from sprite_studio.diffusion.checkpoint import Card, CheckpointError, load_checkpoint, read_header
from sprite_studio.diffusion.device import Device, choose_threads
from sprite_studio.diffusion.model import Model
from sprite_studio.studio.jobs import JobError, ModelSummary

SUFFIX = ".safetensors"


@dataclass(frozen=True)
class LoadedModel:
    """A model ready to draw.

    Attributes:
        model: on its device, channels last, in eval mode.
        card: what it says of itself.
        name: as it was asked for.
        hash: the fingerprint of its weights.
    """

    model: Model
    card: Card
    name: str
    hash: str


class ModelLibrary:
    """Finds models and keeps the loaded ones.

    Attributes:
        device: on which they are loaded.
    """

    def __init__(self, bundled: Path, own: Path, device: Device) -> None:
        self.device = device
        self.threads = 0  # not yet timed
        self._folders = (own, bundled)
        self._loaded: dict[Path, tuple[int, LoadedModel]] = {}

    def all(self) -> list[ModelSummary]:
        """Every installed model, the user's own first; a damaged one says what its problem is."""
        files = [file for folder in self._folders for file in sorted(folder.glob(f"*{SUFFIX}"))]
        return [_summary(file) for file in files]

    def find(self, name_or_file: str) -> Path:
        """The file of an installed model or a file named outright. Raises JobError."""
        for folder in self._folders:
            file = folder / f"{name_or_file}{SUFFIX}"
            if file.is_file():
                return file
        if Path(name_or_file).is_file():
            return Path(name_or_file)
        names = ", ".join(summary.name for summary in self.all()) or "none"
        raise JobError(f"there is no model {name_or_file!r}; installed: {names}")

    def load(self, name_or_file: str) -> LoadedModel:
        """Load once, and again only when the file has changed. Raises JobError."""
        path = self.find(name_or_file)
        changed = path.stat().st_mtime_ns
        known = self._loaded.get(path)
        if known and known[0] == changed:
            return known[1]
        try:
            model, card = load_checkpoint(path)
        except CheckpointError as error:
            raise JobError(str(error)) from error
        fingerprint = model.fingerprint()
        model = model.to(self.device.name, memory_format=torch.channels_last).eval()
        loaded = LoadedModel(model, card, path.stem, fingerprint)
        self._loaded[path] = (changed, loaded)
        if self.device.name == "cpu" and not self.threads:
            self.threads = tune_threads(model)
        return loaded


def tune_threads(model: Model, batch: int = 16) -> int:
    """Set torch's thread count to the quickest for `batch` sprites at once; return it."""
    size = model.config.channels, 16, 16
    x = torch.zeros(batch, *size).contiguous(memory_format=torch.channels_last)
    context = torch.zeros(batch, model.config.context)
    return choose_threads(model.network, x, torch.zeros(batch), context)


def _summary(file: Path) -> ModelSummary:
    megabytes = file.stat().st_size / 1e6
    try:
        header = read_header(file)
    except (CheckpointError, OSError) as error:
        return ModelSummary(file.stem, file, megabytes, (), 0.0, (), str(error))
    minutes = sum(record.minutes for record in header.card.history)
    return ModelSummary(file.stem, file, megabytes, header.words, minutes, header.card.credits)
