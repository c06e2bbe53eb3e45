"""How long OpenMP's threads spin while they wait for one another; said before torch is loaded."""

from collections.abc import Mapping

SPINS = "10000"
"""Rounds, some 0.4 ms, where the runtime is GNU's; left alone it turns 300,000. A thread that spins
on a core of which another program has half keeps its own partner from working: calls of 8 ms took
1,100 beside such a program, and take 85 with this. Still fewer rounds are better there (20 ms with
1,000), but cost a tenth on a quiet machine, where this costs nothing; what is left to gain, the
number of threads gains (`diffusion.threads`)."""

SPIN_MS = "1"
"""The same for LLVM's and Intel's runtimes, of macOS and Windows. They yield while they spin, so
that nothing stalls (19 ms there), but left alone they go on for 200 ms after each call."""


def short_spins(environment: Mapping[str, str]) -> dict[str, str]:
    """What to add to an environment: nothing that is set already, nor where a wait policy is.

    The runtimes read it once, when torch is loaded.
    """
    if "OMP_WAIT_POLICY" in environment:  # GOMP_SPINCOUNT would overrule it
        return {}
    short = {"GOMP_SPINCOUNT": SPINS, "KMP_BLOCKTIME": SPIN_MS}
    return {name: value for name, value in short.items() if name not in environment}
