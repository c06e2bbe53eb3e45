"""One jump and many steps, of a model that has learned nothing."""

import numpy as np
from finished import finished

from sprite_studio.studio.jobs.learn.progress import LessonStep
from sprite_studio.studio.jobs.learn.steps import COUNTS, StepsJob
from sprite_studio.studio.learn.steps import AVERAGED_STEPS, steps


def test_the_same_noises_are_drawn_in_more_and_more_steps(library):
    events = list(steps(StepsJob(), library))
    reports = [event for event in events if isinstance(event, LessonStep)]
    assert reports[-1].step == reports[-1].steps == AVERAGED_STEPS + sum(COUNTS)
    result = finished(events)
    assert result.drawn.shape == (len(COUNTS), 4, 16, 16, 4)
    assert result.told == ("hero", "b")
    assert np.all(result.to_mean >= 0)


def test_a_network_that_has_learned_nothing_has_no_outline(library):
    result = finished(steps(StepsJob(), library))
    assert result.outline.max() < 0.5
