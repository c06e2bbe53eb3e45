"""How often a network is asked about one sprite: counted one way wherever it is told."""

from collections.abc import Sequence

from sprite_studio.studio.jobs.drawing import Drawing


def is_guided(log_snr: float, how: Drawing) -> bool:
    """Whether guidance acts at a level: the network is asked twice, with the words and without."""
    low, high = how.guidance_interval
    return how.sampler != "live" and how.guidance != 1 and low <= log_snr <= high


def calls_of(log_snr: Sequence[float], how: Drawing) -> int:
    """Of a run through these levels: one a step, and one more where guidance acts.

    Args: log_snr: the λ of its steps; how: resolved.
    """
    return sum(2 if is_guided(level, how) else 1 for level in log_snr)
