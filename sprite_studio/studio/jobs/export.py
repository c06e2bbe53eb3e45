"""What is exported and what comes of it: frozen, plain data. No torch, no Qt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeAlias

import msgspec

from sprite_studio.art.export.aseprite_json import JsonForm
from sprite_studio.art.export.collection import Arrangement, Clip, Collection, NamedSprite
from sprite_studio.art.export.credits import Origin
from sprite_studio.art.export.formats.files import FormatName
from sprite_studio.art.palette import Palette
from sprite_studio.art.sheet import Colour, Layout
from sprite_studio.studio.jobs.base import Images, Result
from sprite_studio.studio.jobs.cast import Characters
from sprite_studio.studio.jobs.compare import CompareResult
from sprite_studio.studio.jobs.recipes.recipe import Recipe
from sprite_studio.studio.jobs.report import Report
from sprite_studio.studio.jobs.training.train import LevelLoss
from sprite_studio.studio.jobs.tune import DrawnTune
from sprite_studio.studio.jobs.watch import WatchResult


@dataclass(frozen=True, eq=False)
class Sheet:
    """Sprites on one PNG, with a JSON of the frames beside it.

    Attributes: images: (N, 16, 16, 4); recipe: of them; layout; json: its form.
    """

    images: Images
    recipe: Recipe
    layout: Layout
    json: JsonForm = "hash"


@dataclass(frozen=True, eq=False)
class CharacterSheet:
    """Characters that walk on one PNG, side by side: rows are views, columns are steps.

    Attributes: frames: (N, 4, 3, 16, 16, 4); recipe: of them, which names the order of the rows;
    scale; json: the form of the JSON of frames and animations beside it, or None for none.
    """

    frames: Characters
    recipe: Recipe
    scale: int = 1
    json: JsonForm | None = None


@dataclass(frozen=True, eq=False)
class SingleSprite:
    """One sprite as a PNG. Attributes: image: (16, 16, 4); recipe: of it alone."""

    image: Images
    recipe: Recipe


@dataclass(frozen=True, eq=False)
class SpriteFolder:
    """A PNG a sprite, named by its seed, in a folder that is there.

    Attributes: images: (N, 16, 16, 4); recipe: of them; scale; background: RGBA.
    """

    images: Images
    recipe: Recipe
    scale: int = 1
    background: Colour = (0, 0, 0, 0)


@dataclass(frozen=True, eq=False)
class SpriteAnimation:
    """Sprites that change, as a GIF.

    Attributes:
        frames: (T, N, 16, 16, 4).
        columns, scale: as of a sheet.
        background: RGBA, or None for the studio's own.
        seconds: for which each frame is shown, and
        hold: the last one, before it begins again.
    """

    frames: Images
    columns: int
    scale: int
    seconds: float
    background: Colour | None = None
    hold: float = 1.0


@dataclass(frozen=True, eq=False)
class WatchedRun:
    """A whole run, as an animation (.gif, .apng) or a strip (.png). Attributes: run."""

    run: WatchResult


@dataclass(frozen=True, eq=False)
class ComparisonReport:
    """A picture of the lanes, with a table of their figures beside it. Attributes: result."""

    result: CompareResult


@dataclass(frozen=True, eq=False)
class LossReport:
    """A picture of a run's losses, with a table of them beside it.

    Attributes: picture: a PNG file; losses: (step, loss, smoothed) each; levels: as measured.
    """

    picture: bytes
    losses: tuple[tuple[int, float, float], ...]
    levels: tuple[LevelLoss, ...]


@dataclass(frozen=True, eq=False)
class TuneSound:
    """A loop as it is heard. Attributes: drawn."""

    drawn: DrawnTune


@dataclass(frozen=True, eq=False)
class TuneNotes:
    """A loop's notes, to go on from. Attributes: drawn."""

    drawn: DrawnTune


@dataclass(frozen=True, eq=False)
class EngineFiles:
    """Sprites and animations as the files of one format or several, in a folder.

    Attributes:
        collection: what is exported.
        formats: of which format; of several, each gets a folder of its own.
        origins: where the sprites come from, for CREDITS.txt.
        sources: files that they were read from, which are never replaced.
        recolour: whether the sprites are put into the collection's palette first.
    """

    collection: Collection
    formats: tuple[FormatName, ...]
    origins: tuple[Origin, ...] = ()
    sources: tuple[Path, ...] = ()
    recolour: bool = False


Content: TypeAlias = (
    Sheet
    | CharacterSheet
    | SingleSprite
    | SpriteFolder
    | SpriteAnimation
    | WatchedRun
    | ComparisonReport
    | LossReport
    | TuneSound
    | TuneNotes
    | EngineFiles
)


class ExportSetting(msgspec.Struct, frozen=True):
    """How a set is exported. Attributes: format: one of the catalogue's names; arrangement."""

    format: str
    arrangement: Arrangement


def setting_text(setting: ExportSetting) -> str:
    """As a set keeps it."""
    return msgspec.json.encode(setting).decode()


def read_setting(text: str) -> ExportSetting | None:
    """None for what nothing was kept of, or can be read no more."""
    try:
        return msgspec.json.decode(text, type=ExportSetting)
    except msgspec.DecodeError:
        return None


@dataclass(frozen=True, eq=False)
class Exportable:
    """Sprites, and what is known of them.

    Attributes:
        name: of files and resources, as it is offered.
        sprites, clips: as of a `Collection`.
        choices: in words → the numbers of the sprites that may be meant; the first is offered.
        origins: where they come from, for CREDITS.txt: one for each sprite, or those of all.
        recipe: of all sprites in their order, if they were drawn together.
        palette: that their set is drawn in, or None.
        setting: how their set was exported last, or None.
        set: its id, or None.
    """

    name: str
    sprites: tuple[NamedSprite, ...]
    choices: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    clips: tuple[Clip, ...] = ()
    origins: tuple[Origin, ...] = ()
    recipe: Recipe | None = None
    palette: Palette | None = None
    setting: ExportSetting | None = None
    set: int | None = None

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
            origins=tuple(self.origins[number] for number in numbers)
            if len(self.origins) == len(self.sprites)
            else self.origins,
        )


@dataclass(frozen=True, eq=False)
class ExportJob:
    """Write files.

    Attributes:
        content: what is in them.
        path: the file; of single sprites, and of files for engines, the folder.
        make_folder: whether a folder that is not there is made.
    """

    content: Content
    path: Path
    make_folder: bool = False


@dataclass(frozen=True)
class ExportProgress(Report):
    """On the way. Attributes: step, steps: of the whole job, as shares of it; seconds: since the
    start."""

    step: int
    steps: int
    seconds: float


@dataclass(frozen=True)
class ExportResult(Result):
    """Attributes: files: those written, the one that was asked for first; kept: those that were
    there already, may have been changed by hand since, and still fit."""

    files: tuple[Path, ...]
    kept: tuple[Path, ...] = ()
