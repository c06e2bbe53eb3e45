import os
import select
import signal
import subprocess
import sys

import pytest

from sprite_studio.studio.evaluate.neighbour import busy_neighbour

KILLED = """
import os, signal
from sprite_studio.studio.evaluate.neighbour import busy_neighbour
with busy_neighbour() as process:
    print(process.pid, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_it_runs_while_it_is_open_and_is_gone_after():
    with busy_neighbour() as process:
        assert process.poll() is None
    assert process.returncode is not None


def test_a_fault_inside_ends_it_as_well():
    with pytest.raises(KeyError), busy_neighbour() as process:
        raise KeyError
    assert process.returncode is not None


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="waits for a stranger's end by a pidfd")
def test_it_does_not_outlive_a_parent_that_was_killed():
    parent = subprocess.run([sys.executable, "-c", KILLED], capture_output=True, text=True)
    assert parent.returncode == -signal.SIGKILL
    try:
        neighbour = os.pidfd_open(int(parent.stdout))
    except ProcessLookupError:  # gone already
        return
    ended, _, _ = select.select([neighbour], [], [], 30)
    os.close(neighbour)
    assert ended
