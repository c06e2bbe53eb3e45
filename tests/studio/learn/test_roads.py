"""A road that is cut gives nothing, and is whole again afterwards."""

import numpy as np
import pytest
import torch
from finished import finished

from sprite_studio.diffusion.inside.parts import heard
from sprite_studio.studio.jobs.learn.roads import ROADS, RoadsJob
from sprite_studio.studio.learn.roads import cut, roads, stages_of


def asked(model):
    """A call of its network, with a noise and no words."""
    x = torch.randn(2, model.config.channels, 16, 16, generator=torch.Generator().manual_seed(0))
    context = model.vocabulary(model.vocabulary.weights([{}, {}]))
    with torch.inference_mode():
        return model.network(x, torch.zeros(2), context)


def test_without_the_short_cut_is_as_if_its_layer_were_zero(small_model):
    whole = asked(small_model)
    with cut(small_model.network, "no-shortcut"):
        without = asked(small_model)
    assert torch.equal(asked(small_model), whole)
    with torch.no_grad():
        small_model.network.skip_fine.weight.zero_()
        small_model.network.skip_fine.bias.zero_()
    assert torch.allclose(asked(small_model), without, atol=1e-6)
    assert not torch.allclose(without, whole, atol=1e-3)


def test_nothing_is_cut_of_the_whole(small_model):
    whole = asked(small_model)
    with cut(small_model.network, "whole"):
        assert torch.equal(asked(small_model), whole)


@pytest.mark.parametrize(
    ("kind", "sides"),
    [("library", [16, 8, 4, 8, 16]), ("course_library", [16, 8, 4, 1, 4, 8, 16])],
)
def test_each_road_matters_and_sizes_go_down_and_up_again(kind, sides, request):
    library = request.getfixturevalue(kind)
    result = finished(roads(RoadsJob(), library))
    assert [stage.side for stage in result.stages] == sides
    assert result.kind == ("house" if kind == "library" else "course")
    assert result.believed.shape[:2] == (len(ROADS), len(result.log_snr)) == result.error.shape
    whole, no_shortcut, no_depth = result.believed.astype(int)
    assert np.abs(whole - no_shortcut).max() > 0
    assert np.abs(whole - no_depth).max() > 0
    model = library.load("base").model
    with heard(model.network) as calls:
        asked(model)
    last = stages_of(calls, model.network)
    assert [said.shape[1] for said in last] == [stage.channels for stage in result.stages]


def test_a_perfect_error_is_that_of_what_is_believed(library):
    result = finished(roads(RoadsJob(), library))
    assert np.all(result.error > 0)
    assert result.parameters == sum(p.numel() for p in library.load("base").model.parameters())
