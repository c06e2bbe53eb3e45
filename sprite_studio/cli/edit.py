"""sprite-studio edit: change a sprite, or draw near it, and save the results as a sheet."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from sprite_studio.art.image_file import read_tile
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
from sprite_studio.studio.export.destination import GIF, SHEET
from sprite_studio.studio.export.frame_tags import WAY_MILLISECONDS
from sprite_studio.studio.export.sheet import check_layout
from sprite_studio.studio.jobs.base import Images, JobError
from sprite_studio.studio.jobs.drawing import MIXED, Drawing, new_seed
from sprite_studio.studio.jobs.edit import (
    EDIT_STEPS,
    FORK_SAMPLERS,
    INPAINT_STEPS,
    EditJob,
    EditResult,
)
from sprite_studio.studio.jobs.export import Sheet, SpriteAnimation
from sprite_studio.studio.jobs.recipes.recipe import (
    Edit,
    Fork,
    Inpaint,
    Interpolate,
    Near,
    Recipe,
    Redress,
    Vary,
    read_recipe,
)
from sprite_studio.studio.words.styles import told_of

if TYPE_CHECKING:
    from sprite_studio.studio.library.models import ModelLibrary

GIF_SCALE = 8
"""How large it is at least."""


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("edit", help="change sprites", description=__doc__)
    kind = parser.add_mutually_exclusive_group(required=True)
    kind.add_argument("--vary", type=Path, metavar="FILE", help="noise it and clean it again")
    kind.add_argument("--inpaint", type=Path, metavar="FILE", help="draw anew what --mask shows")
    kind.add_argument(
        "--redress", type=Path, metavar="FILE", help="keep its pose, change its words to --mix"
    )
    kind.add_argument("--like", type=Path, metavar="FILE.png", help="more like this drawn sprite")
    kind.add_argument(
        "--between", nargs=2, metavar=("A", "B"), help="from one to the other: files, or seeds"
    )
    kind.add_argument(
        "--fork", type=Path, metavar="FILE.png", help="leave this drawn sprite's way at --at"
    )
    parser.add_argument(
        "--number",
        type=int,
        default=1,
        help="which sprite of the sheet that --like or --fork names",
    )
    parser.add_argument("--at", type=int, default=0, help="how many steps --fork leaves alone")
    parser.add_argument(
        "--painted", type=Path, metavar="FILE", help="what --fork is to have seen there"
    )
    parser.add_argument(
        "--sampler",
        choices=FORK_SAMPLERS,
        help="by which --fork goes on (default: ddpm, the one by which seeds differ)",
    )
    parser.add_argument("--mask", type=Path, metavar="FILE", help="white where --inpaint draws")
    parser.add_argument(
        "--strength",
        type=float,
        default=0.4,
        help="of --vary and --like: 0 changes nothing, 1 draws anew (default: 0.4)",
    )
    parser.add_argument(
        "--was", default="", metavar="WORD=WEIGHT,…", help="what --redress finds (default: none)"
    )
    parser.add_argument("--mix", default="", metavar="WORD=WEIGHT,…", help="what is drawn")
    parser.add_argument("--prompt", default="", metavar="TEXT", help="in plain words, as well")
    add_style_option(
        parser,
        "that of the sprite of --like or --fork; a picture keeps its own, and --redress takes a "
        f"style a sprite ({MIXED}), by which alone they differ; from seeds the model's best",
    )
    parser.add_argument(
        "--to-mix", metavar="WORD=WEIGHT,…", help="what --between ends with (default: --mix)"
    )
    parser.add_argument(
        "--count", type=int, default=USUAL.count, help="results, or frames of --between"
    )
    parser.add_argument(
        "--even",
        action="store_true",
        help="place the frames of --between where the sprite changes alike from one to the next "
        "(takes longer)",
    )
    parser.add_argument("--seed", type=int, help="of the first result (default: a new one)")
    parser.add_argument(
        "--steps",
        type=int,
        help=f"of a whole run (default: {EDIT_STEPS}; {INPAINT_STEPS} for --inpaint, which "
        "takes each of them five times)",
    )
    parser.add_argument("--guidance", type=float, default=USUAL.guidance, help="1 is none")
    add_colour_options(parser)
    parser.set_defaults(model=None)  # of the sprite that an edit begins with, if it says
    parser.add_argument("--out", required=True, metavar="FILE.png", help="a sheet")
    add_layout_options(parser)
    parser.add_argument("--gif", metavar="FILE.gif", help="the results one by one")
    add_device_option(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> None:
    """Read, check where to save, edit, save."""
    from sprite_studio.studio.draw.edit import edit

    layout = layout_of(arguments)
    check_layout(layout, max(1, arguments.count))
    sheet, gif = output_files([(arguments.out, SHEET), (arguments.gif, GIF)], _sources(arguments))
    library = open_library(arguments.device)
    style, mix = asked_style(arguments, _mix(arguments), _style(arguments))
    drawing = Drawing(
        mix=mix,
        style=style,
        seed=new_seed() if arguments.seed is None else arguments.seed,
        count=arguments.count,
        sampler="ddim",
        steps=_steps(arguments),
        guidance=arguments.guidance,
        model=_model(arguments, library),
        colours=arguments.colours,
        palette=palette_of(arguments),
    )
    job = EditJob(_edit(arguments), drawing, arguments.prompt, arguments.even)
    result = None
    with progress_bar("editing") as progress:
        for event in until_interrupted(edit(job, library)):
            if isinstance(event, EditResult):
                result = event
            else:
                progress.update(progress.task_ids[0], completed=event.step, total=event.steps)
    assert result is not None  # a job that is not cancelled ends with its result
    files: list[Path] = []
    if sheet is not None:
        files += save(Sheet(result.images, result.recipe, layout, arguments.json_form), sheet)
    if gif is not None:
        files += save(_animation(result.images, layout), gif)
    for file in files:
        print(file)
    told = f"seed {job.drawing.seed}, {result.seconds:.2f} s"
    style = told_of(result.recipe)
    print(f"{told}, style {style}" if style else told, file=sys.stderr)
    print_left_out(result.left_out)


def _animation(images: Images, layout: Layout) -> SpriteAnimation:
    """The results one by one."""
    return SpriteAnimation(
        images[:, None],
        columns=1,
        scale=max(layout.scale, GIF_SCALE),
        seconds=WAY_MILLISECONDS / 1000,
        background=layout.background if layout.background[3] else None,
    )


def _sources(arguments: argparse.Namespace) -> list[Path | None]:
    """Files that are read, which no result may replace."""
    ends = [Path(end) for end in arguments.between or () if not end.isdecimal()]
    return [
        *(arguments.vary, arguments.inpaint, arguments.redress, arguments.like, arguments.fork),
        *(arguments.mask, arguments.painted, arguments.palette),
        *ends,
    ]


def _steps(arguments: argparse.Namespace) -> int:
    if arguments.steps is not None:
        return arguments.steps
    return EDIT_STEPS if arguments.inpaint is None else INPAINT_STEPS


def _edit(arguments: argparse.Namespace) -> Edit:
    if (arguments.mask is not None) != (arguments.inpaint is not None):
        raise JobError("--inpaint FILE and --mask FILE go together; give both")
    if arguments.sampler is not None and arguments.fork is None:
        raise JobError("--sampler is only for --fork; every other edit takes its steps by ddim")
    if arguments.vary is not None:
        return Vary(_tile(arguments.vary), arguments.strength)
    if arguments.inpaint is not None:
        return Inpaint(_tile(arguments.inpaint), _mask(arguments.mask))
    if arguments.redress is not None:
        return Redress(_tile(arguments.redress), parse_mix(arguments.was))
    if arguments.like is not None:
        return Near(_recipe(arguments.like, arguments.number).drawing.seed, arguments.strength)
    if arguments.fork is not None:
        painted = None if arguments.painted is None else _tile(arguments.painted)
        recipe = _recipe(arguments.fork, arguments.number)
        return Fork(recipe, arguments.at, painted, arguments.sampler or "ddpm")
    start, stop = map(_seed_or_sprite, arguments.between)
    stop_mix = arguments.mix if arguments.to_mix is None else arguments.to_mix
    return Interpolate(start, stop, parse_mix(stop_mix))


def _recipe(path: Path, number: int) -> Recipe:
    """Of one sprite of a sheet. Raises RecipeError, JobError."""
    recipe = read_recipe(path)
    if not 1 <= number <= recipe.drawing.count:
        raise JobError(f"{path} holds {recipe.drawing.count} sprites; --number must be one of them")
    if recipe.edit is not None:
        raise JobError(f"{path} was made by an edit, not drawn from a seed; change it with --vary")
    return recipe.of_sprite(number - 1)


def _mix(arguments: argparse.Namespace) -> dict[str, float]:
    """What was asked for, or else what the sprite of --like was drawn with."""
    if arguments.like is not None and not (arguments.mix or arguments.prompt):
        return read_recipe(arguments.like).drawing.mix
    return parse_mix(arguments.mix)


def _style(arguments: argparse.Namespace) -> str:
    """That of the sprite of --like or --fork, or else the model's best; from the noise of one
    picture only several styles make several sprites."""
    if arguments.redress is not None:
        return MIXED
    drawn = arguments.like or arguments.fork
    return USUAL.style if drawn is None else read_recipe(drawn).drawing.style


def _model(arguments: argparse.Namespace, library: "ModelLibrary") -> str:
    """What was asked for, or else what drew the sprite that the edit begins with, if it is
    installed. Raises JobError."""
    drawn = arguments.like or arguments.fork
    if arguments.model is not None or drawn is None:
        return arguments.model or USUAL.model
    model = read_recipe(drawn).drawing.model
    library.find_installed(model)
    return model


def _seed_or_sprite(text: str) -> bytes | int:
    return int(text) if text.isdecimal() else _tile(Path(text))


def _tile(path: Path) -> bytes:
    return read_tile(path).tobytes()


def _mask(path: Path) -> bytes:
    """1 where the picture is light and not clear."""
    pixels = read_tile(path)
    light = (pixels[..., :3].mean(axis=-1) >= 128) & (pixels[..., 3] >= 128)
    return light.astype(np.uint8).tobytes()
