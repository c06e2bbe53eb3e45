"""sprite-studio generate: draw sprites and save them as a sheet."""

import argparse
import json
import sys
from pathlib import Path

import msgspec
import numpy as np

from sprite_studio.art.sheet import Layout
from sprite_studio.cli.common import (
    USUAL,
    add_colour_options,
    add_device_option,
    add_layout_options,
    add_style_option,
    asked_style,
    layout_of,
    open_library,
    palette_of,
    parse_mix,
    print_left_out,
    progress_bar,
    until_interrupted,
)
from sprite_studio.cli.outputs import output_files, save
from sprite_studio.studio.export.destination import GIF, SHEET, folder_named
from sprite_studio.studio.export.run import LEAST_SECONDS
from sprite_studio.studio.export.sheet import check_layout
from sprite_studio.studio.export.writable import check_folder
from sprite_studio.studio.jobs.base import Images, JobError
from sprite_studio.studio.jobs.drawing import MAX_CANDIDATES, SAMPLERS, Drawing, new_seed
from sprite_studio.studio.jobs.export import Sheet, SpriteAnimation, SpriteFolder
from sprite_studio.studio.jobs.generate import GenerateJob, GenerateProgress, GenerateResult
from sprite_studio.studio.words.styles import told_of

GIF_FRAMES = 60
"""At most; a run of 500 steps is shown by every ninth."""
GIF_SCALE, GIF_SECONDS = 4, 2.5
"""How large it is at least, and how long."""


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("generate", help="draw sprites", description=__doc__)
    parser.add_argument("--mix", default="", metavar="WORD=WEIGHT,…", help="hero=1,spell=0.4")
    parser.add_argument(
        "--prompt",
        default="",
        metavar="TEXT",
        help="a blue ghost with a red hat; adds to --mix",
    )
    add_style_option(parser, "the one that the model draws best in")
    parser.add_argument("--count", type=int, default=USUAL.count)
    parser.add_argument(
        "--best-of",
        type=int,
        default=USUAL.candidates,
        metavar="K",
        help=f"draw so many for each that is kept, 1 to {MAX_CANDIDATES} (default: %(default)s)",
    )
    parser.add_argument(
        "--no-kinds",
        action="store_true",
        help="leave open what the words leave open, and tell no sprite a kind of its own",
    )
    parser.add_argument("--seed", type=int, help="of the first sprite (default: a new one)")
    parser.add_argument("--sampler", choices=SAMPLERS, default=USUAL.sampler)
    parser.add_argument("--steps", type=int, help="network calls a sprite")
    parser.add_argument("--eta", type=float, default=USUAL.eta, help="DDIM's extra noise, 0 to 1")
    parser.add_argument("--guidance", type=float, default=USUAL.guidance, help="1 is none")
    parser.add_argument(
        "--symmetric", action="store_true", help="make the right half mirror the left one"
    )
    parser.add_argument(
        "--guidance-interval",
        type=float,
        nargs=2,
        default=USUAL.guidance_interval,
        metavar=("LOW", "HIGH"),
        help="the log-SNR between which guidance acts (default: -8 4)",
    )
    add_colour_options(parser)
    parser.add_argument(
        "--palette-inside",
        action="store_true",
        help="let the palette pull at the sprites while they are drawn, not only at the end",
    )
    parser.add_argument("--out", metavar="FILE.png|DIR", help="a sheet, or single sprites")
    add_layout_options(parser)
    parser.add_argument("--gif", metavar="FILE.gif", help="the run as an animation")
    parser.add_argument("--json", action="store_true", help="print recipe and timings as JSON")
    add_device_option(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> None:
    """Draw, then save. Paths are checked first, so that nothing is drawn in vain."""
    from sprite_studio.studio.draw.generate import generate

    if arguments.out is None and arguments.gif is None and not arguments.json:
        raise JobError("say where to save: --out FILE.png (or a folder), --gif, or --json")
    layout = layout_of(arguments)
    check_layout(layout, max(1, arguments.count))
    folder = None if arguments.out is None else folder_named(arguments.out)
    if folder is not None:
        check_folder(folder)
    sheet, gif = output_files(
        [(arguments.out if folder is None else None, SHEET), (arguments.gif, GIF)],
        [arguments.palette],
    )
    style, mix = asked_style(arguments, parse_mix(arguments.mix), USUAL.style)
    drawing = Drawing(
        mix=mix,
        style=style,
        seed=new_seed() if arguments.seed is None else arguments.seed,
        varied=not arguments.no_kinds,
        count=arguments.count,
        candidates=arguments.best_of,
        sampler=arguments.sampler,
        steps=arguments.steps,
        eta=arguments.eta,
        guidance=arguments.guidance,
        guidance_interval=tuple(arguments.guidance_interval),
        model=arguments.model,
        colours=arguments.colours,
        palette=palette_of(arguments),
        symmetric=arguments.symmetric,
        palette_inside=arguments.palette_inside,
    )
    job = GenerateJob(drawing, arguments.prompt, "x_t" if gif else None)
    frames: list[GenerateProgress] = []
    result = None
    with progress_bar("drawing") as progress:
        for event in until_interrupted(generate(job, open_library(arguments.device))):
            if isinstance(event, GenerateResult):
                result = event
            else:
                if event.first == 0:
                    frames.append(event)
                progress.update(progress.task_ids[0], completed=event.step, total=event.steps)
    assert result is not None  # a job that is not cancelled ends with its result
    files: list[Path] = []
    images, recipe = result.images, result.recipe
    if folder is not None:
        files += save(SpriteFolder(images, recipe, layout.scale, layout.background), folder)
    if sheet is not None:
        files += save(Sheet(images, recipe, layout, arguments.json_form), sheet)
    if gif is not None:
        files += save(_animation(frames, images, layout), gif)
    if arguments.json:
        print(json.dumps(_report(result, files)))
    else:
        for file in files:
            print(file)
        told = f"seed {recipe.drawing.seed}, {result.seconds:.2f} s"
        style = told_of(recipe)
        print(f"{told}, style {style}" if style else told, file=sys.stderr)
    print_left_out(result.left_out)


def _animation(frames: list[GenerateProgress], images: Images, layout: Layout) -> SpriteAnimation:
    """The run of those sprites that were drawn together first."""
    shown = [frame.images for frame in frames if frame.images is not None]
    kept = shown[:: max(1, -(-len(shown) // GIF_FRAMES))]
    last = images[: len(kept[0])]
    return SpriteAnimation(
        np.stack([*kept, last]),
        columns=min(layout.columns, len(last)),
        scale=max(layout.scale, GIF_SCALE),
        seconds=max(LEAST_SECONDS, GIF_SECONDS / (len(kept) + 1)),
        background=layout.background if layout.background[3] else None,
    )


def _report(result: GenerateResult, files: list[Path]) -> dict[str, object]:
    return {
        "recipe": msgspec.to_builtins(result.recipe),
        "timings": {
            "seconds": round(result.seconds, 4),
            "network_calls": result.network_calls,
            "sprites_per_s": round(result.drawn / result.seconds, 2),
        },
        "device": result.device,
        "left_out": [left.text for left in result.left_out if not left.instead],
        "files": list(map(str, files)),
    }
