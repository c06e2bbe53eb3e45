"""Draws the frames of a run's film.

The noise and the words of the sprites are always the same, so that what changes from frame to
frame is the network. The words are those of sprites that are held out: what they ask for was never
shown, and yet it is known what it looks like.
"""

import logging
from collections.abc import Generator, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from sprite_studio.art.metrics import near_copies
from sprite_studio.art.palette import crisp
from sprite_studio.art.sprite import Sprite
from sprite_studio.diffusion.measuring.likeness import described, distances, nearest
from sprite_studio.diffusion.networks.checkpoint import Card
from sprite_studio.diffusion.networks.model import Model
from sprite_studio.diffusion.pixels import decode, encode
from sprite_studio.diffusion.sampling.denoiser import guided_denoiser
from sprite_studio.diffusion.sampling.noise import SpriteNoise
from sprite_studio.diffusion.sampling.samplers import dpm_solver_pp
from sprite_studio.errors import plain
from sprite_studio.stepwise import on_the_side
from sprite_studio.studio.jobs.base import Images
from sprite_studio.studio.jobs.training.film import Frame
from sprite_studio.studio.train.film.frame_file import frame_path, frame_steps, write_frame
from sprite_studio.studio.train.film.plan import is_filmed, thinned
from sprite_studio.studio.train.forge_source import forge_part, word_table
from sprite_studio.studio.train.training_data import TrainingData

DRAWN, FIRST_SEED = 8, 100
STEPS, GUIDANCE, INTERVAL = 8, 2.0, (-8.0, 4.0)
"""Of the sampler DPM-Solver++, which needs few; as drawings usually are."""

FORGED = 256
"""Sprites of the Forge among which a run on it alone is compared, since none comes twice."""

MOST_HELD_OUT = 32
"""Whose distance to the training sprites is measured."""

DESCRIBED_AT_ONCE, MEASURED_AT_ONCE = 64, 4
"""Sprites: some ten milliseconds."""

log = logging.getLogger(__name__)


class Camera:
    """Attributes: failure: why the last frame could not be written, or ""."""

    def __init__(self, run: Path, data: TrainingData, words: Sequence[str], steps: int) -> None:
        """Args: words: of the model; steps: of the run."""
        self._run, self._steps = run, steps
        self._data, self._words = data, tuple(words)
        self.failure = ""
        asked = _evenly(data.held_out or data.train)
        self._weights = word_table(asked, words)
        self._told = tuple(
            tuple(self._words[i] for i in row.nonzero()[:, 0].tolist()) for row in self._weights
        )
        self._near: tuple[Sprite, ...] = data.train
        self._rows: Tensor | None = None  # their descriptors, once a frame was drawn
        self._held_out: tuple[float, ...] = ()

    def forget_after(self, step: int) -> None:
        """Frames of steps that a run which begins anew from this one will take again."""
        for later in frame_steps(self._run):
            if later > step:
                frame_path(self._run, later).unlink(missing_ok=True)

    def is_due(self, step: int) -> bool:
        """Whether the run is filmed after this step."""
        return bool(len(self._weights)) and is_filmed(step, self._steps)

    def film(self, model: Model, card: Card, step: int) -> Generator[None, None, Frame | None]:
        """Draw and keep a frame; None where it could not be kept, which `failure` says. Yields
        where other work may go first.

        Args: model: with the averaged weights, in eval mode; card: as it would say of itself.
        """
        if self._rows is None:
            yield from self._look_around()
        images = yield from self._drawn(model)
        frame = yield from self._compared(step, images)
        try:
            yield from on_the_side(lambda: self._kept(frame, model, card))
        except OSError as error:
            log.exception("a frame of the film could not be saved")
            self.failure = f"{plain(error)} (the film lacks a frame; training goes on)"
            return None
        self.failure = ""
        return replace(frame, size=frame_path(self._run, step).stat().st_size)

    def _kept(self, frame: Frame, model: Model, card: Card) -> None:
        write_frame(self._run, frame, model, card)
        steps = frame_steps(self._run)
        for step in set(steps) - set(thinned(steps)):
            frame_path(self._run, step).unlink(missing_ok=True)

    def _look_around(self) -> Generator[None, None, None]:
        """What the drawn sprites are compared with, once a sitting."""
        if not self._near:
            self._near = forge_part(FORGED, "train")
            yield
        parts = []
        for first in range(0, len(self._near), DESCRIBED_AT_ONCE):
            parts.append(described(_encoded(self._near[first : first + DESCRIBED_AT_ONCE])))
            yield
        self._rows = torch.cat(parts)
        stride = -(-len(self._data.held_out) // MOST_HELD_OUT) or 1
        found: list[float] = []
        some = self._data.held_out[::stride]
        for first in range(0, len(some), MEASURED_AT_ONCE):
            part = _encoded(some[first : first + MEASURED_AT_ONCE])
            found += nearest(part, self._rows).tolist()
            yield
        self._held_out = tuple(found)

    def _drawn(self, model: Model) -> Generator[None, None, Images]:
        """(N, 16, 16, 4) as the network draws them."""
        device = next(model.parameters()).device
        seeds = range(FIRST_SEED, FIRST_SEED + len(self._weights))
        noise = SpriteNoise(seeds, (model.config.channels, 16, 16), device)
        denoise = guided_denoiser(model, self._weights, GUIDANCE, INTERVAL)
        levels = model.schedule.levels(STEPS, "log_snr")
        x0: Tensor | None = None
        run = dpm_solver_pp(denoise, noise(), levels)
        while True:
            with torch.inference_mode():
                step = next(run, None)
            if step is None:
                break
            x0 = step.x0
            yield
        assert x0 is not None  # a run has at least one step
        return decode(x0)

    def _compared(self, step: int, images: Images) -> Generator[None, None, Frame]:
        """With the training sprites, as finished sprites are."""
        assert self._rows is not None
        finished = np.stack([crisp(pixels, None, None) for pixels in images])
        near, apart, copies = [], [], []
        for pixels, x0 in zip(finished, encode(finished), strict=True):
            found = distances(x0, self._rows)
            which = int(found.argmin())
            other = self._near[which].pixels
            near.append(other)
            apart.append(found[which].item())
            copies.append(bool(near_copies(pixels[None], other[None])[0]))
            yield
        shown = np.stack(near)
        for pictures in (images, shown):
            pictures.setflags(write=False)
        return Frame(
            step=step,
            images=images,
            words=self._told,
            near=shown,
            distances=tuple(apart),
            copies=tuple(copies),
            held_out=self._held_out,
            forged=not self._data.train,
            size=0,  # until it is on the disk
        )


def _evenly(sprites: Sequence[Sprite]) -> list[Sprite]:
    """As many as are drawn, of every category in turn; fewer where there are fewer."""
    by_category: dict[str, Iterator[Sprite]] = {}
    for sprite in sprites:
        by_category.setdefault(sprite.category or "", iter(()))
    for category in by_category:
        of_it = [sprite for sprite in sprites if (sprite.category or "") == category]
        stride = max(1, len(of_it) // DRAWN)
        by_category[category] = iter(of_it[::stride])
    chosen: list[Sprite] = []
    while by_category and len(chosen) < DRAWN:
        for category, left in list(by_category.items()):
            if (sprite := next(left, None)) is None:
                del by_category[category]
            else:
                chosen.append(sprite)
    return chosen[:DRAWN]


def _encoded(sprites: Sequence[Sprite]) -> Tensor:
    return encode(np.stack([sprite.pixels for sprite in sprites]))
