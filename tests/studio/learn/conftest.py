"""Models of other kinds than the house's."""

from pathlib import Path

import pytest
import torch

from sprite_studio.diffusion.device import Device
from sprite_studio.diffusion.networks.checkpoint import Card, save_checkpoint
from sprite_studio.diffusion.networks.course import CourseConfig
from sprite_studio.diffusion.networks.model import COURSE_SCHEDULE, Model
from sprite_studio.diffusion.networks.unet import UNetConfig
from sprite_studio.diffusion.schedule import CosineSchedule
from sprite_studio.studio.library.models import ModelLibrary


def kept(folder: Path, model: Model) -> ModelLibrary:
    """A library whose one model, "base", is this."""
    folder.mkdir()
    save_checkpoint(folder / "base.safetensors", model, Card(name="other"))
    return ModelLibrary(folder, folder / "own", folder / "runs", Device("cpu", "CPU, for tests"))


@pytest.fixture
def course_library(tmp_path) -> ModelLibrary:
    """The course's network, of three channels and its five words, untrained."""
    torch.manual_seed(0)
    words = ("hero", "non-hero", "food", "spell", "side-facing")
    model = Model(CourseConfig(channels=3, features=8), words, COURSE_SCHEDULE)
    return kept(tmp_path / "course", model)


@pytest.fixture
def wordless_library(tmp_path) -> ModelLibrary:
    """A network that knows none of the course's words."""
    torch.manual_seed(0)
    config = UNetConfig(
        widths=(8, 16, 16), blocks=(1, 1, 1), embedding=16, context=8, groups=4, pictures=False
    )
    return kept(tmp_path / "wordless", Model(config, ("thing",), CosineSchedule()))
