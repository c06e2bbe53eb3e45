"""sprite-studio cast: characters in four views, walking.

From words; from one sprite, or some of its sides (--from, --left …), which stay as they are; or
from a sheet of which a frame was changed, that the others follow (--follow, --changed). The sheet
has rows down, left, right, up and columns stand, a, b: 48×64 pixels a character, side by side.
"""

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import cast as as_type

import msgspec
import numpy as np

import sprite_studio
from sprite_studio.art.export.collection import Arrangement, Collection
from sprite_studio.art.export.formats.catalogue import FORMATS, Format, find_format
from sprite_studio.art.walk.character import STEPS, VIEWS, Frames, View
from sprite_studio.art.walk.finish import MOST_COLOURS, Given
from sprite_studio.art.walk.given import (
    blank,
    colours_given,
    read_character,
    read_frame,
    with_few_colours,
)
from sprite_studio.cli.common import (
    add_colour_options,
    add_device_option,
    add_style_option,
    asked_style,
    open_library,
    palette_of,
    parse_mix,
    print_left_out,
    progress_bar,
    until_interrupted,
)
from sprite_studio.cli.outputs import exported, output_files, save
from sprite_studio.studio.export.characters import GIF_SCALE, names_of, of_characters, walking
from sprite_studio.studio.export.destination import GIF, PICTURE, SHEET
from sprite_studio.studio.export.engine_files import engine_destination
from sprite_studio.studio.export.model_credits import installed_credits
from sprite_studio.studio.export.origins import origin_of
from sprite_studio.studio.export.writable import check_folder
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.cast import (
    CAST_COLOURS,
    CAST_DRAWING,
    CAST_TEMPERATURE,
    FOLLOW_STRENGTH,
    FROM_WORDS,
    GIVEN_CANDIDATES,
    GIVEN_TEMPERATURE,
    CastJob,
    CastResult,
    candidates_for,
    cast_of,
    colours_for,
    following,
    steps_for,
    who_it_was,
)
from sprite_studio.studio.jobs.drawing import BEST, CAST_MODEL, SAMPLERS, new_seed
from sprite_studio.studio.jobs.export import CharacterSheet, EngineFiles, ExportJob
from sprite_studio.studio.jobs.recipes.recipe import Cast


@dataclass(frozen=True)
class Places:
    """Where to save. Attributes: sheet: or None; engine: formats, the folder and a name; gif."""

    sheet: Path | None
    engine: tuple[list[Format], Path, str] | None
    gif: Path | None


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser(
        "cast",
        help="characters in four views, walking",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="formats: " + ", ".join(form.name for form in FORMATS),
    )
    parser.add_argument("--prompt", default="", metavar="TEXT", help="a knight in blue")
    parser.add_argument("--mix", default="", metavar="WORD=WEIGHT,…", help="as of generate")
    add_style_option(parser, "the one in which the model draws best")
    begun = parser.add_argument_group("what is there already")
    begun.add_argument(
        "--from", dest="from_", type=Path, metavar="FILE", help="a sprite of one side"
    )
    begun.add_argument("--view", choices=VIEWS, default="down", help="which (default: down)")
    for view in VIEWS:
        begun.add_argument(
            f"--{view}", type=Path, action="append", metavar="FILE", help=f"it stands, seen {view}"
        )
    begun.add_argument(
        "--follow", type=Path, metavar="SHEET", help="the sheet of one character, which was changed"
    )
    begun.add_argument(
        "--changed", metavar="VIEW:STEP,…", help="the frames of it that stay, as down:stand"
    )
    begun.add_argument(
        "--was",
        type=Path,
        metavar="SHEET",
        help="the same before that (default: guessed from its steps, which is less sure)",
    )
    begun.add_argument(
        "--strength",
        type=float,
        default=FOLLOW_STRENGTH,
        help="how far from what the others were a change of shape is drawn; what it has nothing to "
        f"do with stays (default: {FOLLOW_STRENGTH:g})",
    )
    begun.add_argument(
        "--reduce",
        action="store_true",
        help=f"merge the colours of what is there, if they are more than {MOST_COLOURS} together",
    )
    parser.add_argument("--count", type=int, default=1, help="characters (default: 1)")
    parser.add_argument("--seed", type=int, help="of the first (default: a new one)")
    parser.add_argument("--sampler", choices=SAMPLERS, default=CAST_DRAWING.sampler)
    parser.add_argument("--steps", type=int, help="of the sampler (default: its usual number)")
    parser.add_argument("--guidance", type=float, default=CAST_DRAWING.guidance, help="1 is none")
    parser.add_argument(
        "--best-of",
        type=int,
        metavar="K",
        help="draw K for each and keep the best: from words by the model's critic if it has one, "
        "around given frames by the steps that are seen "
        f"(default: {CAST_DRAWING.candidates}, and {GIVEN_CANDIDATES} where frames are given)",
    )
    parser.add_argument(
        "--temperature",
        type=float,
        help="above 0 to 1: less is plainer, with fewer stray pixels "
        f"(default: {CAST_TEMPERATURE:g}, and {GIVEN_TEMPERATURE:g} around frames that are given, "
        "unless others keep something of what they were)",
    )
    parser.add_argument(
        "--mirror",
        action=argparse.BooleanOptionalAction,
        default=None,
        help="left and right are mirrors (default: where they nearly are)",
    )
    add_colour_options(
        parser,
        f"at most, in all frames of a character (default: {CAST_COLOURS}, and "
        f"{MOST_COLOURS} where frames are given)",
    )
    parser.set_defaults(model=CAST_MODEL, colours=None)
    parser.add_argument(
        "--out", required=True, metavar="PATH", help="a PNG; with --format a folder, or its file"
    )
    parser.add_argument("--order", metavar="VIEW,…", help=f"of rows (default: {','.join(VIEWS)})")
    parser.add_argument("--scale", type=int, default=1, help="screen pixels a sprite pixel")
    parser.add_argument(
        "--json", action="store_true", help="frames and animations beside the PNG, as Aseprite does"
    )
    parser.add_argument("--format", metavar="F[,F]", help="for an engine instead, as of export")
    parser.add_argument("--gif", metavar="FILE.gif", help="they walk")
    add_device_option(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> None:
    """Read, check where to save, draw, save."""
    from sprite_studio.studio.draw.casting.characters import draw_characters

    order = _order(arguments.order)
    cast = msgspec.structs.replace(_cast(arguments, order), order=order)
    if arguments.temperature is not None:
        cast = msgspec.structs.replace(cast, temperature=arguments.temperature)
    places = _places(arguments)
    style, mix = asked_style(arguments, parse_mix(arguments.mix), BEST)
    drawing = msgspec.structs.replace(
        CAST_DRAWING,
        mix=mix,
        style=style,
        seed=new_seed() if arguments.seed is None else arguments.seed,
        count=arguments.count,
        candidates=candidates_for(arguments.best_of, cast),
        sampler=arguments.sampler,
        steps=steps_for(arguments.sampler, arguments.steps),
        guidance=arguments.guidance,
        model=arguments.model,
        colours=colours_for(arguments.colours, cast),
        palette=palette_of(arguments),
    )
    job = CastJob(drawing, arguments.prompt, cast)
    result = None
    with progress_bar("drawing") as progress:
        for event in until_interrupted(draw_characters(job, open_library(arguments.device))):
            if isinstance(event, CastResult):
                result = event
            else:
                progress.update(progress.task_ids[0], completed=event.step, total=event.steps)
    assert result is not None  # a job that is not cancelled ends with its result
    for file in _saved(result, places, arguments):
        print(file)
    print(f"seed {drawing.seed}, {result.seconds:.2f} s", file=sys.stderr)
    print_left_out(result.left_out)


def _places(arguments: argparse.Namespace) -> Places:
    """Looked at before anything is drawn. Raises DestinationError."""
    engine = None
    [gif] = output_files([(arguments.gif, GIF)], _sources(arguments))
    if arguments.format is None:
        kind = SHEET if arguments.json else PICTURE
        sheet, gif = output_files(
            [(arguments.out, kind), (arguments.gif, GIF)], _sources(arguments)
        )
    else:
        if arguments.json:
            raise JobError("--json is of the PNG; each --format brings its own files")
        formats = [find_format(name) for name in dict.fromkeys(arguments.format.split(","))]
        folder, name = engine_destination(arguments.out, formats, "")
        if not folder.exists():
            check_folder(folder.parent)
        sheet, engine = None, (formats, folder, name)
    return Places(sheet, engine, gif)


def _saved(result: CastResult, places: Places, arguments: argparse.Namespace) -> list[Path]:
    files: list[Path] = []
    if places.sheet is not None:
        form = "hash" if arguments.json else None
        files += save(
            CharacterSheet(result.frames, result.recipe, arguments.scale, form), places.sheet
        )
    if places.engine is not None:
        formats, folder, name = places.engine
        origin = origin_of(result.recipe, installed_credits(result.recipe.drawing.model))
        found = of_characters(result.frames, names_of(result.recipe), (origin,))
        collection = Collection(
            name or found.name,
            found.sprites,
            found.clips,
            Arrangement(scale=arguments.scale),
            version=sprite_studio.__version__,
        )
        read = tuple(path for path in _sources(arguments) if path is not None)
        content = EngineFiles(collection, tuple(f.name for f in formats), found.origins, read)
        files += exported(ExportJob(content, folder, make_folder=True)).files
    if places.gif is not None:
        scale = max(arguments.scale, GIF_SCALE)
        files += save(walking(result.frames, scale), places.gif)
    return files


def _sources(arguments: argparse.Namespace) -> list[Path | None]:
    """Files that are read, which no result may replace."""
    sides = [path for view in VIEWS for path in getattr(arguments, view) or ()]
    return [arguments.from_, *sides, arguments.follow, arguments.was, arguments.palette]


def _order(asked: str | None) -> tuple[View, View, View, View]:
    """Raises JobError."""
    order = tuple(VIEWS if asked is None else (part.strip() for part in asked.split(",")))
    if sorted(order) != sorted(VIEWS):
        raise JobError(f"--order names {', '.join(VIEWS)}, each once and in any order")
    return as_type(tuple[View, View, View, View], order)


def _cast(arguments: argparse.Namespace, order: tuple[View, ...]) -> Cast:
    """What is there of the characters. Raises JobError, GivenError, ImageError."""
    sides = _sides(arguments)
    if (arguments.follow is None) != (arguments.changed is None):
        raise JobError("--follow SHEET and --changed VIEW:STEP go together; give both")
    if arguments.follow is not None:
        if sides:
            raise JobError("--follow begins with a sheet, which has every side; leave out the rest")
        frames = read_character(arguments.follow, order)
        changed = _changed(arguments.changed, frames)
        kept = None if arguments.was is None else read_character(arguments.was, order)
        was = who_it_was(frames, changed, kept)
        frames = _with_few_colours(frames, changed, arguments)
        return msgspec.structs.replace(
            following(frames, changed, was, arguments.strength), mirror=arguments.mirror
        )
    if arguments.was is not None:
        raise JobError("--was SHEET goes with --follow SHEET, which was changed since; give both")
    if not sides:
        return msgspec.structs.replace(FROM_WORDS, mirror=arguments.mirror)
    frames, given = blank(), np.zeros((len(VIEWS), len(STEPS)), np.bool_)
    for view, path in sides.items():
        frames[VIEWS.index(view), 0] = read_frame(path)
        given[VIEWS.index(view), 0] = True
    frames = _with_few_colours(frames, given, arguments)
    return cast_of(frames, given, mirror=arguments.mirror)


def _with_few_colours(frames: Frames, given: Given, arguments: argparse.Namespace) -> Frames:
    """Raises JobError for too many, unless they are to be merged."""
    colours = colours_given(frames, given)
    if colours > MOST_COLOURS:
        if not arguments.reduce:
            raise JobError(
                f"what is given has {colours} colours together, and a character at most "
                f"{MOST_COLOURS}; add --reduce to merge them"
            )
        return with_few_colours(frames, given)
    return frames


def _sides(arguments: argparse.Namespace) -> dict[View, Path]:
    """View → picture. Raises JobError for one that is named twice."""
    named: list[tuple[View, Path]] = [
        (view, path) for view in VIEWS for path in getattr(arguments, view) or ()
    ]
    if arguments.from_ is not None:
        named.insert(0, (arguments.view, arguments.from_))
    sides: dict[View, Path] = {}
    for view, path in named:
        if view in sides:
            raise JobError(f"the view {view} is named twice: {sides[view]} and {path}; give one")
        sides[view] = path
    return sides


def _changed(asked: str, frames: Frames) -> Given:
    """Raises JobError."""
    given = np.zeros((len(VIEWS), len(STEPS)), np.bool_)
    for part in asked.split(","):
        view, _, step = part.strip().partition(":")
        step = step or STEPS[0]
        if view not in VIEWS or step not in STEPS:
            raise JobError(
                f"{part.strip()!r} is no frame; write one as down:stand, of the views "
                f"{', '.join(VIEWS)} and the steps {', '.join(STEPS)}"
            )
        at = VIEWS.index(view), STEPS.index(step)
        if not frames[at][..., 3].any():
            raise JobError(f"the frame {view}:{step} of the sheet is empty; name one that is drawn")
        given[at] = True
    return given
