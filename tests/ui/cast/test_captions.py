import numpy as np

from sprite_studio.art.forge.walking import walking_character
from sprite_studio.ui.cast.captions import EMPTY, ONE_EMPTY, PAINTED, told
from sprite_studio.ui.cast.party import Person, nobody, nothing_locked

FRAMES = walking_character(1).frames
OTHER = walking_character(2).frames[0, 0]
NOTHING = np.zeros_like(OTHER)


def test_a_frame_that_was_only_cleared_was_not_painted():
    cleared = Person(FRAMES, nothing_locked()).with_frame((0, 0), NOTHING, locked=False)
    assert told(cleared) == ONE_EMPTY
    assert "Choose it;" in ONE_EMPTY  # the keys are for the frame that is meant
    assert told(cleared.with_frame((0, 0), OTHER)) == PAINTED


def test_others_follow_only_where_all_are_there():
    painted = Person(FRAMES, nothing_locked()).with_frame((0, 0), OTHER)
    assert told(painted) == PAINTED
    assert told(painted.with_frame((2, 1), NOTHING, locked=False)) == ONE_EMPTY


def test_it_says_how_one_begins():
    assert told(nobody()) == EMPTY
    assert told(nobody().with_frame((0, 0), OTHER)).startswith("With frames of your own")
