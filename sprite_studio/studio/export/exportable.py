"""What a page has that can be exported, before it is known how and where."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from sprite_studio.art.export.collection import Arrangement, Clip, NamedSprite
from sprite_studio.art.export.credits import Origin
from sprite_studio.art.palette import Palette
from sprite_studio.studio.export.frame_tags import frame_milliseconds, frame_tags
from sprite_studio.studio.jobs.base import Images
from sprite_studio.studio.jobs.recipe import Recipe


@dataclass(frozen=True, eq=False)
class Exportable:
    """Sprites, and what is known of them.

    Attributes:
        name: of files and resources, as it is offered.
        sprites, clips: as of a `Collection`.
        choices: in words → the numbers of the sprites that may be meant; the first is offered.
        origins: where they come from, for CREDITS.txt.
        recipe: of all sprites in their order, if they were drawn together.
        palette, arrangement: what their set keeps, or None.
    """

    name: str
    sprites: tuple[NamedSprite, ...]
    choices: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    clips: tuple[Clip, ...] = ()
    origins: tuple[Origin, ...] = ()
    recipe: Recipe | None = None
    palette: Palette | None = None
    arrangement: Arrangement | None = None

    def only(self, numbers: Sequence[int]) -> "Exportable":
        """Some of the sprites, in that order, and the animations that they still make up."""
        place = {number: i for i, number in enumerate(numbers)}
        whole = tuple(numbers) == tuple(range(len(self.sprites)))
        recipe = self.recipe
        if recipe is not None and not whole:
            recipe = recipe.of_sprites(list(numbers))
        return replace(
            self,
            sprites=tuple(self.sprites[number] for number in numbers),
            choices={},
            clips=tuple(
                replace(clip, frames=tuple(place[number] for number in clip.frames))
                for clip in self.clips
                if place.keys() >= set(clip.frames)
            ),
            recipe=recipe,
        )


def of_drawing(
    images: Images, recipe: Recipe, choices: Mapping[str, tuple[int, ...]], origin: Origin
) -> Exportable:
    """The sprites of one drawing; those on a way from one to another are an animation."""
    names = [f"sprite_{number}" for number in range(len(images))]
    clips = []
    for tag in frame_tags(recipe):
        if tag.first == tag.last:
            names[tag.first] = tag.name
        else:
            frames = tuple(range(tag.first, tag.last + 1))
            names[tag.first : tag.last + 1] = [f"{tag.name}_{i}" for i in range(len(frames))]
            times = (frame_milliseconds(recipe),) * len(frames)
            clips.append(Clip(tag.name, frames, times))
    sprites = tuple(map(NamedSprite, names, np.asarray(images)))
    title = next(iter(recipe.drawing.mix), "sprites").rpartition(":")[2]
    return Exportable(
        f"{title}-{recipe.drawing.seed}", sprites, choices, tuple(clips), (origin,), recipe
    )
