"""Where the next training run goes."""

from pathlib import Path


def new_run_folder(runs: Path) -> Path:
    """A folder in `runs` that does not exist yet: run-1, run-2, …"""
    runs.mkdir(parents=True, exist_ok=True)
    number = 1
    while (runs / f"run-{number}").exists():
        number += 1
    return runs / f"run-{number}"
