"""sprite-studio words: the words that were taught; add one from a file, or delete one."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from sprite_studio.cli.common import open_library
from sprite_studio.plain_text import shortened
from sprite_studio.studio.jobs.base import JobError

if TYPE_CHECKING:
    from sprite_studio.studio.library.models import ModelLibrary


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("words", help="taught words", description=__doc__)
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--add", type=Path, metavar="FILE", help="a word that somebody else taught")
    what.add_argument("--delete", metavar="WORD")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> None:
    """A line a word: its name, what it was taught with, its file."""
    from sprite_studio.studio.words.taught_words import delete_word, list_words

    library = open_library("cpu")
    folder = library.words
    if arguments.add is not None:
        _add(library, arguments.add)
    elif arguments.delete is not None:
        delete_word(folder, arguments.delete)
        print(f"deleted {arguments.delete}")
    else:
        for path, taught in list_words(folder):
            beside = " ".join(taught.beside)
            print(f"{taught.word}  {taught.sprites} sprites  {beside}  for {taught.model}  {path}")


def _add(library: "ModelLibrary", path: Path) -> None:
    """Raises JobError for a word of a model that is not installed: nothing could draw with it."""
    from sprite_studio.studio.words.taught_words import add_word, load_word

    taught = load_word(path).taught
    installed = [model.name for model in library.all() if not model.problem]
    if taught.model not in {library.load(name).hash for name in installed}:
        raise JobError(
            f"{taught.word!r} was taught to the model {shortened(taught.model)}, which is not "
            f"installed here ({', '.join(installed)}); get that model, or teach the word anew"
        )
    print(f"added {add_word(library.words, path).word}")
