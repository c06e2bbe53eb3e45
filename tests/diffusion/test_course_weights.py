from pathlib import Path

import numpy as np
import pytest
import torch

from sprite_studio.diffusion.checkpoint import CheckpointError
from sprite_studio.diffusion.course import CourseConfig, CourseUNet
from sprite_studio.diffusion.course_weights import load_course_weights
from sprite_studio.diffusion.model import Model
from sprite_studio.diffusion.schedule import LinearBetaSchedule

COURSE = Path(__file__).resolve().parents[3] / "shared" / "course"
WORDS = ("hero", "non-hero", "food", "spell", "side-facing")


def test_it_computes_what_the_courses_own_network_does():
    if not COURSE.is_dir():
        pytest.skip("the course's weights are not here")
    network = load_course_weights(COURSE / "course_n16.pth", WORDS).network.double()
    assert isinstance(network, CourseUNet)
    with np.load(COURSE / "course_n16_io.npz") as io:
        x, t, context = (torch.from_numpy(io[name]).double() for name in ("x", "t", "context"))
        wanted = torch.from_numpy(io["eps"]).double()
    with torch.inference_mode():
        eps = network.noise(x, t / 500, context)
    torch.testing.assert_close(eps, wanted, atol=1e-5, rtol=1e-5)


def test_what_is_no_weights_of_the_course_is_refused(tmp_path):
    path = tmp_path / "x.pth"
    torch.save({"other.weight": torch.zeros(3)}, path)
    with pytest.raises(CheckpointError, match="not the course's network"):
        load_course_weights(path, WORDS)
    path.write_bytes(b"not a checkpoint")
    with pytest.raises(CheckpointError, match="cannot be read"):
        load_course_weights(path, WORDS)


def test_another_number_of_classes_is_refused(tmp_path):
    path = tmp_path / "three.pth"
    shape = CourseConfig(channels=3, features=8, shortcut="zero")
    torch.save(Model(shape, WORDS[:3], LinearBetaSchedule()).network.state_dict(), path)
    with pytest.raises(CheckpointError, match="3 context classes"):
        load_course_weights(path, WORDS)


def test_a_tensor_of_another_shape_is_refused(tmp_path):
    path = tmp_path / "bent.pth"
    shape = CourseConfig(channels=3, features=8, shortcut="zero")
    state = Model(shape, WORDS, LinearBetaSchedule()).network.state_dict()
    torch.save({**state, "up0.0.bias": torch.zeros(3)}, path)
    with pytest.raises(CheckpointError, match=r"up0\.0\.bias has the shape"):
        load_course_weights(path, WORDS)
