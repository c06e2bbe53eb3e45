"""Kept sprites as an engine gets them: by name, with what is known of where they come from."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from sprite_studio.art.export.collection import STILL_MILLISECONDS, Clip, NamedSprite
from sprite_studio.art.export.credits import Origin
from sprite_studio.art.palette import Palette
from sprite_studio.studio.export.characters import FRAME_NAMES, animations
from sprite_studio.studio.export.model_credits import ModelCredits
from sprite_studio.studio.export.origins import merged, origin_of
from sprite_studio.studio.export.sources import Gathered
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.export import Exportable, read_setting
from sprite_studio.studio.jobs.library.changes import KeptSet
from sprite_studio.studio.jobs.library.exporting import GatherJob
from sprite_studio.studio.jobs.library.sprites import KeptSprite
from sprite_studio.studio.library.sprites.store import SpriteLibrary

CreditFinder = Callable[[str], ModelCredits]
LIBRARY = "sprites"
"""What is exported is called where it is no set."""


def gather(job: GatherJob, library: SpriteLibrary, credits_of: CreditFinder) -> Exportable:
    """Raises JobError where none of the sprites is there."""
    kept = library.read(job.ids)
    if not kept:
        raise JobError("there is no sprite to export; keep some first")
    own = next((one for one in library.sets() if one.id == job.set), None)
    sprites, clips, first_of = _named(kept)
    chosen = set(job.chosen)
    picked = [
        number
        for one in kept
        if one.id in chosen
        for number in range(first_of[one.id], first_of[one.id] + len(one.sprite.images))
    ]
    whole = f"All {len(kept):,} sprites" + (f" of {own.facts.name}" if own else "")
    choices = {whole: tuple(range(len(sprites)))}
    if 0 < len(picked) < len(sprites):
        choices = {f"The {len(chosen):,} selected": tuple(picked), **choices}
    return Exportable(
        own.facts.name if own else LIBRARY,
        sprites,
        choices,
        clips,
        _origins(kept, credits_of),
        palette=_palette(own),
        setting=None if own is None else read_setting(own.facts.export),
        set=None if own is None else own.id,
    )


def gather_set(name: str, library: SpriteLibrary, credits_of: CreditFinder) -> Gathered:
    """A whole set by its name. Raises UserError, naming those that there are."""
    own = library.set_named(name)
    found = gather(GatherJob(own.facts.sprites, set=own.id), library, credits_of)
    return Gathered(
        found.name,
        found.sprites,
        found.clips,
        merged(found.origins),
        palette=found.palette,
        arrangement=None if found.setting is None else found.setting.arrangement,
    )


def _named(
    kept: Sequence[KeptSprite],
) -> tuple[tuple[NamedSprite, ...], tuple[Clip, ...], dict[int, int]]:
    """Every frame by itself, the animations of those that have several, and id → first frame."""
    sprites: list[NamedSprite] = []
    clips: list[Clip] = []
    first_of = {}
    for one in kept:
        first_of[one.id] = first = len(sprites)
        name, frames = one.sprite.name, one.sprite.frames
        if frames == FRAME_NAMES:
            clips += animations(first, f"{name}_", name)
        elif len(frames) > 1:
            numbers = tuple(range(first, first + len(frames)))
            clips.append(Clip(name, numbers, (STILL_MILLISECONDS,) * len(frames), owner=name))
        names = [f"{name}_{frame}" if frame else name for frame in frames]
        sprites += map(NamedSprite, names, one.sprite.images)
    return tuple(sprites), tuple(clips), first_of


def _origins(kept: Sequence[KeptSprite], credits_of: CreditFinder) -> tuple[Origin, ...]:
    """Of every frame."""
    learned: dict[str, ModelCredits] = {}
    origins: list[Origin] = []
    for one in kept:
        recipe, frame = one.sprite.recipe, int(one.sprite.frames == FRAME_NAMES)
        origin = Origin(frames=frame)
        if recipe is not None:
            model = recipe.drawing.model
            if model not in learned:
                learned[model] = credits_of(model)
            origin = replace(origin_of(recipe, learned[model]), sprites=1, frames=frame)
            if origin.model and one.sprite.origin:  # it was imported before it was drawn on
                origin = replace(origin, redrawn=1, redrawn_frames=frame)
        origins += [origin] * len(one.sprite.images)
    return tuple(origins)


def _palette(own: KeptSet | None) -> Palette | None:
    if own is None or not own.facts.palette:
        return None
    return Palette(own.facts.name, own.facts.palette)
