"""Weights of networks among files that are dropped: no pictures, and where they belong."""

from collections.abc import Sequence
from pathlib import Path

from sprite_studio import paths
from sprite_studio.studio.jobs.training.course import WEIGHTS

OURS = ".safetensors"


def model_in(files: Sequence[Path]) -> Path | None:
    """The first that is a network's weights, by its name."""
    return next((one for one in files if one.suffix.lower() in (WEIGHTS, OURS)), None)


def is_ours(file: Path) -> bool:
    """Whether it is a model as this program writes them, which nothing needs to be made of."""
    return file.suffix.lower() == OURS


def how_to_install(file: Path) -> str:
    """What to do with a model of ours."""
    return (
        f"“{file.name}” is a model, no picture. Copy it into {paths.user_models()}, and from the "
        "next start on it is in the list of models on Create"
    )
