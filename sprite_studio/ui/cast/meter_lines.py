"""What the meters say, in words and figures."""

from collections.abc import Sequence
from typing import NamedTuple

from sprite_studio.art.walk.finish import BOB, MOST_COLOURS
from sprite_studio.art.walk.meters import LEAST_MOVED, MOST_CHANGED, Meters
from sprite_studio.ui.cast.titles import VIEW_TITLES, change_title

LIKE = 0.6
"""Share of its colours that a view has in common with the others, below which an eye looks twice:
one of 187 real characters and three of 200 of the Forge's lie there, and nine in ten of those one
view of which is somebody else's."""


_MOST_NAMED = 2
"""Changes from frame to frame that are named one by one."""


class Line(NamedTuple):
    """Attributes: is_well; text; tip: what is measured."""

    is_well: bool
    text: str
    tip: str


def lines_of(meters: Meters, asked: int) -> tuple[Line, ...]:
    """One a thing that an eye would object to. Args: asked: how many colours were."""
    more = f"; {asked} are asked for" if meters.colours > asked else ""
    return (
        Line(
            meters.feet <= BOB,
            "Feet on one line" if not meters.feet else f"Feet {_px(meters.feet)} apart",
            "Between the highest and the lowest line on which frames stand; one pixel is a bob",
        ),
        Line(
            meters.holds_still,
            f"Head moves {_px(meters.jitter)}, {meters.changed:.0%} of the upper half changes"
            + ("" if meters.holds_still else ": it flickers"),
            f"From step to step, at most; one pixel and {MOST_CHANGED:.0%} look like a walk",
        ),
        Line(
            meters.walks,
            "Every step is seen" if meters.walks else f"Nothing moves: {_named(meters.still)}",
            f"Fewer than {LEAST_MOVED} pixels of the lower third differ from the frame before",
        ),
        Line(
            meters.colours <= MOST_COLOURS,
            f"{meters.colours} colours of {MOST_COLOURS}{more}",
            "Of all frames together; those that were painted, opened or locked may bring more than "
            "Colours asks for",
        ),
        Line(
            meters.likeness >= LIKE,
            f"Least alike: {VIEW_TITLES[meters.least_alike]}, {meters.likeness:.0%}",
            "The share of its colours, row by row, that this view has in common with the others",
        ),
    )


def _named(still: Sequence[str]) -> str:
    more = f" and {len(still) - _MOST_NAMED} more" if len(still) > _MOST_NAMED else ""
    return ", ".join(map(change_title, still[:_MOST_NAMED])) + more


def _px(count: int) -> str:
    return f"{count} pixel{'s' * (count != 1)}"
