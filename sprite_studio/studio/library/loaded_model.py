"""A model that is loaded and ready to draw: what it draws, and what each sprite is told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sprite_studio.diffusion.networks.cast import CastConfig
from sprite_studio.diffusion.networks.checkpoint import Card
from sprite_studio.diffusion.networks.model import Model
from sprite_studio.diffusion.networks.tune import TuneConfig
from sprite_studio.diffusion.threads import Network, paced
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.words.details import told_details
from sprite_studio.studio.words.kinds import told_kinds
from sprite_studio.studio.words.styles import (
    FORGE_STYLE,
    SLOT,
    best_style,
    find_style,
    lent_style,
    told_styles,
)


@dataclass(frozen=True)
class LoadedModel:
    """A model ready to draw.

    Attributes:
        model: on its device, channels last, in eval mode.
        card: what it says of itself.
        name: of an installed model, or of its file.
        hash: the fingerprint of its weights.
    """

    model: Model
    card: Card
    name: str
    hash: str

    @cached_property
    def network(self) -> Network:
        """The model's; on a CPU, with as many threads as are quickest at the time."""
        network = self.model.network
        return paced(network) if next(network.parameters()).device.type == "cpu" else network

    def check_draws_sprites(self) -> None:
        """Raises JobError for a network of characters, or of tunes."""
        if isinstance(self.model.config, TuneConfig):
            raise JobError(
                f"the model {self.name!r} draws bars of music, not sprites; choose another, or "
                "draw under Learn, Music, or by sprite-studio tune"
            )
        if isinstance(self.model.config, CastConfig):
            raise JobError(
                f"the model {self.name!r} draws characters that walk, not single sprites; choose "
                "another, or draw on the page Cast or by sprite-studio cast"
            )

    @property
    def styles(self) -> dict[str, dict[str, int]]:
        """The card's, of the styles that the model has a word for."""
        known = self.model.vocabulary.index
        return {style: counts for style, counts in self.card.styles.items() if style in known}

    @cached_property
    def best_style(self) -> str:
        """In which it draws best, or `NONE`."""
        return best_style(self.model.vocabulary.words, self.styles)

    def find_style(self, written: str) -> str:
        """As `styles.find_style`. Raises JobError."""
        return find_style(written, self.model.vocabulary.known)

    def told_styles(
        self, style: str, mix: Mapping[str, float], seeds: Sequence[int]
    ) -> tuple[dict[str, float], ...]:
        """Style word → weight that each sprite is told, as `styles.told_styles`.

        Args: style: as `find_style` gives it; mix: resolved.
        """
        taught = tuple(self.model.vocabulary.taught)
        return told_styles(style, mix, seeds, self.best_style, self.styles, taught)

    def told(
        self, style: str, mix: Mapping[str, float], seeds: Sequence[int], varied: bool
    ) -> tuple[dict[str, float], ...]:
        """Word → weight that each new sprite is told beside its mix: its style and, if `varied`, a
        kind, what people wear, and what its style is lent. Args: as of `told_styles`."""
        styles = self.told_styles(style, mix, seeds)
        if not varied:
            return styles
        return tuple(self._varied(mix, one, seed) for one, seed in zip(styles, seeds, strict=True))

    def _varied(
        self, mix: Mapping[str, float], style: Mapping[str, float], seed: int
    ) -> dict[str, float]:
        kinds = told_kinds(
            self._open(mix, style), style, self.styles, seed, self.card.kinds, self.card.borrows
        )
        told = {**style, **kinds}
        if FORGE_STYLE in self.model.vocabulary.index:
            told.update(lent_style(mix, style, self.card.lent))
        return {**told, **told_details({**mix, **told}, self.model.vocabulary.index, seed)}

    def _open(self, mix: Mapping[str, float], told: Mapping[str, float]) -> dict[str, float]:
        """The mix without the categories that a learned style in it was shown: it draws them by
        what it saw. Told kinds, it draws what the model knows by them: of a pack of monsters
        FD-φ₁ to others of the pack was 34 with them and 11 without."""
        known = self.model.vocabulary.shown
        styles = [word for word in (*mix, *told) if word.startswith(SLOT) and word in known]
        shown = {word for style in styles for word in known[style].beside}
        return {word: weight for word, weight in mix.items() if word not in shown}
