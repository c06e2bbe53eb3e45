"""sprite-studio replay: draw a saved PNG, WAV or MIDI again from its recipe, and compare.

Prints "identical" and exits with 0, or says how many pixels differ and what is known of why and
exits with 1, as it does where the picture cannot be drawn again.
"""

import argparse
from collections.abc import Generator, Sequence
from pathlib import Path
from typing import Any, TypeVar

from sprite_studio.art.sheet import Layout
from sprite_studio.art.sprite import SIZE
from sprite_studio.art.walk.character import STEPS
from sprite_studio.art.walk.sheet import characters_of, sheet_columns
from sprite_studio.cli.common import (
    add_device_option,
    open_library,
    progress_bar,
    until_interrupted,
)
from sprite_studio.cli.outputs import output_files, save
from sprite_studio.studio.export.destination import NOTES, SHEET, SOUND
from sprite_studio.studio.jobs.export import CharacterSheet, Sheet, TuneNotes, TuneSound
from sprite_studio.studio.jobs.recipes.recipe import Cast, Recipe
from sprite_studio.studio.jobs.recipes.replay import ReplayJob, ReplayResult
from sprite_studio.studio.jobs.tune import ReplayTuneJob, ReplayTuneResult

R = TypeVar("R")
SEEDS_LISTED = 12
TUNE_SUFFIXES = (*SOUND.suffixes, *NOTES.suffixes)


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser(
        "replay", help="draw a saved PNG, WAV or MIDI again and compare", description=__doc__
    )
    parser.add_argument("file", type=Path, metavar="FILE", help="a sheet, a sprite or a loop")
    parser.add_argument(
        "--model",
        default="",
        metavar="NAME_OR_FILE",
        help="draw with this one (default: the installed model that the recipe names)",
    )
    parser.add_argument("--out", metavar="FILE", help="save what is drawn now")
    add_device_option(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Draw, save if asked to, report; the exit status."""
    from sprite_studio.studio.draw.replay import replay

    if arguments.file.suffix.lower() in TUNE_SUFFIXES:
        return _run_tune(arguments)
    [out] = output_files([(arguments.out, SHEET)], [arguments.file])
    job = ReplayJob(arguments.file, arguments.model)
    result = _last(replay(job, open_library(arguments.device)), ReplayResult)
    if out is not None:
        save(_sheet(result), out)
    for line in _report(result):
        print(line)
    return 0 if result.identical else 1


def _last(events: Generator[Any, None, None], kind: type[R]) -> R:
    """The result of a job, whose progress is shown."""
    result = None
    with progress_bar("drawing") as progress:
        for event in until_interrupted(events):
            if isinstance(event, kind):
                result = event
            else:
                progress.update(progress.task_ids[0], completed=event.step, total=event.steps)
    assert result is not None  # a job that is not cancelled ends with its result
    return result


def _run_tune(arguments: argparse.Namespace) -> int:
    """The same of a loop of music."""
    from sprite_studio.studio.draw.replay_tune import replay_tune

    of_sound = arguments.file.suffix.lower() == SOUND.suffixes[0]
    [out] = output_files([(arguments.out, SOUND if of_sound else NOTES)], [arguments.file])
    job = ReplayTuneJob(arguments.file, arguments.model)
    result = _last(replay_tune(job, open_library(arguments.device)), ReplayTuneResult)
    if out is not None:
        save(TuneSound(result.drawn) if of_sound else TuneNotes(result.drawn), out)
    for line in result.reasons:
        print(line)
    print(f"{'identical' if result.identical else 'not the same'}: drawn on {result.device}")
    return 0 if result.identical else 1


def _sheet(result: ReplayResult) -> Sheet | CharacterSheet:
    """Laid out as the picture is."""
    recipe, layout = result.recipe, result.recipe.layout or Layout()
    if isinstance(recipe.edit, Cast):
        return CharacterSheet(characters_of(result.images, recipe.edit.order), recipe, layout.scale)
    return Sheet(result.images, recipe, layout)


def _report(result: ReplayResult) -> list[str]:
    count = result.recipe.tiles
    sprites = "1 sprite" if count == 1 else f"{count} sprites"
    if result.identical:
        return [f"identical: {sprites}, drawn on {result.device}"]
    seeds = _seeds([i for i, pixels in enumerate(result.differing) if pixels], result.recipe)
    named = ", ".join(map(str, seeds[:SEEDS_LISTED])) + (" …" if seeds[SEEDS_LISTED:] else "")
    lines = []
    if seeds:
        lines.append(
            f"{sum(result.differing)} of {count * SIZE * SIZE} pixels differ, "
            f"in {sum(map(bool, result.differing))} of {sprites}: seed {named}"
        )
    if result.between:
        lines.append(f"pixels that differ between the sprites: {result.between}")
    return [*lines, *result.reasons, f"drawn now on {result.device}"]


def _seeds(numbers: Sequence[int], recipe: Recipe) -> list[int]:
    """Of the sprites with these numbers on the sheet, each once."""
    seeds = recipe.drawing.sprite_seeds
    if isinstance(recipe.edit, Cast):
        numbers = [number % sheet_columns(len(seeds)) // len(STEPS) for number in numbers]
    return list(dict.fromkeys(seeds[number] for number in sorted(numbers)))
