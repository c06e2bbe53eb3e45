from dataclasses import replace

import numpy as np

from sprite_studio.studio.jobs.compare import CompareJob, CompareResult, Lane, LaneResult
from sprite_studio.studio.jobs.drawing import Drawing

IMAGES = np.zeros((4, 16, 16, 4), np.uint8)


def lane(steps: int, seconds: float, calls: int) -> LaneResult:
    told = seconds, calls, 0.0, None, np.zeros((16, 16)), 0.0, 4, 2.0
    return LaneResult(Lane("ddim", steps), (0.0,), IMAGES, IMAGES, IMAGES, *told)


def verdict(*lanes: LaneResult) -> str:
    return CompareResult(CompareJob(tuple(one.lane for one in lanes), Drawing()), lanes).verdict


def test_the_verdict_is_on_calls_and_not_on_seconds():
    few, many = lane(10, 3.9, 18), lane(20, 3.8, 36)
    assert verdict(few, many) == "DDIM, 10 steps made the fewest network calls, 18 a sprite"
    assert verdict(few, replace(many, calls=18)) == "18 network calls a sprite in each"
    assert verdict(few) == "18 network calls a sprite"
    assert verdict(few, replace(many, different=1)).endswith(
        "; different sprites of 4: 1 by DDIM, 20 steps, 4 by DDIM, 10 steps"
    )
