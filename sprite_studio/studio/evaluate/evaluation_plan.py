"""How much `evaluate` draws, and which blends it looks at."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import combinations

from sprite_studio.art.sprite import CATEGORIES, Sprite
from sprite_studio.studio.jobs.drawing import Sampler

Mix = Mapping[str, float]

MOST_UNSEEN = 1000
STRIP, STEADY = 9, 3.0
STYLE = "that of each unseen sprite; of words alone the best; and a kind for each sprite"
"""What is drawn in, for people."""

COURSE_BLENDS: tuple[dict[str, float], ...] = (
    {"hero": 1.0, "food": 0.6},
    {"food": 0.6, "spell": 0.4},
    {"hero": 1.0, "side-facing": 1.0},
    {"hero": 1.0, "non-hero": 1.0},
    {"hero": 1.0, "spell": 1.0},
)


@dataclass(frozen=True)
class Plan:
    """How much is drawn.

    Attributes:
        sprites: an FD; repeats: of it; category: sprites of each; coloured: of each colour.
        people: with hats and shirts; strips: of each blend.
        table: sprites a row; rows: its (sampler, steps).
    """

    sprites: int
    repeats: int
    category: int
    coloured: int
    people: int
    strips: int
    table: int
    rows: tuple[tuple[Sampler, int], ...]


DETERMINISTIC = ("ddim", "dpm++", "live")
EXACT = ("ddim", 500)
WHOLE = Plan(
    sprites=MOST_UNSEEN,
    repeats=3,
    category=60,
    coloured=20,
    people=200,
    strips=4,
    table=500,
    rows=(
        EXACT,
        *(("ddim", n) for n in (5, 10, 20, 50)),
        *(("dpm++", n) for n in (5, 10, 20)),
        *(("ddpm", n) for n in (20, 50, 500)),
        *(("live", n) for n in (2, 4)),
    ),
)
QUICK = Plan(
    sprites=128,
    repeats=2,
    category=16,
    coloured=5,
    people=48,
    strips=1,
    table=32,
    rows=(EXACT, ("ddim", 20), ("dpm++", 10), ("live", 2), ("live", 4)),
)


def context_of(sprite: Sprite, known: Collection[str]) -> dict[str, float]:
    """What a user would have asked for: the category, and the style if it is a known one."""
    wanted = [word for word in sprite.words if word in CATEGORIES or word.startswith("style:")]
    return {word: 1.0 for word in wanted if word in known}


def strips(seeds: int) -> list[tuple[Mix, Mix, int]]:
    """(first mix, last mix, seed): the course's blends, and every pair of categories, for each
    seed."""
    ends: list[tuple[Mix, Mix]] = []
    for blend in COURSE_BLENDS:
        (a, weight), (b, other) = blend.items()
        ends.append(({a: weight}, {a: weight, b: other}))
    ends += [({a: 1.0}, {b: 1.0}) for a, b in combinations(CATEGORIES, 2)]
    return [(start, stop, seed) for seed in range(seeds) for start, stop in ends]
