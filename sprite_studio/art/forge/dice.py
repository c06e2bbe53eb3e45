"""Chance by integer arithmetic: the same seed falls the same way on every machine, for ever."""

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")

_MASK = (1 << 64) - 1


class Dice:
    """SplitMix64 (Steele, Lea and Flood 2014), one 64-bit word a throw.

    Written out because numpy promises stable streams only for its raw bit generators, and this
    one starts a hundred times faster than they do.
    """

    def __init__(self, seed: int, stream: int = 0) -> None:
        """Start at `seed`; different streams of one seed are independent."""
        self._state = (seed * 0xD1342543DE82EF95 + stream * 0x9FB21C651E98DF25) & _MASK
        # Scattered once more, or each seed would throw what the seed before it threw, one later.
        self._state = self._word()

    def _word(self) -> int:
        self._state = z = (self._state + 0x9E3779B97F4A7C15) & _MASK
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & _MASK
        return z ^ (z >> 31)

    def below(self, count: int) -> int:
        """A whole number in [0, count)."""
        return ((self._word() >> 32) * count) >> 32

    def one_of(self, options: Sequence[T]) -> T:
        """One of `options`, each as likely."""
        return options[self.below(len(options))]

    def percent(self, chance: int) -> bool:
        """True in `chance` of a hundred throws."""
        return self.below(100) < chance
