"""Who walks over a ground: where, which way, at which step. No clock and no screen: time is handed
in."""

import random
from dataclasses import dataclass, field

from sprite_studio.art.sprite import SIZE
from sprite_studio.art.walk.character import STEP_MILLISECONDS, VIEWS, WALK

PACE = 24.0
"""Pixels a second at the usual speed: four for each step."""

WAYS: dict[str, tuple[int, int]] = {
    "down": (0, 1),
    "left": (-1, 0),
    "right": (1, 0),
    "up": (0, -1),
}
"""View → across, down."""

_ROUND = ("right", "down", "left", "up")
_LONGEST, _SHORTEST = 2.4, 0.8
"""Seconds that a wanderer goes one way."""


@dataclass
class Walker:
    """Attributes:
    x, y: of the upper left corner of the sprite, in pixels of the ground.
    view: one of `VIEWS`.
    seconds: walked without a rest; 0 while it stands.
    """

    x: float = 0.0
    y: float = 0.0
    view: str = VIEWS[0]
    seconds: float = 0.0
    _left: float = field(default=0.0, repr=False)

    @property
    def frame(self) -> tuple[int, int]:
        """Which of its frames is seen: view and step."""
        step = int(self.seconds * 1000 / STEP_MILLISECONDS) % len(WALK)
        return VIEWS.index(self.view), WALK[step]

    def walk(self, view: str, seconds: float, room: tuple[float, float]) -> bool:
        """That way for so long. False where the border stopped it; it goes on walking on the spot.

        Args: room: width and height of the ground.
        """
        across, down = WAYS[view]
        x, y = self.x + across * PACE * seconds, self.y + down * PACE * seconds
        self.view, self.seconds = view, self.seconds + seconds
        self.x, self.y = x, y
        self.keep_in(room)
        return (self.x, self.y) == (x, y)

    def rest(self) -> None:
        """It stands."""
        self.seconds = 0.0

    def keep_in(self, room: tuple[float, float]) -> None:
        """The ground has this width and height."""
        self.x = min(max(0.0, self.x), max(0.0, room[0] - SIZE))
        self.y = min(max(0.0, self.y), max(0.0, room[1] - SIZE))

    def wander(self, seconds: float, room: tuple[float, float], dice: random.Random) -> None:
        """Some way, and after a while another."""
        self._left -= seconds
        if not self.walk(self.view, seconds, room) or self._left <= 0:
            self.view = dice.choice([view for view in VIEWS if view != self.view])
            self._left = dice.uniform(_SHORTEST, _LONGEST)

    def go_round(self, seconds: float, room: tuple[float, float]) -> None:
        """Along a square, so that every side is seen."""
        self._left -= seconds
        if not self.walk(self.view, seconds, room) or self._left <= 0:
            self.view = _ROUND[(_ROUND.index(self.view) + 1) % len(_ROUND)]
            self._left = _SHORTEST
