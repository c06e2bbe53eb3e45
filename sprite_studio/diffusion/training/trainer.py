"""Training as a generator: one `TrainStep` at a time, stopped by not asking for the next."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Self

import torch
from torch import Tensor, nn

from sprite_studio.diffusion.networks.model import Model
from sprite_studio.diffusion.schedule import add_noise
from sprite_studio.diffusion.threads import at_once
from sprite_studio.diffusion.training.dataset import (
    Batches,
    ContextNoise,
    step_generator,
)
from sprite_studio.diffusion.training.ema import PowerEMA
from sprite_studio.diffusion.training.parallel import ALONE, Ranks
from sprite_studio.diffusion.training.weighting import Weighting

MOST_WEIGHT = 6.0
"""On the squared error in x0, where "min-snr" caps it."""


@dataclass(frozen=True)
class TrainConfig:
    """What a run is, fixed at its start.

    Attributes:
        steps: of the whole run.
        seed: of the weights, the batches and the noise.
        batch_size: sprites a step.
        learning_rate: at its height.
        warmup: steps in which it rises.
        decay: the last share of the run in which it falls to zero.
        weighting: of the noise levels.
        clip: largest gradient norm, or None.
        betas, weight_decay: of AdamW, which without weight decay is Adam.
        ema_gamma: of the weights' average, or None for the last weights.
        mixed: whether a processor that multiplies bfloat16 in hardware may do so; see
            `mixed_precision`.
        context: how contexts are varied.
    """

    steps: int
    seed: int = 0
    batch_size: int = 64
    learning_rate: float = 2e-3
    warmup: int = 500
    decay: float = 0.2
    weighting: Weighting = "v"
    clip: float | None = 1.0
    betas: tuple[float, float] = (0.9, 0.99)
    weight_decay: float = 0.01
    ema_gamma: float | None = 6.94
    mixed: bool = True
    context: ContextNoise = field(default_factory=ContextNoise)

    @classmethod
    def course(cls, steps: int, seed: int = 0) -> Self:
        """The recipe of the course "How Diffusion Models Work": Adam, falling from the start."""
        return cls(
            steps,
            seed,
            batch_size=100,
            learning_rate=1e-3,
            warmup=0,
            decay=1.0,
            weighting="snr",
            clip=None,
            betas=(0.9, 0.999),
            weight_decay=0.0,
            ema_gamma=None,
            mixed=False,
            context=ContextNoise(drop_all=0.1, drop_word=0.0, details=False),
        )

    @property
    def decay_start(self) -> int:
        """The first step of the decay."""
        return self.steps - round(self.steps * self.decay)

    def rate(self, step: int) -> float:
        """The learning rate of step 0, 1, …: warm-up, stable, decay (arXiv 2404.06395)."""
        warmup = max(1, min(self.warmup, self.steps // 10))
        rise = min(1.0, (step + 1) / warmup)
        fall = min(1.0, (self.steps - step) / max(1, self.steps - self.decay_start))
        return self.learning_rate * rise * fall


@dataclass(frozen=True)
class TrainStep:
    """What one step did.

    Attributes:
        step: 1, 2, …, how many are done.
        loss: of the step's batch, as it is followed: squared error in v, over levels drawn evenly
            in the schedule's time, weighted by `level_weights`. Not finite where the loss or its
            gradient is not; then the step was not taken, and no other follows.
        learning_rate: at which it was taken.
        gradient: its norm over all weights, before it was clipped; of a run, not of a lesson.
    """

    step: int
    loss: float
    learning_rate: float
    gradient: float = math.nan


@dataclass(frozen=True)
class Drawn:
    """What a step is about, drawn by lot.

    Attributes:
        x0: (B, C, 16, 16) sprites in [-1, 1]; noise: of the same shape.
        times: (B,) of the schedule, 0 is clean; log_snr: (B,) the λ there.
        weights: (B, V) word weights.
    """

    x0: Tensor
    noise: Tensor
    times: Tensor
    log_snr: Tensor
    weights: Tensor


ROWS_AT_ONCE = 16
"""Of a batch, on a CPU: a quarter of a step, for which a frame that is drawn meanwhile can wait."""


END = object()
"""After the last part of the last step."""


class Trainer:
    """Everything that a run carries from step to step.

    Attributes:
        model: the weights of the last step.
        ema: their running average, which is what draws.
        optimizer: AdamW and its moments.
        step: how many steps are done.
    """

    def __init__(self, model: Model, config: TrainConfig, ranks: Ranks = ALONE) -> None:
        """Args: ranks: the processes that share the work; this one's place among them."""
        self.model = model.train()
        self.ranks = ranks
        self.config = config
        self.ema = PowerEMA(model, config.ema_gamma)
        self.optimizer = torch.optim.AdamW(
            model.parameters(),
            lr=config.learning_rate,
            betas=config.betas,
            weight_decay=config.weight_decay,
            fused=True,  # one pass over the weights; a twentieth of a step on a CPU otherwise
        )
        self.step = 0

    def to_device(self, device: str) -> None:
        """Move weights, average and moments, in place."""
        self.model.placed_on(device)
        self.ema.average = {name: t.to(device) for name, t in self.ema.average.items()}
        for moments in self.optimizer.state.values():
            for key in ("step", "exp_avg", "exp_avg_sq"):
                moments[key] = moments[key].to(device)

    def averaged(self) -> Model:
        """A copy of the model with the averaged weights, ready to draw."""
        copy = Model(self.model.config, self.model.vocabulary.words, self.model.schedule)
        copy.load_state_dict({**self.model.state_dict(), **self.ema.average})
        return copy.placed_on(next(self.model.parameters()).device).eval()

    def train(self, batches: Batches) -> Iterator[TrainStep]:
        """Go on to the run's last step. After each yield every attribute is consistent."""
        return (step for step in self.train_in_parts(batches) if step is not None)

    def train_in_parts(
        self, batches: Batches, pace: Callable[[Callable[[], Tensor]], Tensor] = at_once
    ) -> Iterator[TrainStep | None]:
        """The same, with None after each batch is drawn and after the gradient of each part of it:
        there other work may go first, which would have to wait long for a whole step. To stop there
        undoes the step.

        Args: pace: calls what it is given, which takes the gradient of a part, and returns what
        that returns.
        """
        device = next(self.model.parameters()).device
        predict, share = self.ranks.wrap(self.model), self.ranks.share
        rows = self.rows_at_once
        while self.step < self.config.steps:
            rate = self.config.rate(self.step)
            for group in self.optimizer.param_groups:
                group["lr"] = rate
            drawn = self.drawn(batches)
            parts = drawn.x0, drawn.noise, drawn.log_snr, drawn.weights
            whole = [share(part).to(device) for part in parts]
            size = len(whole[0])
            total = torch.zeros((), device=device)
            self.optimizer.zero_grad()
            yield None
            for first in range(0, size, rows):
                part = [tensor[first : first + rows] for tensor in whole]
                total += pace(partial(self._add_gradient, predict, *part, size=size))
                yield None
            told = self.ranks.mean(total)
            norm = clip_gradient(self.model, self.config.clip)
            if not (math.isfinite(told) and math.isfinite(norm)):
                yield TrainStep(self.step + 1, math.nan, rate, norm)
                return
            self.optimizer.step()
            self.step += 1
            self.ema.update(self.model, self.step)
            yield TrainStep(self.step, told, rate, norm)

    def drawn(self, batches: Batches) -> Drawn:
        """What the next step is about, always the same: on the CPU, of all processes."""
        batch = batches(self.step)
        rng = step_generator(self.config.seed + 1, self.step)
        times = draw_times(len(batch.x0), rng)
        noise = torch.randn(batch.x0.shape, generator=rng)
        log_snr = self.model.schedule.log_snr(times)
        return Drawn(batch.x0, noise, times, log_snr, batch.weights)

    def _add_gradient(
        self,
        predict: nn.Module,
        x0: Tensor,
        noise: Tensor,
        log_snr: Tensor,
        weights: Tensor,
        size: int,
    ) -> Tensor:
        """Of some rows' share of the loss of a batch of `size`. Returns their share."""
        with mixed_precision(x0.device, self.config.mixed):
            losses = velocity_losses(
                predict,
                x0,
                noise,
                log_snr,
                weights,
                "v",
                self.model.given(weights),
            )
        loss = (losses * level_weights(log_snr, self.config.weighting)).sum() / size
        # Besides, the words' pictures learn to add up to the mean sprite: a linear regression,
        # which needs far fewer sprites than a network does.
        picture = self.model.picture(weights)
        apart = 0.0
        if picture is not None:
            apart = (picture - x0).square().mean() * len(x0) / size
        (loss + apart).backward()
        return loss.detach()

    @property
    def rows_at_once(self) -> int:
        """Rows of a batch whose gradient is taken in one piece.

        On a CPU few are nearly as quick, a row, as many: on a core with AVX-512 BF16, where each
        part converts the weights anew, a step of 64 rows takes 234 ms with 16 at once, 290 with 8
        and 206 with all of them. A network with batch statistics needs all of them, and so do
        several processes, which add their gradients up as they come.
        """
        on_cpu = next(self.model.parameters()).device.type == "cpu"
        pooled = any(isinstance(part, nn.BatchNorm2d) for part in self.model.modules())
        whole = pooled or not on_cpu or self.ranks.world > 1
        return self.config.batch_size if whole else min(ROWS_AT_ONCE, self.config.batch_size)


def mixed_precision(device: torch.device, wanted: bool) -> torch.autocast:
    """Convolutions in bfloat16, weights and sums in float32 (arXiv 1905.12322), where they are
    faster so: on CPUs that multiply it in hardware. One that has to emulate it takes a hundred
    times as long."""
    has = torch.cpu.get_capabilities() if device.type == "cpu" else {}
    able = any(has.get(name, False) for name in ("amx_bf16", "avx512_bf16"))
    return torch.autocast(device.type, torch.bfloat16, enabled=wanted and able)


def sound_loss(loss: float, module: nn.Module, clip: float | None) -> float:
    """The loss, if an optimiser may follow its gradient, which is clipped; nan if it may not.

    A single step along a gradient that is no number would make all weights so.
    """
    return loss if math.isfinite(clip_gradient(module, clip)) else math.nan


def clip_gradient(module: nn.Module, clip: float | None) -> float:
    """The norm that the gradient had. Args: clip: what it has now at most, or None."""
    most = math.inf if clip is None else clip
    return nn.utils.clip_grad_norm_(module.parameters(), most).item()


def draw_times(size: int, rng: torch.Generator) -> Tensor:
    """(B,) stratified times: one from each of B equal intervals halves the loss's variance."""
    return (torch.arange(size) + torch.rand(size, generator=rng)) / size


def draw_levels(model: Model, size: int, rng: torch.Generator) -> Tensor:
    """(B,) the λ at such times."""
    return model.schedule.log_snr(draw_times(size, rng))


def velocity_losses(
    model: nn.Module,
    x0: Tensor,
    noise: Tensor,
    log_snr: Tensor,
    weights: Tensor,
    weighting: Weighting,
    given: Tensor | None = None,
) -> Tensor:
    """(B,) squared error in v, weighted.

    Args: given: (B, C, 1, 1) 1 for channels that the model is shown clean, and not asked for.

    "v" leaves it as it is: in terms of x0 its weight is SNR + 1 (arXiv 2202.00512, section 4).
    "min-snr" caps that at `MOST_WEIGHT` where a sprite is all but clean, as min-SNR caps the
    weight of ε (arXiv 2303.09556, eq. 5). "snr" is the weight of ε, which falls to nothing in
    pure noise, where the context alone decides what a sprite will be.
    """
    x_t, wanted = shown_and_wanted(x0, noise, log_snr, given)
    v = model(x_t, log_snr, weights)
    squared = (v - wanted).square().mean(dim=(2, 3))  # (B, C)
    if given is None:
        error = squared.mean(dim=1)
    else:
        asked = 1 - given[:, :, 0, 0]
        error = (squared * asked).sum(dim=1) / asked.sum(dim=1)
    return error * level_weights(log_snr, weighting)


def shown_and_wanted(
    x0: Tensor, noise: Tensor, log_snr: Tensor, given: Tensor | None = None
) -> tuple[Tensor, Tensor]:
    """What a network is shown, x_t, and what is right, v = α ε - σ x_0. Args: as of
    `velocity_losses`."""
    alpha = torch.sigmoid(log_snr).sqrt()[:, None, None, None]
    sigma = torch.sigmoid(-log_snr).sqrt()[:, None, None, None]
    x_t = add_noise(x0, noise, log_snr)
    if given is not None:
        x_t = torch.lerp(x_t, x0, given)
    return x_t.contiguous(memory_format=torch.channels_last), alpha * noise - sigma * x0


def level_weights(log_snr: Tensor, weighting: Weighting) -> Tensor:
    """(B,) how much each level's squared error in v counts; see `velocity_losses`."""
    snr = log_snr.exp()
    if weighting == "v":
        return torch.ones_like(snr)
    weight = snr if weighting == "snr" else (snr + 1).clamp(max=MOST_WEIGHT)
    return weight / (snr + 1)
