"""Of several drawings for each sprite that is wanted, the best: by the model's critic, no two
alike, and no copies of training sprites while there are others. They are judged before a palette
is put on them, so that the same are kept whatever the palette."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import msgspec
import numpy as np
from torch import Tensor

from sprite_studio.art.metrics import near_copies
from sprite_studio.diffusion.measuring.critic import Critic
from sprite_studio.diffusion.measuring.likeness import nearest
from sprite_studio.diffusion.pixels import encode
from sprite_studio.studio.jobs.base import Images
from sprite_studio.studio.jobs.drawing import Drawing, free_places
from sprite_studio.studio.library.models import ModelLibrary
from sprite_studio.studio.words.kinds import named_kinds

COPY_NEARNESS = 0.5
"""Descriptors nearer than this may be of a copy. Of 65 drawn copies in small styles 19 in 20 were;
of 64 heroes in the Forge's style, where there are none, so were six."""

MOST_OF_A_KIND = 1.5
"""How often sprites that were told the same kind are kept, over how often they were drawn: left to
the critic, a seventh of all creatures would be frogs."""


def picker_for(library: ModelLibrary, how: Drawing, locked: Sequence[int] = ()) -> "Picker | None":
    """Who picks for a drawing; None where nothing is to be picked, or its model has no critic.

    Args: locked: as of `free_places`.

    Raises JobError, CheckpointError.
    """
    if not free_places(how, locked):
        return None
    critic = library.load_critic(how.model)
    if critic is None:
        return None
    shown = library.load(how.model).model.vocabulary.shown
    near = {word: one.near for word, one in shown.items() if one.near}
    return Picker(critic, library.load_seen(how.model), near)


@dataclass(frozen=True)
class Picker:
    """Attributes: critic: of the model; trained: (N, 64) descriptors of its training sprites, or
    None where there is no record of them; near: word that was taught later → the model's own that
    is most like it. The critic knows that one: of sprites in a learned style FD-φ₁ to unseen ones
    of its pack was 16.2 without a choice, 11.6 where the critic was told no style, 12.9 the
    Forge's, and 9.9 the nearest."""

    critic: Critic
    trained: Tensor | None
    near: Mapping[str, str] = field(default_factory=dict)

    def pick(
        self,
        images: Images,
        mixes: Sequence[Mapping[str, float]],
        count: int,
        beside: Images | None = None,
        most_of_a_kind: float = MOST_OF_A_KIND,
    ) -> list[int]:
        """Which `count` of the (N, 16, 16, 4) sprites to keep, in their order.

        Args: mixes: one a sprite, its category, style and all; beside: others that are kept
        whatever they are, and that none is to be like; most_of_a_kind: how often what was told the
        same kind is kept, over how often it was drawn.
        """
        there = images[:0] if beside is None else beside
        x0 = encode(images)
        scores = self.critic.judged(x0, self.critic.weights([self._known(mix) for mix in mixes]))
        best_first = scores.argsort(descending=True).tolist()
        said = [_kind_in(mix) for mix in mixes]
        most = {
            kind: math.ceil(most_of_a_kind * drawn * count / len(images))
            for kind, drawn in Counter(said).items()
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
            if _is_like(images[i], np.concatenate([there, images[kept]])) or most[said[i]] == 0:
                spare.append(i)
            else:
                kept.append(i)
                most[said[i]] -= 1
        return sorted([*kept, *spare, *copies][:count])

    def _known(self, mix: Mapping[str, float]) -> dict[str, float]:
        """The mix in words that the critic may know."""
        known: dict[str, float] = {}
        for word, weight in mix.items():
            meant = self.near.get(word, word)
            known[meant] = known.get(meant, 0.0) + weight
        return known


def _kind_in(mix: Mapping[str, float]) -> str:
    """The one that weighs most, or "". Of kinds that take turns the others are told by nothing; and
    what people wear differs from sprite to sprite."""
    return max(named_kinds(mix), key=mix.__getitem__, default="")


def _is_like(pixels: Images, others: Images) -> bool:
    return len(others) > 0 and bool(near_copies(pixels[None], others)[0])


class Group:
    """Sprites of a drawing that are chosen among candidates of their own.

    Attributes:
        first: number of the first of them.
        drawn: how many sprites are drawn for them: those that are locked, then the candidates for
            the others.
        first_of_all: of what is drawn, what stands in each place before anything is picked.
    """

    def __init__(self, asked: Drawing, first: int, most: int, locked: frozenset[int]) -> None:
        """Args: most: sprites of a group; locked: numbers of those that keep their seeds."""
        places = range(first, min(asked.count, first + most))
        self.first = first
        self._turns = asked.varied and len(named_kinds(asked.mix)) > 1
        self._held = [place - first for place in places if place in locked]
        self._free = [place - first for place in places if place not in locked]
        self._seeds = [asked.sprite_seeds[first + place] for place in self._held]
        self.drawn = len(self._held) + len(self._free) * asked.candidates
        self.first_of_all = self._in_places(range(len(self._held), len(places)))

    def pool(self, asked: Drawing) -> Drawing:
        """All that is drawn for them."""
        start = asked.seed + self.first * asked.candidates
        tried = range(start, start + self.drawn - len(self._held))
        seeds = (*self._seeds, *tried) if self._held else ()
        return msgspec.structs.replace(asked, seed=start, count=self.drawn, seeds=seeds)

    def placed(
        self, picker: Picker, images: Images, mixes: Sequence[Mapping[str, float]]
    ) -> list[int]:
        """Which of what was drawn is kept, place by place: what was seen in a place stays there if
        it is kept, or else what was told the same kind comes, if there is such."""
        held = len(self._held)
        images, mixes, beside = images[held:], mixes[held:], images[:held]
        told = [_kind_in(mix) for mix in mixes]
        share = 1.0 if self._turns else MOST_OF_A_KIND
        left = picker.pick(images, mixes, len(self._free), beside, share)
        chosen: dict[int, int] = {i: i for i in range(len(self._free)) if i in left}
        left = [i for i in left if i not in chosen]
        for alike in (True, False):
            for place in (i for i in range(len(self._free)) if i not in chosen):
                fits = (i for i in left if not alike or told[i] == told[place])
                if (found := next(fits, None)) is not None:
                    chosen[place] = found
                    left.remove(found)
        return self._in_places([held + chosen[i] for i in range(len(self._free))])

    def _in_places(self, kept: Sequence[int]) -> list[int]:
        """Args: kept: for the places that are not locked."""
        chosen = {place: i for i, place in enumerate(self._held)}
        chosen |= dict(zip(self._free, kept, strict=True))
        return [chosen[place] for place in sorted(chosen)]
