"""Which of many are selected, and what a click or a key makes of that; no Qt."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Selection:
    """Attributes: chosen: numbers of those that are selected; current: the one that keys go on
    from, or None; anchor: where a range begins, or None."""

    chosen: frozenset[int] = frozenset()
    current: int | None = None
    anchor: int | None = None

    @property
    def main(self) -> int | None:
        """The one that is meant where only one can be."""
        if self.current in self.chosen:
            return self.current
        return min(self.chosen, default=None)

    @staticmethod
    def of(index: int | None) -> "Selection":
        """That one alone, or none."""
        return Selection() if index is None else Selection(frozenset((index,)), index, index)

    def toggled(self, index: int) -> "Selection":
        """One more, or one less (Ctrl)."""
        return Selection(self.chosen ^ {index}, index, index)

    def extended(self, index: int, others: bool = False) -> "Selection":
        """All from the anchor to there (Shift). Args: others: whether the rest stays (Ctrl)."""
        start = index if self.anchor is None else self.anchor
        between = frozenset(range(min(start, index), max(start, index) + 1))
        return Selection(between | self.chosen if others else between, index, start)

    def moved(self, index: int) -> "Selection":
        """The keys go on from there; what is selected stays."""
        return Selection(self.chosen, index, index)

    def banded(self, inside: Iterable[int], toggle: bool) -> "Selection":
        """What a rubber band makes of what was selected before it. Args: toggle: whether the rest
        stays (Ctrl)."""
        band = frozenset(inside)
        chosen = self.chosen ^ band if toggle else band
        return Selection(chosen, min(band, default=self.current), min(band, default=self.anchor))

    @staticmethod
    def all_of(count: int, current: int | None = None) -> "Selection":
        """Everything."""
        return Selection(frozenset(range(count)), current if count else None, 0 if count else None)

    def where(self, places: Mapping[int, int]) -> "Selection":
        """After others came and went. Args: places: number before → number now."""
        chosen = frozenset(places[i] for i in self.chosen if i in places)
        current, anchor = (
            None if i is None else places.get(i) for i in (self.current, self.anchor)
        )
        return Selection(chosen, current, anchor)
