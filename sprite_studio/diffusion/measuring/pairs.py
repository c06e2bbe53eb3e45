"""Are these two pictures of one person? A small judge, trained on pairs of views."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

MARKS = 48
"""Numbers by which a picture is known again."""


class PairJudge(nn.Module):
    """Each picture becomes a direction, by layers that are the same for all; a pair is of one
    person if the two point the same way.

    Where a colour stands matters more than its shape, which differs from side to side; so the
    layers end in means over bands of rows.
    """

    def __init__(self) -> None:
        super().__init__()
        self.layers = nn.Sequential(
            nn.Conv2d(4, 32, 3, padding=1),
            nn.SiLU(),
            nn.Conv2d(32, 48, 3, padding=1, stride=2),
            nn.GroupNorm(8, 48),
            nn.SiLU(),
            nn.Conv2d(48, 64, 3, padding=1),
            nn.GroupNorm(8, 64),
            nn.SiLU(),
            nn.AdaptiveAvgPool2d((4, 1)),
            nn.Flatten(),
            nn.Dropout(0.2),
            nn.Linear(4 * 64, MARKS),
        )
        self.scale = nn.Parameter(torch.tensor(8.0))
        self.bias = nn.Parameter(torch.tensor(-4.0))

    def forward(self, one: Tensor, other: Tensor) -> Tensor:
        """(B, 4, 16, 16) in [-1, 1] twice → (B,) logits, above 0 for one person."""
        marks, others = self.layers(one), self.layers(other)
        return self.scale * F.cosine_similarity(marks, others, dim=1) + self.bias

    def losses(self, one: Tensor, other: Tensor) -> Tensor:
        """Of B people in two pictures each: every pair of a batch is one to judge. The B pairs of
        one person weigh as much as all others. Returns the mean."""
        marks = F.normalize(self.layers(one), dim=1), F.normalize(self.layers(other), dim=1)
        logits = self.scale * marks[0] @ marks[1].T + self.bias  # (B, B)
        same = torch.eye(len(one))
        weight = torch.where(same > 0, 1.0, 1.0 / (len(one) - 1))
        return F.binary_cross_entropy_with_logits(logits, same, weight, reduction="sum") / (
            2 * len(one)
        )
