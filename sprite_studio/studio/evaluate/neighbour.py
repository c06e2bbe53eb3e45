"""A program that keeps one core busy, beside which `bench` measures."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_PROGRAM = """
import os, sys, threading
threading.Thread(target=lambda: os._exit(len(sys.stdin.read())), daemon=True).start()
print(flush=True)
while True:
    pass
"""
"""Ends with its input, so that it does not outlive a parent that was killed."""


@contextmanager
def busy_neighbour() -> Iterator[subprocess.Popen[bytes]]:
    """While it is open another process reckons without a rest, at this one's priority.

    It has a session of its own, as another program has: Linux shares the cores out to sessions
    first, and then among a session's threads.
    """
    with subprocess.Popen(
        [sys.executable, "-c", _PROGRAM],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        try:
            assert process.stdout is not None
            process.stdout.readline()  # said when it begins
            yield process
        finally:
            process.kill()
