"""Make a model's critic: what picks the best of several drawings."""

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from sprite_studio.diffusion.measuring.critic import Critic, critic_loss, save_critic
from sprite_studio.diffusion.training.dataset import sprite_batches, whole_seed
from sprite_studio.studio.jobs.base import JobError, Result
from sprite_studio.studio.jobs.training.train import CriticJob, Importing
from sprite_studio.studio.library.models import ModelLibrary, critic_path
from sprite_studio.studio.train.critic_examples import examples_for
from sprite_studio.studio.train.length import check_seed
from sprite_studio.studio.train.training_data import mixable

BATCH, CHECKED = 64, 512
"""Sprites of each kind a step; and of each that are kept back, to see when it has learned."""

CHECK_EVERY = 250
RATE = 2e-3


@dataclass(frozen=True)
class CriticProgress:
    """Attributes:
    what: is being done; done, total: of it.
    told_apart: of pairs of a real and a drawn sprite kept back, the share, 0 to 1, in which the
        real one is taken for it rather (the area under the ROC curve); None while drawing.
    """

    what: str
    done: int
    total: int
    told_apart: float | None = None

    droppable = True


@dataclass(frozen=True)
class CriticResult(Result):
    """Attributes: path: of the critic; told_apart: as in `CriticProgress`, of what was kept."""

    path: Path
    told_apart: float


def train_critic(
    job: CriticJob, library: ModelLibrary
) -> Generator[Importing | CriticProgress | CriticResult | None, None, None]:
    """Yields Importing, CriticProgress and one CriticResult, and None where other work may go
    first; nothing is written before the end.

    Raises JobError, CheckpointError, OSError, and as `import_set`.
    """
    check_seed(job.seed)
    if job.sprites < 2 * CHECKED or job.steps < 1:
        raise JobError(f"a critic needs {2 * CHECKED} sprites or more and a step or more")
    loaded = library.load(job.model)
    known = loaded.model.vocabulary.words
    sources, contexts, draw, fit = yield from examples_for(loaded, job.data)
    batches = sprite_batches(sources, mixable(known), BATCH, job.seed, contexts)
    real, real_says, drawn, drawn_says = [], [], [], []
    for step in range(-(-job.sprites // BATCH)):
        batch = batches(step)
        real.append(fit(batch.x0))
        real_says.append(batch.weights)
        asked = batches(-step - 1).weights
        drawn.append((yield from draw(loaded, asked, job.seed + step * BATCH)))
        drawn_says.append(asked)
        yield CriticProgress("drawing", (step + 1) * BATCH, job.sprites)
    torch.manual_seed(whole_seed(job.seed))
    critic = Critic(known, loaded.model.config.channels)
    sets = _Sets(*map(torch.cat, (real, real_says, drawn, drawn_says)))
    best, kept = 0.0, critic.state_dict()
    for step in _steps(critic, sets, job):
        if step % CHECK_EVERY == 0 or step == job.steps:
            found = _told_apart(critic, sets)
            if found > best:
                best, kept = found, {k: t.clone() for k, t in critic.state_dict().items()}
            yield CriticProgress("learning", step, job.steps, found)
        else:
            yield None
    critic.load_state_dict(kept)
    path = job.out or critic_path(library.find(job.model))
    save_critic(path, critic, loaded.hash)
    yield CriticResult(path, best)


@dataclass(frozen=True)
class _Sets:
    """(N, C, 16, 16) real and drawn sprites or characters, and (N, V) what they are or were to be.
    The first `CHECKED` of each are kept back."""

    real: Tensor
    real_says: Tensor
    drawn: Tensor
    drawn_says: Tensor


def _steps(critic: Critic, sets: _Sets, job: CriticJob) -> Iterator[int]:
    """Yields how many steps have been taken, after each."""
    rng = torch.Generator().manual_seed(whole_seed(job.seed))
    optimizer = torch.optim.AdamW(critic.parameters(), RATE, weight_decay=0.05)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, job.steps)
    critic.to(memory_format=torch.channels_last)  # pyright: ignore[reportCallIssue]
    for step in range(job.steps):
        critic.train()
        one, other = (
            torch.randint(CHECKED, len(which), (BATCH,), generator=rng)
            for which in (sets.real, sets.drawn)
        )
        loss = critic_loss(
            critic, sets.real[one], sets.real_says[one], sets.drawn[other], sets.drawn_says[other]
        )
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
        yield step + 1


def _told_apart(critic: Critic, sets: _Sets) -> float:
    critic.eval()
    real = critic.judged(sets.real[:CHECKED], sets.real_says[:CHECKED])
    drawn = critic.judged(sets.drawn[:CHECKED], sets.drawn_says[:CHECKED])
    above = (real[:, None] > drawn).float() + (real[:, None] == drawn).float() / 2
    return above.mean().item()
