import numpy as np
import pytest

from sprite_studio.ui.learn.figures.inpainting import judged, less


@pytest.mark.parametrize(
    ("last", "verdict"), [((1, 2, 3), "less"), ((5, 6, 7), "more"), ((3, 4, 5), "same")]
)
def test_a_difference_counts_where_it_is_no_chance(last, verdict):
    assert judged(np.array([(3, 4, 5), (9, 9, 9), last], float)) == verdict


def test_what_differs_by_chance_is_the_same():
    first, last = (1.0, 2.0, 3.0, 4.0), (1.5, 1.4, 3.6, 3.4)
    gained, error = less(np.array([first, last]))
    assert gained == pytest.approx(0.025)
    assert error > gained
    assert judged(np.array([first, last])) == "same"
