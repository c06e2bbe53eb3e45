"""What asks a program to end: Ctrl+C, a shutdown, a terminal that is closed."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

_NAMES = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
"""The third is not known to Windows, the last to nothing else."""


class Ended(KeyboardInterrupt):
    """Attributes: number: of the signal that asked for the end."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number


def take_over(handle: Callable[[int], None]) -> dict[int, Any]:
    """From now on `handle` is called with the number of each such signal. Returns what was called
    before, by number.

    Only for the main thread. But for Ctrl+C, what the program was started to ignore (`nohup`)
    stays ignored.
    """
    numbers = [getattr(signal, name) for name in _NAMES if hasattr(signal, name)]
    return {
        number: signal.signal(number, lambda n, _: handle(n))
        for number in numbers
        if number == signal.SIGINT or signal.getsignal(number) is not signal.SIG_IGN
    }


@contextmanager
def on_ending(handle: Callable[[int], None]) -> Iterator[None]:
    """Within it `handle` is called as `take_over` says; afterwards all is as before."""
    before = take_over(handle)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, signal.SIG_DFL if handler is None else handler)


def end(number: int) -> None:
    """Raise `Ended`: what `on_ending` is given where the step in hand may be left undone."""
    raise Ended(number)
