"""The model library: the bundled models, the user's own, and any file named outright."""

import os
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

import torch
from torch import Tensor

from sprite_studio.art.sprite import CATEGORIES
from sprite_studio.diffusion.device import Device
from sprite_studio.diffusion.measuring.critic import Critic, load_critic
from sprite_studio.diffusion.networks.checkpoint import (
    Card,
    CheckpointError,
    load_checkpoint,
    read_header,
)
from sprite_studio.diffusion.networks.course_weights import SUFFIX as COURSE_SUFFIX
from sprite_studio.diffusion.networks.course_weights import load_course_weights
from sprite_studio.diffusion.networks.model import Model
from sprite_studio.diffusion.threads import choosing_threads
from sprite_studio.errors import plain
from sprite_studio.plain_text import shortened, shown
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.models import ModelSummary
from sprite_studio.studio.library.loaded_model import LoadedModel
from sprite_studio.studio.library.seen_record import load_seen
from sprite_studio.studio.words.styles import best_style
from sprite_studio.studio.words.taught_words import KeptWord, WordFolder, attach_words, is_of

SUFFIX = ".safetensors"
T = TypeVar("T")
LIVE, SEEN, CRITIC = ".live", ".seen", ".critic"
"""Beside "base.safetensors" stand its student, "base.live.safetensors", the record of what it was
trained on, "base.seen.safetensors", and what picks its best drawings, "base.critic.safetensors"."""

MOST_HELD = 8
"""Loaded models; the one that was used longest ago is let go of."""

BESIDE = (LIVE, SEEN, CRITIC)
"""What names end with that are not models' own."""


@dataclass
class _Held:
    """A loaded model. Attributes: changed: its file, in ns; loaded; taught: among these are the
    words that it knows now, those of the model with the fingerprint taught_as."""

    changed: int
    loaded: LoadedModel
    taught_as: str = ""
    taught: tuple[KeptWord, ...] = ()


class ModelLibrary:
    """Finds models and keeps the loaded ones.

    Attributes:
        device: on which they are loaded.
        words: the folder of the words that were taught to them.
    """

    def __init__(
        self,
        bundled: Path,
        own: Path,
        runs: Path,
        device: Device,
        installed_only: bool = False,
    ) -> None:
        """Args:
        bundled, own: folders of models.
        runs: a folder of training runs.
        installed_only: a name is never taken for a file: what the window draws with may come from
            a stranger's picture.
        """
        self._installed_only = installed_only
        self.device = device
        self.words = own / "words"
        self._taught = WordFolder(self.words)
        self._bundled, self._own, self._runs = bundled, own, runs
        self._held: dict[Path, _Held] = {}
        self._summaries: dict[Path, tuple[_Stamp, ModelSummary]] = {}
        self._beside: dict[Path, tuple[int, Any]] = {}

    def all(self) -> list[ModelSummary]:
        """Every installed model, the bundled first; a damaged one says what its problem is.

        Of words that were taught later only a model that is loaded can say whether they are its.
        """
        return [
            replace(self._summary(name, file), taught=self._taught_to(file))
            for name, file in self._installed().items()
        ]

    def _summary(self, name: str, file: Path) -> ModelSummary:
        """Read again only when the file, or whether it has a student, has changed."""
        stamp = _stamp(file)
        known = self._summaries.get(file)
        if known is None or known[0] != stamp or known[1].name != name:
            known = self._summaries[file] = stamp, _summary(name, file)
        return known[1]

    def _taught_to(self, file: Path) -> tuple[str, ...] | None:
        held = self._held.get(file)
        if held is None:
            return None
        loaded = held.loaded
        theirs = (kept for kept in self._taught.words() if is_of(kept, loaded.model, loaded.hash))
        return tuple(kept.taught.word for kept in theirs)

    def _installed(self) -> dict[str, Path]:
        """Name → file. A training run's model goes by the name of the run."""
        bundled = {shown(file.stem): file for file in sorted(self._bundled.glob(f"*{SUFFIX}"))}
        trained = sorted(self._runs.glob(f"*/model{SUFFIX}"))
        runs = {shown(file.parent.name): file for file in trained}
        own = {shown(file.stem): file for file in sorted(self._own.glob(f"*{SUFFIX}"))}
        every = bundled | runs | own
        return {name: file for name, file in every.items() if not name.endswith(BESIDE)}

    def find(self, name_or_file: str) -> Path:
        """The file of an installed model or a file named outright. Raises JobError."""
        if not self._installed_only and self._look_up(name_or_file) is None:
            path = Path(name_or_file)
            if _is_file(path):
                return path
        return self.find_installed(name_or_file)

    def find_installed(self, name: str) -> Path:
        """The file of an installed model; a name is never taken for a file, since a stranger's
        picture may have said it. Raises JobError."""
        installed = self._look_up(name)
        if installed is None:
            names = ", ".join(self._installed()) or "none"
            raise JobError(f"there is no model {shortened(name)!r}; installed: {names}")
        return installed

    def _look_up(self, name: str) -> Path | None:
        """As in `_installed`, without a look at every other: live frames ask for theirs each time.

        Only what is the last part of a path is a name.
        """
        if "\\" in name:  # it has characters that are `shown` by their codes
            return self._installed().get(name)
        if name in ("", "..") or Path(name).name != name or name.endswith(BESIDE):
            return None
        return next(filter(os.path.lexists, self._places(name)), None)

    def _places(self, name: str) -> Iterator[Path]:
        """Where a model of that name may lie, the user's own first."""
        yield self._own / f"{name}{SUFFIX}"
        yield self._runs / name / f"model{SUFFIX}"
        yield self._bundled / f"{name}{SUFFIX}"

    def load(self, name_or_file: str, glance: bool = False) -> LoadedModel:
        """Load once, and again only when the file has changed. Raises JobError, CheckpointError.

        Args: glance: at the taught words, as in `WordFolder.words`; for a live frame.
        """
        held = self._hold(name_or_file)
        self._attach(held, held.loaded.hash, glance)
        return held.loaded

    def load_live(self, name_or_file: str, glance: bool = False) -> LoadedModel:
        """The live student of a model. Raises JobError where it has none, CheckpointError."""
        path = live_path(self.find(name_or_file))
        if not path.is_file():
            raise JobError(
                f"the model {name_or_file!r} has no live student; draw with another sampler, "
                "or make one: sprite-studio distill --help"
            )
        student = self._load(path, path.stem)
        # It began as the model's copy, and takes the model's words for what they are.
        self._attach(student, self._hold(name_or_file).loaded.hash, glance)
        return student.loaded

    def load_critic(self, name_or_file: str) -> Critic | None:
        """What picks the model's best drawings, if there is one that knows them. Raises JobError,
        CheckpointError, OSError."""
        path = critic_path(self.find(name_or_file))
        if not path.is_file():
            return None
        critic, seen = self._kept_beside(path, load_critic)
        loaded = self._hold(name_or_file).loaded
        knows = seen == loaded.hash and critic.channels == loaded.model.config.channels
        return critic if knows else None

    def load_seen(self, name_or_file: str) -> Tensor | None:
        """(N, 64) descriptors of the model's training sprites, if there is a record of them. Raises
        JobError, CheckpointError, OSError."""
        path = seen_path(self.find(name_or_file))
        return self._kept_beside(path, load_seen)[1] if path.is_file() else None

    def _kept_beside(self, path: Path, read: Callable[[Path], T]) -> T:
        """What a file holds, read again only when it has changed."""
        changed = path.stat().st_mtime_ns
        kept = self._beside.get(path)
        if kept is None or kept[0] != changed:
            kept = self._beside[path] = changed, read(path)
        return kept[1]

    def _hold(self, name_or_file: str) -> _Held:
        path = self._look_up(name_or_file)
        if path is not None:
            return self._load(path, name_or_file)
        path = self.find(name_or_file)
        return self._load(path, path.stem)

    def _attach(self, held: _Held, fingerprint: str, glance: bool) -> None:
        """Taught words, unless the model has them as they are."""
        words = self._taught.words(glance)
        if held.taught_as != fingerprint or held.taught is not words:
            attach_words(held.loaded.model, fingerprint, words)
            held.taught_as, held.taught = fingerprint, words

    def _load(self, path: Path, name: str) -> _Held:
        changed = path.stat().st_mtime_ns if path.exists() else 0  # then loading says what is wrong
        held = self._held.pop(path, None)
        if held and held.changed == changed:
            self._held[path] = held  # the last of them now
            return held
        if path.suffix == COURSE_SUFFIX:
            model, card = load_course_weights(path, CATEGORIES).model, Card(shown(path.stem))
        else:
            model, card = load_checkpoint(path)
        fingerprint = model.fingerprint()
        model = model.placed_on(self.device.name).eval()
        held = self._held[path] = _Held(changed, LoadedModel(model, card, name, fingerprint))
        if len(self._held) > MOST_HELD:
            del self._held[next(iter(self._held))]
        return held


def live_path(model: Path) -> Path:
    """Where the live student of the model in a file is."""
    return model.with_name(model.stem + LIVE + SUFFIX)


def seen_path(model: Path) -> Path:
    """Where the record of what the model in a file was trained on is."""
    return model.with_name(model.stem + SEEN + SUFFIX)


def critic_path(model: Path) -> Path:
    """Where the critic of the model in a file is."""
    return model.with_name(model.stem + CRITIC + SUFFIX)


def tune_threads(model: Model, batch: int = 16) -> Generator[None, None, int]:
    """Set torch's thread count to the quickest for `batch` sprites at once, and return it; 0 where
    the model is not on a CPU. Yields where other work may go first."""
    if next(model.parameters()).device.type != "cpu":
        return 0
    size = model.config.channels, 16, 16
    x = torch.zeros(batch, *size).contiguous(memory_format=torch.channels_last)
    context = torch.zeros(batch, model.context_width)
    return (yield from choosing_threads(model.network, x, torch.zeros(batch), context))


def _is_file(path: Path) -> bool:
    """False for what could be no file's name, too."""
    try:
        return path.is_file()
    except OSError:  # it is too long
        return False


_Stamp = tuple[int, int, bool, bool] | None
"""Of a model's file: when it changed, its size, whether a student and a critic stand beside it."""


def _stamp(file: Path) -> _Stamp:
    try:
        stat = file.stat()
    except OSError:
        return None
    beside = live_path(file).is_file(), critic_path(file).is_file()
    return stat.st_mtime_ns, stat.st_size, *beside


def _summary(name: str, file: Path) -> ModelSummary:
    """Of whatever lies among the models: what is no model says why."""
    try:
        header = read_header(file)
        megabytes = file.stat().st_size / 1e6
    except (CheckpointError, OSError) as error:
        return ModelSummary(name, file, 0.0, (), 0.0, (), plain(error))
    minutes = sum(record.minutes for record in header.card.history)
    live = live_path(file).is_file()
    return ModelSummary(
        name=name,
        path=file,
        megabytes=megabytes,
        words=header.words,
        minutes=minutes,
        credits=header.card.credits,
        has_live=live,
        has_critic=critic_path(file).is_file(),
        best_style=best_style(header.words, header.card.styles),
        walks=header.cast is not None,
        plays=header.tune is not None,
    )
