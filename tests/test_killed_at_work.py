"""The program, killed in the midst of all that it writes: every file is the old one or the new one,
at most one checkpoint is lost, and nothing is left behind.

SPRITE_STUDIO_KILLS=40 kills it forty times.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

KILLS = int(os.environ.get("SPRITE_STUDIO_KILLS", "8"))
SEED = 16


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no process is killed like that here")
@pytest.mark.timeout(120 + 15 * KILLS)
def test_killed_at_any_moment_nothing_is_lost_and_nothing_is_left_behind(tmp_path):
    program = Path(__file__).parent / "helpers" / "killed_at_work.py"
    done = subprocess.run(
        [sys.executable, program, tmp_path, str(KILLS), "--seed", str(SEED)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [f"{KILLS} killed, nothing broken"]
