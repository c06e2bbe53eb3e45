import numpy as np
import pytest

from sprite_studio.diffusion.networks.checkpoint import Card, save_checkpoint
from sprite_studio.diffusion.training.distill import student_of
from sprite_studio.studio.draw.field import draw_field
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.drawing import Drawing
from sprite_studio.studio.jobs.field import FieldJob, FieldResult
from sprite_studio.studio.library.models import live_path

MIXES = ({"hero": 1.0}, {"food": 1.0}, {"hero": 0.5, "food": 0.5}, {"hero": 1.0})


def drawn(library, **options) -> np.ndarray:
    *_, result = draw_field(
        FieldJob(options.pop("mixes", MIXES), Drawing(**{"seed": 4, **options})), library
    )
    assert isinstance(result, FieldResult)
    return result.images


@pytest.mark.parametrize("has_student", [False, True])
def test_one_noise_under_several_mixes(library, small_model, has_student):
    if has_student:
        save_checkpoint(live_path(library.find("base")), student_of(small_model), Card("student"))
    images = drawn(library)
    assert images.shape == (4, 16, 16, 4)
    assert np.array_equal(images[0], images[3])
    assert not np.array_equal(images[0], images[1])


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({"mixes": ()}, "1 to 4096 mixes"),
        ({"seed": -1}, "seed must be between"),
        ({"mixes": ({"dragoon": 1.0},)}, "does not know the word 'dragoon'"),
    ],
)
def test_what_cannot_be_drawn_is_said(library, options, reason):
    with pytest.raises(JobError, match=reason):
        drawn(library, **options)


def test_a_field_is_drawn_in_the_style_of_its_drawing(library):
    named = drawn(library, style="style:a")
    assert np.array_equal(named[0], drawn(library, mixes=({"hero": 1.0, "style:a": 1.0},))[0])
    assert not np.array_equal(named, drawn(library, style="style:b"))
