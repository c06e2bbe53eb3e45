"""Sprites of a drawing that keep their seeds while the others are drawn anew."""

from collections.abc import Iterable

from msgspec.structs import replace

from sprite_studio.studio.jobs.drawing import Drawing


class Locks:
    """Attributes: seeds: number of a locked sprite → its seed."""

    def __init__(self) -> None:
        self.seeds: dict[int, int] = {}

    def set(self, numbers: Iterable[int], drawing: Drawing, on: bool) -> None:
        """Lock sprites of a drawing, or let go of them."""
        for number in numbers:
            self.seeds.pop(number, None)
            if on:
                self.seeds[number] = drawing.sprite_seeds[number]

    def kept_by(self, drawing: Drawing) -> Drawing:
        """A new drawing, in which locked sprites keep their seeds."""
        seeds = tuple(self.seeds.get(i, seed) for i, seed in enumerate(drawing.sprite_seeds))
        return drawing if seeds == drawing.sprite_seeds else replace(drawing, seeds=seeds)

    def within(self, drawing: Drawing) -> tuple[int, ...]:
        """Numbers of the sprites that keep their seeds in a new drawing while the others are
        picked; none where it names a seed for each."""
        return () if drawing.seeds else tuple(sorted(i for i in self.seeds if i < drawing.count))

    def fit(self, drawing: Drawing) -> None:
        """Keep only those of sprites that are as they were locked in a drawing that is shown
        again."""
        seeds = dict(enumerate(drawing.sprite_seeds))
        self.seeds = {i: seed for i, seed in self.seeds.items() if seeds.get(i) == seed}
