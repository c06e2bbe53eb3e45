"""Characters that walk, as a sheet and as what engines get: twelve frames, four walks and four
animations of one frame, in which they stand.

A character by itself has "walk_down", "idle_down" and "down_stand"; of several each begins with its
own name.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from sprite_studio.art.export.aseprite_json import FrameTag, PlacedFrame, frames_json
from sprite_studio.art.export.collection import Clip, NamedSprite
from sprite_studio.art.export.credits import Origin
from sprite_studio.art.export.png import encode_png
from sprite_studio.art.export.steps import Steps
from sprite_studio.art.sheet import Layout, pack_sheet
from sprite_studio.art.sprite import CATEGORIES, SIZE
from sprite_studio.art.walk.character import (
    FRAMES,
    IDLE,
    STEP_MILLISECONDS,
    STEPS,
    VIEWS,
    WALK,
)
from sprite_studio.art.walk.sheet import sheet_columns, sheet_tiles
from sprite_studio.studio.export.sheet import Files, check_layout
from sprite_studio.studio.jobs.cast import Characters
from sprite_studio.studio.jobs.export import CharacterSheet, Exportable, SpriteAnimation
from sprite_studio.studio.jobs.recipes.recipe import Cast, Recipe, to_chunks

FRAME_NAMES = tuple(f"{view}_{step}" for view in VIEWS for step in STEPS)
"""Of the twelve frames, in their order."""

GIF_SCALE = 8


def title_of(mix: Mapping[str, float]) -> str:
    """What a character is called: by its strongest kind, or else its category."""
    kinds = [word for word in mix if word.startswith("kind:") and mix[word] > 0]
    named = kinds or [word for word in CATEGORIES if mix.get(word, 0) > 0]
    word = max(named, key=lambda word: mix[word], default="hero")
    return word.rpartition(":")[2]


def names_of(recipe: Recipe) -> tuple[str, ...]:
    """One a character: "knight", or "knight_1" and so on where there are several."""
    told = recipe.styles or ({},) * recipe.drawing.count
    titles = [title_of({**recipe.drawing.mix, **one}) for one in told]
    return numbered(titles)


def numbered(titles: Sequence[str]) -> tuple[str, ...]:
    """The same, told apart by numbers where there are several."""
    if len(titles) == 1:
        return (titles[0],)
    return tuple(f"{title}_{number}" for number, title in enumerate(titles, start=1))


def with_animations(
    characters: Characters, names: Sequence[str]
) -> tuple[tuple[NamedSprite, ...], tuple[Clip, ...]]:
    """All frames, and the animations of each. Args: names: of the characters."""
    sprites: list[NamedSprite] = []
    clips: list[Clip] = []
    for name, frames in zip(names, characters, strict=True):
        own = "" if len(names) == 1 else f"{name}_"
        first = len(sprites)
        flat = frames.reshape(-1, *frames.shape[2:])
        sprites += [
            NamedSprite(f"{own}{frame}", one) for frame, one in zip(FRAME_NAMES, flat, strict=True)
        ]
        clips += animations(first, own, "" if len(names) == 1 else name)
    return tuple(sprites), tuple(clips)


def animations(first: int, own: str = "", owner: str = "") -> list[Clip]:
    """The walks of twelve frames that follow each other, and how they stand. Args: first: number of
    the first of them; own: before the name of each; owner: as of `Clip`."""
    return [
        Clip(
            f"{own}{name}_{view}",
            tuple(first + row * len(STEPS) + step for step in steps),
            (STEP_MILLISECONDS,) * len(steps),
            owner=owner,
        )
        for name, steps in (("walk", WALK), ("idle", IDLE))
        for row, view in enumerate(VIEWS)
    ]


def of_characters(
    characters: Characters, names: Sequence[str], origins: Sequence[Origin]
) -> Exportable:
    """What an export begins with: all of them, or one by one. Args: names: one a character;
    origins: as of `Exportable`."""
    sprites, clips = with_animations(characters, names)
    if len(names) == 1:
        return Exportable(names[0], sprites, {}, clips, tuple(origins))
    whole = {f"All {len(names)} characters": tuple(range(len(sprites)))}
    each = {
        name: tuple(range(number * FRAMES, (number + 1) * FRAMES))
        for number, name in enumerate(names)
    }
    return Exportable("cast", sprites, whole | each, clips, tuple(origins))


def encode_characters(path: Path, asked: CharacterSheet) -> Steps[Files]:
    """A PNG with its recipe, and a JSON of frames and animations beside it if wanted. Raises
    JobError."""
    edit = asked.recipe.edit
    assert isinstance(edit, Cast)
    count = len(asked.frames)
    layout = Layout(sheet_columns(count), asked.scale)
    check_layout(layout, count * FRAMES)
    packed = pack_sheet(list(sheet_tiles(asked.frames, edit.order)), layout.columns)
    texts = to_chunks(msgspec.structs.replace(asked.recipe, layout=layout))
    files = {path: (yield from encode_png(packed, texts, asked.scale))}
    if asked.json is not None:
        frames, tags = _told(names_of(asked.recipe), edit.order, asked.scale)
        size = (packed.shape[1] * asked.scale, packed.shape[0] * asked.scale)
        text = frames_json(path.name, size, frames, asked.recipe.version, tags, asked.json)
        files[path.with_suffix(".json")] = text.encode()
    return files


def _told(
    names: Sequence[str], order: Sequence[str], scale: int
) -> tuple[list[PlacedFrame], list[FrameTag]]:
    """A tag is a range of frames, so one that is shown twice is named twice; who stands does so in
    the first frame of a walk."""
    side = SIZE * scale
    frames: list[PlacedFrame] = []
    tags: list[FrameTag] = []
    for column, name in enumerate(names):
        own = "" if len(names) == 1 else f"{name}_"
        firsts = {view: len(frames) + row * len(WALK) for row, view in enumerate(VIEWS)}
        tags += [FrameTag(f"{own}walk_{v}", at, at + len(WALK) - 1) for v, at in firsts.items()]
        tags += [FrameTag(f"{own}idle_{v}", at, at) for v, at in firsts.items()]
        for view in VIEWS:
            for place, step in enumerate(WALK):
                told = f"{own}{view}_{STEPS[step]}"
                if step in WALK[:place]:
                    told = f"{told}_again"
                left, top = (column * len(STEPS) + step) * side, order.index(view) * side
                frames.append(PlacedFrame(told, left, top, side, side, STEP_MILLISECONDS))
    return frames, tags


def walking(characters: NDArray[np.uint8], scale: int = GIF_SCALE) -> SpriteAnimation:
    """All of them walk, a row each: down, left, right and up beside one another."""
    steps = characters[:, :, list(WALK)].swapaxes(0, 2).swapaxes(1, 2)  # (4, N, 4, 16, 16, 4)
    seconds = STEP_MILLISECONDS / 1000
    return SpriteAnimation(
        np.ascontiguousarray(steps).reshape(len(WALK), -1, SIZE, SIZE, 4),
        columns=len(VIEWS),
        scale=scale,
        seconds=seconds,
        hold=seconds,
    )
