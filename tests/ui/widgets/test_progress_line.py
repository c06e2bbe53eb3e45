import pytest

from sprite_studio.studio.jobs.drawing_loop import Ending, LoopState, Phase
from sprite_studio.studio.jobs.edit import EditProgress
from sprite_studio.ui.widgets.progress_line import ProgressLine, line_of, time_left

HALF = LoopState(Phase.DRAWING, EditProgress(10, 20, 5.0), True)


@pytest.mark.parametrize(
    ("state", "line"),
    [
        (LoopState(Phase.DRAWING), "Drawing …"),
        (HALF, "Step 10 of 20, 5 s left"),
        (LoopState(Phase.LIVE, draft=True), "Following the hand …"),
        (LoopState(Phase.WAITING), "Following the hand …"),
        (LoopState(ended=Ending.CANCELLED), "Cancelled; the last finished drawing is shown"),
        (LoopState(ended=Ending.FAILED), "Could not draw"),
        (LoopState(ended=Ending.DONE), ""),  # the result says more
    ],
)
def test_every_state_has_a_line_of_its_own(state, line):
    assert line_of(state) == line


@pytest.mark.parametrize(
    ("left", "told"), [(0.4, ""), (12.2, ", 13 s left"), (660, ", 11 min left")]
)
def test_the_time_left_is_told_in_whole_seconds_or_minutes(left, told):
    assert time_left(EditProgress(1, 2, left)) == told


def test_the_bar_is_filled_only_while_something_is_drawn_whole(qtbot):
    bar = ProgressLine()
    qtbot.addWidget(bar)
    bar.show_state(HALF)
    assert bar.value() / bar.maximum() == 0.5
    bar.show_state(LoopState(Phase.LIVE, draft=True))
    assert bar.value() == bar.minimum() < bar.maximum()
    bar.show_state(LoopState(Phase.DRAWING))
    assert bar.minimum() == bar.maximum() == 0  # nobody knows yet
