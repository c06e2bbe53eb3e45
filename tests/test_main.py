"""The command itself, in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def test_a_terminal_that_knows_few_characters_is_no_error() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "sprite_studio", "--help"],
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert done.returncode == 0
    assert rb"16\xd716" in done.stdout
