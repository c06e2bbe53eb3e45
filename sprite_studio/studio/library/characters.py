"""Characters on their way in and to be judged: what is read of a picture, what meters say."""

from collections.abc import Generator

import numpy as np

from sprite_studio.art.forge.walking import walking_character
from sprite_studio.art.image_file import read_rgba
from sprite_studio.art.walk.given import HEIGHT, WIDTH, blank, read_character, read_frame
from sprite_studio.art.walk.meters import measure
from sprite_studio.studio.jobs.cast import (
    MeasureJob,
    MeasureResult,
    NeighboursJob,
    NeighboursResult,
    ReadCharacterJob,
    ReadCharacterResult,
)


def read(job: ReadCharacterJob) -> Generator[ReadCharacterResult, None, None]:
    """A whole sheet, or one sprite for a frame. Raises GivenError, ImageError."""
    height, width = read_rgba(job.path).shape[:2]
    if height > width and height * WIDTH == width * HEIGHT:
        frames = read_character(job.path)
        yield ReadCharacterResult(frames, np.asarray(frames[..., 3].any(axis=(-1, -2)), np.bool_))
        return
    frames, there = blank(), np.zeros((4, 3), np.bool_)
    frames[job.at] = read_frame(job.path)
    there[job.at] = True
    yield ReadCharacterResult(frames, there)


def judge(job: MeasureJob) -> Generator[MeasureResult, None, None]:
    """What an eye would object to."""
    yield MeasureResult(measure(job.frames))


def neighbours(job: NeighboursJob) -> Generator[NeighboursResult | None, None, None]:
    """Always the same ones; yields None where other work may go first."""
    drawn = []
    for seed in range(job.count):
        drawn.append(walking_character(seed).frames)
        yield None
    yield NeighboursResult(np.stack(drawn))
