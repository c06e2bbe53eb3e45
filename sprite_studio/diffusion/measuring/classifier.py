"""Two small classifiers of sprites, made to differ: one measures with its features, one judges.

Whoever measures must not have been seen by what is measured, and a judge must not share its
faults with the measure. So they have different architectures, and are trained from different
seeds; neither ever trains a diffusion model.
"""

from collections.abc import Mapping

import torch
import torch.nn.functional as F
from torch import Tensor, nn

FEATURES = 64


class FeatureNet(nn.Module):
    """φ₁: plain convolutions; its penultimate layer is a feature space.

    It says which of its words describe a sprite, each for itself.
    """

    def __init__(self, words: int) -> None:
        super().__init__()
        self.layers = nn.Sequential(
            nn.Conv2d(4, 24, 3, padding=1),
            nn.SiLU(),
            nn.Conv2d(24, 48, 3, padding=1, stride=2),
            nn.SiLU(),
            nn.Conv2d(48, 64, 3, padding=1),
            nn.SiLU(),
            nn.Conv2d(64, 96, 3, padding=1, stride=2),
            nn.SiLU(),
            nn.Conv2d(96, 96, 3, padding=1),
            nn.SiLU(),
            nn.AvgPool2d(2),
            nn.Flatten(),
            nn.Dropout(0.3),
            nn.Linear(96 * 4, FEATURES),
            nn.BatchNorm1d(FEATURES, affine=False),  # so that distances are in its own spreads
        )
        self.says = nn.Linear(FEATURES, words)

    def features(self, x: Tensor) -> Tensor:
        """(B, 4, 16, 16) in [-1, 1] → (B, 64)."""
        return self.layers(x)

    def forward(self, x: Tensor) -> Tensor:
        """(B, 4, 16, 16) → (B, words) logits."""
        return self.says(F.dropout(F.silu(self.features(x)), 0.3, self.training))


class Judge(nn.Module):
    """Pixels folded 2×2, residual blocks with norms, pooled; one answer a question.

    Attributes:
        questions: question → its possible answers; "category" → the five.
    """

    def __init__(self, questions: Mapping[str, tuple[str, ...]]) -> None:
        super().__init__()
        self.questions = dict(questions)
        self.fold = nn.Conv2d(16, 64, 1)
        self.place = nn.Parameter(torch.zeros(1, 64, 8, 8))
        self.blocks = nn.ModuleList(_residual(64) for _ in range(3))
        self.answers = nn.ModuleDict(
            {
                question: nn.Linear(128 + 64 * 4, len(options))
                for question, options in questions.items()
            }
        )

    def forward(self, x: Tensor) -> dict[str, Tensor]:
        """(B, 4, 16, 16) in [-1, 1] → question → (B, answers) logits."""
        h = self.fold(F.pixel_unshuffle(x, 2)) + self.place  # (B, 64, 8, 8)
        for block in self.blocks:
            h = h + block(h)
        h = F.silu(h)
        pooled = torch.cat(
            [h.mean(dim=(2, 3)), h.amax(dim=(2, 3)), F.adaptive_avg_pool2d(h, 2).flatten(1)], dim=1
        )
        pooled = F.dropout(pooled, 0.4, self.training)
        return {question: answer(pooled) for question, answer in self.answers.items()}


def _residual(width: int) -> nn.Sequential:
    return nn.Sequential(
        nn.GroupNorm(8, width),
        nn.SiLU(),
        nn.Conv2d(width, width, 3, padding=1),
        nn.GroupNorm(8, width),
        nn.SiLU(),
        nn.Dropout2d(0.2),
        nn.Conv2d(width, width, 3, padding=1),
    )
