"""Batches of walking characters, in which some frames are given and the others asked for."""

import torch
from torch import Tensor

from sprite_studio.diffusion.networks.cast import FRAMES, STEPS, VIEWS
from sprite_studio.diffusion.training.dataset import Batch, Batches, step_generator

PICTURE_ALONE = 0.3
"""How often no word is told beside frames that are given: who drops a sprite in may say nothing."""


def given_frames(count: int, rng: torch.Generator) -> Tensor:
    """(N, 12) 1 for frames that are given: most often none, or one that stands.

    Who has one sprite has it from the front, standing; others have every side, or a walk of one
    side, or all but the frame that is to be drawn again.
    """
    stands = torch.zeros(VIEWS, STEPS)
    stands[:, 0] = 1
    found = torch.zeros(count, VIEWS, STEPS)
    chance = torch.rand(count, generator=rng).tolist()
    for one, u in zip(found, chance, strict=True):
        if u < 0.42:
            continue
        if u < 0.65:
            one[0, 0] = 1
        elif u < 0.71:
            one[_below(VIEWS, rng), 0] = 1
        elif u < 0.86:  # two, three or four sides
            sides = torch.randperm(VIEWS, generator=rng)[: 2 + _below(VIEWS - 1, rng)]
            one[sides, 0] = 1
        elif u < 0.90:
            one[_below(VIEWS, rng)] = 1
        elif u < 0.95:
            one += 1
            one[_below(VIEWS, rng), _below(STEPS, rng)] = 0
        else:
            kept = torch.rand((), generator=rng)
            one.copy_((torch.rand(VIEWS, STEPS, generator=rng) < kept).float())
            one[_below(VIEWS, rng), _below(STEPS, rng)] = 0
    return found.reshape(count, FRAMES)


def with_given(batches: Batches, seed: int) -> Batches:
    """The same characters, and after their words which frames are given."""

    def batch(step: int) -> Batch:
        drawn = batches(step)
        rng = step_generator(seed + 2, step)
        given = given_frames(len(drawn.x0), rng)
        silent = given.any(dim=1) & (torch.rand(len(given), generator=rng) < PICTURE_ALONE)
        weights = torch.where(silent[:, None], 0.0, drawn.weights)
        return Batch(drawn.x0, torch.cat([weights, given], dim=1))

    return batch


def _below(bound: int, rng: torch.Generator) -> int:
    return int(torch.randint(bound, (), generator=rng))
