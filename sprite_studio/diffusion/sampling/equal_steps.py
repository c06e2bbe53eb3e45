"""Where to stop on a way between two sprites so that every frame changes as much as the next.

Equal steps of weight are not equal steps of picture: a network holds on to one thing for long and
turns it into another within a hundredth. But its sampler is a smooth map from context and noise to
sprite, so the way has no gap: who looks closer there finds what lies between.
"""

from dataclasses import dataclass

import torch
from torch import Tensor

ROUNDS = 2
"""How often to look closer; each time the longest step shrinks about tenfold."""
LEAST_LOOKS = 16
"""New pictures a round, or as many as frames: fewer take a network on a CPU as long."""


@dataclass(frozen=True)
class Way:
    """What is known of it so far.

    Attributes: parts: (N,) shares of the way, 0 to 1, rising; pictures: (N, C, H, W) drawn there.
    """

    parts: Tensor
    pictures: Tensor

    def joined(self, parts: Tensor, pictures: Tensor) -> "Way":
        """With what was drawn at other parts."""
        together = torch.cat([self.parts, parts])
        order = together.argsort(stable=True)
        return Way(together[order], torch.cat([self.pictures, pictures])[order])

    def closer(self, count: int) -> Tensor:
        """(count,) parts to draw next: each halves, thirds … what is then the longest step."""
        lengths = step_lengths(self.pictures)
        pieces = torch.ones_like(lengths)
        for _ in range(count):
            pieces[(lengths / pieces).argmax()] += 1
        return torch.cat(
            [
                torch.linspace(start, stop, int(n) + 1, dtype=self.parts.dtype)[1:-1]
                for start, stop, n in zip(self.parts[:-1], self.parts[1:], pieces, strict=True)
            ]
        )

    def even(self, count: int) -> Tensor:
        """(count,) indices of pictures, both ends among them, evenly along the way's length."""
        last = len(self.parts) - 1
        if not 2 <= count <= last + 1:
            raise ValueError(f"2 to {last + 1} frames can be chosen, not {count}")
        lengths = step_lengths(self.pictures).cumsum(0)
        along = torch.cat([torch.zeros_like(lengths[:1]), lengths])
        chosen = [0]
        for frame in range(1, count - 1):
            nearest = int((along - along[-1] * frame / (count - 1)).abs().argmin())
            # No picture twice, and enough of them left for the frames to come.
            chosen.append(min(max(nearest, chosen[-1] + 1), last - (count - 1 - frame)))
        return torch.tensor([*chosen, last])


def equal_parts(count: int) -> Tensor:
    """(count,) from 0 to 1; double precision, since what is looked for may lie close together."""
    return torch.linspace(0, 1, count, dtype=torch.float64)


def step_lengths(pictures: Tensor) -> Tensor:
    """(N - 1,) root mean square difference of neighbours, in the pictures' units."""
    return (pictures[1:] - pictures[:-1]).square().mean(dim=(1, 2, 3)).sqrt()
