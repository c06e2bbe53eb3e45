"""The live student: a network that makes in 2 or 4 steps the way that its teacher makes in many.

A deterministic sampler turns noise into a sprite along a fixed path. The teacher walks it with
guidance, and the student, which begins as the teacher's copy, learns to jump from one milestone of
the path to the next, in quarters or in halves. What guidance was used, and how far to jump, it
is told by two words of its own, so that one call a step is enough (after arXiv 2202.00512 and
2210.03142; the target is the teacher's own path instead of a chain of ever quicker students).
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import torch
from torch import Tensor

from sprite_studio.diffusion.networks.cast import CastConfig
from sprite_studio.diffusion.networks.model import Model
from sprite_studio.diffusion.networks.unet import UNetConfig
from sprite_studio.diffusion.sampling.denoiser import guided_denoiser
from sprite_studio.diffusion.sampling.editing import keeping
from sprite_studio.diffusion.sampling.samplers import dpm_solver_pp
from sprite_studio.diffusion.schedule import alpha_sigma
from sprite_studio.diffusion.training.dataset import Batches, step_generator
from sprite_studio.diffusion.training.ema import PowerEMA
from sprite_studio.diffusion.training.trainer import TrainStep, mixed_precision, sound_loss

LIVE_STEPS = (2, 4)
LIVE_GUIDANCE = (1.0, 4.0)
"""The scales that a student knows."""

GUIDANCE_WORD = "live:guidance"
HALVES_WORD = "live:halves"

MILESTONES = 4
"""Quarters of the path."""


STUDENT_BLOCKS = (1, 1, 2)
"""At most, at 16×16, 8×8 and 4×4: it is to draw sixteen sprites twenty times a second."""


def student_of(teacher: Model) -> Model:
    """A copy that knows two words more, which change nothing until they are learned; of sprites one
    with fewer blocks, of characters, which are few at a time, a whole one. Raises ValueError for
    the course's network."""
    copy = teacher
    if isinstance(teacher.config, UNetConfig):
        fine, middle, coarse = map(min, teacher.config.blocks, STUDENT_BLOCKS)
        copy = teacher.with_blocks((fine, middle, coarse))
    elif not isinstance(teacher.config, CastConfig):
        raise ValueError("the course's network has no live student")
    words = (*teacher.vocabulary.words, GUIDANCE_WORD, HALVES_WORD)
    student = Model(copy.config, words, teacher.schedule)
    student.adopt(copy)
    with torch.no_grad():
        student.vocabulary.rows[-2:] = 0
    return student.placed_on(next(teacher.parameters()).device)


def live_weights(
    weights: Tensor, guidance_scale: Tensor, halves: Tensor, beside: int = 0
) -> Tensor:
    """The teacher's (B, V + K) word weights and what follows them → the student's (B, V + 2 + K).

    Args: guidance_scale: (B,); halves: (B,) 1 for a stride of a half, 0 for a quarter; beside: K,
    see `Model.told_beside`.
    """
    words, told = weights.tensor_split([weights.shape[1] - beside], dim=1)
    return torch.cat([words, guidance_scale[:, None] - 1, halves[:, None], told], dim=1)


@torch.inference_mode()
def walk(
    teacher: Model,
    weights: Tensor,
    x: Tensor,
    guidance_scale: float,
    guidance_interval: tuple[float, float],
    steps: int = 16,
    known: Tensor | None = None,
) -> Tensor:
    """(B, 5, C, H, W) the teacher's paths: milestones a quarter of the time apart.

    Args: weights: (B, V + K) word weights, and of characters what is given; x: (B, C, H, W) the
    noise at which the paths begin; steps: of a path, a multiple of `MILESTONES`; known: as x, of
    sprites of which something may be given.
    """
    given = teacher.given(weights)
    words, told = weights.tensor_split([weights.shape[1] - teacher.told_beside], dim=1)
    beside = None if given is None else told
    denoise = guided_denoiser(teacher, words, guidance_scale, guidance_interval, given=beside)
    if given is not None and known is not None:
        denoise = keeping(denoise, known, given.bool())
    passed = list(dpm_solver_pp(denoise, x, teacher.schedule.levels(steps)))
    stride = steps // MILESTONES
    return torch.stack([*(step.x_t for step in passed[::stride]), passed[-1].x0], dim=1)


def jump_target(
    x: Tensor, x_next: Tensor, start: tuple[Tensor, Tensor], stop: tuple[Tensor, Tensor]
) -> Tensor:
    """The x0 with which one DDIM step lands on x_next (arXiv 2202.00512, appendix G).

    Args: x, x_next: (B, C, H, W); start, stop: (α, σ) of both, each (B, 1, 1, 1).
    """
    (alpha_t, sigma_t), (alpha_s, sigma_s) = start, stop
    ratio = sigma_s / sigma_t
    return (x_next - ratio * x) / (alpha_s - ratio * alpha_t)


JUMPS = ((0, 1), (1, 2), (2, 3), (3, 4), (0, 2), (2, 4))
"""From milestone to milestone: the first four are quarters, the last two halves."""


def jump_losses(student: Model, milestones: Tensor, jumps: Tensor, weights: Tensor) -> Tensor:
    """(B,) pseudo-Huber distance of the student's x0 to the one that lands on the milestone.

    Nearly absolute, not squared: where the student cannot know, it must decide rather than blur.
    What is given of a character is shown as it is at its path's end, and not asked for.

    Args: milestones: (B, 5, C, H, W); jumps: (B,) indices into `JUMPS`; weights: (B, V + 2 + K).
    """
    device = milestones.device
    levels = student.schedule.levels(MILESTONES)
    table = torch.tensor([alpha_sigma(level) for level in levels], device=device)  # (5, 2)
    ends = torch.tensor(JUMPS, device=device)[jumps]  # (B, 2)
    rows = torch.arange(len(jumps), device=device)
    x, x_next = milestones[rows, ends[:, 0]], milestones[rows, ends[:, 1]]
    alpha_t, sigma_t = table[ends[:, 0], :, None, None, None].unbind(dim=1)
    alpha_s, sigma_s = table[ends[:, 1], :, None, None, None].unbind(dim=1)
    target = jump_target(x, x_next, (alpha_t, sigma_t), (alpha_s, sigma_s))
    level = torch.tensor(levels[:-1], device=device)[ends[:, 0]]
    given = student.given(weights)
    shown = x if given is None else torch.lerp(x, milestones[:, -1], given)
    velocity = student(shown.contiguous(memory_format=torch.channels_last), level, weights)
    apart = alpha_t * x - sigma_t * velocity - target
    far = ((apart.square() + HUBER**2).sqrt() - HUBER).mean(dim=(2, 3))  # (B, C)
    if given is None:
        return far.mean(dim=1)
    asked = 1 - given[:, :, 0, 0]
    return (far * asked).sum(dim=1) / asked.sum(dim=1)


HUBER = 0.05
"""Below this the distance is squared: six levels of 255."""


class PathPool:
    """The latest paths of the teacher, as many as fit, in half precision."""

    def __init__(self, size: int, channels: int, words: int, device: torch.device) -> None:
        """Args: size: most paths; words: V + K of the teacher."""
        self._milestones = torch.empty(
            (size, MILESTONES + 1, channels, 16, 16), dtype=torch.float16, device=device
        )
        self._weights = torch.empty((size, words), device=device)
        self._guidance = torch.empty(size, device=device)
        self.walked = 0

    def add(self, milestones: Tensor, weights: Tensor, guidance_scale: float) -> None:
        """The oldest make room."""
        size = len(self._guidance)
        rows = torch.arange(self.walked, self.walked + len(weights)) % size
        self._milestones[rows] = milestones.half()
        self._weights[rows] = weights
        self._guidance[rows] = guidance_scale
        self.walked += len(weights)

    def draw(self, count: int, rng: torch.Generator) -> tuple[Tensor, Tensor, Tensor]:
        """Milestones (N, 5, C, H, W), weights (N, V + K), guidance scales (N,)."""
        rows = torch.randint(0, min(self.walked, len(self._guidance)), (count,), generator=rng)
        return self._milestones[rows].float(), self._weights[rows], self._guidance[rows]


@dataclass(frozen=True)
class DistillConfig:
    """What a distillation is, fixed at its start.

    Attributes:
        steps: of the student.
        seed: of every random choice.
        batch_size: jumps a step.
        learning_rate: at its height; it falls to zero in a straight line.
        steps_a_walk: steps of the student for every batch of new paths of the teacher.
        pool: most paths that are kept.
        guidance_interval: the λ between which the teacher is guided.
        teacher_steps: of a path; a multistep solver of second order needs no more than four to a
            quarter.
    """

    steps: int
    seed: int = 0
    batch_size: int = 96
    learning_rate: float = 5e-4
    steps_a_walk: int = 6
    pool: int = 16_384
    guidance_interval: tuple[float, float] = (-8.0, 4.0)
    teacher_steps: int = 16


class Distiller:
    """Attributes: student: the weights of the last step; ema: their average; pool; step."""

    def __init__(self, teacher: Model, student: Model, config: DistillConfig) -> None:
        self.teacher, self.student, self.config = teacher.eval(), student.train(), config
        self.ema = PowerEMA(student)
        self.optimizer = torch.optim.AdamW(student.parameters(), betas=(0.9, 0.99))
        device = next(teacher.parameters()).device
        told = len(teacher.vocabulary.words) + teacher.told_beside
        self.pool = PathPool(config.pool, teacher.config.channels, told, device)
        self.step = 0

    def averaged(self) -> Model:
        """A copy of the student with the averaged weights, ready to draw."""
        words = self.student.vocabulary.words
        copy = Model(self.student.config, words, self.student.schedule)
        copy.load_state_dict(self.ema.average)
        return copy.placed_on(next(self.student.parameters()).device).eval()

    def train(self, contexts: Batches) -> Iterator[TrainStep]:
        """Go on to the last step; of `contexts` the weights are used, and of sprites what is given
        of them."""
        config, device = self.config, next(self.teacher.parameters()).device
        while self.step < config.steps:
            rng = step_generator(config.seed + 2, self.step)
            if self.step % config.steps_a_walk == 0:
                self._walk(contexts, rng)
            rate = config.learning_rate * min(1.0, (self.step + 1) / 100)
            rate *= 1 - self.step / config.steps
            for group in self.optimizer.param_groups:
                group["lr"] = rate
            milestones, weights, guidance = self.pool.draw(config.batch_size, rng)
            jumps = (torch.arange(config.batch_size) % len(JUMPS)).to(device)
            halves = (jumps >= MILESTONES).float()
            told = live_weights(weights, guidance, halves, self.student.told_beside)
            with mixed_precision(device, wanted=True):
                loss = jump_losses(self.student, milestones, jumps, told).mean()
            self.optimizer.zero_grad()
            loss.backward()
            told = sound_loss(loss.item(), self.student, clip=1.0)
            if not math.isfinite(told):
                yield TrainStep(self.step + 1, told, rate)
                return
            self.optimizer.step()
            self.step += 1
            self.ema.update(self.student, self.step)
            yield TrainStep(self.step, told, rate)

    def _walk(self, contexts: Batches, rng: torch.Generator) -> None:
        low, high = LIVE_GUIDANCE
        scale = low + (high - low) * float(torch.rand((), generator=rng))
        device = next(self.teacher.parameters()).device
        batch = contexts(self.step)
        weights, known = batch.weights.to(device), batch.x0.to(device)
        x = torch.randn((len(weights), self.teacher.config.channels, 16, 16), generator=rng)
        interval, steps = self.config.guidance_interval, self.config.teacher_steps
        with mixed_precision(device, wanted=True):
            paths = walk(self.teacher, weights, x.to(device), scale, interval, steps, known)
        self.pool.add(paths, weights, scale)
