"""The way from one sprite to another: noise along the sphere, words along a line."""

from collections.abc import Generator, Sequence
from typing import TypeAlias

import msgspec
import torch
from torch import Tensor

from sprite_studio.diffusion.sampling.editing import invert, slerp
from sprite_studio.diffusion.sampling.equal_steps import LEAST_LOOKS, ROUNDS, Way, equal_parts
from sprite_studio.diffusion.sampling.samplers import Run, Step, ddim
from sprite_studio.studio.draw.edit_setup import Desk, Mix
from sprite_studio.studio.draw.sampling import EDITED
from sprite_studio.studio.jobs.recipes.recipe import Interpolate

End: TypeAlias = tuple[Tensor, Mix]
"""The noise (1, 4, 16, 16) and the words of one end of a way."""


def interpolate(desk: Desk, asked: Interpolate) -> Run:
    """The frames that the desk is to draw."""
    parts = asked.parts_of(desk.job.drawing.count)
    ends = yield from _ends(desk, asked)
    return (yield from _frames(desk, asked, ends, [parts[i] for i in desk.numbers]))


def end_of(desk: Desk, end: bytes | int, mix: Mix) -> Generator[Step, None, End]:
    """A drawn sprite's noise is its seed's; another's has to be found."""
    if isinstance(end, int):
        (styled,) = desk.styled(mix, [end])
        return desk.noise([end])(), styled
    x0 = desk.sprite(end)
    return (yield from invert(desk.denoise([mix], 1.0), x0, desk.levels)), mix


def end_steps(asked: Interpolate, steps: int) -> int:
    """That `end_of` takes for both ends."""
    return steps * sum(not isinstance(end, int) for end in (asked.start, asked.stop))


def between(a: Mix, b: Mix, part: float) -> Mix:
    """A share of the way from mix a to mix b."""
    return {word: (1 - part) * a.get(word, 0.0) + part * b.get(word, 0.0) for word in {**a, **b}}


class EvenSearch:
    """Looks for the parts of a way at which its frames change alike; run it to its end first.

    Attributes: steps: that the run takes.
    """

    def __init__(self, desk: Desk, asked: Interpolate) -> None:
        self._desk, self._asked = desk, asked
        count, steps = desk.job.drawing.count, desk.job.drawing.steps_taken
        self._looks = max(LEAST_LOOKS, count)
        draws = [count, *[self._looks] * ROUNDS]
        self.steps = end_steps(asked, steps) + steps * sum(-(-draw // EDITED) for draw in draws)
        self._parts: tuple[float, ...] = ()

    def run(self) -> Run:
        count = self._desk.job.drawing.count
        ends = yield from _ends(self._desk, self._asked)
        parts = equal_parts(count)
        way = Way(parts, (yield from self._drawn(ends, parts)))
        for _ in range(ROUNDS):
            parts = way.closer(self._looks)
            way = way.joined(parts, (yield from self._drawn(ends, parts)))
        chosen = way.even(count)
        self._parts = tuple(way.parts[chosen].tolist())
        return way.pictures[chosen]

    def found(self) -> Interpolate:
        """What was asked for, with the parts."""
        return msgspec.structs.replace(self._asked, parts=self._parts)

    def _drawn(self, ends: tuple[End, End], parts: Tensor) -> Run:
        drawn = []
        for chunk in parts.split(EDITED):
            drawn.append((yield from _frames(self._desk, self._asked, ends, chunk.tolist())))
        return torch.cat(drawn).cpu()


def _ends(desk: Desk, asked: Interpolate) -> Generator[Step, None, tuple[End, End]]:
    stop_mix = desk.resolved(asked.stop_mix)  # what is unknown in it is said before work begins
    start = yield from end_of(desk, asked.start, _told(desk, asked.start, desk.mix))
    return start, (yield from end_of(desk, asked.stop, _told(desk, asked.stop, stop_mix)))


def _told(desk: Desk, end: bytes | int, mix: Mix) -> Mix:
    return mix if isinstance(end, int) else desk.of_picture(mix)


def _frames(desk: Desk, asked: Interpolate, ends: tuple[End, End], parts: Sequence[float]) -> Run:
    (begin, start_mix), (end, stop_mix) = ends
    x = torch.cat([slerp(begin, end, part) for part in parts])
    mixes = [between(start_mix, stop_mix, part) for part in parts]
    drawn = isinstance(asked.start, int) and isinstance(asked.stop, int)
    # A sprite comes back from its noise as it was only without guidance.
    denoise = desk.denoise(mixes, desk.job.drawing.guidance if drawn else 1.0)
    return (yield from ddim(denoise, x, desk.levels, desk.noise(desk.seeds)))
