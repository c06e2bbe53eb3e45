import pytest
import torch
from torch import nn

from sprite_studio.diffusion.training.ema import PowerEMA


def test_the_average_weighs_each_step_by_its_power():
    module = nn.Linear(1, 1, bias=False)
    ema = PowerEMA(module, gamma=2.0)
    values = [3.0, -1.0, 4.0, 1.0, -5.0]
    for step, value in enumerate(values, start=1):
        nn.init.constant_(module.weight, value)
        ema.update(module, step)
    # Unrolled, step i has the weight (1 - k_i) Π_{j>i} k_j with k_j = (1 - 1/j)^{γ+1}.
    n, power = len(values), 3.0
    weights = [(i**power - (i - 1) ** power) / n**power for i in range(1, n + 1)]
    expected = sum(w * v for w, v in zip(weights, values, strict=True))
    assert sum(weights) == pytest.approx(1)
    assert ema.average["weight"].item() == pytest.approx(expected, rel=1e-5)


def test_a_stored_average_goes_on():
    module = nn.Linear(2, 2)
    ema, other = PowerEMA(module), PowerEMA(module)
    ema.load({name: torch.full_like(t, 7.0) for name, t in ema.average.items()})
    assert (ema.average["weight"] == 7).all()
    assert not (other.average["weight"] == 7).any()
