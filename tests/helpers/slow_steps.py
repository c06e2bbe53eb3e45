"""Steps taken apart, for tests of what is shown of them."""

import numpy as np

from sprite_studio.studio.jobs.training.slow import BlockStep, SlowStep

BLOCKS = (
    BlockStep("words", 100, 0.5, 2.0, 0.1),
    BlockStep("down_fine", 300, 0.25, 0.0, 0.01),
    BlockStep("outputs", 30, 0.0, 0.0, 0.0),
)


def slow_step(number: int = 3, steps: int = 480, count: int = 4, **changed) -> SlowStep:
    """A step of a few sprites at λ = 0, with easy numbers: each error is the sprite's index."""
    shape = (count, 4, 16, 16)
    errors = np.ones((count, 16, 16), np.float32) * np.arange(count)[:, None, None]
    each = np.arange(count, dtype=np.float32)
    values = {
        "step": number,
        "steps": steps,
        "learning_rate": 2e-3,
        "loss": float(each.mean()),
        "after": float(each.mean()) / 2,
        "gradient": 2.5,
        "clip": 1.0,
        "pictures": None,
        "words": (("hero", "kind:knight"),) + ((),) * (count - 1),
        "log_snr": np.zeros(count, np.float32),
        "course_steps": np.full(count, 123.0, np.float32),
        "x0": np.ones(shape, np.float32),
        "noise": np.zeros(shape, np.float32),
        "x_t": np.full(shape, 0.5, np.float32),
        "eps": np.zeros(shape, np.float32),
        "believed": np.ones(shape, np.float32),
        "errors": errors,
        "before": each,
        "after_each": each / 2,
        "counts": np.ones(count, np.float32),
        "blocks": BLOCKS,
    }
    return SlowStep(**{**values, **changed})
