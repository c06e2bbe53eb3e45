"""Every lesson answers for every kind of model: untrained, the course's, without words."""

import numpy as np
import pytest
from finished import finished

from sprite_studio.studio.jobs.learn.fresh_noise import FreshNoiseJob
from sprite_studio.studio.jobs.learn.inpainting import RedrawJob
from sprite_studio.studio.jobs.learn.roads import RoadsJob
from sprite_studio.studio.jobs.learn.steps import StepsJob
from sprite_studio.studio.jobs.learn.targets import TargetsJob
from sprite_studio.studio.jobs.learn.training import TrainingJob
from sprite_studio.studio.jobs.learn.words import WordsJob
from sprite_studio.studio.learn.serve import serve

JOBS = {
    "steps": StepsJob(),
    "fresh-noise": FreshNoiseJob(steps=4, count=2),
    "network": RoadsJob(),
    "training": TrainingJob(),
    "targets": TargetsJob(),
    "words": WordsJob(),
    "inpainting": RedrawJob(),
}


@pytest.mark.parametrize("kind", ["course_library", "wordless_library"])
@pytest.mark.parametrize("key", JOBS)
def test_numbers_are_numbers_whatever_the_model(key, kind, request):
    result = finished(serve(JOBS[key], request.getfixturevalue(kind)))
    for value in vars(result).values():
        if isinstance(value, np.ndarray) and value.dtype.kind == "f":
            assert np.isfinite(value).all()
    assert result.told == (() if kind == "wordless_library" else ("hero",))
