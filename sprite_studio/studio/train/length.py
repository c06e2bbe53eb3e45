"""How long something is to learn: numbers from outside, checked and turned into steps."""

from sprite_studio.diffusion.sampling.noise import MAX_SEED
from sprite_studio.studio.jobs.base import JobError

MOST_STEPS = 10**8
MOST_MINUTES = 525_600.0
"""A year."""


def check_length(what: str, steps: int | None, minutes: float | None, needed: bool = True) -> None:
    """Raises JobError where a number cannot be meant.

    Args: what: is done, as in "train"; needed: whether one of the two must be said.
    """
    if needed and steps is None and minutes is None:
        raise JobError(f"say how long to {what}: --minutes M or --steps N")
    if steps is not None and not 1 <= steps <= MOST_STEPS:
        raise JobError(
            f"say how long to {what}: steps must be at least 1 and at most {MOST_STEPS}, "
            f"not {_short(steps)}"
        )
    if minutes is not None and not 0 < minutes <= MOST_MINUTES:
        raise JobError(
            f"say how long to {what}: minutes must be more than 0 and at most "
            f"{MOST_MINUTES:g}, which is a year, not {minutes:g}"
        )


def check_seed(seed: int) -> None:
    """Raises JobError where no random stream has that number."""
    if not 0 <= seed <= MAX_SEED:
        raise JobError(f"the seed must be between 0 and {MAX_SEED}, not {_short(seed)}")


def steps_in(minutes: float, seconds_a_step: float) -> int:
    """At least one."""
    return round(min(MOST_STEPS, max(1, minutes * 60 / seconds_a_step)))


def _short(number: int) -> str:
    """Python itself refuses to write one of thousands of digits."""
    return str(number) if abs(number) < 10**30 else "one of so many digits"
