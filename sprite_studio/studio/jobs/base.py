"""What every job shares: how one ends, how one fails, and pictures that may cross the thread."""

import numpy as np
from numpy.typing import NDArray

from sprite_studio.errors import UserError

Images = NDArray[np.uint8]
"""(B, H, W, 4) uint8 straight RGBA, read-only."""


class Result:
    """What a job ends with; every other event on the way is a report of its progress."""


class JobError(UserError):
    """A job cannot be done as asked; the message says why and what would work."""
