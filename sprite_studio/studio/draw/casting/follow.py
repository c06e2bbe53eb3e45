"""Other frames follow one that was changed, and keep what the change has nothing to do with.

Colours are carried over without a network (`art.walk.follow`). For another shape the network draws
the others twice from the same noise: once around the frame as it was, once as it is now. Where the
two differ the change is what makes them differ; there the second is taken, and all else stays. So
DiffEdit (arXiv 2210.11427) finds what another prompt changes.
"""

from collections.abc import Generator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from torch import Tensor

from sprite_studio.art.colour.oklab import rgb_to_oklab
from sprite_studio.art.walk.character import STEPS, VIEWS, Frames
from sprite_studio.art.walk.finish import MOST_COLOURS
from sprite_studio.art.walk.follow import Change, finished, followed, rows_of, with_steps
from sprite_studio.art.walk.meters import palette
from sprite_studio.diffusion.networks.cast import CHANNELS
from sprite_studio.studio.draw.casting.cast import Known, begin_cast, frames_of
from sprite_studio.studio.draw.sampling import steps_of
from sprite_studio.studio.jobs.drawing import Drawing
from sprite_studio.studio.library.loaded_model import LoadedModel

CHANGED = 0.3
"""Root of the sum of squares over a pixel's premultiplied RGBA in [-1, 1] by which two drawings
must differ for it to be changed. On Forge characters with another hat .5 takes four hundredths
less of what is to be changed, and one hundredth less of what is not."""


def draw_followers(
    loaded: LoadedModel,
    mixes: Sequence[Mapping[str, float]],
    seeds: Sequence[int],
    how: Drawing,
    change: Change,
    strength: float,
    mirror: bool | None = None,
    colours: int = MOST_COLOURS,
    temperature: float = 1.0,
) -> Generator[Tensor | None, None, NDArray[np.uint8]]:
    """As `draw_cast`, of one character after another; yields nothing where the change is one of
    colours alone. Args: strength: 0 to 1, how far from what it was the network may draw."""
    carried = followed(change)
    found: list[Frames] = []
    for mix, seed in zip(mixes, seeds, strict=True):
        frames = carried
        if not change.is_recolouring:
            last = None
            before, after = (
                begin_cast(
                    loaded, [mix], [seed], how, Known(one, change.given, strength), temperature
                )
                for one in (
                    _around(carried, change.recolouring.after, change),
                    _around(carried, change.after, change),
                )
            )
            for old, new in zip(steps_of(before), steps_of(after), strict=True):
                last = old.x0, new.x0
                yield new.x0
            assert last is not None  # a run has at least one step
            frames = _redrawn(carried, change, *last)
            yield None
        found.append(finished(change, with_steps(change, frames), mirror, colours))
    return np.stack(found)


def _around(carried: Frames, given: Frames, change: Change) -> Frames:
    return np.where(change.given[..., None, None, None], given, carried)


def _redrawn(carried: Frames, change: Change, old: Tensor, new: Tensor) -> Frames:
    """What differs between two drawings, in colours that are there; all else as it is carried."""
    apart = (new - old).view(len(VIEWS), len(STEPS), CHANNELS, *new.shape[-2:])
    changed = apart.square().sum(dim=2).sqrt().cpu().numpy() > CHANGED
    changed &= rows_of(change)[:, None]
    drawn = frames_of(new)[0]
    known = np.unique(np.concatenate([palette(carried), palette(change.after)]), axis=0)
    far = np.linalg.norm(
        rgb_to_oklab(drawn[..., None, :3]) - rgb_to_oklab(known), axis=-1
    )  # (4, 3, 16, 16, colours)
    solid = drawn[..., 3:] >= 128
    crisp = np.concatenate([known[far.argmin(axis=-1)], np.full_like(drawn[..., 3:], 255)], axis=-1)
    return np.where(changed[..., None], crisp * solid, carried)
