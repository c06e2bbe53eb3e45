"""Words and noise levels as numbers: what each word promises and draws, and which lie near."""

from collections import Counter
from collections.abc import Generator, Sequence
from math import inf

import numpy as np
import torch
from numpy.typing import NDArray

from sprite_studio.diffusion.inside.word_space import (
    heard_vectors,
    level_vectors,
    nearest_to_sums,
)
from sprite_studio.diffusion.networks.course import CourseUNet
from sprite_studio.diffusion.pixels import decode
from sprite_studio.diffusion.sampling.samplers import ddim
from sprite_studio.studio.draw.generate import frozen
from sprite_studio.studio.draw.network import word_space
from sprite_studio.studio.jobs.learn.embedding import (
    MOST_SHOWN,
    EmbeddingJob,
    EmbeddingResult,
    Nearest,
    WordSum,
)
from sprite_studio.studio.jobs.learn.progress import LessonStep
from sprite_studio.studio.learn.meter import Meter
from sprite_studio.studio.learn.subject import as_numbers, denoiser_for, load, noise_for
from sprite_studio.studio.library.loaded_model import LoadedModel
from sprite_studio.studio.library.models import ModelLibrary

STEPS, NOISES, GUIDANCE = 16, 8, 2.0

LEVELS = 81
"""Between the two ends of the model's schedule, evenly in λ."""

TELLING = (
    *("colour:blue", "hat-colour:red", "shirt-colour:blue", "hair-colour:yellow"),
    *("hat:pointed", "held:staff", "facing:left", "facing:right"),
    *("hero", "food", "kind:potion", "kind:slime", "kind:sword", "colour:brown"),
    *("hat-colour:yellow", "style:forge"),
)
"""Words whose numbers tell most, in the slider's order."""

COLOUR = "colour"
"""How slots of colours end: "hat-colour:red" is a colour of a thing."""


def embedding(
    job: EmbeddingJob, library: ModelLibrary
) -> Generator[LessonStep | EmbeddingResult | None, None, None]:
    """Yields a LessonStep a step of drawing and one EmbeddingResult. Raises JobError."""
    loaded = load(library, job.model)
    model, space = loaded.model, word_space(loaded)
    yield None
    shown = telling(space.words)
    mixes = [{space.words[word]: 1.0} for word in shown]
    meter = Meter(STEPS + len(mixes))
    believed = []
    for mix in mixes:
        believed.append(_promised(loaded, mix, job.seed))
        yield meter.step()
    # One noise for all words, so that only the word makes the difference.
    start = noise_for(loaded, job.seed, 1)().expand(len(mixes), -1, -1, -1)
    levels = model.schedule.levels(STEPS)
    run = ddim(denoiser_for(loaded, mixes, GUIDANCE), start, levels, lambda: start)
    drawn = decode((yield from meter.through(run)))
    noisiest, *_, clearest = [level for level in levels if level < inf]
    log_snr = torch.linspace(noisiest, clearest, LEVELS)
    device = next(model.parameters()).device
    yield EmbeddingResult(
        kind="course" if isinstance(model.network, CourseUNet) else "house",
        space=space,
        shown=shown,
        believed=frozen(np.concatenate(believed)),
        drawn=frozen(drawn),
        nearest=nearest_of_colours(space.words, space.nearest),
        sums=_solved(space.words, heard_vectors(model)),
        log_snr=tuple(log_snr.tolist()),
        levels=as_numbers(level_vectors(model, log_snr.to(device))),
    )


def telling(words: Sequence[str]) -> tuple[int, ...]:
    """Numbers of the words that are shown; of a model that knows few of them, its first words."""
    found = [words.index(word) for word in TELLING if word in words]
    return tuple(found if 2 * len(found) > len(TELLING) else range(min(MOST_SHOWN, len(words))))


def nearest_of_colours(words: Sequence[str], nearest: NDArray[np.int64]) -> dict[Nearest, int]:
    """How often each comes. Args: nearest: (V, N), to each word the numbers of others."""
    colours = {word: parts for word in words if (parts := _parts(word)) is not None}
    things = {parts[0] for parts in colours.values()}
    if len(things) < 2:
        return {}
    found: Counter[Nearest] = Counter()
    for word, (thing, colour) in colours.items():
        near = colours.get(words[int(nearest[words.index(word)][0])])
        same_colour = near is not None and near[1] == colour
        same_thing = near is not None and near[0] == thing
        found["colour" if same_colour else "thing" if same_thing else "other"] += 1
    return dict(found)


def sums_of(words: Sequence[str]) -> list[tuple[int, int, int, int]]:
    """(plus, minus, other, expected): a colour of a thing, less another colour of it, plus that
    colour of a second thing, should be the first colour of the second thing."""
    number = {word: i for i, word in enumerate(words)}
    colours = [parts for word in words if (parts := _parts(word)) is not None]
    slots = dict.fromkeys(slot for slot, _ in colours)
    found = []
    for (one, colour), other_slot in ((parts, slot) for parts in colours for slot in slots):
        for slot, other_colour in colours:
            names = (f"{one}:{other_colour}", f"{other_slot}:{other_colour}")
            expected = f"{other_slot}:{colour}"
            if slot != one or other_slot == one or other_colour == colour:
                continue
            if names[1] in number and expected in number:
                found.append(
                    (number[f"{one}:{colour}"], *(number[n] for n in names), number[expected])
                )
    return found


def _solved(words: Sequence[str], vectors: torch.Tensor) -> tuple[WordSum, ...]:
    asked = sums_of(words)
    found = nearest_to_sums(vectors, [one[:3] for one in asked]).tolist()
    return tuple(WordSum(*one, there) for one, there in zip(asked, found, strict=True))


def _parts(word: str) -> tuple[str, str] | None:
    """ "hat-colour:red" → ("hat-colour", "red"); None of what is no colour of a thing."""
    slot, colon, colour = word.partition(":")
    return (slot, colour) if colon and slot.endswith(COLOUR) else None


def _promised(loaded: LoadedModel, mix: dict[str, float], seed: int):
    """(1, 16, 16, 4) what the network believes all-but-pure noise to be, without guidance."""
    level = loaded.model.schedule.levels(STEPS)[0]
    noise = noise_for(loaded, seed, NOISES)()
    with torch.inference_mode():
        said = denoiser_for(loaded, [mix] * NOISES)(noise, level)
    return decode(said.x0.mean(dim=0, keepdim=True))
