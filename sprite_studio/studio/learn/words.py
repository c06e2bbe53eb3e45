"""Words, the null word and guidance: what words change in what the network sees."""

from collections.abc import Generator

import numpy as np
import torch
from torch import Tensor

from sprite_studio.diffusion.pixels import decode
from sprite_studio.diffusion.sampling.samplers import ddim
from sprite_studio.diffusion.schedule import add_noise, alpha_sigma
from sprite_studio.studio.draw.generate import frozen
from sprite_studio.studio.jobs.learn.progress import LessonStep
from sprite_studio.studio.jobs.learn.words import (
    GUIDANCES,
    MIXED,
    STEPS,
    WordsJob,
    WordsResult,
)
from sprite_studio.studio.learn.meter import Meter
from sprite_studio.studio.learn.subject import (
    LEVELS,
    Mix,
    as_numbers,
    category_of,
    denoiser_for,
    forge_sprites,
    level_of,
    load,
    mix_of,
    noise_for,
    numbers_of,
    rms,
    told,
)
from sprite_studio.studio.library.loaded_model import LoadedModel
from sprite_studio.studio.library.models import ModelLibrary

ASKED, SPRITES = 8, 6


def words(
    job: WordsJob, library: ModelLibrary
) -> Generator[LessonStep | WordsResult | None, None, None]:
    """Yields a LessonStep a step of drawing and one WordsResult. Raises JobError."""
    loaded = load(library, job.model)
    first, second = category_of(loaded), category_of(loaded, 2) or category_of(loaded, 1)
    pair: tuple[str, ...] = (first, second) if first and second else ()
    mix = mix_of(loaded, first)
    meter = Meter(STEPS * (len(GUIDANCES) + (len(MIXED) if pair else 0)))
    levels, share, share_x0 = changed_by(loaded, mix, job.seed)
    yield None

    def draw(one: Mix, guidance: float) -> Generator[LessonStep, None, Tensor]:
        noise = noise_for(loaded, job.seed, SPRITES)
        denoise = denoiser_for(loaded, [one] * SPRITES, guidance)
        return meter.through(ddim(denoise, noise(), loaded.model.schedule.levels(STEPS), noise))

    guided = []
    for guidance in GUIDANCES:
        guided.append(decode((yield from draw(mix, guidance))))
    mixed = []
    for part in MIXED if pair else ():
        one = mix_of(loaded, first, second) | {first: 1 - part, second: part}
        mixed.append(decode((yield from draw(one, 2.0))))
    nothing = np.zeros((0, SPRITES, 16, 16, 4), np.uint8)
    yield WordsResult(
        told=told(mix),
        log_snr=levels,
        share=share,
        share_x0=share_x0,
        drawn=frozen(np.stack(guided)),
        pair=pair,
        mixed=frozen(np.stack(mixed)) if mixed else nothing,
        vectors=as_numbers(_vectors(loaded, pair)),
    )


def changed_by(loaded: LoadedModel, mix: Mix, seed: int):
    """What words change of what the network sees in real sprites: the levels, and at each the share
    |with - without| / |with| of the noise, and of the sprite; 0 everywhere for no words."""
    category = next((word for word in mix if ":" not in word), "")
    x0 = numbers_of(forge_sprites(ASKED, seed, category), loaded)
    noise = noise_for(loaded, seed, ASKED)()
    answers: list[tuple[Tensor, Tensor | None]] = []
    ask = denoiser_for(
        loaded, [mix] * ASKED, guidance=2.0, heard=lambda *answer: answers.append(answer)
    )
    shown = [add_noise(x0, noise, level_of(level, ASKED, x0)) for level in LEVELS]
    for level, x_t in zip(LEVELS, shown, strict=True):
        with torch.inference_mode():
            ask(x_t, level)
    share, share_x0 = [], []
    for level, x_t, (with_words, without) in zip(LEVELS, shown, answers, strict=True):
        assert without is not None  # it is always asked where guidance is 2
        alpha, sigma = alpha_sigma(level)
        changed = rms(with_words - without)
        share.append(changed / max(rms(with_words), 1e-9))
        # x̂₀ = (x_t - σ ε̂) / α: the same difference, times σ / α.
        believed = rms((x_t - sigma * with_words) / alpha)
        share_x0.append(changed * sigma / alpha / max(believed, 1e-9))
    return LEVELS, np.array(share), np.array(share_x0)


def _vectors(loaded: LoadedModel, pair: tuple[str, ...]) -> Tensor:
    """(3, D): of the null word and of two rows; zeros where there are none."""
    vocabulary = loaded.model.vocabulary
    width = getattr(loaded.model.config, "context", vocabulary.null.numel())  # without pictures
    rows = [vocabulary.rows[vocabulary.index[word]][:width] for word in pair]
    null = vocabulary.null[:width]
    return torch.stack([null, *(rows or [torch.zeros_like(null)] * 2)])
