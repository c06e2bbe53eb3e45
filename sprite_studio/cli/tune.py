"""sprite-studio tune: loops of music, drawn as sprites are.

A loop has eight bars of four voices, and no seam: it can be played again and again. Words are moods
(calm, battle, shop, victory, night, travel, mystery, dance), major or minor, and slow, steady or
fast; what is not said of a scale or a pace goes with the mood.
"""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import msgspec

from sprite_studio.cli.common import (
    add_device_option,
    open_library,
    parse_mix,
    print_left_out,
    progress_bar,
    until_interrupted,
)
from sprite_studio.cli.outputs import output_files, save
from sprite_studio.studio.export.destination import NOTES, SOUND, Kind, destination
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.drawing import new_seed
from sprite_studio.studio.jobs.export import TuneNotes, TuneSound
from sprite_studio.studio.jobs.tune import (
    MOST_TUNES,
    TUNE_DRAWING,
    DrawnTune,
    TuneJob,
    TuneResult,
)


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser(
        "tune",
        help="loops of music",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--prompt", default="", metavar="TEXT", help="calm, minor")
    parser.add_argument("--mix", default="", metavar="WORD=WEIGHT,…", help="calm=0.5,night=0.5")
    parser.add_argument("--seed", type=int, help="of the first (default: a new one)")
    parser.add_argument(
        "--count", type=int, default=1, help=f"loops, at most {MOST_TUNES}; several are numbered"
    )
    parser.add_argument(
        "--steps",
        type=int,
        default=TUNE_DRAWING.steps,
        help="a bar (default: %(default)s)",
    )
    parser.add_argument("--guidance", type=float, default=TUNE_DRAWING.guidance, help="1 is none")
    parser.add_argument("--model", default=TUNE_DRAWING.model, metavar="NAME_OR_FILE")
    parser.add_argument("--out", metavar="FILE.wav", help="as it is heard")
    parser.add_argument("--midi", metavar="FILE.mid", help="its notes, a track a voice")
    parser.add_argument("--json", action="store_true", help="print recipes and figures as JSON")
    add_device_option(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> None:
    """Draw, then save. Paths are checked first, so that nothing is drawn in vain."""
    from sprite_studio.studio.draw.tune import draw_tunes

    if arguments.out is None and arguments.midi is None and not arguments.json:
        raise JobError("say where to save: --out FILE.wav, --midi FILE.mid, or --json")
    if not 1 <= arguments.count <= MOST_TUNES:
        raise JobError(f"1 to {MOST_TUNES} loops can be drawn at once, not {arguments.count}")
    places = _places(arguments)
    drawing = msgspec.structs.replace(
        TUNE_DRAWING,
        mix=parse_mix(arguments.mix),
        seed=new_seed() if arguments.seed is None else arguments.seed,
        count=arguments.count,
        steps=arguments.steps,
        guidance=arguments.guidance,
        model=arguments.model,
    )
    result = None
    with progress_bar("drawing") as progress:
        job = TuneJob(drawing, arguments.prompt)
        for event in until_interrupted(draw_tunes(job, open_library(arguments.device))):
            if isinstance(event, TuneResult):
                result = event
            else:
                progress.update(progress.task_ids[0], completed=event.step, total=event.steps)
    assert result is not None  # a job that is not cancelled ends with its result
    files = [_saved(one, *place) for one, place in zip(result.drawn, places, strict=True)]
    if arguments.json:
        print(json.dumps(_report(result, files)))
    else:
        for file in (file for of_one in files for file in of_one):
            print(file)
        print(f"seed {drawing.seed}, {result.seconds:.2f} s", file=sys.stderr)
    if result.note:
        print(f"sprite-studio: {result.note}", file=sys.stderr)
    print_left_out(result.left_out)


def _places(arguments: argparse.Namespace) -> list[tuple[Path | None, Path | None]]:
    """Where the sound and the notes of each loop go. Raises DestinationError."""
    asked: list[tuple[str | None, Kind]] = []
    for number in range(arguments.count):
        of_one = "" if arguments.count == 1 else f"_{number + 1:02}"
        asked.append((_numbered(arguments.out, SOUND, of_one), SOUND))
        asked.append((_numbered(arguments.midi, NOTES, of_one), NOTES))
    paths = output_files(asked, ())
    return list(zip(paths[::2], paths[1::2], strict=True))


def _numbered(asked: str | None, kind: Kind, number: str) -> str | None:
    """ "loop.wav" → "loop_01.wav". Raises DestinationError."""
    if asked is None or not number:
        return asked
    path = destination(asked, kind)
    return str(path.with_name(f"{path.stem}{number}{path.suffix}"))


def _saved(drawn: DrawnTune, sound: Path | None, notes: Path | None) -> list[Path]:
    files: list[Path] = []
    if sound is not None:
        files += save(TuneSound(drawn), sound)
    if notes is not None:
        files += save(TuneNotes(drawn), notes)
    return files


def _report(result: TuneResult, files: list[list[Path]]) -> dict[str, Any]:
    return {
        "tunes": [
            {
                "recipe": msgspec.to_builtins(drawn.recipe),
                "plan": msgspec.to_builtins(drawn.tune.plan),
                "seconds": round(drawn.tune.seconds, 3),
                "notes": len(drawn.tune.notes()),
                "figures": msgspec.to_builtins(drawn.figures),
                "files": list(map(str, of_one)),
            }
            for drawn, of_one in zip(result.drawn, files, strict=True)
        ],
        "seconds": round(result.seconds, 4),
        "device": result.device,
        "left_out": [left.text for left in result.left_out if not left.instead],
    }
