"""Where a batch's characters come from: a fixed set, turned and recoloured, and the Forge."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor

from sprite_studio.art.colour_words import COLOURS, colour_words
from sprite_studio.art.forge.walking import walking_character
from sprite_studio.art.recolour import RECOLOURED, hue_turned
from sprite_studio.art.spriteset import split_of
from sprite_studio.art.walk.character import Character, Frames, mirrored
from sprite_studio.diffusion.pixels import encode
from sprite_studio.diffusion.training.dataset import Draw
from sprite_studio.studio.train.forge_source import DRESSED_SHARE, bound_words, word_table

TURNED, MIRRORED, MOVED = 0.35, 0.5, 0.25
"""How often the hues of a character are turned, it is mirrored, or moved by a pixel: people do not
draw all on one line."""


def characters_encoded(characters: Sequence[Character]) -> Tensor:
    """(N, 48, 16, 16) in [-1, 1]: frame by frame, view by view."""
    frames = np.stack([one.frames for one in characters])
    return encode(frames.reshape(-1, *frames.shape[-3:])).reshape(len(frames), -1, 16, 16)


def draws_from_characters(characters: Sequence[Character], words: Sequence[str]) -> Draw:
    """Random ones of a set; who stands in it in many colours is drawn more often by their root
    only."""
    of_subject = Counter(one.subject for one in characters)
    share = torch.tensor([of_subject[one.subject] ** -0.5 for one in characters])

    def draw(count: int, rng: torch.Generator) -> tuple[Tensor, Tensor]:
        rows = torch.multinomial(share, count, replacement=True, generator=rng).tolist()
        chance = torch.rand((count, 5), generator=rng).tolist()
        varied = [_varied(characters[row], *u) for row, u in zip(rows, chance, strict=True)]
        return characters_encoded(varied), word_table(varied, words)

    return draw


def draws_from_walking_forge(words: Sequence[str]) -> Draw:
    """Fresh ones of subjects that train, drawn from the step's random stream."""

    def draw(count: int, rng: torch.Generator) -> tuple[Tensor, Tensor]:
        seeds = torch.randint(0, 2**62, (count,), generator=rng).tolist()
        chance = torch.rand((count, 5), generator=rng).tolist()
        found = [
            _moved_one(_forged(seed, u[0] < DRESSED_SHARE), u)
            for seed, u in zip(seeds, chance, strict=True)
        ]
        return characters_encoded(found), word_table(found, words)

    return draw


def _forged(seed: int, in_two_colours: bool) -> Character:
    """The first from a seed on that trains; dressed, in colours of which not every pair goes with
    every profession."""
    while True:
        if split_of(f"forge/{seed}") == "train":
            wanted = [f"{slot}:{c}" for slot, c in bound_words(seed).items()]
            try:
                return walking_character(seed, wanted if in_two_colours else ())
            except ValueError:
                pass
        seed += 1


def _varied(one: Character, turned: float, angle: float, mirror: float, *move: float) -> Character:
    frames, words = one.frames, one.words
    if turned < TURNED:
        flat = hue_turned(frames.reshape(-1, 16, 4), 50 + 260 * angle)
        frames = flat.reshape(frames.shape)
        kept = [word for word in words if word.partition(":")[2] not in COLOURS]
        words = (*kept, *colour_words(frames[0, 0]), RECOLOURED)
    if mirror < MIRRORED:
        frames = mirrored(frames)
    return Character(_moved(frames, *move), words, one.subject, one.origin)


def _moved_one(one: Character, chance: Sequence[float]) -> Character:
    return Character(_moved(one.frames, *chance[3:]), one.words, one.subject, one.origin)


def _moved(frames: Frames, wanted: float, way: float) -> Frames:
    """All frames a pixel to one side, or up or down, where nothing is lost by it."""
    if wanted >= MOVED:
        return frames
    axis, by = ((3, -1), (3, 1), (2, -1), (2, 1))[int(way * 4)]
    edge = [0 if by < 0 else -1]
    lost = frames.take(edge, axis=axis)[..., 3].any()
    return frames if lost else np.roll(frames, by, axis=axis)
