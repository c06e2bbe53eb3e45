"""What is done to all that is selected at once: what each is called, its key, and what it does."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from sprite_studio.art.paint.painting import Painting
from sprite_studio.art.paint.pieces import cleared, flipped, moved, quarter_turned
from sprite_studio.art.paint.whole import shifted


@dataclass(frozen=True)
class Command:
    """Attributes: name, key, picture, tip: for people; a picture "" has no button; act."""

    name: str
    key: str
    picture: str
    tip: str
    act: Callable[[Painting], Painting]


SELECTING = (
    Command(
        "Select all",
        "Ctrl+A",
        "",
        "Every pixel",
        lambda now: now.selecting(np.ones_like(now.selection)),
    ),
    Command(
        "Select nothing",
        "Ctrl+D",
        "paint/none",
        "Then all may be painted",
        lambda now: now.selecting(np.zeros_like(now.selection)),
    ),
    Command(
        "Invert the selection",
        "Ctrl+I",
        "paint/invert",
        "All that was not selected",
        lambda now: now.selecting(~now.selection),
    ),
)

TURNING = (
    Command("Flip left for right", "H", "paint/flip-across", "What is selected, or all", flipped),
    Command(
        "Flip top for bottom",
        "V",
        "paint/flip-down",
        "What is selected, or all",
        lambda now: flipped(now, upside_down=True),
    ),
    Command(
        "Turn right",
        "Q",
        "paint/turn-right",
        "By a quarter: what is selected, or all",
        quarter_turned,
    ),
    Command(
        "Turn left",
        "Shift+Q",
        "paint/turn-left",
        "By a quarter: what is selected, or all",
        lambda now: quarter_turned(now, clockwise=False),
    ),
    Command("Clear", "Del", "paint/clear", "What is selected, or all", cleared),
)


def _towards(name: str, key: str, down: int, right: int) -> tuple[Command, Command]:
    return (
        Command(
            f"Shift {name}",
            f"Ctrl+{key}",
            "",
            "What leaves at one side comes in at the other",
            lambda now: shifted(now, down, right),
        ),
        Command(
            f"Move {name}",
            f"Alt+{key}",
            "",
            "What is selected, or all",
            lambda now: moved(now, down, right),
        ),
    )


STEPPING = (
    *_towards("left", "Left", 0, -1),
    *_towards("right", "Right", 0, 1),
    *_towards("up", "Up", -1, 0),
    *_towards("down", "Down", 1, 0),
)
