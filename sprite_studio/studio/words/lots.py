"""Choices that are left to a sprite's seed, and that a slider moves without a jump."""

import hashlib
from collections.abc import Mapping, Sequence


def layers(wanted: Mapping[str, float]) -> list[tuple[tuple[str, ...], float]]:
    """The words in force and the share of a blend where they are: none, the weightiest, the two
    weightiest, …; the shares add up to one."""
    words = sorted(wanted, key=lambda word: (-wanted[word], word))
    weights = [1.0, *(min(1.0, wanted[word]) for word in words), 0.0]
    return [(tuple(words[:n]), weights[n] - weights[n + 1]) for n in range(len(words) + 1)]


def blend(parts: Sequence[tuple[Mapping[str, float], float]], lot: str) -> dict[str, float]:
    """What is drawn by one lot from each part, with the parts' weights.

    Args:
        parts: choice → how often it is drawn, and the part's weight; empty ones have no say.
        lot: the same text draws the same.
    """
    found: dict[str, float] = {}
    for masses, weight in parts:
        if weight > 0 and any(masses.values()):
            choice = _pick(masses, lot)
            found[choice] = found.get(choice, 0.0) + weight
    return found


def _pick(masses: Mapping[str, float], lot: str) -> str:
    # A hash, not a generator: a seed's noise must stay the only user of its stream.
    digest = hashlib.sha256(lot.encode()).digest()
    left = int.from_bytes(digest[:8]) / 2**64 * sum(masses.values())
    for choice, mass in masses.items():
        left -= mass
        if left < 0:
            return choice
    return next(choice for choice in reversed(list(masses)) if masses[choice] > 0)
