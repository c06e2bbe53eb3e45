"""At which steps a run is filmed, and which frames of a long film stay. No torch."""

from collections.abc import Sequence

FRAMES = 40
"""That a run of any length is filmed at, beside its first few steps."""

LEAST_APART = 25
"""Steps between two of them: to draw one takes as long as a step, more or less."""

MOST_FRAMES = 60
"""That are kept, of a run that was made longer as well."""


def is_filmed(step: int, steps: int) -> bool:
    """Whether a run of so many steps is filmed after this one: at equal distances, at its end, and
    before that at its first, second, fourth, eighth … step, where most changes."""
    apart = max(LEAST_APART, -(-steps // FRAMES))
    is_early = step < apart and step & (step - 1) == 0
    return is_early or step % apart == 0 or step == steps


def thinned(steps: Sequence[int], most: int = MOST_FRAMES) -> tuple[int, ...]:
    """Of the steps of all frames, ascending, those that stay: the first, the last, and of the
    others those that lie furthest apart for where they are."""
    kept = list(steps)
    while len(kept) > max(2, most):
        gaps = [
            (kept[i + 1] - kept[i - 1]) / kept[i + 1] + 1e-9 * i for i in range(1, len(kept) - 1)
        ]
        del kept[1 + gaps.index(min(gaps))]
    return tuple(kept)
