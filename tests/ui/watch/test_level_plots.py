import pytest

from sprite_studio.ui.watch.level_plots import whole_ticks


@pytest.mark.parametrize(
    ("steps", "ticks"),
    [
        (1, [1]),
        (4, [1, 2, 3, 4]),
        (20, [1, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20]),
        (500, [1, 50, 100, 150, 200, 250, 300, 350, 400, 450, 500]),
    ],
)
def test_only_whole_steps_are_named(steps, ticks):
    assert whole_ticks(steps) == ticks
