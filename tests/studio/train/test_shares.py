from collections import defaultdict

import numpy as np
import pytest

from sprite_studio.art.sprite import Sprite
from sprite_studio.studio.train.shares import MANY, shares

PIXELS = np.zeros((16, 16, 4), np.uint8)


def sprites(**counts: int) -> list[Sprite]:
    """Foods, so many subjects of each kind; a kind called "none" has no word."""
    return [
        Sprite(PIXELS, ("food", f"kind:{kind}") if kind != "none" else ("food",), f"{kind}/{i}", "")
        for kind, count in counts.items()
        for i in range(count)
    ]


def by_kind(drawn: list[Sprite], balanced: bool = True) -> dict[str, float]:
    found = shares(drawn, [0] * len(drawn), [None], balanced)
    total: dict[str, float] = defaultdict(float)
    for sprite, share in zip(drawn, found, strict=True):
        total[sprite.subject.split("/")[0]] += share / sum(found)
    return total


def test_a_kind_of_many_subjects_adds_by_its_root_only():
    found = by_kind(sprites(apple=MANY, pear=4 * MANY))
    assert found["pear"] == pytest.approx(2 * found["apple"])
    before = by_kind(sprites(apple=MANY, pear=4 * MANY), balanced=False)
    assert before["pear"] == pytest.approx(4 * before["apple"])


def test_few_subjects_and_those_of_no_kind_are_drawn_alike():
    found = by_kind(sprites(apple=3, pear=MANY, none=5 * MANY))
    total = 6 * MANY + 3
    wanted = {"apple": 3 / total, "pear": MANY / total, "none": 5 * MANY / total}
    assert found == pytest.approx(wanted)


def test_all_weapons_are_one_kind():
    crowd = sprites(sword=2 * MANY, axe=2 * MANY, apple=MANY)
    found = by_kind(crowd)
    assert found["sword"] + found["axe"] == pytest.approx(2 * found["apple"])


def test_frames_of_a_subject_share_by_a_root():
    frames = [Sprite(PIXELS, ("hero",), "walker", "")] * 4 + [Sprite(PIXELS, ("hero",), "one", "")]
    found = shares(frames, [0] * 5, [None], by_kind=True)
    assert sum(found[:4]) == pytest.approx(2 * found[4])


def test_sources_have_the_shares_that_were_asked_for():
    both = sprites(apple=5, pear=40)
    sources = [0] * 5 + [1] * 40
    found = shares(both, sources, [0.75, 0.25], by_kind=True)
    assert sum(found[:5]) / sum(found) == pytest.approx(0.75)
