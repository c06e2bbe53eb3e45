"""How a process of a test is killed at a moment that is found again."""

import os
import signal
import sys
from typing import Any


def die_at(operation: int, folder: str) -> None:
    """This process is killed with SIGKILL before its Nth operation on a file below `folder`."""
    left = operation

    def look(event: str, args: tuple[Any, ...]) -> None:
        nonlocal left
        if event.startswith(("open", "os.")) and args and str(args[0]).startswith(folder):
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(look)
