"""Networks that are looked into, made up: a small U whose numbers are known."""

import numpy as np

from sprite_studio.studio.jobs.network import (
    ANSWER,
    CONTEXT,
    LOG_SNR,
    NetworkJob,
    NetworkPart,
    NetworkResult,
    ReachJob,
    ReachResult,
    StepJob,
    StepResult,
    WordSpace,
    X,
)

ALL_WORDS = ("hero", "non-hero", "food", "spell", "side-facing", "colour:red", "kind:potion")


def part(name: str, channels: int, size: int, *sources: str, takes: int = 0) -> NetworkPart:
    return NetworkPart(
        name, "ResidualBlock", ("Conv2d 3×3",), 100, channels, size, takes or size, sources
    )


U = (
    part("level", 6, 1, LOG_SNR),
    part("words", 5, 1, CONTEXT),
    part("down", 3, 16, X, "level", "words"),
    part("halve", 4, 8, "down", takes=16),
    part("attention", 8, 4, "halve", takes=8),
    part("bring", 3, 16, "down"),
    part("double", 4, 8, "halve", "attention", takes=4),
    part("up", 3, 16, "double", "bring", takes=8),
    part(ANSWER, 4, 16, X, "up"),
)
"""Down to 4×4 and up, with a skip that has a part of its own and one that has none."""


def network_result(job: NetworkJob, words: tuple[str, ...] = ALL_WORDS) -> NetworkResult:
    """Word i lies at (i, 0), and those before and after are nearest to it."""
    count = len(words)
    near = np.array([[(i + 1) % count, (i - 1) % count] for i in range(count)])
    return NetworkResult(
        job,
        U,
        900,
        96,
        WordSpace(
            words=words,
            vectors=np.eye(count, 12, dtype=np.float32),
            pictures=np.zeros((count, 4, 16, 16), np.float32),
            null_picture=np.full((4, 16, 16), -0.5, np.float32),
            learned=True,
            nearest=near,
            cosine=np.full((count, 2), 0.5),
            places=np.stack([np.arange(count), np.zeros(count)], axis=1).astype(float),
            shares=(0.06, 0.04),
        ),
    )


def step_result(job: StepJob) -> StepResult:
    """Part i says i everywhere, of which what is left out makes a tenth; every pixel of the
    attention looks at the first one."""
    said = {
        one.name: np.full((one.channels, one.size, one.size), i, np.float32)
        for i, one in enumerate(U)
    }
    looks = np.zeros((2, 16, 16), np.float32)
    looks[..., 0] = 1
    return StepResult(
        job=job,
        said=said,
        changed={name: 0.1 * maps for name, maps in said.items()},
        changes=dict.fromkeys(said, 0.1),
        given={"level": np.array([job.log_snr], np.float32), "words": np.ones(4, np.float32)},
        attention={"attention": looks},
        seconds=0.006,
        process_seconds=0.005,
    )


def reach_result(job: ReachJob) -> ReachResult:
    """A pixel sees itself."""
    field = np.zeros((16, 16), np.float32)
    field[job.row, job.column] = 1
    return ReachResult(job, field, 1)
