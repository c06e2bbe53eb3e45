"""Draw walking characters: from words, from some of their frames, or near what they were."""

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from sprite_studio.art.walk.character import STEPS, VIEWS, Frames
from sprite_studio.art.walk.finish import MOST_COLOURS, Given, finish
from sprite_studio.diffusion.networks.cast import CHANNELS, CastConfig
from sprite_studio.diffusion.pixels import decode, encode
from sprite_studio.diffusion.sampling.denoiser import guided_denoiser
from sprite_studio.diffusion.sampling.editing import keeping, levels_after
from sprite_studio.diffusion.sampling.noise import SpriteNoise
from sprite_studio.diffusion.sampling.samplers import Run
from sprite_studio.diffusion.schedule import add_noise
from sprite_studio.studio.draw.sampling import levels_of, start_run, steps_of, told_weights
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.drawing import CAST_MODEL, Drawing
from sprite_studio.studio.library.loaded_model import LoadedModel

CAST_AT_ONCE = 12
"""Characters that are drawn together: a party."""

STILL = {"food": "food does", "spell": "items do"}
"""Categories of what does not walk, as a sentence begins that says so."""


@dataclass(frozen=True)
class Known:
    """A character of which something is there.

    Attributes:
        frames: (4, 3, 16, 16, 4) straight RGBA, alpha 0 or 255.
        given: (4, 3) which of the frames are there and stay byte for byte.
        strength: 0 to 1: how far the others may go from what `frames` shows of them; 1 draws them
            anew, and they may be blank.
    """

    frames: Frames
    given: Given
    strength: float = 1.0


def draw_cast(
    loaded: LoadedModel,
    mixes: Sequence[Mapping[str, float]],
    seeds: Sequence[int],
    how: Drawing,
    known: Known | None = None,
    mirror: bool | None = None,
    colours: int = MOST_COLOURS,
    temperature: float = 1.0,
) -> Generator[Tensor | None, None, NDArray[np.uint8]]:
    """Yields the x0 (B, 48, 16, 16) of the characters in work after each step, and None where
    other work may go first; returns (N, 4, 3, 16, 16, 4) frames fit for a game.

    Args:
        mixes: one a character, `of_a_person`, with its style.
        seeds: one a character.
        how: of which sampler, steps, guidance and eta count.
        known: what is there of all of them.
        mirror: as of `walk.finish.finish`.
        colours: of all frames of a character together, at most.
        temperature: by which all noise is multiplied, 0 to 1: with less the characters are nearer
            to the likeliest, and fewer pixels are strays (as low-temperature samples of flows,
            arXiv 1807.03039, section 6).

    Raises JobError where the model draws no characters.
    """
    if not isinstance(loaded.model.config, CastConfig):
        raise JobError(
            f"the model {loaded.name!r} draws single sprites, not characters that walk; "
            f"choose the model {CAST_MODEL!r}"
        )
    drawn: list[Frames] = []
    for first in range(0, len(seeds), CAST_AT_ONCE):
        some = slice(first, first + CAST_AT_ONCE)
        x0 = None
        for step in steps_of(begin_cast(loaded, mixes[some], seeds[some], how, known, temperature)):
            x0 = step.x0
            yield x0
        assert x0 is not None  # a run has at least one step
        for one in frames_of(x0):
            drawn.append(_finished(one, known, mirror, colours))
            yield None
    return np.stack(drawn)


def of_a_person(mix: Mapping[str, float]) -> dict[str, float]:
    """The mix of a character, which is seen from every side and in every pose.

    Raises JobError for what does not walk.
    """
    still = next((word for word in STILL if mix.get(word, 0) > 0), None)
    walks = any(mix.get(word, 0) > 0 for word in ("hero", "non-hero", "side-facing"))
    if still is not None and not walks:
        raise JobError(f"{STILL[still]} not walk; people and creatures do: a knight in blue")
    kept = {w: v for w, v in mix.items() if not w.startswith(("facing:", "pose:"))}
    side = kept.pop("side-facing", 0.0)
    if side:
        kept["hero"] = max(kept.get("hero", 0.0), side)
    return kept or {"hero": 1.0}


def frames_of(x0: Tensor) -> NDArray[np.uint8]:
    """(B, 48, 16, 16) in [-1, 1] → (B, 4, 3, 16, 16, 4) uint8 with soft alpha."""
    pixels = decode(x0.reshape(-1, CHANNELS, 16, 16))
    return pixels.reshape(len(x0), len(VIEWS), len(STEPS), *pixels.shape[1:])


def encoded(frames: NDArray[np.uint8]) -> Tensor:
    """The other way, of one character or many: (…, 4, 3, 16, 16, 4) → (B, 48, 16, 16)."""
    flat = frames.reshape(-1, *frames.shape[-3:])
    return encode(flat).reshape(-1, CHANNELS * len(VIEWS) * len(STEPS), 16, 16)


def begin_cast(
    loaded: LoadedModel,
    mixes: Sequence[Mapping[str, float]],
    seeds: Sequence[int],
    how: Drawing,
    known: Known | None,
    temperature: float,
) -> Run:
    model = loaded.model
    device = next(model.parameters()).device
    given = torch.zeros(len(seeds), len(VIEWS) * len(STEPS))
    if known is not None:
        given[:] = torch.from_numpy(known.given.reshape(-1)).float()
    weights, guidance = told_weights(loaded, mixes, how)
    denoise = guided_denoiser(
        model,
        weights,
        guidance,
        how.guidance_interval,
        network=loaded.network,
        given=given,
    )
    drawn = SpriteNoise(seeds, (model.config.channels, 16, 16), device)

    def noise() -> Tensor:
        return temperature * drawn()

    x, levels = noise(), levels_of(loaded, how)
    if known is not None:
        there = encoded(known.frames).to(device).expand(len(seeds), -1, -1, -1)
        kept = given.repeat_interleave(CHANNELS, dim=1)[..., None, None].bool().to(device)
        denoise = keeping(denoise, there, kept)
        if known.strength < 1:
            levels = levels_after(levels, known.strength)
            x = add_noise(there, x, torch.full((len(seeds),), levels[0], device=device))
    x = x.contiguous(memory_format=torch.channels_last)
    return start_run(how.sampler, denoise, x, levels, noise, how.eta)


def _finished(drawn: Frames, known: Known | None, mirror: bool | None, colours: int) -> Frames:
    given = np.zeros(drawn.shape[:2], dtype=np.bool_)
    if known is not None:
        given = known.given
        drawn = np.where(given[..., None, None, None], known.frames, drawn)
    return finish(drawn, given, mirror, colours)
