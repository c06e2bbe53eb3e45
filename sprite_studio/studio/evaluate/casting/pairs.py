"""Training the judge of pairs, on subjects that train, of packs and of the Forge."""

from collections.abc import Generator, Sequence
from itertools import combinations

import numpy as np
import torch
from torch import Tensor

from sprite_studio.art.walk.character import VIEWS, Character
from sprite_studio.diffusion.measuring.pairs import PairJudge
from sprite_studio.diffusion.training.dataset import step_generator
from sprite_studio.studio.draw.casting.cast import encoded

STEPS_TAKEN, PEOPLE, RATE = 600, 48, 2e-3
SEED = 4

MISSED = 0.05
"""Of pairs of one real person, the share that a calibrated judge refuses."""


def trained_judge(
    characters: Sequence[Character], steps: int = STEPS_TAKEN
) -> Generator[None, None, PairJudge]:
    """Yields after each step. Two of a batch are never of one subject."""
    by_subject: dict[str, list[Tensor]] = {}
    for one in characters:
        by_subject.setdefault(one.subject, []).append(standing(one.frames))
    subjects = list(by_subject.values())
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(SEED)
        judge = PairJudge()
        optimizer = torch.optim.AdamW(judge.parameters(), RATE, weight_decay=0.05)
        schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, max(2, steps))
        for step in range(steps):
            rng = step_generator(SEED, step)
            who = torch.randperm(len(subjects), generator=rng)[:PEOPLE].tolist()
            pairs = [_two_views(subjects[i], rng) for i in who]
            one, other = (torch.stack(side) for side in zip(*pairs, strict=True))
            optimizer.zero_grad()
            judge.losses(one, other).backward()
            optimizer.step()
            schedule.step()
            yield
    return judge.eval()


@torch.inference_mode()
def calibrate(judge: PairJudge, people: Sequence[Character]) -> None:
    """Make it as strict as it can be that still knows `MISSED` fewer than all pairs of people that
    it was not trained on: else one that calls everybody the same would say the best of a drawing.
    """
    one, other = _pairs([standing(person.frames) for person in people])
    judge.bias -= judge(one, other).quantile(MISSED)


def standing(frames: np.ndarray) -> Tensor:
    """(4, 4, 16, 16) in [-1, 1]: each view's standing frame."""
    return encoded(frames).view(len(VIEWS), -1, 4, 16, 16)[:, 0]


@torch.inference_mode()
def same_person(judge: PairJudge, views: Sequence[Tensor]) -> float:
    """Of all pairs of two views of each character, the share that the judge takes for one person.

    Args: views: (4, 4, 16, 16) each.
    """
    return (judge(*_pairs(views)) > 0).float().mean().item()


@torch.inference_mode()
def mistaken(judge: PairJudge, characters: Sequence[Character]) -> float:
    """The same of pairs of two people, each a view of one and another view of the next."""
    views = torch.stack([standing(one.frames) for one in characters])
    others = views.roll(1, dims=0)
    apart = torch.tensor(
        [a.subject != b.subject for a, b in zip(characters, _rolled(characters), strict=True)]
    )
    pairs = combinations(range(len(VIEWS)), 2)
    found = [(judge(views[:, i], others[:, j]) > 0)[apart].float().mean() for i, j in pairs]
    return torch.stack(found).mean().item()


def _pairs(views: Sequence[Tensor]) -> tuple[Tensor, Tensor]:
    """Every two views of each."""
    pairs = list(combinations(range(len(VIEWS)), 2))
    stacked = torch.stack(list(views))
    one, other = zip(*((stacked[:, i], stacked[:, j]) for i, j in pairs), strict=True)
    return torch.cat(one), torch.cat(other)


def _rolled(characters: Sequence[Character]) -> Sequence[Character]:
    return [*characters[-1:], *characters[:-1]]


def _two_views(looks: Sequence[Tensor], rng: torch.Generator) -> tuple[Tensor, Tensor]:
    """Of one of a subject's looks, mirrored or not, either by itself."""
    views = looks[int(torch.randint(len(looks), (), generator=rng))]
    i, j = torch.randperm(len(VIEWS), generator=rng)[:2].tolist()
    turns = (torch.rand(2, generator=rng) < 0.5).tolist()
    one, other = (
        views[k].flip(-1) if turn else views[k] for k, turn in zip((i, j), turns, strict=True)
    )
    return one, other
