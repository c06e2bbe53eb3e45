"""The same jobs on a GPU, where there is one."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from sprite_studio.diffusion.device import choose_device
from sprite_studio.studio.draw.generate import generate
from sprite_studio.studio.jobs.drawing import Drawing
from sprite_studio.studio.jobs.generate import GenerateJob, GenerateResult
from sprite_studio.studio.jobs.training.train import Source, TrainJob, TrainResult
from sprite_studio.studio.library.models import ModelLibrary
from sprite_studio.studio.train.forge_source import FORGE
from sprite_studio.studio.train.train import train

pytestmark = [
    pytest.mark.gpu,
    pytest.mark.skipif(
        not (torch.cuda.is_available() or torch.backends.mps.is_available()), reason="no GPU"
    ),
]


@pytest.fixture
def gpu_library(library, tmp_path) -> ModelLibrary:
    return ModelLibrary(tmp_path / "bundled", tmp_path / "own", tmp_path / "runs", choose_device())


JOB = GenerateJob(Drawing(mix={"hero": 1.0}, seed=3, count=9, steps=6, colours=0))


def draw(library, job=JOB):
    *_, result = generate(job, library)
    assert isinstance(result, GenerateResult)
    return result.images


def test_a_gpu_draws_nearly_what_a_cpu_draws(library, gpu_library):
    on_cpu, on_gpu = draw(library).astype(int), draw(gpu_library).astype(int)
    assert np.mean(np.abs(on_cpu - on_gpu) > 2) < 0.01


def test_a_sprite_does_not_depend_on_its_batch_there_either(gpu_library):
    alone = draw(gpu_library, replace(JOB, seed=7, count=1))
    assert np.array_equal(alone[0], draw(gpu_library)[4])


def test_training_runs_there_and_resumes(gpu_library, tmp_path):
    job = TrainJob((Source(FORGE),), tmp_path / "run", steps=6)
    events = train(job, gpu_library)
    for _ in range(4):
        next(events)
    events.close()
    *_, result = train(replace(job, steps=None, resume=True), gpu_library)
    assert isinstance(result, TrainResult)
    assert result.finished
    assert np.isfinite(result.loss)
