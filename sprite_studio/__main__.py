"""`python -m sprite_studio` and the `sprite-studio` command: a terminal's words, or the window."""

import io
import multiprocessing
import os
import signal
import sys

from sprite_studio.errors import UserError, plain
from sprite_studio.openmp import short_spins


def main() -> int:
    """Run a command, the self-test, or the window."""
    multiprocessing.freeze_support()
    os.environ.update(short_spins(os.environ))  # before anything loads torch
    if len(sys.argv) == 1:
        # The window's start must not wait for what only a terminal needs.
        return _window()
    from sprite_studio.cli.main import parse, run_command

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # names may hold what a terminal cannot show
            stream.reconfigure(errors="backslashreplace")
    arguments = parse()
    if arguments.self_test:
        from sprite_studio.cli.self_test import self_test

        return self_test()
    return run_command(arguments) if hasattr(arguments, "run") else _window()


def _window() -> int:
    try:
        from sprite_studio.app import run_window

        return run_window()
    except (UserError, OSError) as error:  # such as resources that are missing
        print(f"sprite-studio: error: {plain(error)}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:  # before the window could hear of it
        return 128 + signal.SIGINT


if __name__ == "__main__":
    sys.exit(main())
