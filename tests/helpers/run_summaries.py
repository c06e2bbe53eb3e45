"""Runs as they are told of, for tests of what is shown of them."""

from pathlib import Path

from sprite_studio.studio.jobs.training.train import Source, TrainJob
from sprite_studio.studio.train.runs.files import RunSummary


def run_summary(name: str = "run-1", **changed) -> RunSummary:
    """One that was stopped half-way."""
    folder = Path("/runs") / name
    values = {
        "folder": folder,
        "state": "stopped",
        "step": 50,
        "steps": 100,
        "saved": 1.0,
        "job": TrainJob((Source(Path("forge")),), folder, resume=True),
        "has_model": True,
        "held_out": 0.25,
        "size": 90_000_000,
    }
    return RunSummary(**{**values, **changed})
