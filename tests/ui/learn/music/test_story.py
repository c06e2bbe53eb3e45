from dataclasses import replace

import numpy as np
import pytest
from tunes import PLAIN

from sprite_studio.music.figures import EarFigures
from sprite_studio.music.plan import FORMS, LETTERS
from sprite_studio.studio.draw.tune import bar_seeds
from sprite_studio.ui.learn.music.story import (
    EVEN,
    family_line,
    figures_line,
    last_of,
    order_line,
    plan_line,
    settled_from,
)

EVERY = [(scale, form) for scale, forms in FORMS.items() for form in forms]


def test_a_plan_is_told_as_a_musician_would_write_it():
    assert plan_line(PLAIN) == (
        "C major, steady, 120 beats a minute · A B C D A B E F · I IV V I I IV vi V"
    )
    low = replace(PLAIN, tonic=-5, scale="minor", form="AAAABBBB", degrees=(1, 7))
    assert plan_line(low) == (
        "G minor, steady, 120 beats a minute · A A A A B B B B · i i i i VII VII VII VII"
    )


def test_what_an_ear_would_complain_of_is_named():
    assert figures_line(EarFigures(1.0, (), (), 0.01)) == (
        "The finished loop: 100% of the notes in key · all 4 voices heard · "
        "no bar twice but by the form · no click at the seam"
    )
    told = figures_line(EarFigures(0.874, ("bass",), ("BE", "CD"), 1.5))
    assert told == (
        "The finished loop: 87% of the notes in key · silent: bass · "
        "the same, though the form has them apart: B and E, C and D · a click at the seam"
    )


@pytest.mark.parametrize(("scale", "form"), EVERY)
def test_of_every_form_it_is_true_which_pictures_begin_in_another_noise(scale, form):
    letters, degrees = form
    chords = dict(zip(letters, map(int, degrees), strict=True))
    plan = replace(
        PLAIN, scale=scale, form=letters, degrees=tuple(chords[letter] for letter in sorted(chords))
    )
    seeds = bar_seeds(7, plan)
    other = {LETTERS[picture] for picture, seed in enumerate(seeds) if seed != seeds[0]}
    told = {letter for letter in LETTERS if f"{letter} has the chord of" in family_line(plan)}
    assert told == other
    assert ("begin in one noise" in family_line(plan)) == (not other)


LABELS = {"from_step": "{voice} from step {step}", "from_end": "{voice} only at the end"}


def test_voices_are_told_in_the_order_in_which_they_are_settled():
    known = np.array([(0.1, 0.5, 0.95, 1), (0.2, 0.95, 0.5, 1), (0.5, 1, 0.95, 1)])
    settled = settled_from(known)
    assert settled == [4, 2, 3, 1]
    assert order_line(settled, 3, LABELS) == (
        "drums from step 1, harmony from step 2, bass from step 3, lead only at the end"
    )
    assert last_of(settled) == "lead"
    assert last_of([2, 3, 3, 1]) == EVEN
