"""What views and steps are called on the screen; files have their names from `art.walk`."""

from sprite_studio.art.walk.character import STEPS, VIEWS
from sprite_studio.ui.cast.party import At

VIEW_TITLES = {"down": "Front", "left": "Left", "right": "Right", "up": "Back"}
STEP_TITLES = {"stand": "Stand", "a": "Step a", "b": "Step b"}


def frame_title(at: At) -> str:
    """ "Front, Stand"."""
    view, step = at
    return f"{VIEW_TITLES[VIEWS[view]]}, {STEP_TITLES[STEPS[step]]}"


def change_title(named: str) -> str:
    """ "left stand-a", as meters name what follows one another, is "Left from Stand to Step a"."""
    view, _, steps = named.partition(" ")
    before, _, after = steps.partition("-")
    return f"{VIEW_TITLES[view]} from {STEP_TITLES[before]} to {STEP_TITLES[after]}"
