"""A monkey at the real window: no exception, no job that hangs, no thread that stays, and all that
was written can be read.

SPRITE_STUDIO_SEED=7 has it do other things.
"""

import os
import subprocess
import sys
from pathlib import Path

ACTIONS = 200
SEED = os.environ.get("SPRITE_STUDIO_SEED", "1")


def test_whatever_a_monkey_does_the_window_stays_whole_and_ends(tmp_path):
    program = Path(__file__).with_name("monkey.py")
    done = subprocess.run(
        [sys.executable, program, str(ACTIONS), "--seed", SEED],
        env=os.environ | {"TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, ""), f"seed {SEED}\n{done.stdout}"
    assert done.stdout.endswith(f"{ACTIONS} actions, seed {SEED}: 0 faults\n")
