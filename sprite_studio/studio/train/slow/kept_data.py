"""The data of the sitting before, so that a run that takes one step at a time reads it once."""

from collections.abc import Generator, Sequence

from sprite_studio.studio.jobs.training.train import Importing, Network, Source
from sprite_studio.studio.train.casting.lessons import load_data
from sprite_studio.studio.train.training_data import TrainingData


class KeptData:
    """What a run was trained on last. Only a run that goes on, and that names it by its
    fingerprint, is given it; a new one reads what is there now."""

    def __init__(self) -> None:
        self._sources: tuple[Network, tuple[Source, ...]] | None = None
        self._data: TrainingData | None = None

    def load(
        self, network: Network, sources: Sequence[Source], wanted: str
    ) -> Generator[Importing | None, None, TrainingData]:
        """As `load_data`, whose args these are."""
        asked = network, tuple(sources)
        kept = self._data if asked == self._sources else None
        if kept is None or kept.fingerprint != wanted:
            kept = yield from load_data(network, sources, wanted)
            self._sources, self._data = asked, kept
        return kept
