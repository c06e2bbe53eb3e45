"""One value for how sprites are drawn: its bounds are the same where it is read and where it is
checked."""

import math

import msgspec
import pytest
from hypothesis import given
from strategies import drawings

from sprite_studio.diffusion.sampling import noise
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.drawing import MAX_SEED, Drawing, check_drawing, new_seed


@given(drawings())
def test_whatever_is_within_its_bounds_can_be_written_and_read(drawing: Drawing):
    assert msgspec.json.decode(msgspec.json.encode(drawing), type=Drawing) == drawing


@pytest.mark.parametrize(
    "fields",
    [
        {"seed": -1},
        {"seed": 2**63},
        {"seeds": (1, -1), "count": 2},
        {"count": 0},
        {"count": 4097},
        {"sampler": "euler"},
        {"steps": 0},
        {"steps": 1001},
        {"eta": 1.1},
        {"eta": math.nan},
        {"guidance": -0.1},
        {"guidance": math.inf},
        {"guidance_interval": (-21.0, 0.0)},
        {"colours": 257},
        {"palette": ("red",)},
        {"palette": ("ff0000\n",)},
        {"palette": ("000000",) * 257},
        {"mix": {"hero": math.nan}},
        {"mix": {"hero": 10.1}},
        {"mix": {"h" * 101: 1.0}},
        {"mix": {f"w{i}": 1.0 for i in range(65)}},
        {"style": ""},
        {"style": "s" * 101},
    ],
)
def test_what_is_refused_in_a_job_is_refused_in_a_file(fields):
    """TOML, which the settings are written in, has words for nan and inf."""
    raw = msgspec.to_builtins(Drawing()) | fields
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(raw, Drawing)
    with pytest.raises(JobError):
        check_drawing(Drawing(**fields))


def test_the_seeds_that_can_be_asked_for_are_those_that_can_be_drawn():
    assert MAX_SEED == noise.MAX_SEED
    assert 0 <= new_seed() < 2**31
