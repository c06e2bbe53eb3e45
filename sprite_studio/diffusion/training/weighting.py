"""How noise levels may be weighted. No torch, for those who only read of it."""

from typing import Literal

Weighting = Literal["v", "min-snr", "snr"]
"""How much a noise level counts in the loss; see `trainer.velocity_losses`."""
