"""Of several drawings for each sprite that is wanted, the best: by the model's critic, no two
alike, and no copies of training sprites while there are others."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from torch import Tensor

from sprite_studio.art.metrics import near_copies
from sprite_studio.diffusion.measuring.critic import Critic
from sprite_studio.diffusion.measuring.likeness import nearest
from sprite_studio.diffusion.pixels import encode
from sprite_studio.studio.jobs.base import Images
from sprite_studio.studio.jobs.drawing import Drawing
from sprite_studio.studio.library.models import ModelLibrary

COPY_NEARNESS = 0.5
"""Descriptors nearer than this may be of a copy. Of 65 drawn copies in small styles 19 in 20 were;
of 64 heroes in the Forge's style, where there are none, so were six."""

MOST_OF_A_KIND = 1.5
"""How often sprites that were told the same are kept, over how often they were drawn: left to the
critic, a seventh of all creatures would be frogs."""


def picker_for(library: ModelLibrary, how: Drawing) -> "Picker | None":
    """Who picks for a drawing; None where nothing is to be picked, or its model has no critic.

    Raises JobError, CheckpointError.
    """
    if how.candidates == 1 or how.seeds:
        return None
    critic = library.load_critic(how.model)
    return None if critic is None else Picker(critic, library.load_seen(how.model))


@dataclass(frozen=True)
class Picker:
    """Attributes: critic: of the model; trained: (N, 64) descriptors of its training sprites, or
    None where there is no record of them."""

    critic: Critic
    trained: Tensor | None

    def pick(self, images: Images, mixes: Sequence[Mapping[str, float]], count: int) -> list[int]:
        """Which `count` of the (N, 16, 16, 4) sprites to keep, in their order.

        Args: mixes: one a sprite, its category, style and all.
        """
        x0 = encode(images)
        scores = self.critic.judged(x0, self.critic.weights(mixes))
        best_first = scores.argsort(descending=True).tolist()
        said = [frozenset(mix.items()) for mix in mixes]
        most = {
            words: math.ceil(MOST_OF_A_KIND * drawn * count / len(images))
            for words, drawn in Counter(said).items()
        }
        # What copies a training sprite, or one that is kept, is taken only where nothing else is;
        # so is one more of what there is a lot of.
        copies: list[int] = []
        if self.trained is not None:
            is_copy = nearest(x0, self.trained) < COPY_NEARNESS
            copies = [i for i in best_first if is_copy[i]]
            best_first = [i for i in best_first if not is_copy[i]]
        kept: list[int] = []
        spare: list[int] = []
        for i in best_first:
            if len(kept) == count:
                break
            is_like = kept and near_copies(images[i : i + 1], images[kept])[0]
            if is_like or most[said[i]] == 0:
                spare.append(i)
            else:
                kept.append(i)
                most[said[i]] -= 1
        return sorted([*kept, *spare, *copies][:count])
