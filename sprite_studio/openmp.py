"""How long OpenMP's threads spin while they wait for one another; said before torch is loaded."""

from collections.abc import Mapping

SPINS = "1000"
"""Rounds, some forty microseconds, where the runtime is GNU's; left alone it turns 300,000. Threads
that share a core with another program then spin in the time in which their partner could work: one
call of 8 ms took 1,100, and takes 20 with this. On a quiet machine it is as quick as the long spin,
and twice as quick as none."""

SPIN_MS = "1"
"""The same for LLVM's and Intel's runtimes, of macOS and Windows. They yield while they spin, so
nothing stalls; but left alone they go on for 200 ms after each call."""


def short_spins(environment: Mapping[str, str]) -> dict[str, str]:
    """What to add to an environment: nothing that is set already, nor where a wait policy is.

    The runtimes read it once, when torch is loaded.
    """
    if "OMP_WAIT_POLICY" in environment:  # GOMP_SPINCOUNT would overrule it
        return {}
    short = {"GOMP_SPINCOUNT": SPINS, "KMP_BLOCKTIME": SPIN_MS}
    return {name: value for name, value in short.items() if name not in environment}
