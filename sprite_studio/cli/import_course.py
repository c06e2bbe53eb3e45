"""sprite-studio import-course: take over files of the course "How Diffusion Models Work".

Weights that a notebook saved (a .pth of model.state_dict()) become a model. The array of pictures,
sprites_1788_16x16.npy with sprite_labels_nc_1788_16x16.npy beside it, becomes a folder of distinct
labelled sprites. `generate --model` and `train --data` also take these files as they are.
"""

import argparse
from dataclasses import replace
from pathlib import Path

from sprite_studio import paths
from sprite_studio.art.background import clear_background
from sprite_studio.art.course_data import SUFFIX as ARRAY_SUFFIX
from sprite_studio.art.export.manifest import save_set
from sprite_studio.art.spriteset import collect, load_set
from sprite_studio.atomic_write import check_folder_of
from sprite_studio.cli.common import open_library, progress_bar
from sprite_studio.studio.jobs.base import JobError


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser(
        "import-course", help="take over files of the course", description=__doc__
    )
    parser.add_argument("file", type=Path, metavar="FILE.pth|FILE.npy")
    parser.add_argument(
        "--out",
        type=Path,
        metavar="FILE.safetensors|DIR",
        help="a model (default: under its own name among the installed ones), or a folder of "
        "sprites; nothing that exists is replaced",
    )
    parser.add_argument(
        "--words",
        default="",
        metavar="WORD,…",
        help="for the context classes of a .pth, in their order (default: the course's five)",
    )
    parser.add_argument(
        "--clear-background",
        action="store_true",
        help="make the colour that surrounds each sprite of a .npy clear",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> None:
    """Import weights or pictures, by the file's suffix."""
    file: Path = arguments.file
    if file.suffix == ARRAY_SUFFIX:
        if arguments.words:
            raise JobError("--words belongs to a .pth; labels name the categories of a .npy")
        _import_pictures(file, arguments.out, arguments.clear_background)
    elif file.suffix == ".pth":
        if arguments.clear_background:
            raise JobError("--clear-background belongs to a .npy; a .pth holds no pictures")
        _import_weights(file, arguments.out, arguments.words)
    else:
        raise JobError(f"{file} is neither weights (.pth) nor an array of pictures (.npy)")


def _import_weights(file: Path, out: Path | None, words: str) -> None:
    from sprite_studio.studio.library.import_course import import_weights

    if out is None:
        if file.stem in {model.name for model in open_library("cpu").all()}:
            raise JobError(f"there is a model {file.stem!r} already; give another name with --out")
        out = paths.user_models() / f"{file.stem}.safetensors"
        out.parent.mkdir(parents=True, exist_ok=True)
    imported = import_weights(file, out, tuple(words.split(",") if words else ()))
    if imported.taken:
        print(f"the file holds several networks; taken: {imported.taken}")
    print(f"{out}: {', '.join(imported.words)}")


def _import_pictures(file: Path, folder: Path | None, clear: bool) -> None:
    if folder is None:
        raise JobError("say where to save the sprites: --out DIR")
    check_folder_of(folder)
    found = load_set(file)
    if clear:
        cleared = (replace(s, pixels=clear_background(s.pixels)) for s in found.sprites)
        found = collect(found.name, cleared)
    with progress_bar("saving") as progress:
        for written in save_set(folder, found.sprites):
            progress.update(progress.task_ids[0], completed=written, total=len(found.sprites))
    counts = ", ".join(f"{n} {category}" for category, n in found.categories().items())
    print(f"{folder}: {len(found.sprites)} distinct sprites ({counts})")
