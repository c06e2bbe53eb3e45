"""sprite-studio teach: show a model a few sprites and give what they have in common a name."""

import argparse
import sys
from pathlib import Path

from sprite_studio.cli.common import open_library, parse_mix
from sprite_studio.cli.outputs import output_files
from sprite_studio.cli.training.lessons import follow_lesson, save_previews
from sprite_studio.cli.training.options import add_lesson_options
from sprite_studio.studio.export.destination import PICTURE


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("teach", help="teach a model a word", description=__doc__)
    parser.add_argument("word", help="its name; style:NAME is a style")
    parser.add_argument("sprites", nargs="+", type=Path, help="files, sheets or folders")
    parser.add_argument("--mix", default="", metavar="WORD=WEIGHT,…", help="such as its category")
    length = parser.add_mutually_exclusive_group()
    length.add_argument("--seconds", type=float, default=50.0, help="(default: 50)")
    length.add_argument("--steps", type=int)
    add_lesson_options(parser, "word", "; in no style but its own")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> None:
    """Teach; the word is kept at the end."""
    from sprite_studio.studio.jobs.training.lesson import TeachJob, TeachResult
    from sprite_studio.studio.train.teach import teach

    [previews_file] = output_files([(arguments.previews, PICTURE)], arguments.sprites)
    job = TeachJob(
        word=arguments.word,
        sprites=tuple(arguments.sprites),
        mix=parse_mix(arguments.mix),
        seconds=arguments.seconds,
        steps=arguments.steps,
        model=arguments.model,
        seed=arguments.seed,
        replace=arguments.replace,
        keep_background=arguments.keep_background,
    )
    lesson = teach(job, open_library(arguments.device))
    result, previews = follow_lesson("teaching", lesson, TeachResult)
    save_previews(previews_file, previews, 4)
    print(result.file)
    print(
        f"{result.word}: {result.steps} steps on {result.sprites} sprites, {result.seconds:.0f} s",
        file=sys.stderr,
    )
    if result.replaced:
        print(f"{result.word}: took the place of {result.replaced}", file=sys.stderr)
