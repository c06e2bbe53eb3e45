"""sprite-studio words: the words that were taught; add one from a file, or delete one."""

import argparse
from pathlib import Path

from sprite_studio.cli.common import open_library


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("words", help="taught words", description=__doc__)
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--add", type=Path, metavar="FILE", help="a word that somebody else taught")
    what.add_argument("--delete", metavar="WORD")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> None:
    """A line a word: its name, what it was taught with, its file."""
    from sprite_studio.studio.words.taught_words import add_word, delete_word, list_words

    folder = open_library("cpu").words
    if arguments.add is not None:
        print(f"added {add_word(folder, arguments.add).word}")
    elif arguments.delete is not None:
        delete_word(folder, arguments.delete)
        print(f"deleted {arguments.delete}")
    else:
        for path, taught in list_words(folder):
            beside = " ".join(taught.beside)
            print(f"{taught.word}  {taught.sprites} sprites  {beside}  for {taught.model}  {path}")
